"""Whoever a sentence names that could receive money: known names, other proper names, and groups.

Belongs here: which words together name one party or several joined ("Boverket och SCB", "de regioner", "nio skolor").
Whether a party receives anything is decided by the grammar of its clause (`recipients`).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from pipelines.reference.names import NameMatch, find_names
from pipelines.reference.organisations import all_organisations
from pipelines.text.recipient_phrases import start_with_descriptions, start_with_lead
from pipelines.text.recipient_proper_names import find_proper_names
from pipelines.text.recipient_words import class_of
from pipelines.text.spans import Span

PartyKind = Literal["known", "unknown", "body", "person"]

_WORD = re.compile(r"\w[\w’':&-]*")
_JOINT = re.compile(r"(?:,?\s+(?:och|samt|eller|respektive)|,)\s+(?:även\s+|till\s+|den\s+)?|\s*/\s*")
_LIST_GOES_ON = re.compile(r"(?:,\s+[^,.;]{2,60}){0,12},?\s+(?:och|samt)\s")
_ABBREVIATION = re.compile(r"\s*\([\w’' :.-]{2,30}\)|,?\s+(?=[A-ZÅÄÖ]{2,6},)[A-ZÅÄÖ]{2,6}(?=,)")
_WHOEVER = re.compile(
    r"\b(?:[Dd]en|dem|[Dd]e)\s+som\s+(?:[^\s,.;:–]+\s+){0,5}?[^\s,.;:–]+"
    r"(?=[,.;:]|\s*–|\s+(?:ska|kan|får|i|under|med|har)\b|\Z)"
)
# They mean people only where no noun follows ("äldre", but not "äldre bilar").
_ADJECTIVES = re.compile(r"äldre|unga|vuxna|anställda|arbetslösa|ensamstående|studerande", re.IGNORECASE)
_STANDS_ALONE = re.compile(
    r"\s*(?:[,.;:)–]|\Z)|\s+(?:\d|(?:och|eller|samt|som|med|i|på|får|ska|kan|har|till|för|kommer|vid)\b)"
)
_GENITIVE = re.compile(r":?s\s+")
_GENITIVE_ENDING = re.compile(r"(?::?s)?")
_GIVERS = re.compile(r"Sverige|Ryssland|Regeringskansliet.*")


@dataclass(frozen=True, slots=True)
class Party:
    """One or several who may receive money.

    Attributes:
        span: their characters, without a genitive s; with determiners and descriptions before common words.
        lead: where what leads up to a proper name begins ("den svenska stiftelsen"), else the start of the span.
        genitive: whether it stands in the genitive ("kommunernas arbete").
        kind: known (by the registers) | unknown (another proper name) | body (common words for organisations) | person.
    """

    span: Span
    lead: int
    genitive: bool
    kind: PartyKind


def find_parties(text: str, sentence: Span) -> list[Party]:
    """Find everyone in a sentence who may receive money, in order and without overlap; givers are left out."""
    offset = sentence.start
    names = find_names(sentence.of(text))
    known = [_known(text, name, offset) for name in names if not _gives(name)]
    taken = [Span(name.start + offset, name.end + offset) for name in names]
    proper = [
        Party(span, start_with_lead(text, span.start, offset), genitive, "unknown")
        for span, genitive in find_proper_names(text, sentence, taken)
    ]
    known = [party for party in known if not any(other.span.holds(party.span) for other in proper)]
    proper += _whoever(text, sentence)
    common = _common_names(text, sentence, sorted([*taken, *(party.span for party in proper)]))
    # Of two that begin together the longer: "elevernas hemkommuner" before "eleverna".
    return _joined(text, sorted([*known, *proper, *common], key=lambda party: (party.span.start, -party.span.end)))


def _known(text: str, name: NameMatch, offset: int) -> Party:
    span = Span(name.start + offset, name.end + offset)
    genitive = text[span.end : span.end + 1] == "s" or text[span.end : span.end + 2] == ":s"
    if name.kind == "collective":
        start = start_with_descriptions(text, span.start, offset)
        return Party(Span(start, span.end), start, genitive, "body")
    return Party(span, start_with_lead(text, span.start, offset), genitive, "known")


def _gives(name: NameMatch) -> bool:
    return bool(_GIVERS.fullmatch(name.text)) or (
        name.kind == "organisation" and all(candidate in _ministries() for candidate in name.candidates)
    )


@cache
def _ministries() -> frozenset[str]:
    return frozenset(each.organisation_id for each in all_organisations() if each.kind == "ministry")


def _whoever(text: str, sentence: Span) -> Iterator[Party]:
    for match in _WHOEVER.finditer(text, *sentence):
        yield Party(Span(*match.span()), match.start(), False, "person")


def _common_names(text: str, sentence: Span, taken: Sequence[Span]) -> Iterator[Party]:
    covering = iter(taken)
    cover = next(covering, None)
    for word in _WORD.finditer(text, *sentence):
        while cover and cover.end <= word.start():
            cover = next(covering, None)
        if cover and cover.start < word.end():
            continue
        kind, genitive = class_of(word.group())
        if _ADJECTIVES.fullmatch(word.group()) and not _STANDS_ALONE.match(text, word.end()):
            continue
        if kind in {"body", "person"}:
            ending = (2 if word.group().endswith(":s") else 1) if genitive else 0
            start = start_with_descriptions(text, word.start(), sentence.start)
            span = Span(start, word.end() - ending)
            yield Party(span, start, genitive, "body" if kind == "body" else "person")


def _joined(text: str, parties: Sequence[Party]) -> list[Party]:
    """Join coordinated parties ("kommuner och regioner", "A, B och C"), owners and owned, names and abbreviations."""
    joined: list[Party] = []
    for each in parties:
        last = joined[-1] if joined else None
        if last and each.span.start < last.span.end:
            continue
        party = each
        if not party.genitive and (bracket := _ABBREVIATION.match(text, party.span.end)):
            party = replace(party, span=Span(party.span.start, bracket.end()))
        if last and _is_titled(text, last, party):
            joined[-1] = replace(party, lead=last.lead)
        elif last and (_owns(text, last, party) or _is_joined(text, last, party)):
            joined[-1] = replace(last, span=Span(last.span.start, party.span.end), genitive=party.genitive)
        else:
            joined.append(party)
    return joined


def _owns(text: str, owner: Party, owned: Party) -> bool:
    if not owner.genitive or owned.kind != "body":
        return False
    return _GENITIVE.fullmatch(text, owner.span.end, owned.span.start) is not None


def _is_titled(text: str, title: Party, party: Party) -> bool:
    """Tell a common word before its proper name ("organisationen Nordanvind")."""
    definite = title.kind == "body" and not title.genitive and text[title.span.end - 2 : title.span.end] in {"en", "et"}
    return definite and party.kind in {"known", "unknown"} and text[title.span.end : party.span.start].isspace()


def _is_joined(text: str, last: Party, party: Party) -> bool:
    if last.genitive != party.genitive or (last.kind == "person") != (party.kind == "person"):
        return False
    ending = _GENITIVE_ENDING.match(text, last.span.end, party.span.start)
    joint = _JOINT.fullmatch(text, ending.end() if ending else last.span.end, party.span.start)
    if joint is None or joint.group().strip() != ",":
        return joint is not None
    return "och" in party.span.of(text).split() or _LIST_GOES_ON.match(text, party.span.end) is not None
