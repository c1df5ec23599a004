"""Amounts of money in prose with what the text says of them: years, status, kind, recipient, purpose.

Belongs here: putting the readings of one amount together. Each reading has a module of its own: `money` (the amount),
`context` (years), `statuses` (how firm), `kinds` (funding or not), `recipients` (who receives).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from pipelines.text.blocks import Block
from pipelines.text.context import Timing, bind_periods
from pipelines.text.kinds import is_funding, money_in
from pipelines.text.money import Amount, find_amounts
from pipelines.text.recipients import find_recipient, names_in
from pipelines.text.sentences import split_sentences
from pipelines.text.spans import Span
from pipelines.text.statuses import find_clause_status, verbs_in
from pipelines.text.tables import Status

Kind = Literal["funding", "other"]


@dataclass(frozen=True, slots=True)
class Mention:
    """An amount of money stated outside table cells.

    Attributes:
        amount: its characters and value.
        block_no: position of its block in the document.
        sentence: the sentence that holds it.
        timing: years, per year, open end.
        per: unit of a rate as printed ("passagerare"), None where it is no rate.
        kind: funding (public money given, set aside, proposed or paid) | other.
        status: how firm funding is, None where the text does not say.
        recipient: who receives funding, None where the sentence does not say.
    """

    amount: Amount
    block_no: int
    sentence: Span
    timing: Timing
    per: str | None
    kind: Kind
    status: Status | None
    recipient: Span | None

    @property
    def span(self) -> Span:
        """Characters of the amount."""
        return self.amount.span


def find_mentions(
    text: str, blocks: Iterable[tuple[int, Block]], *, published_year: int | None = None
) -> list[Mention]:
    """Read every amount of money in the given blocks.

    Args:
        text: the document.
        blocks: position and block of everything that is not a table.
        published_year: year of publication, for "i år" and "nästa år".
    """
    mentions: list[Mention] = []
    for number, block in blocks:
        if block.kind == "table":
            continue
        found = list(money_in(text, block.span, find_amounts(text, block.span)))
        if not found:
            continue
        # Both lists are in order: each amount goes to the first sentence that ends behind it.
        waiting = 0
        for sentence in split_sentences(text, block.span):
            amounts: list[Amount] = []
            while waiting < len(found) and found[waiting].span.end <= sentence.end:
                amounts.append(found[waiting])
                waiting += 1
            if amounts:
                mentions.extend(_read_sentence(text, number, sentence, amounts, published_year))
    return mentions


def _read_sentence(
    text: str, block_no: int, sentence: Span, amounts: list[Amount], published_year: int | None
) -> list[Mention]:
    timings = bind_periods(text, sentence, amounts, published_year=published_year)
    verbs, names = verbs_in(text, sentence), names_in(text, sentence)
    starts = [sentence.start, *(amount.span.end for amount in amounts)]
    ends = [*(amount.span.start for amount in amounts[1:]), sentence.end]
    mentions = []
    for amount, timing, start, end in zip(amounts, timings, starts, ends, strict=False):
        funding, per = is_funding(text, sentence, amount)
        mentions.append(
            Mention(
                amount=amount,
                block_no=block_no,
                sentence=sentence,
                timing=timing,
                per=per,
                kind="funding" if funding else "other",
                status=find_clause_status(verbs, amount.span, end) if funding else None,
                recipient=find_recipient(text, sentence, names, amount.span, Span(start, end)) if funding else None,
            )
        )
    return mentions
