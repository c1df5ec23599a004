"""Proper names that no register has: capital words that belong together.

Belongs here: telling them from the first words of sentences, from titles and from funds. Whom they name with other
words belongs to `recipient_names`.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipelines.text.recipient_words import class_of
from pipelines.text.spans import Span

# Capital words, with what may stand between them in names of several languages.
_PROPER = re.compile(
    r"(?<!\w)[A-ZÅÄÖÉ][\w’'&:-]+(?:\s+(?:(?:for|of|the|and|in|on|to|from|de|d’|&|för)\s+){0,2}[A-ZÅÄÖÉ][\w’'&:-]*)*"
)
# A known name may begin one with these ends ("Unicef Innovation Fund").
_BODY_LAST = re.compile(r"\s(?:Fund|Foundation|Programme|Initiative|Centre|Center|Institute|Bank|Council)\Z")
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
    r"|ersättning|finansiering|ränt|ansök|jämkning|instrument|budget|nivå|subvention|rabatt|lån|garanti|gräns|tak|avgift|skatt|volym|antal|utgift|kostnad|peng|uppdrag|tillskott|resurs)\w{0,5}",
    re.IGNORECASE,
)
# "utgiftsområde 8 Migration", "anslaget 1:5 Näringslivsutveckling".
_TITLE_BEFORE = re.compile(r"(?:\d|\b(?:anslaget|anslagsposten|posten|tilläggsbidrag))\s+\Z")
_LONGEST_TITLE_MARK = 17
_NEXT_WORD = re.compile(r"\s+([a-zåäö-]+)")
_TITLE_GOES_ON = re.compile(r"\s+(?:får|fick|tilldelas|tillförs|ökas|beviljas|erhåller|förstärks|föreslås)\b")
# A genitive has its noun behind it; an s without one ends the name ("Friends").
_IS_OWNER = re.compile(r"\s+(?!(?:för|i|till|med|på|som|och|får|ska|kan|har|under|om|av|från|inom|via|vid)\b)[\wåäö]")


class ProperName(NamedTuple):
    """A proper name.

    Attributes:
        span: its characters, without a genitive s.
        genitive: whether it stands in the genitive.
    """

    span: Span
    genitive: bool


def find_proper_names(text: str, sentence: Span, taken: Sequence[Span]) -> Iterator[ProperName]:
    """Find the proper names of a sentence that no register has, those among them that end with a known name.

    Args:
        text: the document.
        sentence: the sentence.
        taken: the known names of the sentence.
    """
    for match in _PROPER.finditer(text, *sentence):
        opening = _OPENING.match(match.group()) if match.start() == sentence.start else None
        span = Span(match.start() + (opening.end() if opening else 0), match.end())
        inside = [each for each in taken if each.start < span.end and span.start < each.end]
        begins_known = any(each.start <= span.start for each in inside) and not _BODY_LAST.search(match.group())
        if begins_known or not _names(text, sentence, span, inside):
            continue
        # "Norra sjukvårdsförbundet", "Stockholms handelskammare"
        head = _NEXT_WORD.match(text, span.end, sentence.end)
        if head and class_of(head[1]) == ("body", False):
            yield ProperName(Span(span.start, head.end()), genitive=False)
        elif inside:
            yield ProperName(Span(span.start, max(span.end, *(each.end for each in inside))), genitive=False)
        else:
            ending = _genitive_ending(text, span)
            yield ProperName(Span(span.start, span.end - len(ending)), genitive=bool(ending))


def _names(text: str, sentence: Span, span: Span, inside: Sequence[Span]) -> bool:
    words = span.of(text)
    if not words[:1].isupper() or _OPENING.match(f"{words} "):
        return False
    first = words.split(None, 1)[0]
    before = max(sentence.start, span.start - _LONGEST_TITLE_MARK)
    if inside and _FUNDS.fullmatch(first):
        # "Anslaget för Boverket"
        return False
    if _NO_NAME.fullmatch(first) or _COMPOUND.match(first) or _TITLE_BEFORE.search(text, before, span.start):
        return False
    # The first word of a sentence has a capital letter whatever it is.
    if inside or span.start != sentence.start or len(words.split()) > 1:
        return True
    sort, _ = class_of(first)
    return (
        sort in {"other", "describing"}
        and not _FUNDS.fullmatch(first)
        and _TITLE_GOES_ON.match(text, span.end) is not None
    )


def _genitive_ending(text: str, span: Span) -> str:
    words = span.of(text)
    if words.endswith(":s"):
        return ":s"
    owns = len(words) > 3 and words.endswith("s") and words[-2].islower() and _IS_OWNER.match(text, span.end)
    return "s" if owns else ""
