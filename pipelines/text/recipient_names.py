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
from pipelines.text.recipient_words import class_of
from pipelines.text.spans import Span

PartyKind = Literal["known", "unknown", "body", "person"]

_WORD = re.compile(r"\w[\w’':&-]*")
_MOST_DESCRIPTIONS = 5
_LONGEST_WORD = 40
_QUANTITY = re.compile(
    r"(?:ett\s+antal|en\s+rad|delar\s+av|en\s+del|flera\s+av|var\s+och\s+en\s+av)\s+\Z", re.IGNORECASE
)
_LONGEST_QUANTITY = 24
_HALF_COMPOUND = re.compile(r"\w+-\s+och\s+\Z")
# "till den Gröna klimatfonden", "stiftelsen Nordanvind": what leads up to a proper name.
_LEAD = re.compile(r"(?:\b(?:den|det|en|ett|[a-zåäö]{2,}(?:a|en|et|[lsg]t))\s+){1,3}\Z")
_LONGEST_LEAD = 60
_JOINT = re.compile(r"(?:,?\s+(?:och|samt|eller|respektive)|,)\s+(?:även\s+|till\s+|den\s+)?|\s*/\s*")
_LIST_GOES_ON = re.compile(r"(?:,\s+[^,.;]{2,60}){0,12},?\s+(?:och|samt)\s")
_ABBREVIATION = re.compile(r"\s*\([\w’' :.-]{2,30}\)|,?\s+(?=[A-ZÅÄÖ]{2,6},)[A-ZÅÄÖ]{2,6}(?=,)")
# Capital words, with what may stand between them in names of several languages.
_PROPER = re.compile(
    r"(?<!\w)[A-ZÅÄÖÉ][\w’'&:-]+(?:\s+(?:(?:for|of|the|and|in|on|to|from|de|d’|&|för)\s+){0,2}[A-ZÅÄÖÉ][\w’'&:-]*)*"
)
_COMPOUND = re.compile(r"\w+-[a-zåäö]")
# Capital words that open sentences, give the money or name no one.
_NO_NAME = re.compile(
    r"regeringens?|sveriges?|riksdagens?|regeringskansliets?|eus?|eu:s|statens?|sverigedemokraternas?|moderaterna"
    r"|kristdemokraterna|liberalerna|sek|eur|usd|dkk|nok|gbp|rysslands?|prop|dnr|summa|sidas?|\w*minister\w*"
    r"|[a-zåäö]+(?:propositionen|budgeten|paketet|kriget)|januari|jul|påsk|covid.*|co2|\w+ram",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"(?:För|Till|I|På|Av|Med|Under|Genom|Från|Den|Det|De|En|Ett|Om|När|Nu|Dessutom|Därutöver|Utöver|Enligt|Inom|Efter|Sedan"
    r"|Samtidigt|Vidare|Även|Som|Mot|Vid|Att|Totalt|Högst|Cirka|Bara|Här|Där|Också|Både|Så|Därför|Därmed|Sammantaget|Årligen"
    r"|Sammanlagt|Därefter|Förutom|Istället|Senare|Slutligen|Resterande|Hittills|Särskilt|Idag|Nyligen|Initialt|Tidigare"
    r"|Fortsatt|Ytterligare|Drygt|Knappt|Nästan|Omkring|Minst|Upp|Mer|Varje|Dessa|Detta|Denna|Alla|Vi|Jag|Man|Hen|Han|Hon)\s+"
)
# Funds and plans are not their own recipients.
_FUNDS = re.compile(
    r"\w*(?:stöd|bidrag|anslag|premie|satsning|medl|belopp|summa|ram|reform|åtgärd|insats|program|höjning|ökning|förslag"
    r"|ersättning|ränt|ansök|jämkning|instrument|budget|nivå|subvention|rabatt|lån|garanti|gräns|tak|avgift|skatt|volym|antal|utgift|kostnad|peng|uppdrag|tillskott|resurs)\w{0,5}",
    re.IGNORECASE,
)
_WHOEVER = re.compile(
    r"\b(?:den|dem|de)\s+som\s+(?:[^\s,.;:–]+\s+){0,5}?[^\s,.;:–]+(?=[,.;:–]|\s(?:ska|kan|får|i|under|med|har)\b|\Z)"
)
# They mean people only where no noun follows ("äldre", but not "äldre bilar").
_ADJECTIVES = re.compile(r"äldre|unga|vuxna|anställda|arbetslösa|ensamstående|studerande|\w+födda", re.IGNORECASE)
_STANDS_ALONE = re.compile(
    r"\s*(?:[,.;:)–]|\Z)|\s+(?:och|eller|samt|som|med|i|på|får|ska|kan|har|till|för|kommer|vid)\b"
)
_GIVERS = re.compile(r"Sverige|Ryssland|Regeringskansliet.*")
# "utgiftsområde 8 Migration", "anslaget 1:5 Näringslivsutveckling".
_TITLE_BEFORE = re.compile(r"(?:\d|\b(?:anslaget|anslagsposten|posten|tilläggsbidrag))\s+\Z")
_LONGEST_TITLE_MARK = 17
# Verbs after these words look like adjectives ("att förbättra regionernas …").
_OWNER = re.compile(r"Sveriges|Ukrainas|landets|länets|världens|Nordens|[A-ZÅÄÖ]\w+a(?:nd)?s")
_VERB_FOLLOWS = re.compile(r"\b(?:att|ska|skall|kan|bör|och|vill)\s+\Z")
_SURE_DESCRIPTION = re.compile(r"\w+(?:iga|ska|ade|[rn]da|ella|iva|ala|ande|ära)|nya|stora|små|\w*fria|\d+|\w+-")


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
    proper = list(_proper_names(text, sentence, taken))
    known = [party for party in known if not any(other.span.holds(party.span) for other in proper)]
    proper += _whoever(text, sentence)
    common = _common_names(text, sentence, sorted([*taken, *(party.span for party in proper)]))
    return _joined(text, sorted([*known, *proper, *common], key=lambda party: party.span))


def _known(text: str, name: NameMatch, offset: int) -> Party:
    span = Span(name.start + offset, name.end + offset)
    genitive = text[span.end : span.end + 1] == "s" or text[span.end : span.end + 2] == ":s"
    if name.kind == "collective":
        start = _with_descriptions(text, span.start, offset)
        return Party(Span(start, span.end), start, genitive, "body")
    return Party(span, _with_lead(text, span.start, offset), genitive, "known")


def _gives(name: NameMatch) -> bool:
    return bool(_GIVERS.fullmatch(name.text)) or (
        name.kind == "organisation" and all(candidate in _ministries() for candidate in name.candidates)
    )


@cache
def _ministries() -> frozenset[str]:
    return frozenset(each.organisation_id for each in all_organisations() if each.kind == "ministry")


def _proper_names(text: str, sentence: Span, taken: Sequence[Span]) -> Iterator[Party]:
    """Give proper names that no register has, those among them that have a known name as their end or middle."""
    for match in _PROPER.finditer(text, *sentence):
        opening = _OPENING.match(match.group()) if match.start() == sentence.start else None
        span = Span(match.start() + (opening.end() if opening else 0), match.end())
        words = span.of(text)
        if (
            not words[:1].isupper()
            or _OPENING.match(f"{words} ")
            or _TITLE_BEFORE.search(text, max(sentence.start, span.start - _LONGEST_TITLE_MARK), span.start)
        ):
            continue
        first = words.split(None, 1)[0]
        inside = [each for each in taken if each.start < span.end and span.start < each.end]
        if _NO_NAME.fullmatch(first) or _COMPOUND.match(first) or any(each.start <= span.start for each in inside):
            continue
        # The first word of a sentence has a capital letter whatever it is.
        if span.start == sentence.start and " " not in words and not _is_title(text, first, span.end):
            continue
        # "Norra sjukvårdsförbundet", "Stockholms handelskammare"
        head = _NEXT_WORD.match(text, span.end, sentence.end)
        if head and class_of(head[1]) == ("body", False):
            yield Party(Span(span.start, head.end()), _with_lead(text, span.start, sentence.start), False, "unknown")
            continue
        genitive = not inside and len(words) > 3 and words.endswith("s") and words[-2].islower() | (words[-2] == ":")
        bare = len(words) - (2 if words.endswith(":s") else 1) if genitive else len(words)
        end = max([span.start + bare, *(each.end for each in inside)])
        yield Party(Span(span.start, end), _with_lead(text, span.start, sentence.start), genitive, "unknown")


_NEXT_WORD = re.compile(r"\s([a-zåäö-]+)")
_TITLE_GOES_ON = re.compile(r"\s+(?:får|fick|tilldelas|tillförs|ökas|beviljas|erhåller|förstärks|föreslås)\b")


def _is_title(text: str, word: str, end: int) -> bool:
    return (
        class_of(word)[0] in {"other", "describing"}
        and not _FUNDS.fullmatch(word)
        and _TITLE_GOES_ON.match(text, end) is not None
    )


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
            start = _with_descriptions(text, word.start(), sentence.start)
            span = Span(start, word.end() - ending)
            yield Party(span, start, genitive, "body" if kind == "body" else "person")


def _with_descriptions(text: str, start: int, least: int) -> int:
    """Give where a common noun's phrase begins: with its determiners and adjectives."""
    half = _HALF_COMPOUND.search(text[max(least, start - _LONGEST_WORD) : start])
    begun = start - len(half.group()) if half else start
    for _ in range(_MOST_DESCRIPTIONS):
        before = text[max(least, begun - _LONGEST_WORD) : begun]
        if not before.endswith(" ") or before[-2:-1].isspace():
            break
        word = before[:-1].rpartition(" ")[2]
        described = "describing" if _OWNER.fullmatch(word) else class_of(word)[0]
        if described not in {"determiner", "describing"}:
            break
        if described == "describing" and _VERB_FOLLOWS.search(before[: -len(word) - 1]) and not _is_adjective(word):
            break
        begun -= len(word) + 1
    quantity = _QUANTITY.search(text[max(least, begun - _LONGEST_QUANTITY) : begun])
    return begun - len(quantity.group()) if quantity else begun


def _is_adjective(word: str) -> bool:
    return _SURE_DESCRIPTION.fullmatch(word) is not None


def _with_lead(text: str, start: int, least: int) -> int:
    before = text[max(least, start - _LONGEST_LEAD) : start]
    lead = _LEAD.search(before)
    if lead is None:
        return start
    first = lead.group().split(None, 1)[0]
    is_verb = _VERB_FOLLOWS.search(before[: lead.start()]) and not _is_adjective(first)
    return start - len(lead.group()) + (len(first) + 1 if is_verb else 0)


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
    return owner.genitive and owned.kind == "body" and text[owner.span.end : owned.span.start] in {"s ", ":s "}


def _is_titled(text: str, title: Party, party: Party) -> bool:
    """Tell a common word before its proper name ("organisationen Nordanvind")."""
    definite = title.kind == "body" and not title.genitive and text[title.span.end - 2 : title.span.end] in {"en", "et"}
    return definite and party.kind in {"known", "unknown"} and text[title.span.end : party.span.start] == " "


def _is_joined(text: str, last: Party, party: Party) -> bool:
    if last.genitive != party.genitive or (last.kind == "person") != (party.kind == "person"):
        return False
    joint = _JOINT.fullmatch(text, last.span.end + (text[last.span.end : last.span.end + 1] == "s"), party.span.start)
    return bool(joint and (joint.group().strip() != "," or _LIST_GOES_ON.match(text, party.span.end)))
