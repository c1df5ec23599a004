"""Common words for those who receive money ("organisationerna", "de kommuner", "hushåll"), and what stands before them.

Belongs here: what a single word is. Which words together name a party belongs to `recipient_names`; whether that party
receives anything belongs to `recipients`.
"""

import re
from functools import lru_cache
from typing import Literal

# body: an organisation or a group of them; person: people, who receive rates more often than sums.
WordClass = Literal["body", "person", "determiner", "describing", "other"]

# Ends of words with the endings of their forms.
_BODIES = (
    (
        "myndighet|organisation|förening|fond|region|domstol|nämnd|institution|grupp|kommun|stift",
        "en|er|erna|ar|arna|s",
    ),
    (
        "förbund|bolag|företag|institut|universitet|landsting|sjukhus|bibliotek|samfund|verk|råd|organ|sekretariat",
        "et|en",
    ),
    ("stiftelse|styrelse|rörelse|högskola|skola|kyrka", "n|r|rna"),
    ("lärosäte", "t|n|na"),
    (
        "aktör|koalition|medlemsstat|delstat|klinik|kommission|ambassad|församling|samarbetspartner",
        "en|er|erna|ar|arna|n|s",
    ),
    ("sektor|facilitet|stödstruktur|jour", "n|ern|en|er|erna"),
    ("kass|högskol|skol|kyrk", "a|an|or|orna"),
    ("teat|muse|centr", "er|ern|rar|rarna|um|et|umet|erna"),
    ("huvudm", "an|annen|än|ännen"),
    ("(?:mottagar|partner|medlems|grann|utvecklings|värd|samarbets)land", "et"),
    (r"(?:mottagar|partner|medlems|grann|utvecklings|värd|samarbets|låginkomst)?länder", "na"),
    ("(?:utöv|idk|arbetsgiv|äg|bruk|fisk|odl|utför|anordn|vårdgiv|innehav)ar(?:e|en|na)", ""),
    ("producent|leverantör|operatör|arrangör", "en|er|erna"),
)
_PEOPLE = (
    (
        "person|student|elev|pensionär|forskar|medborgar|patient|invånar|konstnär|flykting|journalist",
        "en|er|erna|na|a|e|ar|arna",
    ),
    ("hushåll|barn", "et|en"),
    ("(?:författ|översätt|kulturskap)ar(?:e|en|na)", ""),
    ("dramatiker|musiker", "n|na"),
    ("familj", "en|er|erna"),
    ("föräld", "er|ern|rar|rarna"),
    ("anhöriga|ensamstående|studerande|anställda|arbetslösa|vuxna|unga|äldre|kvinnor|män|flickor", ""),
)


def _forms(*groups: tuple[str, str]) -> re.Pattern[str]:
    return re.compile("|".join(rf"(?:[\w-]*?(?:{stems})(?:{endings})?)" for stems, endings in groups))


_BODY = _forms(*_BODIES)
_PERSON = _forms(*_PEOPLE)
_WHOLE_BODIES = re.compile(
    r"polisen|(?:\w*-)?försvaret|(?:idrotts|kultur)\w*rörelsen|rättsväsendet|kulturlivet|civilsamhället|parterna|medier|media|mediehus|handelskammar(?:e|en|na)"
)
# They end like one and are none.
_NO_BODIES = re.compile(
    r"\w*(?:procent|hemländ|allmän|tunga|förråd|samråd|områd|grundfond|talesperson|kontaktperson|skolstart|minskol|köpcent|välkom"
    r"|östersjöregion|kyrkogård|barnbarn|(?:mat|hand|brutto|stats|reform)kass"
    r"|(?:nät|regel|ram|kraft|konst|hant|järn|stål|sam|på|med|mot|till|in|bygg)verk"
    r"|(?:undervisnings|ålders|mål|arbets|styr|barn|risk|kontakt|insats|yrkes)grupp).*"
    r"|a-kassan|teater|\w*skolbibliotek(?:et|en)?|grupp(?:en|er|erna)?|styrelse[nr]?|givare|verk(?:en)?|råd|region\w+s"
)
_DETERMINER = re.compile(
    r"de|den|det|dessa|detta|denna|ett|en|alla|samtliga|vissa|varje|respektive|vardera|flera|fler|några|andra|övriga"
    r"|berörda|båda|bägge|många|olika|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|deras|dess|sina"
)
_DESCRIPTION = re.compile(
    r"(?!(?:att|samt|mot|inte|har|ska|bland|annat|bara|nästa|istället|exempelvis|dessutom|minst|högst|inte|vilket|sådant"
    r"|totalt|allt|mest|främst|redan|direkt|särskilt|samma|sedan|av[sg]ätta|använda|bidra|betala|fördela|bevilja|stötta"
    r"|stärka|utveckla|förstärka|öka|främja|svara|utbetala|genomföra|stödja|vara|göra|ställa|lämna|minska|disponera"
    r"|rekvirera|finansiera|inrätta|driva|bygga|skapa|ge|ta|bistå|höja|tillföra|tilldela|kommunicera|vilka|länge|kunde|skulle|ville|hade|borde|måste"
    r"|\w*(?:fört|delat|viljat|satt|stött\w*|beslutat|gett|betalat|skänkt|stärkt|ökat|höjt|lagt|gjort|fått|stärkte))\Z)"
    r"(?:\w{2,}(?:a|e|t|ns|ad)|små|[\w-]+-|\d{1,3})"
)


@lru_cache(maxsize=1 << 15)
def class_of(word: str) -> tuple[WordClass, bool]:
    """Give what a word may be in the name of a party, and whether it is a genitive ("kommunernas")."""
    lowered = word.lower()
    if _DETERMINER.fullmatch(lowered):
        return "determiner", False
    for form, genitive in ((lowered, False), (lowered[:-1].removesuffix(":"), True)):
        if (genitive and not lowered.endswith("s")) or _NO_BODIES.fullmatch(form):
            break
        if _WHOLE_BODIES.fullmatch(form) or _BODY.fullmatch(form):
            return "body", genitive
        if _PERSON.fullmatch(form):
            return "person", genitive
    return ("describing" if _DESCRIPTION.fullmatch(lowered) else "other"), False
