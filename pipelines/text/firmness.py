"""How firm the money of a passage is, told by its sentence and by what the sentence belongs to.

Belongs here: which telling word counts for which amount, and proposals that go on: a paragraph, a list or a whole page
that presents proposals means them where its verbs do not say otherwise ("tillförs", "omfattar"). The words themselves
belong to `statuses`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, groupby

from pipelines.text.blocks import Block
from pipelines.text.passages import Passage
from pipelines.text.spans import Span
from pipelines.text.statuses import Telling, find_telling
from pipelines.text.tables import Status

_CLAUSE_BORDER = re.compile(
    r"[;:]|,?\s+(?:och|men|medan|samt)\s+(?=\w+\s+(?:regeringen|beräkna|föreslå|i\s+budget))|\boch\s+därefter\b"
)
_PRESENTS_PROPOSALS = re.compile(
    r"\bförslage[nt]\s+(?:bygger\s+på\s+en\s+överenskommelse|lämnas\s+i\s+budgetpropositionen|presenteras\s+i\s+budgetpropositionen)"
    r"|\b(?:överlämna|lämna|lägga\s+fram)\s+(?:dessa\s+|de\s+här\s+)?förslag(?:en|et)?\s+(?:till\s+riksdagen|i\s+budget)",
    re.IGNORECASE,
)
# What another amount grows from is in force already.
_BEFORE_CHANGE = re.compile(r"\bfrån\s+(?:\w+\s+){0,2}\Z")
_AFTER_CHANGE = re.compile(r"\s+(?:(?:per|om|i)\s+\w+\s+)?till\s")


@dataclass(frozen=True, slots=True)
class _Scene:
    telling: Sequence[Telling]
    borders: Sequence[int]
    is_proposal: bool


def firmness_of(text: str, passages: Sequence[Passage], blocks: Sequence[Block]) -> list[list[Status | None]]:
    """Say for each amount of each passage how firm it is, None where nothing tells.

    Args:
        text: the document.
        passages: its passages, in order.
        blocks: the blocks that the passages were found in.
    """
    if not passages:
        return []
    whole_page = any(_PRESENTS_PROPOSALS.search(text, *block.span) for block in blocks)
    introductions = _introductions(blocks)
    firmness: list[list[Status | None]] = []
    for prose_no, of_block in groupby(passages, key=lambda passage: passage.prose_no):
        block = blocks[prose_no]
        read_to = block.span.start
        proposing = _introduced_by_proposal(text, introductions.get(prose_no))
        for passage in of_block:
            telling = find_telling(text, passage.sentence)
            proposing = _still_proposing(find_telling(text, Span(read_to, passage.sentence.start)), proposing)
            scene = _Scene(
                telling,
                [match.end() for match in _CLAUSE_BORDER.finditer(text, *passage.sentence)],
                block.kind != "heading" and (whole_page or proposing),
            )
            firmness.append(
                [
                    _status(text, scene, amount.span, stretch)
                    for amount, stretch in zip(passage.amounts, passage.stretches, strict=True)
                ]
            )
            proposing, read_to = _still_proposing(telling, proposing), passage.sentence.end
    return firmness


def _still_proposing(telling: Sequence[Telling], before: bool) -> bool:
    """Tell whether the last firm word up to here proposes."""
    firm = [word for word in telling if word.is_firm]
    return firm[-1].status == "proposed" if firm else before


def _introductions(blocks: Sequence[Block]) -> dict[int, Block]:
    """Give for each list item, by position, the block before its list."""
    introductions: dict[int, Block] = {}
    before: Block | None = None
    for number, block in enumerate(blocks):
        if block.kind != "list_item":
            before = block
        elif before:
            introductions[number] = before
    return introductions


def _introduced_by_proposal(text: str, block: Block | None) -> bool:
    if block is None or text[block.span.end - 1] != ":":
        return False
    start = max(text.rfind(". ", *block.span), block.span.start)
    return _still_proposing(find_telling(text, Span(start, block.span.end)), before=False)


def _status(text: str, scene: _Scene, amount: Span, stretch: Span) -> Status | None:
    if _BEFORE_CHANGE.search(text, stretch.start, amount.start) and _AFTER_CHANGE.match(text, amount.end):
        return "decided"
    word = _telling_word(scene, amount, stretch)
    if scene.is_proposal and (word is None or not word.is_firm):
        return "proposed"
    return word.status if word else None


def _telling_word(scene: _Scene, amount: Span, stretch: Span) -> Telling | None:
    """Give the word that says how firm an amount is.

    A proposal in its clause governs it; else the firm word before it counts; else, unless a weak verb before it has it
    for its object, the word behind it; else a word of an earlier clause.
    """
    clause = max((border for border in scene.borders if border <= amount.start), default=0)
    # Of words that say as much the nearest comes first.
    earlier = [word for word in reversed(scene.telling) if word.at < amount.start]
    before = [word for word in earlier if word.at >= clause]
    after = [word for word in scene.telling if amount.end <= word.at < stretch.end]
    ranked = chain(
        (word for word in before if word.governs),
        (word for word in before if word.is_firm),
        (word for word in before if word.strength == "weak"),
        (word for word in after if word.is_firm),
        before,
        after,
        (word for word in earlier if word.is_firm),
        earlier,
    )
    return next(ranked, None)
