"""Numbers as Swedish texts print them: digit groups, decimal commas, number words.

Belongs here: how digits and words make a number, and what makes one malformed. Units, currencies and magnitudes
("miljoner") belong to `money`; what a number counts belongs to `ledger`.

Swedish typography groups digits by three from the right with a hard space and writes a decimal comma (Språkrådet,
Svenska skrivregler); texts use ordinary, hard and thin spaces, and now and then points as in German.
"""

import re
from decimal import Decimal

# The spaces that stand inside a printed number. No line break: the next line is another cell or another word.
GROUP_SPACES = " \u00a0\u2007\u2009\u202f"
_SPACE = f"[{GROUP_SPACES}]"

# A number in running text. Groups are tried first so that "1 350 000" is one number and not three; more than six of
# them are no number that anyone prints, and the bound keeps reading linear.
DIGITS = (
    rf"(?:\d{{1,3}}(?:{_SPACE}\d{{3}}){{1,6}}(?!\d)(?:,\d+)?"
    r"|\d{1,3}(?:\.\d{3}){2,6}(?!\d)(?:,\d+)?"
    r"|\d++(?:[.,]\d+)?+)"
)

ONES = {
    "en": 1,
    "ett": 1,
    "två": 2,
    "tre": 3,
    "fyra": 4,
    "fem": 5,
    "sex": 6,
    "sju": 7,
    "åtta": 8,
    "nio": 9,
    "tio": 10,
    "elva": 11,
    "tolv": 12,
    "tretton": 13,
    "fjorton": 14,
    "femton": 15,
    "sexton": 16,
    "sjutton": 17,
    "arton": 18,
    "nitton": 19,
}
"""Number words below twenty, by their value."""
_TENS = {
    "tjugo": 20,
    "trettio": 30,
    "fyrtio": 40,
    "femtio": 50,
    "sextio": 60,
    "sjuttio": 70,
    "åttio": 80,
    "nittio": 90,
}
_BELOW_HUNDRED = (
    ONES | _TENS | {tens + one: value + ONES[one] for tens, value in _TENS.items() for one in list(ONES)[:10]}
)
_UP_TO_999 = _BELOW_HUNDRED | {
    prefix + "hundra" + rest: hundreds * 100 + (_BELOW_HUNDRED[rest] if rest else 0)
    for prefix, hundreds in {"": 1, **{one: ONES[one] for one in list(ONES)[:10]}}.items()
    for rest in ("", *_BELOW_HUNDRED)
}
WORD_VALUES: dict[str, int] = _UP_TO_999
"""Number words up to 999 as single words ("tjugofem", "trehundra") and their values."""

_FRACTIONS = {
    "en halv": Decimal("0.5"),
    "ett halvt": Decimal("0.5"),
    "halv": Decimal("0.5"),
    "halva": Decimal("0.5"),
    "halvannan": Decimal("1.5"),
    "en kvarts": Decimal("0.25"),
    "tre kvarts": Decimal("0.75"),
}
_AND_A_HALF = re.compile(r"(\w+)\s+och\s+(?:en|ett)\s+halvt?\Z", re.IGNORECASE)

_DIGIT_WORD = "(?:en|ett|två|tre|fyra|fem|sex|sju|åtta|nio)"
_TEENS = f"(?:{'|'.join(sorted((word for word, value in ONES.items() if value > 9), key=len, reverse=True))})"
_BELOW_HUNDRED_WORD = f"(?:(?:{'|'.join(_TENS)}){_DIGIT_WORD}?|{_TEENS}|{_DIGIT_WORD})"
NUMBER_WORD = f"(?:{_DIGIT_WORD}?hundra{_BELOW_HUNDRED_WORD}?|{_BELOW_HUNDRED_WORD})"
"""Pattern of the words in `WORD_VALUES`, without word borders; built of parts, so that scanning is quick."""

_LAST_WORDS = frozenset({*WORD_VALUES, "halv", "halvt", "halva", "halvannan", "kvarts", "tusen"})


def ends_number_in_words(word: str) -> bool:
    """Tell whether a word may be the last one of a number printed with words."""
    lowered = word.lower()
    return lowered in _LAST_WORDS or "tusen" in lowered


def parse_digits(printed: str, *, point_groups: bool) -> Decimal | None:
    """Give the value of a number printed with digits, or None where its digit grouping is not valid.

    Args:
        printed: digits with group separators and at most one decimal mark, no sign and no unit.
        point_groups: read "2.500" as 2500 (an amount in crowns) and not as 2.5 (before "miljoner").
    """
    if mixes_scripts(printed):
        return None
    plain = re.sub(_SPACE, " ", printed.strip())
    whole, comma, decimals = plain.partition(",")
    if comma and not re.fullmatch(r"\d+", decimals):
        return None
    if "." in whole:
        thousands = re.fullmatch(r"\d{1,3}(?:\.\d{3})+", whole)
        if thousands and (point_groups or whole.count(".") > 1):
            whole = whole.replace(".", "")
        elif comma or not re.fullmatch(r"\d+\.\d+", whole):
            return None
    elif re.fullmatch(r"\d{1,3}(?: \d{3})+", whole):
        whole = whole.replace(" ", "")
    elif not re.fullmatch(r"\d+", whole):
        return None
    return Decimal(f"{whole}.{decimals}" if comma else whole)


def mixes_scripts(printed: str) -> bool:
    """Tell whether digits of different scripts stand in a number: some look like another script's for another value."""
    if printed.isascii():
        return False
    return len({ord(digit) - int(digit) for digit in printed if digit.isdecimal()}) > 1


def parse_words(printed: str) -> Decimal | None:
    """Give the value of a number printed with words ("en halv", "tre och en halv", "tvåhundratusen"), else None."""
    words = " ".join(printed.lower().split())
    if words in _FRACTIONS:
        return _FRACTIONS[words]
    with_half = _AND_A_HALF.match(words)
    if with_half:
        whole = _whole(with_half[1])
        return None if whole is None else whole + Decimal("0.5")
    value = _whole(words)
    return None if value is None else Decimal(value)


def _whole(words: str) -> int | None:
    """Give the value of a whole number in words, hundreds and thousands written apart or together."""
    thousands, thousand, rest = words.replace(" ", "").partition("tusen")
    if not thousand:
        return WORD_VALUES.get(thousands) if " " not in words or " hundra" in words else None
    if (thousands and thousands not in WORD_VALUES) or (rest and rest not in WORD_VALUES):
        return None
    return WORD_VALUES.get(thousands, 1) * 1000 + WORD_VALUES.get(rest, 0)


def parse_number(printed: str, *, point_groups: bool = False) -> Decimal | None:
    """Give the value of a number printed with digits or words, None where it is not a valid number."""
    return parse_digits(printed, point_groups=point_groups) if printed[:1].isdigit() else parse_words(printed)
