"""The same money stated again in one document: heading, lead, quotation, table.

Belongs here: links between figures of one document that state the same money.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from pipelines.model.commitments.links import Link
from pipelines.model.commitments.stated import (
    StatedFigure,
    is_known_conflict,
    is_same_sum,
    periods_agree,
    recipients_agree,
)
from pipelines.model.commitments.wording import ON_TOP, overlap

_CONVERTED = re.compile(
    r"^\W*\(?\s*(ca|cirka|motsvarande|ungefär|omkring|vilket motsvarar|dvs\.?|högst)?\s*(ca|cirka)?\s*$"
)
_DEFINITE = re.compile(r"(?:^|\b)(de|dessa|den) *$", re.IGNORECASE)
_NEXT_SENTENCE = re.compile(r"[^\W\d]{2,}[.!?][*_”\"]*\s+[*_–]*\s?[A-ZÅÄÖ]")
_DISTINCT_DIGITS = 3
_OWN_WORDS = 3
_ROUNDED = Decimal("0.05")
# "Over two billion" may be well over it.
_OFF_BY = {
    modifier: (Decimal(0), 2 * _ROUNDED) if modifier in {"over", "at_least"} else (-2 * _ROUNDED, Decimal(0))
    for modifier in ("over", "at_least", "under", "at_most")
}
_FORMULA = 0.5


def repeats(figures: Sequence[StatedFigure]) -> Iterator[Link]:
    """Find which figures of a document state the same money.

    Args:
        figures: the document's, in reading order.
    """
    headings = [figure for figure in figures if figure.is_heading]
    for earlier, later in combinations(figures, 2):
        repeated = None if _are_sections(earlier, later, headings) else _repeat(earlier, later)
        if link := _same_characters(earlier, later) or _converted(earlier, later) or repeated:
            yield link
    yield from _rounded_in_heading(figures)


def words_before(figure: StatedFigure, length: int = 45) -> str:
    """Give the words of the sentence that stand directly before the amount."""
    sentence = figure.purpose
    at = sentence.find(figure.amount_text)
    return sentence[max(0, at - length) : at] if at > 0 else ""


def is_one_sentence(one: StatedFigure, other: StatedFigure) -> bool:
    """Tell whether two figures stand in the same sentence; a list item may have several."""
    return (
        one.block_no == other.block_no
        and one.purpose == other.purpose
        and one.table_id is other.table_id is None
        and not (one.block_kind == "list_item" and _NEXT_SENTENCE.search(between(*in_order(one, other))))
    )


def in_order(one: StatedFigure, other: StatedFigure) -> tuple[StatedFigure, StatedFigure]:
    """Give two figures as they stand in the text."""
    return (one, other) if one.char_start <= other.char_start else (other, one)


def is_told_apart(one: StatedFigure, other: StatedFigure) -> bool:
    """Tell whether a document tells two figures as different money, whatever other documents say."""
    return (
        is_one_sentence(one, other)
        or _is_one_list(one, other)
        or not periods_agree(one, other)
        or not recipients_agree(one, other)
        or _is_formula(one, other)
        or _is_on_top(one) != _is_on_top(other)
    )


def between(earlier: StatedFigure, later: StatedFigure) -> str:
    """Give the characters of a sentence between two of its amounts."""
    sentence = earlier.purpose
    start = sentence.find(earlier.amount_text) + len(earlier.amount_text)
    return sentence[start : max(start, sentence.find(later.amount_text, start))]


def _same_characters(earlier: StatedFigure, later: StatedFigure) -> Link | None:
    """Link a stated total and the amount in prose that it is."""
    if later.total_id == earlier.figure_id or earlier.total_id == later.figure_id:
        return Link(
            later.figure_id, earlier.figure_id, "same", "same_characters", 1.0, "the stated total is this amount"
        )
    return None


def _converted(earlier: StatedFigure, later: StatedFigure) -> Link | None:
    if earlier.currency == later.currency or not is_one_sentence(earlier, later):
        return None
    if not _CONVERTED.match(between(earlier, later)):
        return None
    evidence = f"“{earlier.amount_text}” and “{later.amount_text}” are one sum in two currencies"
    return Link(later.figure_id, earlier.figure_id, "same", "other_currency", 0.95, evidence)


def _repeat(earlier: StatedFigure, later: StatedFigure) -> Link | None:
    if is_one_sentence(earlier, later) or not is_same_sum(earlier, later) or not periods_agree(earlier, later):
        return None
    if earlier.row_no is not None or later.row_no is not None:
        return None
    # What a heading calls additional the text below may call so or not.
    if is_known_conflict(earlier, later) or (not earlier.is_heading and _is_on_top(earlier) != _is_on_top(later)):
        return None
    shared = overlap(earlier.words, later.words)
    rule, confidence = _judge(earlier, later, shared)
    if not confidence:
        return None
    evidence = f"“{earlier.amount_text}” again; {shared:.0%} of the words are the same"
    return Link(later.figure_id, earlier.figure_id, "same", rule, confidence, evidence)


def _rounded_in_heading(figures: Sequence[StatedFigure]) -> Iterator[Link]:
    """Find the only sum of a text that its heading states in round figures: half a billion for 507.5 million."""
    body = [figure for figure in figures if not figure.is_heading and not figure.is_cell]
    for heading in figures:
        if not heading.is_heading or heading.digits >= _DISTINCT_DIGITS or heading.amount_high is not None:
            continue
        near = [figure for figure in body if _is_near(heading, figure)]
        if len({figure.amount for figure in near}) != 1 or heading.amount == near[0].amount:
            continue
        evidence = f"the heading's {heading.amount_text} is {near[0].amount_text}, and no other sum of the text"
        yield Link(near[0].figure_id, heading.figure_id, "same", "rounded_in_heading", 0.85, evidence)


def _is_near(heading: StatedFigure, figure: StatedFigure) -> bool:
    if figure.currency != heading.currency or not periods_agree(heading, figure) or is_known_conflict(heading, figure):
        return False
    off = (figure.amount - heading.amount) / heading.amount if heading.amount else figure.amount
    least, most = _OFF_BY.get(heading.modifier, (-_ROUNDED, _ROUNDED))
    return least <= off <= most


def _are_sections(earlier: StatedFigure, later: StatedFigure, headings: Sequence[StatedFigure]) -> bool:
    """Tell whether two figures stand below different headings that state the sum: each tells of its own money."""
    one, other = _own_heading(earlier, headings), _own_heading(later, headings)
    return one is not None and other is not None and one.purpose != other.purpose


def _own_heading(figure: StatedFigure, headings: Sequence[StatedFigure]) -> StatedFigure | None:
    above = [each for each in headings if each.char_start <= figure.char_start and is_same_sum(each, figure)]
    return above[-1] if above and not _is_title(above[-1]) else None


def _is_title(figure: StatedFigure) -> bool:
    return figure.is_heading and figure.amount_text in figure.title


def _judge(earlier: StatedFigure, later: StatedFigure, shared: float) -> tuple[str, float]:
    if earlier.is_heading and not later.is_heading:
        return "heading_repeated", 0.95 if shared or earlier.digits > 1 else 0.8
    if _is_one_list(earlier, later) or not recipients_agree(earlier, later):
        return "", 0.0
    in_one_block = earlier.block_no == later.block_no
    if in_one_block and (later.block_kind == "list_item" or (later.digits > 1 and shared)):
        return "same_paragraph", 0.75
    if earlier.purpose == later.purpose:
        return "sentence_repeated", _FORMULA if _is_formula(earlier, later) else 0.95
    if _DEFINITE.search(words_before(later)):
        return "referred_to", 0.9
    return _judge_wording(earlier, later, shared)


def _judge_wording(earlier: StatedFigure, later: StatedFigure, shared: float) -> tuple[str, float]:
    if earlier.digits >= _DISTINCT_DIGITS:
        return "distinct_sum_repeated", 0.9
    if shared >= 0.5:
        return "same_wording", 0.85
    stated_years = earlier.start_year is not None and earlier.start_year == later.start_year
    if shared >= 0.3 and (stated_years or bool(earlier.recipient_words & later.recipient_words)):
        return "same_wording", 0.8
    return ("similar_wording", 0.5) if shared >= 0.3 else ("", 0.0)


def _is_formula(one: StatedFigure, other: StatedFigure) -> bool:
    """Tell whether a sentence that is there twice has too few words of its own to be about one measure only."""
    return one.purpose == other.purpose and len(one.words) < _OWN_WORDS


def _is_one_list(earlier: StatedFigure, later: StatedFigure) -> bool:
    return earlier.block_kind == later.block_kind == "list_item" and earlier.block_no != later.block_no


def _is_on_top(figure: StatedFigure) -> bool:
    return ON_TOP.search(words_before(figure)) is not None
