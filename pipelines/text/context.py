"""Which years belong to which amount of a sentence, and whether it recurs.

Belongs here: binding periods to amounts by their order and the clause borders between them. What a period is belongs to
`periods`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.text.money import Amount
from pipelines.text.periods import Period, find_per_year, find_periods
from pipelines.text.spans import Span

_CLAUSE_BORDER = re.compile(r"[,;:]|\b(?:och|samt|varav|medan|respektive|därefter|sedan)\b")
_THEREAFTER = re.compile(r"\b(?:därefter|framöver|tills vidare|framåt|permanent\w*|varaktigt?)\b", re.IGNORECASE)
_RESPECTIVE = re.compile(r"\brespektive\b")
# "till 2026", "sedan 2015" and "valet 2018" date something else than the money.
_DATES_SOMETHING_ELSE = re.compile(
    r"\b(?:sedan|valen|valet|lagen|från\s+den|januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november"
    r"|december|senast|sommaren|hösten|våren|vintern)\s+\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Timing:
    """When an amount applies.

    Attributes:
        years: years as stated, ascending; empty where the sentence states none.
        per_year: True where the amount recurs each year.
        open_ended: True for a period with no stated end.
        spans: the characters that say so.
    """

    years: tuple[int, ...]
    per_year: bool
    open_ended: bool
    spans: tuple[Span, ...]


def bind_periods(
    text: str, sentence: Span, amounts: Sequence[Amount], *, published_year: int | None = None
) -> list[Timing]:
    """Say for each amount of a sentence when it applies.

    Args:
        text: the document.
        sentence: the sentence that holds all the amounts.
        amounts: its amounts, in order.
        published_year: year of publication, for "i år" and "nästa år".
    """
    periods = [
        period
        for period in find_periods(text, sentence, published_year=published_year)
        if not _DATES_SOMETHING_ELSE.search(text, max(sentence.start, period.span.start - 14), period.span.start)
    ]
    bound: list[list[Period]] = [[] for _ in amounts]
    for period in periods:
        if period.kind == "budget":
            continue
        bound[_owner(text, period.span, amounts)].append(period)
    _share_respective(text, amounts, bound)
    budget = next((period for period in periods if period.kind == "budget"), None)
    starts = [sentence.start, *(amount.span.end for amount in amounts)]
    ends = [*(amount.span.start for amount in amounts[1:]), sentence.end]
    return [
        _timing(text, Span(start, end), amount, owned, budget if number == 0 else None)
        for number, (start, end, amount, owned) in enumerate(zip(starts, ends, amounts, bound, strict=False))
    ]


def _owner(text: str, period: Span, amounts: Sequence[Amount]) -> int:
    """Give the amount that a period belongs to: the one before it unless a clause border lies between."""
    before = [number for number, amount in enumerate(amounts) if amount.span.end <= period.start]
    if not before:
        return 0
    previous = before[-1]
    following = previous + 1
    if following == len(amounts):
        return previous
    border = _CLAUSE_BORDER.search(text, amounts[previous].span.end, period.start)
    if border is None:
        return previous
    after = _CLAUSE_BORDER.search(text, period.end, amounts[following].span.start)
    return following if after is None else previous


def _share_respective(text: str, amounts: Sequence[Amount], bound: list[list[Period]]) -> None:
    """Deal out "369 respektive 323 miljoner kronor 2026 respektive 2027", one year an amount."""
    for number in range(1, len(amounts)):
        between = Span(amounts[number - 1].span.end, amounts[number].span.start)
        if bound[number - 1] or len(bound[number]) != 1 or not _RESPECTIVE.search(text, *between):
            continue
        period = bound[number][0]
        if len(period.years) == 2 and not period.open_ended:
            bound[number - 1] = [Period(period.span, period.years[:1], open_ended=False, kind=period.kind)]
            bound[number] = [Period(period.span, period.years[1:], open_ended=False, kind=period.kind)]


def _timing(text: str, around: Span, amount: Amount, periods: Sequence[Period], budget: Period | None) -> Timing:
    """Say when an amount applies.

    Args:
        text: the document.
        around: from the end of the amount before to the start of the amount behind, or the ends of the sentence.
        amount: the amount.
        periods: the periods that belong to it.
        budget: the year of a budget bill, which counts when nothing else does.
    """
    after, before = Span(amount.span.end, around.end), Span(around.start, amount.span.start)
    chosen = _nearest(periods, amount) or budget
    recurring = [
        span for span in find_per_year(text, after) if not _CLAUSE_BORDER.search(text, amount.span.end, span.start)
    ]
    recurring += [
        span
        for span in find_per_year(text, before)
        if not _CLAUSE_BORDER.search(text, span.end, amount.span.start) and not _directly_after(text, span)
    ]
    thereafter = _THEREAFTER.search(text, *before)
    return Timing(
        years=chosen.years if chosen else (),
        per_year=bool(recurring),
        open_ended=bool(chosen and chosen.open_ended) or (bool(recurring) and thereafter is not None),
        spans=tuple(sorted(([chosen.span] if chosen else []) + recurring)),
    )


def _nearest(periods: Sequence[Period], amount: Amount) -> Period | None:
    def distance(period: Period) -> int:
        if period.span.start >= amount.span.end:
            return period.span.start - amount.span.end
        return amount.span.start - period.span.end

    return min(periods, key=distance, default=None)


def _directly_after(text: str, recurring: Span) -> bool:
    """Tell whether words like "årligen" follow the unit of an earlier amount, whose they then are."""
    return bool(re.search(r"(?:kronor|kr|miljoner|miljarder|miljon|miljard)\s+\Z", text[: recurring.start][-12:]))
