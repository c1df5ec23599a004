"""Units of money: magnitudes, currencies and the abbreviations that join them.

Belongs here: which printed unit stands for how much of which currency. How a number is joined to its unit belongs to
`money`. Abbreviations as the Government Offices use them: tkr, mnkr and mdkr (Statsrådsberedningen, "Myndigheternas
skrivregler", Ds 2014:11), and what press releases write beside them (mkr, MSEK, mdr).
"""

import re
from decimal import Decimal
from typing import NamedTuple

_THOUSAND, _MILLION, _BILLION = Decimal(10**3), Decimal(10**6), Decimal(10**9)

# Swedish uses the long scale: biljon is 10^12.
_MAGNITUDES: dict[str, Decimal] = {
    r"tusen": _THOUSAND,
    r"miljon(?:er|en|erna)?": _MILLION,
    r"miljard(?:er|en|erna)?": _BILLION,
    r"biljon(?:er|en)?": Decimal(10**12),
    r"mn\b\.?": _MILLION,
    r"milj\.": _MILLION,
    r"mdr?\b\.?": _BILLION,
}
_CURRENCIES: dict[str, tuple[str, Decimal]] = {
    r"(?:norska\s+kron(?:or|a)|NOK\b)": ("NOK", Decimal(1)),
    r"(?:danska\s+kron(?:or|a)|DKK\b)": ("DKK", Decimal(1)),
    r"(?:svenska\s+)?kron(?:orna|or|an|a)\b": ("SEK", Decimal(1)),
    r"kr\b|SEK\b|:-": ("SEK", Decimal(1)),
    r"öre\b": ("SEK", Decimal("0.01")),
    r"(?:euro\b|EUR\b|€)": ("EUR", Decimal(1)),
    r"(?:(?:US[- ]|amerikanska\s+)?dollar\b|USD\b|US\$|\$)": ("USD", Decimal(1)),
    r"(?:kanadensiska\s+dollar\b|CAD\b)": ("CAD", Decimal(1)),
    r"(?:brittiska\s+)?pund\b|GBP\b|£": ("GBP", Decimal(1)),
    r"(?:schweizer)?franc\b|CHF\b": ("CHF", Decimal(1)),
    r"yen\b|JPY\b|¥": ("JPY", Decimal(1)),
}
_JOINED: dict[str, tuple[str, Decimal]] = {
    r"tkr\b|kkr\b|tSEK\b|kSEK\b": ("SEK", _THOUSAND),
    r"mnkr\b|mkr\b|milj\.?\s?kr\b|MSEK\b|mn\s?SEK\b": ("SEK", _MILLION),
    r"mdkr\b|mdrkr\b|mdr\.?\s?kr\b|GSEK\b": ("SEK", _BILLION),
    r"MEUR\b|mn\s?€|M€|mn\s?euro\b": ("EUR", _MILLION),
    r"MUSD\b": ("USD", _MILLION),
}


class Unit(NamedTuple):
    """What a printed unit stands for.

    Attributes:
        factor: whole currency units in a printed 1.
        currency: ISO 4217 code; SEK where the text names none.
        names_currency: False for a bare "miljoner", which may count people or tons as well.
    """

    factor: Decimal
    currency: str
    names_currency: bool


def _group(patterns: dict[str, object]) -> str:
    return "|".join(f"(?:{pattern})" for pattern in patterns)


_MAGNITUDE, _CURRENCY = _group(dict(_MAGNITUDES)), _group(dict(_CURRENCIES))
UNIT = re.compile(
    rf"(?:{_group(dict(_JOINED))}|(?:{_MAGNITUDE})(?:[\s]+(?:{_CURRENCY}))?|{_CURRENCY})(?!\w)",
    re.IGNORECASE,
)
"""Any unit of money, with or without its currency, wherever it stands."""


def unit_of(printed: str) -> Unit:
    """Give what a printed unit stands for.

    Args:
        printed: characters that `UNIT` matched.

    Raises:
        ValueError: they are not a unit.
    """
    for pattern, (currency, factor) in _JOINED.items():
        if re.fullmatch(pattern, printed, re.IGNORECASE):
            return Unit(factor, currency, names_currency=True)
    factor, rest = Decimal(1), printed
    magnitude = re.match(_MAGNITUDE, printed, re.IGNORECASE)
    if magnitude:
        factor = next(size for pattern, size in _MAGNITUDES.items() if re.match(pattern, printed, re.IGNORECASE))
        rest = printed[magnitude.end() :].strip()
        if not rest:
            return Unit(factor, "SEK", names_currency=False)
    for pattern, (currency, size) in _CURRENCIES.items():
        if re.fullmatch(pattern, rest, re.IGNORECASE):
            return Unit(factor * size, currency, names_currency=True)
    raise ValueError(f"{printed!r} is not a unit of money")
