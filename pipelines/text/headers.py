"""What the header of a column says: years, per year, unit, currency, footnote mark.

Belongs here: the words of headers and captions. Which column a header belongs to is decided where the table is found.
"""

import re
from dataclasses import dataclass

from pipelines.text.numerals import WORD_VALUES
from pipelines.text.periods import find_per_year, find_periods
from pipelines.text.spans import Span
from pipelines.text.units import UNIT, Unit, unit_of

_MARK = re.compile(
    r"(?P<mark>(?:\\?\*){1,6}|[¹²³⁴⁵⁶⁷⁸⁹†‡]+|\[\d{1,2}\]|(?:(?<=[^\W\d])|(?<=\s)|(?<=20\d\d))\d{1,2}\))\s*\Z"
)
# Nothing in bold type is an empty cell; behind words four asterisks are a mark.
_BOLD = re.compile(r"\A\*{4}\Z|\*\*(?!\*)(.+?)\*\*|__(.*?)__", re.DOTALL)
_ITALIC = re.compile(r"(?P<mark>[*_])(?![*_\s])(?P<words>[^*_]*[^*_\s])(?P=mark)\Z")
_LOOK_BACK = 30
_NO_UNITS_ALONE = frozenset({"tusen", "tusental", ":-", "pund"})
# English puts the currency first: "SEK million".
_MAGNITUDE_BEHIND = re.compile(
    r"\s(?:(?P<thousand>thousand)|(?P<million>million)|(?P<billion>billion))s?\b", re.IGNORECASE
)
_THOUSANDS = {"thousand": 1, "million": 2, "billion": 3}
_BEFORE_UNIT = re.compile(r"(?P<word>[^\W\d_]+)?(?P<mark>[\d(,:/–-])?\s*\Z")
_YEAR_BEFORE = re.compile(r"(?<!\d)(?:19|20)\d\d\s*\Z")
_QUANTITIES = frozenset(
    {
        *("halv", "halva", "halvt", "par", "några", "flera", "fler", "många", "nya", "antal"),
        *("extra", "ytterligare", "tiotals", "hundratals", "tusentals"),
    }
)
# The point of "Stöd, tkr." ends a word, not a sentence.
_ABBREVIATED = re.compile(r"(?:kr|sek|mdr)\.\s*\Z", re.IGNORECASE)
_FEW_WORDS = 4
# A sentence states the unit of a table ("Beloppen anges i tusen kronor."), or speaks of money in passing.
_IN_UNIT = frozenset(
    {"i", "hela", "jämna", "avrundat", "avrundade", "anges", "uttryckt", "uttryckta", "angivet", "angivna"}
)
_MONEY_WORDS = re.compile(
    r"belopp|pengar|bidrag|stöd|summa|anslag|medel(?![våht])|ersättning|kostnad|utgift|tilldel|finansiering|budget|(?<!g)ram\b|satsning"
    r"|\b(?:hur|så(?:\s+här)?)\s+mycket\b[^.!?]{0,200}\b(?:få|får|söka|ansöka)\b",
    re.IGNORECASE,
)
_COUNT_WORDS = re.compile(
    r"\bantal|\bandel|procent|%|befolkning|invånare|platser|personer|elever|ärenden|årsarbetskraft|kod(?:en)?\b|nummer\b|(?<!\bm)nr\b",
    re.IGNORECASE,
)
_COUNT_NAME = re.compile(r"\Aantal\b|[,(]\s*(?:%|procent|antal|st\.?)\)?\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Header:
    """What a header says.

    Attributes:
        years: years named, ascending.
        per_year: True where it says that the amounts recur each year.
        open_ended: True for a period with no stated end.
        unit: the unit of money that it names, None where it names none.
        mark: footnote mark, None where there is none.
        is_count: True where it names something that is counted or a share, not money.
        is_money: True where it names money in words ("belopp", "bidrag") or by its unit.
    """

    years: tuple[int, ...]
    per_year: bool
    open_ended: bool
    unit: Unit | None
    mark: str | None
    is_count: bool
    is_money: bool


def read_header(text: str, spans: tuple[Span, ...], *, published_year: int | None = None) -> Header:
    """Read the header of a column.

    Args:
        text: the document.
        spans: the header's cells from top to bottom; empty for a column without header.
        published_year: year of publication, for "i år" and "nästa år".
    """
    years: set[int] = set()
    per_year = open_ended = is_count = is_money = False
    unit: Unit | None = None
    mark: str | None = None
    for span in spans:
        printed = span.of(text)
        # A mark that was raised in print may stand directly behind the year: "Belopp 20181)".
        marked = _MARK.search(printed)
        words = Span(span.start, span.start + marked.start()) if marked else span
        for period in find_periods(text, words, published_year=published_year):
            years.update(period.years)
            open_ended = open_ended or period.open_ended
        per_year = per_year or bool(find_per_year(text, span))
        unit = find_unit(printed) or unit
        mark = header_mark(printed) or mark
        is_count = is_count or bool(_COUNT_WORDS.search(printed))
        is_money = is_money or unit is not None or bool(_MONEY_WORDS.search(printed))
    return Header(tuple(sorted(years)), per_year, open_ended, unit, mark, is_count and unit is None, is_money)


def find_unit(printed: str) -> Unit | None:
    """Give the first unit of money in a header, caption or sentence that is not part of an amount, None without one."""
    is_short = len(printed.split()) <= _FEW_WORDS and _ABBREVIATED.search(printed)
    is_sentence = printed.rstrip().endswith((".", ":")) and not is_short
    for match in UNIT.finditer(printed):
        before = _BEFORE_UNIT.search(printed, max(0, match.start() - _LOOK_BACK), match.start())
        standing_alone = not match.start() or not printed[match.start() - 1].isalnum()
        if not standing_alone or before is None or match.group().lower() in _NO_UNITS_ALONE:
            continue
        word, mark = (before["word"] or "").lower(), before["mark"] or ""
        if mark.isdigit() and (
            is_sentence or not _YEAR_BEFORE.search(printed, max(0, match.start() - _LOOK_BACK), match.start())
        ):
            continue
        if word in WORD_VALUES or word in _QUANTITIES:
            continue
        if not is_sentence or word in _IN_UNIT or (mark and not word) or not match.start():
            unit, behind = unit_of(match.group()), _MAGNITUDE_BEHIND.match(printed, match.end())
            return unit._replace(factor=unit.factor * 1000 ** _THOUSANDS[behind.lastgroup or ""]) if behind else unit
    return None


def label_unit(printed: str) -> Unit | None:
    """Give the unit of money that the name of a row is ("Miljarder kronor") or ends with ("Anslag, mnkr"), or None."""
    label = without_emphasis(printed).rstrip(" ):")
    opening = max(0, len(label) - _LOOK_BACK)
    for match in UNIT.finditer(label, opening):
        before = label[opening : match.start()].rstrip()
        if match.end() == len(label) and (match.start() == 0 or before.endswith(("(", ","))):
            unit = unit_of(match.group())
            # A row named "Euro" may state its rate of exchange.
            return unit if unit.factor > 1 or unit.currency == "SEK" else None
    return None


def header_mark(printed: str) -> str | None:
    """Give the footnote mark that a header ends with, None where it has none; bold type is no mark."""
    match = _MARK.search(without_emphasis(printed))
    return match["mark"].replace("\\", "") if match else None


def without_emphasis(printed: str) -> str:
    """Give a printed cell or heading without bold type, nor italics of all of it; unpaired asterisks stay as marks."""
    plain = _BOLD.sub(lambda match: match[1] or match[2] or "", printed).strip()
    italic = _ITALIC.match(plain)
    return italic["words"] if italic else plain


def names_count(printed: str) -> bool:
    """Tell whether the name of a row says that its numbers are counts or shares ("Antal bolag", "Andel, %")."""
    return bool(_COUNT_NAME.search(without_emphasis(printed)))


def speaks_of_counts(printed: str) -> bool:
    """Tell whether a header, caption or sentence speaks of things that are counted, or of shares."""
    return bool(_COUNT_WORDS.search(printed))


def speaks_of_money(printed: str) -> bool:
    """Tell whether a header, caption or sentence speaks of money, in words or by a unit."""
    return bool(_MONEY_WORDS.search(printed)) or find_unit(printed) is not None
