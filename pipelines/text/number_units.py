"""Units after a number, and what they make of it: percent, sections of a law, ages, spans of time, measures, money.

Belongs here: the units' names and forms. Nouns that tell a count belong to `number_nouns`.
"""

import re
from typing import NamedTuple

from pipelines.text.number_before import Before, is_year


class Unit(NamedTuple):
    """What a number's unit makes of it.

    Attributes:
        role: the role; None for money, which belongs to the reader of amounts.
        is_certain: no word before the number can make it anything else.
    """

    role: str | None
    is_certain: bool


MAGNITUDE = r"(?:hundra|tusen(?:tals)?|miljon(?:er|tals)?|miljard(?:er|tals)?|biljon(?:er)?|mn|md|mdr)"
# Well-formed amounts are figures; what is left before these is an amount that was not read.
_MONEY = (
    rf"(?:{MAGNITUDE}\s+)?(?:\w{{1,20}}\s+)?(?:kron(?:or|orna|ors|an|a)|kr|mkr|mnkr|tkr|mdkr|öre|euro|dollar"
    r"|SEK|MSEK|EUR|USD|pund|francs?)\b"
)
_TIME_UNITS = (
    r"år(?:en|s|ens|et)?|månad(?:er|erna|ers|s|en)?|mån|veck(?:or|orna|ors|a|as|an)|dag(?:ar|arna|ars|s|en)?"
    r"|arbetsdagar|bankdagar|vardagar|dygn(?:et|s)?|timm(?:ar|arna|ars|e|es|en)|tim|minut(?:er|erna|ers|en|s)?|min"
    r"|sekund(?:er|erna|en)?|kvartal(?:en|et)?|decenni(?:er|erna|um)|halvår|årtionden|mandatperioder|terminer"
    r"|years?|months?|weeks?|days?|hours?|minutes?"
)
_MEASURES = (
    r"km/h|km/tim|km2|km²|km|m2|m²|m3|m³|cm2|cm3|cm|mm|mil|dm|meters?|kilometers?|centimeters?|millimeters?|kvadrat\w+"
    r"|kubik\w+|kvm|hektar|ha|ton(?:nes)?|kg|kilo(?:gram)?|milligram|mg|µg|gram|g|liter|cl|dl|ml|kWh|MWh|GWh|TWh|MW|GW|kW"
    r"|TW|kV|volt|watt|kilowatt\w*|megawatt\w*|gigawatt\w*|terawatt\w*|°\s?C|°|grad(?:er|ers|ig|igt)?|ºC|dB|decibel"
    r"|[MGkT]?bit(?:/s)?|[MG]bps|megabit\w*|gigabit\w*|[MGT]B|MHz|GHz|kHz|Hz|hertz|hkr|hästkrafter|knop|sjömil"
    r"|distansminuter|kcal|kJ|MJ|GJ|bar|ppm|mSv|Bq|becquerell?|fot|tum|mm2|gCO2\w*|m(?!\.)|l|W"
    r"|(?:hög)?skolepoäng|hp"
)
_AFTER = re.compile(
    r"(?P<percent>-?\)?\s?(?:%|‰|\w{0,20}procent|promille|percent|per\s?cent)|-procent)"
    r"|(?P<section>\s?(?:[a-z]{1,2}\s?)?(?:§|kap(?:\.|\b)|mom\b|st\.\s))"
    r"|(?P<age>[\s-]?åring|\s?års?\s+(?:eller|och|el\.)\s+(?:äldre|yngre|uppåt|över|därunder)|\s?år\s+gam(?:mal|la)"
    r"|[\s-]?års?[\s-]?(?:ålder|dag(?:en)?\b|gräns)|\s?år\s+(?:fyllda|och\s+uppåt)|[\s-]years?[\s-]old)"
    r"|(?P<decade>-?\s?tal(?:et|ets)\b|\s?-?talist|s\b(?=[\s,.])|:or(?:na)?\b)"
    rf"|(?P<money>\s?:-|\s?{_MONEY}|\s+{MAGNITUDE}\s*[.,;:)]|\s?[€$])"
    r"|(?P<ordinal>:(?:a|e|an|en|de|ans|ens)\b|(?:st|nd|rd|th)\b)"
    # What is done or born in a year is counted: "12 årsverken", "tre årskullar".
    rf"|(?P<duration>[\s-]?(?:{_TIME_UNITS})\b|[\s-]?(?:årig|månaders|veckors|dagars|timmars|minuters"
    r"|års(?!kurs|kull|verk|arb))"
    r"|-(?:dag|år|månad|veck|tim|minut|dygn)|\s(?:\w+\s)?(?:senaste|närmaste|kommande|följande|första|sista)\s"
    rf"(?:{_TIME_UNITS})\b|h\b)"
    rf"|(?P<measure>\s?(?:{MAGNITUDE}\s+)?-?(?:{_MEASURES})(?![\w'])|-(?:grad|kilometer|meter|volt|ton|megawatt))"
    r"|(?P<tally>-?tals?\b|\s?st\b|\s?stycken\b|\s?x\s(?=\d))"
)
_CERTAIN = frozenset({"percent", "section", "age", "money", "ordinal", "decade", "tally"})
_ROLE_OF_UNIT = {"section": "reference", "decade": "year", "tally": "count", "money": None}
_PEOPLE = re.compile(
    r"(?:barn\w*|unga|ungdom\w*|person\w*|kvinn\w*|män|flick\w*|pojk\w*|elev\w*|människ\w*|vuxna|arbetslösa|ålder\w*"
    r"|åldr\w*|medborgare|patient\w*|befolkning\w*|någon|invånare|individ\w*|pensionär\w*)\Z"
)
_AGE_BOUND = frozenset({"under", "över", "mellan", "från", "till", "vid", "än"})


def role_of_unit(text: str, end: int, before: Before) -> Unit | None:
    """Tell the role of a number by the unit after it, None where none follows."""
    match = _AFTER.match(text, end)
    if match is None:
        return None
    kind = match.lastgroup or ""
    if kind == "decade" and match.group() == "s" and text[end - 1] != "0":
        return None
    if kind == "duration" and is_year(text[end - 4 : end]) and match.group().startswith(" år"):
        # "2010 års konvention" is of a year; so many years are never said like this.
        return Unit("year", is_certain=True)
    if kind == "duration" and "år" in match.group() and tells_age(before):
        return Unit("age", is_certain=True)
    return Unit(_ROLE_OF_UNIT.get(kind, kind), kind in _CERTAIN)


def tells_age(before: Before) -> bool:
    """Tell whether the words before a number speak of somebody's age: "barn under", "i åldern"."""
    if before.word.startswith(("fyll", "ålder", "åldr")):
        return True
    return before.word in _AGE_BOUND and _PEOPLE.match(before.earlier) is not None
