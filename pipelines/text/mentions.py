"""Amounts of money in prose with what the text says of them: years, status, kind, recipient, purpose.

Belongs here: putting the readings of one amount together. Each reading has a module of its own: `money` (the amount),
`dating` (years), `firmness` (how firm), `kinds` (funding or not), `recipients` (who receives).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipelines.text.blocks import Block
from pipelines.text.context import Timing
from pipelines.text.dating import date_amounts
from pipelines.text.firmness import firmness_of
from pipelines.text.kinds import Kind, kinds_of
from pipelines.text.money import Amount
from pipelines.text.passages import Passage, find_passages
from pipelines.text.recipients import recipients_of
from pipelines.text.spans import Span
from pipelines.text.tables import Status


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
    """Read every amount of money outside tables.

    Args:
        text: the document.
        blocks: position and block, tables among them or not.
        published_year: year of publication, for "i år" and "nästa år".
    """
    prose = [(number, block) for number, block in blocks if block.kind != "table"]
    passages = list(find_passages(text, prose))
    if not passages:
        return []
    around = [block for _, block in prose]
    dated = date_amounts(text, passages, around, published_year=published_year)
    firmness = firmness_of(text, passages, around)
    return [
        mention
        for passage, timings, kinds, statuses in zip(passages, dated, kinds_of(text, passages), firmness, strict=True)
        for mention in _read(text, passage, timings, kinds, statuses)
    ]


def _read(
    text: str,
    passage: Passage,
    timings: Sequence[Timing],
    kinds: Sequence[tuple[Kind, str | None]],
    statuses: Sequence[Status | None],
) -> Iterator[Mention]:
    funds = any(kind == "funding" for kind, _ in kinds)
    spans = [amount.span for amount in passage.amounts]
    recipients = recipients_of(text, passage.sentence, spans) if funds else [None] * len(spans)
    readings = zip(passage.amounts, recipients, timings, kinds, statuses, strict=True)
    for amount, recipient, timing, (kind, per), status in readings:
        funding = kind == "funding"
        yield Mention(
            amount=amount,
            block_no=passage.block_no,
            sentence=passage.sentence,
            timing=timing,
            per=per,
            kind=kind,
            status=status if funding else None,
            recipient=recipient if funding else None,
        )
