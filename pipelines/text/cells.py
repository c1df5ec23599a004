"""What a cell of a table says: an amount, a malformed one, nothing, or something else.

Belongs here: the form of a single cell. Its unit, when the cell prints none, comes from the column (`headers`).
"""

import re
from decimal import Decimal

from pipelines.text.headers import without_emphasis
from pipelines.text.numerals import GROUP_SPACES, mixes_scripts, parse_digits
from pipelines.text.spans import Span
from pipelines.text.tables import Cell
from pipelines.text.units import UNIT, Unit, unit_of, worth

_SIGNS = "−–—-"
_ABOUT = r"(?:ca\.?|cirka|c:a|~)"
_CURRENCY = r"(?:SEK|EUR|USD|kr\.?|€|\$|£)"
_NUMBER_CELL = re.compile(
    rf"(?:{_ABOUT}\s*)?(?:(?P<currency>{_CURRENCY})\s*(?=[\d+{_SIGNS}]))?"
    rf"(?:\\?(?P<sign>[+{_SIGNS}])\s?)?"
    rf"(?P<number>\d[\d{GROUP_SPACES}.,]*)"
    rf"(?P<rest>.*)\Z",
    re.IGNORECASE | re.DOTALL,
)
_MARKS = r"(?:\\?\*|[¹²³⁴⁵⁶⁷⁸⁹†‡]|\[\d{1,2}\]|(?<=\s)\d{1,2}\))*"
_NOTE = re.compile(rf"\s*{_MARKS}\s*(?:\(.*\))?\.?\s*{_MARKS}\Z", re.DOTALL)
# No leading zero: "164 000 00)" ends in digits, "164 000 1)" in a mark.
_TRAILING_MARK = re.compile(r"(?<=\d)\s+[1-9]\d?\)\Z")
_EMPTY = re.compile(rf"[.…\s*{_SIGNS}]*\Z|x\Z|n/?a\Z", re.IGNORECASE)
_RATE = re.compile(r"\s*(?:/|\bper\b|\bi\b)\s*[^\W\d_]+\.?\Z", re.IGNORECASE)
_ANOTHER_AMOUNT = re.compile(rf"\d[{GROUP_SPACES}]?(?:{UNIT.pattern})", re.IGNORECASE)
_RANGE = re.compile(rf"\d[\d{GROUP_SPACES},.]*\s?[–-]\s?\d[\d{GROUP_SPACES},.]*")
_YEARS = re.compile(
    rf"(?:19|20)\d\d\s?[{_SIGNS}]\s?(?:(?:19|20)\d\d)?\Z|\((?:19|20)\d\d(?:\s?[{_SIGNS}]\s?\d{{2,4}})?\)\Z"
)
# Digits that a letter was typed or scanned for may open a number too.
_OPENING_DIGIT = re.compile(r"\d|[OolISB](?=\d)")
_OPENING_ZERO = re.compile(r"0[\d\s.]")
# A number too short to be known for one anywhere but in a column of amounts ("1O", "l09").
_SHORT_WITH_LETTERS = re.compile(r"(?=.*\d)[\dOolISBZ]{2,}(?:,\d+)?\Z")
_PERCENT = re.compile(r"\s*(?:%|procent\b)")
_LOOKALIKE = str.maketrans({"O": "0", "o": "0", "l": "1", "I": "1", "S": "5", "B": "8"})
_LONGEST_NUMBER = 40
_NO_LETTERS = r"(?:[^\w\n\r|]|_)*+"
FIGURE_OPENING = rf"{_NO_LETTERS}(?:{_ABOUT}{_NO_LETTERS})?(?:{_CURRENCY}{_NO_LETTERS})?(?:[\d⁰-₉¹²³]|[OolISB]\d)"
"""Pattern of how every line opens that `looks_like_amount`, and of few other lines."""


def read_cell(text: str, span: Span, column_unit: Unit | None = None) -> Cell:
    """Read a cell that may hold an amount.

    Args:
        text: the document.
        span: the cell's characters.
        column_unit: unit that the column states; a unit in the cell itself takes precedence.

    Returns:
        The cell; its amount is in whole currency units, or in printed units where no unit is known.
    """
    if states_nothing(span.of(text)):
        return Cell(span, "empty")
    printed = _bare(span.of(text))
    match = _NUMBER_CELL.match(printed)
    among_amounts = column_unit is not None
    if not match:
        return _malformed_or_other(span, printed, among_amounts=among_amounts)
    unit, rest = _unit_and_rest(match)
    if _PERCENT.match(rest):
        return Cell(span, "other")
    if not _is_beside_amount(unit, rest):
        return _malformed_or_other(span, printed, among_amounts=among_amounts)
    number = match["number"].strip(GROUP_SPACES + ".,")
    value = parse_digits(number, point_groups=True)
    if value is None:
        return Cell(span, "malformed", problem=_grouping_problem(number))
    if among_amounts and _OPENING_ZERO.match(number):
        return Cell(span, "malformed", problem="opens with a zero, so a digit before it may be lost")
    amount = worth(value, unit or column_unit or Unit(Decimal(1), "SEK", names_currency=False))
    if amount is None:
        return Cell(span, "malformed", problem="is greater, or of more digits, than any amount of money")
    return Cell(span, "amount", amount=amount if match["sign"] in {None, "+"} else -amount)


def cell_unit(text: str, span: Span) -> Unit | None:
    """Give the unit that the cell itself prints ("8 281 730 kr"), or None."""
    match = _NUMBER_CELL.match(_bare(span.of(text)))
    return _unit_and_rest(match)[0] if match else None


def states_nothing(printed: str) -> bool:
    """Tell whether a cell is blank or prints one of the signs for nothing ("–", "..", "x")."""
    return bool(_EMPTY.match(_bare(printed)))


def looks_like_amount(printed: str) -> bool:
    """Tell whether a line of text is meant as a number, valid or not: mostly digits, short, opening like one."""
    bare = _bare(printed)
    match = _NUMBER_CELL.match(bare)
    if match:
        unit, rest = _unit_and_rest(match)
        if _is_beside_amount(unit, rest) and len(match["number"]) <= _LONGEST_NUMBER:
            return True
    return _meant_as_number(bare) or _states_several(bare) or _states_range(bare)


def digit_groups(printed: str) -> list[str] | None:
    """Give the digit groups of a number printed with spaces ("164 000 00" -> 164, 000, 00), None for another form."""
    bare = _bare(printed).strip()
    groups = re.split(f"[{GROUP_SPACES}]", bare)
    return groups if all(group.isascii() and group.isdigit() for group in groups) else None


def _bare(printed: str) -> str:
    return _TRAILING_MARK.sub("", without_emphasis(printed))


def _unit_and_rest(cell: re.Match[str]) -> tuple[Unit | None, str]:
    """Give the unit that a cell prints behind its number, or before it, and what follows."""
    rest = cell["rest"]
    stripped = rest.lstrip()
    match = UNIT.match(stripped)
    if match:
        return unit_of(match.group()), stripped[match.end() :]
    # Before a number small letters name crowns too; only behind one are they seconds ("5 sek").
    return (unit_of(cell["currency"].rstrip(".").upper()) if cell["currency"] else None), rest


def _is_beside_amount(unit: Unit | None, rest: str) -> bool:
    """Tell whether what follows a number and its unit leaves it one amount: a note, a mark or what it is paid for."""
    return bool(_NOTE.match(rest)) or (unit is not None and bool(_RATE.match(rest)))


def _states_several(bare: str) -> bool:
    """Tell whether a cell opens with an amount and states another one ("110 kr per dag, 2 400 kr per månad")."""
    return bare[:1].isdigit() and sum(1 for _ in _ANOTHER_AMOUNT.finditer(bare)) > 1


def _states_range(bare: str) -> bool:
    """Tell whether a cell is a range ("5–10 mnkr"); a period of years is none."""
    match = _RANGE.match(bare)
    return bool(match) and not _YEARS.match(bare) and not UNIT.sub("", bare[match.end() if match else 0 :]).strip()


def _meant_as_number(bare: str) -> bool:
    if len(bare) > _LONGEST_NUMBER:
        return False
    characters = [character for character in bare if character.isalnum()]
    digits = sum(character.isdigit() for character in characters)
    return (
        bool(characters)
        and not _YEARS.match(bare)
        and bool(_OPENING_DIGIT.match(bare.lstrip(_SIGNS + "+~ (")))
        and digits >= 3
        and digits * 2 >= len(characters)
        and not _PERCENT.search(bare)
    )


def _malformed_or_other(span: Span, printed: str, *, among_amounts: bool) -> Cell:
    if _states_range(printed):
        return Cell(span, "malformed", problem="states a range, not one amount")
    if _states_several(printed):
        return Cell(span, "malformed", problem="states more than one amount")
    is_short = among_amounts and _SHORT_WITH_LETTERS.match(printed)
    if not is_short and not _meant_as_number(printed):
        return Cell(span, "other")
    if printed.startswith("(") and printed.endswith(")"):
        return Cell(span, "malformed", problem="stands in brackets, which may mean a minus or an estimate")
    letters = "".join(sorted({character for character in printed if character.isalpha()}))
    hint = ""
    repaired = parse_digits(printed.translate(_LOOKALIKE), point_groups=True)
    if repaired is not None:
        hint = f"; with digits for the letters it would read {repaired}"
    problem = f"has letters among its digits ({letters}){hint}" if letters else "is not a valid number"
    return Cell(span, "malformed", problem=problem)


def _grouping_problem(number: str) -> str:
    if mixes_scripts(number):
        return "has digits of more than one script, some of which look like others"
    if number.count(",") > 1:
        return "has more than one decimal comma"
    groups = re.split(rf"[{GROUP_SPACES}.]", number.partition(",")[0])
    sizes = ", ".join(str(len(group)) for group in groups)
    return f"has digit groups of {sizes} digits; every group after the first has 3"
