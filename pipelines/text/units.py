"""Units of money: magnitudes, currencies and the abbreviations that join them.

Belongs here: which printed unit stands for how much of which currency. How a number is joined to its unit belongs to
`money`. Abbreviations as the Government Offices use them: tkr, mnkr and mdkr (Statsrådsberedningen, "Myndigheternas
skrivregler", Ds 2014:11), and what press releases write beside them (mkr, MSEK, mdr).
"""

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

_THOUSAND, _MILLION, _BILLION = Decimal(10**3), Decimal(10**6), Decimal(10**9)

# Swedish uses the long scale: biljon is 10^12, while English billion is miljard.
_MAGNITUDES: dict[str, Decimal] = {
    r"tusen(?:tal)?": _THOUSAND,
    r"miljon(?:erna|er|en)?": _MILLION,
    r"miljard(?:erna|er|en)?": _BILLION,
    r"biljon(?:erna|er|en)?": Decimal(10**12),
    r"mn\.?": _MILLION,
    r"milj\.": _MILLION,
    r"mdr?\.?": _BILLION,
}
# A page in English writes "SEK 400 million"; without a currency the words count anything, as nobody pays in "million".
_ENGLISH_MAGNITUDES: dict[str, Decimal] = {
    r"thousand": _THOUSAND,
    r"million": _MILLION,
    r"billion": _BILLION,
}
_CURRENCIES: dict[str, tuple[str, Decimal]] = {
    r"norska\s+kron(?:or|a)|NOK": ("NOK", Decimal(1)),
    r"danska\s+kron(?:or|a)|DKK": ("DKK", Decimal(1)),
    r"isländska\s+kron(?:or|a)|ISK": ("ISK", Decimal(1)),
    # In small letters "sek" are seconds.
    r"(?:svenska\s+)?kron(?:orna|or|an|a)s?|kr|(?-i:SEK)|:-": ("SEK", Decimal(1)),
    r"öre": ("SEK", Decimal("0.01")),
    r"euros?(?!-[a-zåäö])|EUR|€": ("EUR", Decimal(1)),
    r"kanadensiska\s+dollar|CAD": ("CAD", Decimal(1)),
    r"australiska\s+dollar|AUD": ("AUD", Decimal(1)),
    r"(?:US[- ]|U\.S\.\s|amerikanska\s+)?dollars?|USD|US\$|\$": ("USD", Decimal(1)),
    r"(?:brittiska\s+)?pund|GBP|£": ("GBP", Decimal(1)),
    r"(?:schweiziska\s+|schweizer[- ]?)?franc|CHF": ("CHF", Decimal(1)),
    r"(?:japanska\s+)?yen|JPY|¥": ("JPY", Decimal(1)),
    # The unit of account of the International Monetary Fund, ISO 4217 like the others.
    r"(?:s\.k\.\s+|så\s+kallade\s+)?särskilda\s+dragningsrätter|(?-i:SDR)": ("XDR", Decimal(1)),
}
_JOINED: dict[str, tuple[str, Decimal]] = {
    r"tkr|kkr|tSEK|kSEK": ("SEK", _THOUSAND),
    r"mnkr|mkr|milj\.?\s?kr|MSEK|mnSEK": ("SEK", _MILLION),
    r"mdkr|mdr\.?kr|GSEK": ("SEK", _BILLION),
    r"kEUR|TEUR|k€": ("EUR", _THOUSAND),
    r"MEUR|mn€|M€|mneuro": ("EUR", _MILLION),
    r"MUSD": ("USD", _MILLION),
    r"MNOK": ("NOK", _MILLION),
    r"MDKK": ("DKK", _MILLION),
}
# "200 nya miljoner", "10 miljoner nya kronor", "en dryg miljard".
PRAISE = r"(?:nya|ny|extra|friska|ytterligare|fler|hela|hel|dryga|dryg|knappa|knapp)"
"""Pattern of the adjectives that may stand inside an amount, before its magnitude or its currency."""


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


LARGEST_AMOUNT = Decimal(10**15)
"""More than a country can spend: a number this large beside a unit is noise, and no column could hold it."""

# The warehouse keeps millionths of a crown; a number with more digits than these could not be multiplied exactly.
_FINEST_PLACES = 6
_MOST_DIGITS = 24


def worth(number: Decimal, unit: Unit) -> Decimal | None:
    """Give what a number of a unit is worth in whole currency units, exactly; None where it is no amount of money.

    Args:
        number: as printed, zero or above.
        unit: what it counts.
    """
    if len(number.as_tuple().digits) > _MOST_DIGITS:
        return None
    value = number * unit.factor
    return value if value < LARGEST_AMOUNT and value == round(value, _FINEST_PLACES) else None


# How units open, as many letters as tell them from common words ("kap.", "mars"). Cheaper to try than all the units.
_OPENINGS = (
    "tkr kkr tse kse mn mk mil ms md gs ke te k€ me m€ mu tus bil tho nor nok dan dkk isl isk sve kr sek :- öre eu kan"
    " cad aus aud us u.s am dol bri pun gbp sch fra chf jap yen jpy s.k så särsk sdr $ € £ ¥"
)
# Letters that lower-case matching takes for others.
_EQUIVALENTS = {"i": "İı", "k": "\u212a", "s": "\u017f", "å": "\u212b"}


def _either_case(opening: str) -> str:
    return "".join(
        f"[{letter}{letter.upper()}{_EQUIVALENTS.get(letter, '')}]" if letter.isalpha() else re.escape(letter)
        for letter in opening
    )


UNIT_OPENING = f"(?-i:{'|'.join(map(_either_case, sorted(_OPENINGS.split())))})"
"""Pattern of the first letters of every unit, and of few other words."""

# One table for finding and for reading, so that whatever is found has a meaning: the group's name is the key to it.
_MEANINGS: dict[str, tuple[str, Decimal]] = {}


def _named(kind: str, patterns: dict[str, tuple[str, Decimal]]) -> str:
    """Join patterns to alternatives, each a group under whose name its meaning is kept."""
    groups = []
    for number, (pattern, meaning) in enumerate(patterns.items()):
        name = f"{kind}{number}"
        _MEANINGS[name] = meaning
        groups.append(f"(?P<{name}>{pattern})")
    return "|".join(groups)


_MAGNITUDE = _named("magnitude", {pattern: ("", size) for pattern, size in _MAGNITUDES.items()})
_ENGLISH = _named("english", {pattern: ("", size) for pattern, size in _ENGLISH_MAGNITUDES.items()})
UNIT = re.compile(
    rf"(?:{_named('joined', _JOINED)}"
    rf"|(?:{_MAGNITUDE})(?:\s+(?:{PRAISE}\s+)?(?:{_named('counted', _CURRENCIES)}))?"
    rf"|(?:{_ENGLISH})\s+(?:{_named('translated', _CURRENCIES)})"
    # A note's number may stick to the unit: "miljoner kronor2".
    rf"|{_named('alone', _CURRENCIES)})(?:(?!\w)|(?<=[a-zåäö]{{5}})(?=\d(?!\w)))",
    re.IGNORECASE,
)
"""Any unit of money, with or without its currency, wherever it stands."""


@lru_cache(maxsize=1024)
def unit_of(printed: str) -> Unit:
    """Give what a printed unit stands for.

    Args:
        printed: characters that `UNIT` matched.

    Raises:
        ValueError: they are not a unit.
    """
    match = UNIT.fullmatch(printed)
    if match is None:
        raise ValueError(f"{printed!r} is not a unit of money")
    factor, currency = Decimal(1), ""
    for name, group in match.groupdict().items():
        if group is not None:
            named, size = _MEANINGS[name]
            factor, currency = factor * size, currency or named
    return Unit(factor, currency or "SEK", names_currency=bool(currency))
