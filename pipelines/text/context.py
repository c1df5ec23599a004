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
    budget = [period for period in periods if period.kind == "budget"]
    return [_timing(text, sentence, amounts, number, bound[number], budget) for number in range(len(amounts))]


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


def _timing(
    text: str,
    sentence: Span,
    amounts: Sequence[Amount],
    number: int,
    periods: Sequence[Period],
    budget: Sequence[Period],
) -> Timing:
    amount = amounts[number]
    previous_end = amounts[number - 1].span.end if number else sentence.start
    next_start = amounts[number + 1].span.start if number + 1 < len(amounts) else sentence.end
    after, before = Span(amount.span.end, next_start), Span(previous_end, amount.span.start)
    chosen = _nearest(periods, amount) or (budget[0] if budget and not number else None)
    recurring = [span for span in find_per_year(text, after) if _belongs(text, amount.span.end, span)]
    recurring += [
        span
        for span in find_per_year(text, before)
        if not _CLAUSE_BORDER.search(text, span.end, amount.span.start)
        and (not number or not _directly_after(text, span))
    ]
    thereafter = _THEREAFTER.search(text, *before)
    spans = ([chosen.span] if chosen else []) + recurring
    return Timing(
        years=chosen.years if chosen else (),
        per_year=bool(recurring),
        open_ended=bool(chosen and chosen.open_ended) or (bool(recurring) and thereafter is not None),
        spans=tuple(sorted(spans)),
    )


def _nearest(periods: Sequence[Period], amount: Amount) -> Period | None:
    def distance(period: Period) -> int:
        if period.span.start >= amount.span.end:
            return period.span.start - amount.span.end
        return amount.span.start - period.span.end

    return min(periods, key=distance, default=None)


def _belongs(text: str, end: int, recurring: Span) -> bool:
    return _CLAUSE_BORDER.search(text, end, recurring.start) is None


def _directly_after(text: str, recurring: Span) -> bool:
    """Tell whether words like "årligen" follow the unit of an earlier amount, whose they then are."""
    return bool(re.search(r"(?:kronor|kr|miljoner|miljarder|miljon|miljard)\s+\Z", text[: recurring.start][-12:]))
