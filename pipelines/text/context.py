"""Which years belong to which amount of a sentence, and whether it recurs.

Belongs here: binding periods to amounts by their order and the clause borders between them. What a period is belongs to
`periods`; what a sentence takes over from an earlier one belongs to `dating`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipelines.text.durations import find_duration, lasting
from pipelines.text.money import Amount
from pipelines.text.periods import Period, PeriodKind, find_per_year, find_periods
from pipelines.text.spans import Span
from pipelines.text.year_series import deal_out_years

_CLAUSE_BORDER = re.compile(r"[,;:]|\b(?:och|samt|varav|medan|respektive|därefter|sedan)\b")
_THEREAFTER = re.compile(r"\b(?:därefter|framöver|tills\s+vidare|framåt|permanent\w*|varaktigt?)\b", re.IGNORECASE)
_FROM = re.compile(r"\bfrån\s+(?:(?:dagens|nuvarande|tidigare|ca|cirka|drygt|knappt|omkring|nästan)\.?\s+)?\Z")
_TO = re.compile(r"\s+(?:(?:per|om|i)\s+\w+\s+)?till\s+(?:(?:ca|cirka|drygt|knappt|omkring|nästan|totalt)\.?\s+)?")
# "samma belopp beräknas för 2027": the amount stands for each of the years.
_SAME_AGAIN = re.compile(r"\b(?:samma|motsvarande|lika\s+mycket)\s*(?:belopp|summa|nivå)?\b", re.IGNORECASE)
_ANOTHER_CLAUSE = re.compile(r"[,;:]|\b(?:och(?!\s+med\b)|men)\b")
# "3,4 miljarder, varav 529 miljoner under 2020": the part's year is not the whole's.
_PART = re.compile(r"\b(?:varav|därav|inklusive|del\s+av|jämfört|utöver|innehåll\w*)\b")
_ANEW = re.compile(r"\b(?:därefter|sedan|nu|om\s+(?:bara\s+)?\w+\s+år)\b")
_PROLONGED = re.compile(
    r"\s+(?:(?:per\s+år|årligen)\s+)?(?:till\s+och\s+med|t\.?\s?o\.?\s?m\.?)\s+(?:år\s+)?"
    r"|.*\bförläng\w*\s[^.,;]{0,40}",
    re.DOTALL,
)
_ALSO = re.compile(r"\b(?:även|också)\b")
# "ökning av det årliga bidraget med 6 miljoner": the grant recurs, what it grows by is told of one year.
_RECURRING_GRANT = re.compile(r"årlig[ae]\s+\w+(?:et|en|t|n)\s+med\s", re.IGNORECASE)
_NOT_THE_MONEYS: frozenset[PeriodKind] = frozenset({"budget", "until", "anchor", "reference"})


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
    named = find_periods(text, sentence, published_year=published_year)
    periods = [period for period in named if period.kind not in _NOT_THE_MONEYS]
    bound = _deal_out(text, periods, amounts)
    changes = [_starts_a_change(text, amounts, number) for number in range(len(amounts))]
    chosen = _settle_changes([_nearest(owned, amount) for owned, amount in zip(bound, amounts, strict=True)], changes)
    if not any(chosen):
        chosen = _anchored(text, named, amounts)
    breaks = [_between(_ANEW, text, amounts, number) for number in range(len(amounts))]
    parts = [_between(_PART, text, amounts, number) for number in range(1, len(amounts) + 1)]
    chosen = _share(chosen, changes, breaks, parts, next((period for period in named if period.kind == "budget"), None))
    starts = [sentence.start, *(amount.span.end for amount in amounts)]
    ends = [*(amount.span.start for amount in amounts[1:]), sentence.end]
    return [
        _timing(text, Span(start, end), amount, period, named)
        for start, end, amount, period in zip(starts, ends, amounts, chosen, strict=False)
    ]


def _anchored(text: str, named: Sequence[Period], amounts: Sequence[Amount]) -> list[Period | None]:
    """Give the amounts that nothing else dates the year since or until which the same clause counts."""
    anchors = [period for period in named if period.kind in {"anchor", "until"}]
    chosen: list[Period | None] = [None for _ in amounts]
    for period in anchors:
        number = _owner(text, period.span, amounts, alternate=False)
        first, second = sorted((period.span, amounts[number].span))
        if chosen[number] is None and not _ANOTHER_CLAUSE.search(text, first.end, second.start):
            chosen[number] = period
    return chosen


def _between(pattern: re.Pattern[str], text: str, amounts: Sequence[Amount], number: int) -> bool:
    """Tell whether words stand between an amount and the one before."""
    if not 0 < number < len(amounts):
        return False
    return bool(pattern.search(text, amounts[number - 1].span.end, amounts[number].span.start))


def _deal_out(text: str, periods: Sequence[Period], amounts: Sequence[Amount]) -> list[list[Period]]:
    bound: list[list[Period]] = [[] for _ in amounts]
    alternate = _alternate(periods, amounts)
    for period in periods:
        bound[_owner(text, period.span, amounts, alternate)].append(period)
    return deal_out_years(text, bound, amounts)


def _ends(period: Period) -> tuple[list[Period], list[Period]]:
    return [replace(period, years=period.years[:1])], [replace(period, years=period.years[-1:])]


def _alternate(periods: Sequence[Period], amounts: Sequence[Amount]) -> bool:
    """Tell whether each amount has a period before it: "För 2025 var ramen 5 miljoner, för 2026 6 miljoner"."""
    if len(periods) != len(amounts):
        return False
    in_order = sorted([*(period.span for period in periods), *(amount.span for amount in amounts)])
    firsts = {period.span for period in periods}
    return all((span in firsts) == (number % 2 == 0) for number, span in enumerate(in_order))


def _owner(text: str, period: Span, amounts: Sequence[Amount], alternate: bool) -> int:
    """Give the amount that a period belongs to: the one before it unless a clause border lies between."""
    before = [number for number, amount in enumerate(amounts) if amount.span.end <= period.start]
    if not before:
        return 0
    previous = before[-1]
    following = previous + 1
    if following == len(amounts):
        return previous
    if alternate:
        return following
    border = _CLAUSE_BORDER.search(text, amounts[previous].span.end, period.start)
    if border is None:
        return previous
    after = _CLAUSE_BORDER.search(text, period.end, amounts[following].span.start)
    return following if after is None else previous


def _nearest(periods: Sequence[Period], amount: Amount) -> Period | None:
    def distance(period: Period) -> int:
        if period.span.start >= amount.span.end:
            return period.span.start - amount.span.end
        return amount.span.start - period.span.end

    return min(periods, key=distance, default=None)


def _starts_a_change(text: str, amounts: Sequence[Amount], number: int) -> bool:
    """Tell whether an amount is what another grows or shrinks from: "från 4,85 till 5,34 miljarder kronor"."""
    if number + 1 == len(amounts):
        return False
    start, end = amounts[number].span
    follower = amounts[number + 1].span.start
    leads_on = _TO.match(text, end, follower)
    return bool(_FROM.search(text, max(0, start - 20), start) and leads_on and leads_on.end() == follower)


def _settle_changes(chosen: list[Period | None], changes: Sequence[bool]) -> list[Period | None]:
    """Give the years of a change to the amount that it leads to; of a stretch of years each end has its own amount."""
    settled = list(chosen)
    for number, starts in enumerate(changes):
        if not starts:
            continue
        period = settled[number + 1] or settled[number]
        if period is None:
            continue
        if len(period.years) > 1:
            (settled[number],), (settled[number + 1],) = _ends(period)
        else:
            settled[number], settled[number + 1] = None, period
    return settled


def _share(
    chosen: list[Period | None],
    changes: Sequence[bool],
    breaks: Sequence[bool],
    parts: Sequence[bool],
    budget: Period | None,
) -> list[Period | None]:
    """Let amounts without a period of their own take over that of the amount before, else of the one behind.

    Args:
        chosen: the period of each amount, where it has one.
        changes: where an amount is what another grows from.
        breaks: where "därefter" or "nu" ends the years of the amount before.
        parts: where the amount behind is a part of this one.
        budget: the year of the budget bill that the sentence names, for what nothing else dates.
    """
    shared: list[Period | None] = []
    last: Period | None = None
    for number, (period, starts, breaks_off, has_part) in enumerate(zip(chosen, changes, breaks, parts, strict=True)):
        if starts or (breaks_off and period is None):
            shared.append(period)
            continue
        behind = None if has_part else next((later for later in chosen[number:] if later), None)
        last = period or last or behind or budget
        shared.append(last)
    return shared


def _timing(text: str, around: Span, amount: Amount, chosen: Period | None, named: Sequence[Period]) -> Timing:
    """Say when an amount applies.

    Args:
        text: the document.
        around: from the end of the amount before to the start of the amount behind, or the ends of the sentence.
        amount: the amount.
        chosen: the period that it belongs to.
        named: every period of the sentence.
    """
    after, before = Span(amount.span.end, around.end), Span(around.start, amount.span.start)
    recurring = [
        span for span in find_per_year(text, after) if not _CLAUSE_BORDER.search(text, amount.span.end, span.start)
    ]
    recurring += [
        span
        for span in find_per_year(text, before)
        if not _CLAUSE_BORDER.search(text, span.end, amount.span.start)
        and not _directly_after(text, span)
        and not _RECURRING_GRANT.match(text, span.start)
    ]
    years, open_ended = (chosen.years, chosen.open_ended) if chosen else ((), False)
    again = _SAME_AGAIN.search(text, *after)
    if again and (more := [period for period in named if again.end() <= period.span.start < after.end]):
        years = tuple(sorted({*years, *(year for period in more for year in period.years)}))
        open_ended = any(period.open_ended for period in more)
        recurring.append(Span(*again.span()))
    until = next((period for period in named if period.kind == "until" and after.holds(period.span)), None)
    if (
        until
        and chosen
        and years[0] < until.years[0]
        and _PROLONGED.fullmatch(text, max(amount.span.end, chosen.span.end), until.span.start)
    ):
        years, open_ended = tuple(range(years[0], until.years[0] + 1)), False
        recurring.append(until.span)
    if chosen and len(years) > 1 and not open_ended and _ALSO.search(text, amount.span.end, chosen.span.start):
        # "5 miljoner beräknas även för 2027 och 2028" adds as much in each of the years.
        recurring.append(chosen.span)
    duration = find_duration(text, around)
    if duration:
        years, open_ended = lasting(years, duration.years), open_ended and duration.years < 2
    thereafter = _THEREAFTER.search(text, *before)
    return Timing(
        years=years,
        per_year=bool(recurring),
        open_ended=open_ended or (bool(recurring) and thereafter is not None),
        spans=tuple(sorted(([chosen.span] if chosen else []) + recurring + ([duration.span] if duration else []))),
    )


def _directly_after(text: str, recurring: Span) -> bool:
    """Tell whether words like "årligen" follow the unit of an earlier amount, whose they then are."""
    return bool(re.search(r"(?:kronor|kr|miljoner|miljarder|miljon|miljard)\s+\Z", text[: recurring.start][-12:]))
