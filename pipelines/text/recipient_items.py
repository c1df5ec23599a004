"""Items of a list that only name who gets how much: "Alfa 841 498 kr", "Region Gotland: 5 miljoner kronor".

Belongs here: telling those from items that name a purpose. What a sentence says of a recipient belongs to `recipients`.
"""

import re
from collections.abc import Sequence

from pipelines.text.recipient_names import Party
from pipelines.text.recipient_words import class_of
from pipelines.text.spans import Span

_LONGEST_NAME = 90
_LONGEST_LIST = 6_000
_NAME = re.compile(r"(?P<name>[A-ZÅÄÖÉ][^\n:.;|]*?)\s*[,:–-]?\s*(?:ca|cirka)?\s*")
_REST = re.compile(r"\s*(?:per\s+år|årligen|(?:år\s+)?20\d\d)?\s*[.,;]?\s*")
_SUM = re.compile(r"(?:Summa|Totalt|Total|Sammanlagt|Övrigt)\b", re.IGNORECASE)
_VERB = re.compile(r"\b(?:får|har|ska|är|kan|till|för|om|på|med|uppgår|motsvarar|att|som)\b")
_ITEM = re.compile(r"\s*(?:[*•·+-]|–\s|\d{1,2}[.)]\s)")
# What stands above a list says of whom it is: "Fördelning per kassa", "mellan följande föreningar".
_OF_WHOM = re.compile(
    r"\b(?:per|mellan|till|följande|respektive|dessa|varje)\s+(?:(?:följande|respektive|de|olika|\w+a)\s+){0,2}(?P<whom>\w+)",
    re.IGNORECASE,
)
_LEAD_LINES = 2


def recipient_of_item(text: str, sentence: Span, amounts: Sequence[Span], parties: Sequence[Party]) -> Span | None:
    """Give the name before the only amount of a sentence that says nothing else, None where it names no recipient."""
    if len(amounts) != 1:
        return None
    (amount,) = amounts
    if amount.start - sentence.start > _LONGEST_NAME:
        return None
    named = _NAME.fullmatch(text, sentence.start, amount.start)
    if named is None or not _REST.fullmatch(text, amount.end, sentence.end):
        return None
    name = Span(*named.span("name"))
    if _SUM.match(text, name.start) or _VERB.search(text, *name):
        return None
    # One capital word may open any item; several are a name.
    if any(
        party.span.holds(name) and (party.kind in {"known", "body"} or len(name.of(text).split()) > 1)
        for party in parties
    ):
        return name
    return name if _lists_recipients(text, name.start) else None


def _lists_recipients(text: str, at: int) -> bool:
    """Tell whether the lines above a list say that its items are those who receive."""
    above = text[max(0, at - _LONGEST_LIST) : at].split("\n")
    if not _ITEM.match(above.pop() + "x"):
        return False
    lead: list[str] = []
    while above and len(lead) < _LEAD_LINES:
        line = above.pop()
        if line.strip() and not (_ITEM.match(line) and not lead):
            lead.append(line)
    return any(class_of(whom["whom"])[0] == "body" for line in lead for whom in _OF_WHOM.finditer(line))
