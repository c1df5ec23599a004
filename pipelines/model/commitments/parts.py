"""Money that is part of other money in one document: "varav", levels and additions, sums that add up, tables.

Belongs here: links from a part to the whole that contains it. A whole is never smaller than its parts together, but for
rounding: a new level is no addition to the old one.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import takewhile

from pipelines.model.commitments.links import Groups, Link
from pipelines.model.commitments.repeats import between, is_one_sentence, words_before
from pipelines.model.commitments.stated import StatedFigure, is_within_period
from pipelines.model.commitments.wording import (
    ADDED,
    EACH,
    EQUAL_NUMBERS,
    EQUAL_PARTS,
    FROM,
    IN_ALL,
    INSTALMENT,
    LEADS_TO,
    OF_THESE,
    OF_WHICH,
    OTHER_OCCASION,
    PERCENT_OF,
    WITH_THIS,
)

_ROUNDING = Decimal("1.02")
_LONGEST_RUN = 20
_MOST_SHARES = 400


def parts(figures: Sequence[StatedFigure], groups: Groups) -> Iterator[Link]:
    """Find which figures of a document are part of others.

    Args:
        figures: the document's amounts in prose, in reading order.
        groups: which of them state the same money.
    """
    for sentence in _sentences(figures):
        yield from _of_which(sentence)
        yield from _levels(sentence)
        yield from _shares(sentence, figures)
        yield from _of_these(sentence, figures)
        yield from _instalments(sentence, figures)
        yield from _with_this(sentence, figures)
        yield from _equal_parts(sentence, figures)
        yield from _percent_of(sentence, figures)
    yield from _listed(figures)
    yield from _adding_up(figures, groups)


def whole_amount(figure: StatedFigure, whole: StatedFigure) -> Decimal:
    """Give an amount as it counts towards a whole: a sum for each year once a year, unless the whole is one too."""
    if not figure.is_annual or whole.is_annual or figure.start_year is None or figure.end_year is None:
        return figure.amount
    return figure.amount * (figure.end_year - figure.start_year + 1)


def can_contain(whole: StatedFigure, part: StatedFigure) -> bool:
    """Tell whether one figure may be part of another by currency, years and size."""
    return (
        whole.currency == part.currency
        and is_within_period(part, whole)
        and part.amount < whole.amount
        and whole_amount(part, whole) <= whole.amount * _ROUNDING
    )


def _sentences(figures: Sequence[StatedFigure]) -> list[list[StatedFigure]]:
    sentences: list[list[StatedFigure]] = []
    for figure in figures:
        if sentences and is_one_sentence(sentences[-1][-1], figure):
            sentences[-1].append(figure)
        else:
            sentences.append([figure])
    return sentences


def _of_which(sentence: list[StatedFigure]) -> Iterator[Link]:
    for at, whole in enumerate(sentence[:-1]):
        if not OF_WHICH.search(between(whole, sentence[at + 1])):
            continue
        left = whole.amount * _ROUNDING
        for part in sentence[at + 1 :]:
            left -= whole_amount(part, whole)
            if left < 0 or not can_contain(whole, part):
                break
            yield _link(part, whole, "of_which", 0.95, "varav")


def _levels(sentence: list[StatedFigure]) -> Iterator[Link]:
    """Find "höjs med 318, från dagens 210 till 528": old level and addition are parts of the new level."""
    for at, first in enumerate(sentence[:-1]):
        second = sentence[at + 1]
        third = sentence[at + 2] if at + 2 < len(sentence) else None
        if third and first.amount + second.amount == third.amount and FROM.search(words_before(second)):
            evidence = f"{first.amount_text} + {second.amount_text} = {third.amount_text}"
            yield _link(first, third, "addition_to_level", 0.95, evidence)
            yield _link(second, third, "former_level", 0.95, evidence)
        elif (
            ADDED.search(words_before(first)) and can_contain(second, first) and LEADS_TO.search(between(first, second))
        ):
            yield _link(first, second, "addition_to_level", 0.85, f"med {first.amount_text} till {second.amount_text}")


def _shares(sentence: list[StatedFigure], figures: Sequence[StatedFigure]) -> Iterator[Link]:
    """Find "266 miljoner, uppdelat på 133 vid varje tillfälle": equal shares of a whole that stands before."""
    for part in sentence:
        if not EACH.search(part.purpose[part.purpose.find(part.amount_text) :][: len(part.amount_text) + 40]):
            continue
        for whole in _before(part, figures, blocks=2):
            times = whole.amount / part.amount if part.amount else Decimal(0)
            if can_contain(whole, part) and times == int(times) and 2 <= times <= _MOST_SHARES:
                yield _link(
                    part, whole, "equal_shares", 0.9, f"{int(times)} × {part.amount_text} = {whole.amount_text}"
                )
                break


def _percent_of(sentence: list[StatedFigure], figures: Sequence[StatedFigure]) -> Iterator[Link]:
    """Find "243 miljoner – motsvarande 48 procent av beloppet": the sum before that this is so much of."""
    for part in sentence:
        told = PERCENT_OF.match(part.purpose[part.purpose.find(part.amount_text) + len(part.amount_text) :])
        if not told:
            continue
        percent = Decimal(told["percent"].replace(",", "."))
        for whole in _before(part, figures, blocks=3):
            if can_contain(whole, part) and abs(part.amount / whole.amount * 100 - percent) <= Decimal("0.5"):
                evidence = f"{part.amount_text} is {percent} % of {whole.amount_text}"
                yield _link(part, whole, "percent_of", 0.9, evidence)
                break


def _of_these(sentence: list[StatedFigure], figures: Sequence[StatedFigure]) -> Iterator[Link]:
    """Find "Av dessa medel går …": part of the nearest sum before that can contain it."""
    if not (cue := OF_THESE.search(sentence[0].purpose)):
        return
    own = {figure.figure_id for figure in sentence}
    for whole in _before(sentence[0], figures, blocks=3):
        together = sum((whole_amount(part, whole) for part in sentence), Decimal(0))
        if whole.figure_id in own or together > whole.amount * _ROUNDING:
            continue
        found = [part for part in sentence if can_contain(whole, part)]
        for part in found:
            yield _link(part, whole, "of_these", 0.85, cue[0].strip())
        if found:
            return


def _instalments(sentence: list[StatedFigure], figures: Sequence[StatedFigure]) -> Iterator[Link]:
    """Find "anslagit 400 miljoner. Dagens beslut avser en första utbetalning om 200 miljoner"."""
    if not (cue := INSTALMENT.search(sentence[0].purpose)):
        return
    part = sentence[-1]
    own = {figure.figure_id for figure in sentence}
    for whole in _before(part, figures, blocks=1):
        if whole.figure_id not in own and not whole.is_heading and can_contain(whole, part):
            yield _link(part, whole, "instalment", 0.85, cue[0])
            return


def _with_this(sentence: list[StatedFigure], figures: Sequence[StatedFigure]) -> Iterator[Link]:
    """Find "15 miljoner till … Sammanlagt får de i och med denna förstärkning 35 miljoner": a level reached."""
    whole = sentence[-1]
    cue = WITH_THIS.search(whole.purpose)
    if not cue or not IN_ALL.search(whole.purpose) or len(sentence) > 1:
        return
    for part in _before(whole, figures, blocks=2):
        if can_contain(whole, part):
            yield _link(part, whole, "addition_to_level", 0.85, cue[0])
            return


def _equal_parts(sentence: list[StatedFigure], figures: Sequence[StatedFigure]) -> Iterator[Link]:
    """Find "365 miljoner, som delas upp i två lika stora utbetalningar": the sums of exactly that share."""
    whole = sentence[0]
    if not (cue := EQUAL_PARTS.search(whole.purpose)):
        return
    number = EQUAL_NUMBERS[cue["number"].lower()]
    for part in figures:
        if part.amount * number == whole.amount and can_contain(whole, part):
            yield _link(part, whole, "equal_shares", 0.9, f"{number} × {part.amount_text} = {whole.amount_text}")


def _listed(figures: Sequence[StatedFigure]) -> Iterator[Link]:
    """Find "Paketet på 13,5 miljarder innehåller:" and the items of its list, each by the first sum that it states."""
    for at, whole in enumerate(figures):
        if whole.block_kind == "list_item" or not whole.purpose.rstrip().endswith(":"):
            continue
        items: dict[int, StatedFigure] = {}
        for figure in figures[at + 1 :]:
            if figure.block_kind == "list_item":
                items.setdefault(figure.block_no, figure)
            elif figure.block_no != whole.block_no:
                break
        told = [figure for figure in items.values() if can_contain(whole, figure)]
        total = sum((whole_amount(figure, whole) for figure in told), Decimal(0))
        if len(told) > 1 and whole.amount / 2 <= total <= whole.amount * _ROUNDING:
            for figure in told:
                yield _link(figure, whole, "listed_under", 0.85, f"the list tells {total / whole.amount:.0%} of it")


def _before(figure: StatedFigure, figures: Sequence[StatedFigure], *, blocks: int) -> Iterator[StatedFigure]:
    for other in reversed(figures):
        if other.char_start < figure.char_start and figure.block_no - other.block_no <= blocks:
            yield other


def _adding_up(figures: Sequence[StatedFigure], groups: Groups) -> Iterator[Link]:
    """Find runs of figures that add up to a sum before them, or to one behind them that says "totalt"."""
    for at, whole in enumerate(figures):
        if whole.block_kind == "list_item":
            continue
        behind = _run(whole, figures[at + 1 :], groups)
        run = behind
        if not run and IN_ALL.search(words_before(whole, 60)):
            run = _run(whole, figures[:at][::-1], groups)
        if run:
            evidence = " + ".join(part.amount_text for part in run) + f" = {whole.amount_text}"
            # The more figures add up to a sum, the less is it chance.
            sure = 0.88 + 0.01 * min(len(run), 6)
            for part in run:
                yield _link(part, whole, "adds_up", sure, evidence)
        elif whole.is_heading and at == 0 and whole.amount_text in whole.title:
            yield from _of_title(whole, figures[1:], groups)


def _run(whole: StatedFigure, others: Sequence[StatedFigure], groups: Groups) -> list[StatedFigure]:
    """Give the first run of at least two neighbouring figures that add up to a sum; nothing where none does.

    Repetitions within a run count once. Elsewhere than under a heading a run begins right beside its sum.
    """
    distinct: list[StatedFigure] = []
    seen = {groups.of(whole.figure_id)}
    # What stands below another heading is another matter.
    near = others if whole.is_heading else takewhile(lambda figure: not figure.is_heading, others)
    for figure in near:
        if (group := groups.of(figure.figure_id)) not in seen:
            seen.add(group)
            distinct.append(figure)
    starts = range(len(distinct)) if whole.is_heading else range(min(1, len(distinct)))
    for start in starts:
        total = Decimal(0)
        for length, figure in enumerate(distinct[start : start + _LONGEST_RUN], start=1):
            if not can_contain(whole, figure):
                break
            total += whole_amount(figure, whole)
            if length > 1 and _is_sum(total, whole, length) and _is_telling(whole, distinct[start : start + length]):
                return distinct[start : start + length]
    return []


def _is_telling(whole: StatedFigure, run: Sequence[StatedFigure]) -> bool:
    """Tell whether an addition is more than chance: two round figures far from their sum add up by chance."""
    near = all(abs(part.block_no - whole.block_no) <= 1 for part in run)
    return whole.is_heading or near or len(run) > 2 or whole.digits > 2


def _is_sum(total: Decimal, whole: StatedFigure, length: int) -> bool:
    if total == whole.amount:
        return True
    off = total - whole.amount
    # A coarse figure is a sum of anything near it: only where many figures make it up, or its digits say much.
    if whole.digits == 1 and length < 3:
        return abs(off) <= whole.amount * Decimal("0.01")
    allowed = min(whole.unit, whole.amount * Decimal("0.03"))
    if whole.modifier in {"over", "at_least"}:
        return 0 <= off <= allowed
    return abs(off) <= allowed


def _of_title(whole: StatedFigure, body: Sequence[StatedFigure], groups: Groups) -> Iterator[Link]:
    """Find what a heading's sum is made of where the text doesn't tell all of it."""
    own = groups.of(whole.figure_id)
    found: dict[str, StatedFigure] = {}
    for figure in body:
        group = groups.of(figure.figure_id)
        if group == own or OTHER_OCCASION.search(words_before(figure, 60)):
            continue
        if not can_contain(whole, figure):
            continue
        found.setdefault(group, figure)
    total = sum((whole_amount(figure, whole) for figure in found.values()), Decimal(0))
    if found and whole.amount / 2 <= total <= whole.amount * _ROUNDING:
        evidence = f"the heading's {whole.amount_text}; the text tells {total / whole.amount:.0%} of it"
        for figure in found.values():
            yield _link(figure, whole, "heading_total", 0.7, evidence)


def _link(part: StatedFigure, whole: StatedFigure, rule: str, confidence: float, evidence: str) -> Link:
    return Link(part.figure_id, whole.figure_id, "part_of", rule, confidence, re.sub(r"\s+", " ", evidence))
