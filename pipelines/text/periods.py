"""Years and periods in Swedish text: single years, ranges, lists, open ends, years told from the publication date.

Belongs here: which characters name which years, and whether something recurs each year. Which amount a period applies
to belongs to `mentions` and `headers`.
"""

import re
from dataclasses import dataclass
from typing import Literal

from pipelines.text.spans import Span

PeriodKind = Literal["stated", "relative", "budget", "until", "anchor", "reference"]

_YEAR = r"(?<![\d/:.,–-])(?<!\d )(?:19|20)\d\d(?![\d]|[:/]\d|,\d|[–-]\d\d?[–-]\d)"
_SECOND = r"(?:19|20)\d\d(?![\d:/])"
_SHORT_SECOND = r"\d\d(?![\d:/%]|[ \u00a0]\d|\s+procent)"
_DASH = r"\s?[–—-]\s?"
_FROM = r"(?:fr\.?\s?o\.?\s?m\.?|från\s+och\s+med|från|med\s+start|med\s+början)"
_MONTH = r"(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)"
# A budget bill is named after the year it is for; a year after anything else names that thing's year.
_PERIOD = re.compile(
    rf"(?P<budget>\b(?:budget(?!år)\w*|(?:vår|höst)?ändringsbudget\w*|regleringsbrev\w*|BP|prop\w*)\s+(?:för\s+)?(?:år\s+)?)?"
    rf"(?:(?P<open>\b{_FROM})\s+(?:(?:och\s+med|år(?:et)?|i|(?:den\s+)?\d\d?\s+{_MONTH}|{_MONTH})\s+)*)?"
    rf"(?P<first>{_YEAR})"
    rf"(?:(?:{_DASH}|\s+(?:till\s+och\s+med|t\.?\s?o\.?\s?m\.?|(?:fram\s+)?till)\s+(?:år\s+)?)(?P<last>{_SECOND})"
    rf"|{_DASH}(?P<short>{_SHORT_SECOND})"
    rf"|(?P<listed>(?:\s*,\s*(?:19|20)\d\d\b)*\s*(?:,|och|samt|respektive)\s+(?:(?:under|för|år)\s+){{0,2}}(?:19|20)\d\d(?![\d:/]|[–-]\d))"
    rf"|(?P<onwards>\s+och\s+(?:framåt|framöver|tills\s+vidare|årligen\s+därefter|därefter(?!\s+(?:\w+\s+){{0,2}}\d)|åren\s+därefter)\b))?",
    re.IGNORECASE,
)
_RELATIVE: tuple[tuple[re.Pattern[str], int], ...] = (
    (re.compile(r"\b(?:i\s+år|(?:det\s+)?innevarande\s+år(?:et)?|detta\s+år|årets)\b", re.IGNORECASE), 0),
    (re.compile(r"\b(?:nästa|nästkommande|kommande)\s+(?:år|års)\b", re.IGNORECASE), 1),
    (re.compile(r"\b(?:förra\s+året|i\s+fjol|föregående\s+år|fjolårets)\b", re.IGNORECASE), -1),
)
_PER_YEAR = re.compile(
    r"\b(?:årligen|per\s+(?:\w+\s+och\s+)?(?:kalender)?år|varje\s+år|om\s+året|årlig[at]?|vart\s+och\s+ett\s+av\s+åren|respektive\s+år)\b"
    r"|/år\b",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\bmellan\s+(?:åren\s+)?\Z", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:till\s+och\s+med|t\.?\s?o\.?\s?m\.?)\s+(?:år\s+)?\Z", re.IGNORECASE)
_ANCHOR = re.compile(rf"\b(?:sedan|till|senast|före|innan)\s+(?:år\s+|{_MONTH}\s+)?\Z", re.IGNORECASE)
# Such a year dates an event or a comparison, not what happens in the sentence. A sentence that opens with a date
# ("Den 1 januari 2023 sänks beloppet") does date what it tells.
_REFERENCE = re.compile(
    rf"(?:\b(?:än|valen|valet|lagen|sommaren|hösten|våren|vintern|mål(?:et)?)\s+(?:år\s+)?"
    rf"|\b{_MONTH}\s+|[a-zé]['’][A-ZÅÄÖ]\w+\s+|\b(?:Agenda|Vision|Horisont|Horizon|Expo|OS|VM|EM|Almedalen)\s+)\Z"
)
_OPENING_DATE = re.compile(rf"(?:\A|[.!?]\s+|\n\s*)Den\s+\d\d?\s+{_MONTH}\s+\Z")
_COMPARED = re.compile(r"\b(?:jämfört|jämförelse|relation)\s+med\s+(?:år\s+)?\Z", re.IGNORECASE)
_PRICE_LEVEL = re.compile(r"\s+års\s+(?:priser|prisnivå|penningvärde|nivå)")
_LOOK_BACK = 32
_PLAIN_YEARS = re.compile(r"(?:19|20)\d\d")
_LONGEST_RANGE_YEARS = 60


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of years that a text names.

    Attributes:
        span: the characters, "från och med" and "och framåt" included, prepositions such as "under" not.
        years: every year named, a range filled in, ascending; the first only of an open-ended one.
        open_ended: True for "från och med 2027" and "2027 och framåt".
        kind: stated | relative ("nästa år") | budget ("budgetpropositionen för 2026") | until ("till och med 2026",
            where no start is told) | anchor ("sedan 2022", "senast 2035") | reference (dates an event, a price level, a
            comparison).
    """

    span: Span
    years: tuple[int, ...]
    open_ended: bool
    kind: PeriodKind

    @property
    def start_year(self) -> int:
        """First year."""
        return self.years[0]

    @property
    def end_year(self) -> int | None:
        """Last year; None where the period has no stated end."""
        return None if self.open_ended else self.years[-1]


def find_periods(text: str, within: Span, *, published_year: int | None = None) -> list[Period]:
    """Find every period named in a stretch of text, in order.

    Args:
        text: the document.
        within: the stretch to search.
        published_year: year of publication, which "i år" and "nästa år" count from; None leaves those out.
    """
    found = [
        period
        for match in _PERIOD.finditer(text, within.start, within.end)
        if (period := _stated(text, match)) is not None
    ]
    if published_year is not None:
        for pattern, offset in _RELATIVE:
            found.extend(
                Period(Span(*match.span()), (published_year + offset,), open_ended=False, kind="relative")
                for match in pattern.finditer(text, within.start, within.end)
            )
    return sorted(found, key=lambda period: period.span)


def find_per_year(text: str, within: Span) -> list[Span]:
    """Find the words that say that an amount recurs each year ("årligen", "per år"), in order."""
    return [Span(*match.span()) for match in _PER_YEAR.finditer(text, within.start, within.end)]


def _stated(text: str, match: re.Match[str]) -> Period | None:
    first = int(match["first"])
    start = match.start("open") if match["open"] else match.start("first")
    kind = _kind(text, match, start)
    if match["last"] or match["short"]:
        last = int(match["last"] or match["short"])
        if last < 100:
            last += first // 100 * 100
        if not first < last <= first + _LONGEST_RANGE_YEARS:
            # "2018-06" is a month and "2018-12" too: what follows the year is no second year.
            return Period(Span(start, match.end("first")), (first,), open_ended=False, kind=kind)
        return Period(Span(start, match.end()), tuple(range(first, last + 1)), open_ended=False, kind=kind)
    if match["listed"]:
        years = (first, *map(int, _PLAIN_YEARS.findall(match["listed"])))
        if len(years) == 2 and _BETWEEN.search(text[max(0, start - _LOOK_BACK) : start]) and years[0] < years[1]:
            years = tuple(range(years[0], years[1] + 1))
        return Period(Span(start, match.end()), tuple(sorted(set(years))), open_ended=False, kind=kind)
    open_ended = bool(match["onwards"]) or (
        # "från 2018" alone tells where something began as often as where money begins.
        bool(match["open"]) and match["open"].lower() != "från"
    )
    return Period(Span(start, match.end()), (first,), open_ended=open_ended, kind=kind)


def _kind(text: str, match: re.Match[str], start: int) -> PeriodKind:
    if match["budget"]:
        return "budget"
    if match["open"] or match["last"] or match["short"] or match["listed"] or match["onwards"]:
        return "stated"
    before = text[max(0, start - _LOOK_BACK) : start]
    if _UNTIL.search(before):
        return "until"
    if _ANCHOR.search(before):
        return "anchor"
    if _PRICE_LEVEL.match(text, match.end()) or _COMPARED.search(before):
        return "reference"
    if _REFERENCE.search(before) and not _OPENING_DATE.search(before):
        return "reference"
    return "stated"
