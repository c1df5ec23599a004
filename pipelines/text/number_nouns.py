"""Numbers that count what the noun after them names, and years, which count nothing.

Belongs here: nouns and what stands in their place ("16 av landets kommuner"). Units belong to `number_units`.
"""

import re

from pipelines.text.number_before import Before, is_year
from pipelines.text.number_keywords import AMOUNT_WORDS, NO_NOUNS
from pipelines.text.number_units import MAGNITUDE, tells_age

_AROUND = 90
_NOUN = re.compile(
    rf"\s{{1,2}}(?:{MAGNITUDE}\s+)?(?P<word>[a-zåäöéü]{{2,}}+|[A-ZÅÄÖ]{{1,6}}(?:[-–][a-zåäö]{{3,}}+|:[a-zåäö]{{1,4}}\b))"
    # No noun but an abbreviation ("bl.a.") or an address of the web.
    r"(?!\.[a-zåäö])"
)
_PARTITIVE = re.compile(r"\s+av\s+(?:totalt\s+|cirka\s+|de\s+|dem\b|dessa|våra|alla|\d|[a-zåäöA-ZÅÄÖ:]+s\s)")
_PLURAL = re.compile(r"\w*(?:er|or|ar|barn|jobb|hushåll|företag|platser|djur|fall|träd|hus|nya|anställda)\Z")
_OF_A_NUMBER = re.compile(r"\bantal\w*[^.;:\n]*\Z|\bfler\s+än\s\Z", re.IGNORECASE)
_OF_AN_INDEX = re.compile(r"(?:index|balanstal|kvot(?:en)?)\b[^.;\n]*\Z", re.IGNORECASE)


def follows_amount_word(before: Before) -> bool:
    """Tell whether the word before a number says that it is a quantity ("cirka", "högst")."""
    return before.word in AMOUNT_WORDS


def role_of_noun(text: str, start: int, end: int, before: Before) -> str | None:
    """Tell a count by the noun after a number, and a year by its four digits, None where it is neither."""
    noun = _NOUN.match(text, end)
    if is_year(text[start:end]):
        is_quantity = follows_amount_word(before) and noun is not None and _PLURAL.match(noun["word"])
        return "count" if is_quantity else "year"
    # Not the last digits of a number with malformed grouping: what that counts, if anything, is not known.
    if not before.glued and start > 1 and text[start - 2].isdigit() and text[start - 1] in " \u00a0":
        return None
    if (noun is not None and noun["word"].lower() not in NO_NOUNS) or _PARTITIVE.match(text, end):
        return "count"
    if tells_age(before):
        return "age"
    if _OF_A_NUMBER.search(text, max(0, start - _AROUND), start):
        return "count"
    is_decimal = "," in text[start:end]
    return "measure" if is_decimal and _OF_AN_INDEX.search(text, max(0, start - _AROUND), start) else None
