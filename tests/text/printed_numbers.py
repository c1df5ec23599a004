"""Prints numbers as Swedish texts do, for tests that read them back; written apart from the reader on purpose."""

from decimal import Decimal

from hypothesis import strategies as st

SPACES = {"space": " ", "hard": "\u00a0", "narrow hard": "\u202f", "thin": "\u2009", "figure": "\u2007"}

_SMALL = [
    "noll",
    "ett",
    "två",
    "tre",
    "fyra",
    "fem",
    "sex",
    "sju",
    "åtta",
    "nio",
    "tio",
    "elva",
    "tolv",
    "tretton",
    "fjorton",
    "femton",
    "sexton",
    "sjutton",
    "arton",
    "nitton",
]
_TENS = ("", "", "tjugo", "trettio", "fyrtio", "femtio", "sextio", "sjuttio", "åttio", "nittio")


def grouped(whole: int, separator: str) -> str:
    """Give a whole number with its digits in groups of three."""
    return f"{whole:,}".replace(",", separator)


def printed(value: Decimal, separator: str = "") -> str:
    """Give a number with a decimal comma, its whole part in groups where a separator is given."""
    whole, _, decimals = format(value, "f").partition(".")
    return grouped(int(whole), separator) + (f",{decimals}" if decimals else "")


def in_words(value: int) -> str:
    """Give a number from 1 to 999 as one word."""
    if value < 20:
        return _SMALL[value]
    if value < 100:
        return _TENS[value // 10] + (_SMALL[value % 10] if value % 10 else "")
    hundreds, rest = divmod(value, 100)
    return (_SMALL[hundreds] if hundreds > 1 else "") + "hundra" + (in_words(rest) if rest else "")


def amounts(*, largest: int = 10**11, places: int = 3) -> st.SearchStrategy[Decimal]:
    """Numbers that a text may print, with up to `places` decimals."""
    return st.decimals(min_value=0, max_value=largest, allow_nan=False, allow_infinity=False, places=places).map(
        lambda value: value.normalize() if value != value.to_integral_value() else value.quantize(Decimal(1))
    )
