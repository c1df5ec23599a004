"""What words say about how money relates to other money.

Belongs here: stems of words that tell what money is for, and the Swedish cues of repetition, addition and part-of. No
figure is known here.
"""

import re
from functools import cache

_WORD = re.compile(r"[^\W\d_]{4,}")
_STEM = 6
# Said of any announced money: that two sentences share them says nothing of what it is for.
_GENERAL = frozenset(
    word
    for line in (
        "ansla anslag anslaget använd använda avser avsätt avsätta besked beslut beslutade bidrag bidrar budget",
        "budgeten budgetpropositionen denna dessa dessutom detta därefter därför efter eller enligt finns fler fortsa",
        "fortsatt från fördela fördelas före föresl föreslår genom hela högst inklusive inom insats insatser kommer",
        "kronor kräver medel miljard miljarder miljon miljoner minst motsvarande mycket måste nivå också omfattar",
        "omkring pengar perioden procent proposition ramen redan reger regerin regeringen regeringens samma",
        "sammanlagt samtidigt sats satsar satsning satsningar satsningen sedan ska skall skulle staten statlig",
        "statliga stöd stödet summan svenska sverige sveriges syfte tidigare till tilldela tilldelas tillf tillförs",
        "tillskott totala totalt under ungefär upp uppdrag uppgår utgiftsområde utöver vara varav varje vilket",
        "vårändringsbudgeten ytterligare åren året årligen över beräkn genomf uppdra åtgärd",
    )
    for word in line.split()
)

# The sum that follows contains what follows it.
OF_WHICH = re.compile(
    r"\b(varav|därav|av vilka|av vilket)\b|\binklusive\b[^.,;]{0,25}$"
    r"|^[^.]{0,25}\((därtill räknat |inräknat )?(ett (nytt )?tillskott|en (ny )?(ökning|förstärkning))\b[^).]*$",
    re.IGNORECASE,
)
# The sum that follows is part of one that stands before.
OF_THESE = re.compile(
    r"^\W*(av|inom|ur) (dessa|de|det|detta|den|denna) ?(totala|avsatta|tillförda|här)? ?"
    r"(medel|medlen|pengar|pengarna|summa|summan|belopp|beloppet|satsning|satsningen|stöd|stödet|tillskott|tillskottet"
    r"|anslag|anslaget|ram|ramen|paket|paketet)?\b|^\W*(i|inom|av) (paketet|satsningen|stödet|överenskommelsen|summan"
    r"|beloppet|anslaget|ramen|medlen|tillskottet) (ingår|inkluder|går|används|är|avsätts|finns|fördelas)"
    r"|^\W*(medlen|pengarna|stödet|satsningen|anslaget|summan|bidraget) (ska |kommer att |har )?(för)?delas (ut )?"
    r"(med|på|mellan|enligt)\b",
    re.IGNORECASE,
)
# The sum comes on top of what was told before, or is told of another occasion.
ON_TOP = re.compile(r"\b(ytterligare|utöver|därutöver|dessutom|förutom|härutöver|därtill|extra)\b", re.IGNORECASE)
OTHER_OCCASION = re.compile(
    r"\b(utöver|förutom|tidigare|sedan tidigare|jämfört med|i fjol|förra året|föregående|redan)\b", re.IGNORECASE
)
EACH = re.compile(
    r"\b(vardera|var och en|till respektive|vid varje|per (?:kommun|region|skola|organisation|lärosäte))\b",
    re.IGNORECASE,
)
# Between an addition and the level that it leads to: "ökas med 50 och uppgår till 150".
LEADS_TO = re.compile(
    r"(uppgår|uppgå|uppgick|höjs|höjas|ökar|öka|ökas|blir|når|landar|stiger|totalt|sammanlagt|därmed|då)\b[^.]*$"
    r"|\btill( (nästan|cirka|ca|drygt|över|totalt|sammanlagt|omkring))?\s*$",
    re.IGNORECASE,
)
ADDED = re.compile(
    r"\b(med|ytterligare|(tillskott|ökning|förstärkning|höjning)(et|en)? (på|om|med))"
    r"( (drygt|cirka|ca|nästan|totalt|ytterligare|högst))?\s*$",
    re.IGNORECASE,
)
FROM = re.compile(r"\bfrån( (dagens|nuvarande|tidigare|cirka|drygt|ca|nästan|årets))?\s*$", re.IGNORECASE)
# What has just been told is part of the sum that follows: "sammanlagt, i och med denna förstärkning, 35 miljoner".
WITH_THIS = re.compile(
    r"\b(i och med|genom|tillsammans med|inklusive|räknat med) (denna|detta|den här|det här|dagens)\s+(nya )?"
    r"(förstärkning|tillskott|ökning|satsning|höjning|beslut|stöd|bidrag)\w*|\bdärmed\b"
    r"|^\W*(sammanlagt|sammantaget|totalt) (uppgår|omfattar|blir|satsas|satsar|finansierar|avsätts)\b",
    re.IGNORECASE,
)
# One of several payments of a sum that stands before.
INSTALMENT = re.compile(
    r"\b(en|den|ännu en) (första|andra|tredje|fjärde|sista|avslutande) (del|ut)?betalning(en)?\b", re.IGNORECASE
)
EQUAL_PARTS = re.compile(
    r"\b(?P<number>två|tre|fyra|fem|sex) lika (stora )?(del|utbetalning|delbetalning|belopp|rat)\w*", re.IGNORECASE
)
EQUAL_NUMBERS = {"två": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6}
PERCENT_OF = re.compile(
    r"[^.]{0,40}?[\W](?P<percent>[0-9]{1,2}([.,][0-9])?) ?(procent|%)( av (det|de|den|beloppet|medlen|summan)\b|\))",
    re.IGNORECASE,
)
IN_ALL = re.compile(
    r"\b(totalt|sammanlagt|sammanlagda|sammantaget|tillsammans|i sin helhet|den totala)\b", re.IGNORECASE
)


@cache
def stems(text: str) -> frozenset[str]:
    """Give the stems of the words that tell what money is for."""
    words = (word.lower() for word in _WORD.findall(text.replace("\u00ad", "")))
    return frozenset(word[:_STEM] for word in words if word not in _GENERAL and word[:_STEM] not in _GENERAL)


def overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """Give the share of the shorter text's stems that the other one has too, from 0 to 1; 0 where one has none."""
    fewest = min(len(one), len(other))
    return len(one & other) / fewest if fewest else 0.0
