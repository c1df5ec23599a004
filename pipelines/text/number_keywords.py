"""Word lists: what a number is right after a word, and words beside it that are no noun and no name.

Belongs here: the words only; `number_before` and `number_nouns` say how they count.
"""

from typing import Final


def _words(*lists: str) -> frozenset[str]:
    return frozenset(word for words in lists for word in words.split())


_REFERENCE = _words(
    "utgiftsområde utgiftsområdet utgiftsområdena utg.omr utg utgomr omr uo anslag anslaget anslagen",
    "anslagspost anslagsposten anslagsposter anslagsposterna ap kapitel kapitlet kapitlen kap artikel artikeln",
    "artiklar artiklarna art sid sidan sidorna sida s bilaga bilagan bilagor bilagorna punkt punkten punkter",
    "punkterna p avsnitt avsnittet avsnitten tabell tabellen tabellerna diagram diagrammet figur figuren steg",
    "steget stegen del delen delarna delmål delmålet delmålen mål målet målen etapp etappen etappmål deluppdrag",
    "paragraf paragrafen paragraferna § §§ stycke stycket moment momentet mom fotnot not rubrik annex annexes",
    "kolumn rad ruta fråga frågorna skäl skälen volym band led uppgift fas fasen delprogram article articles",
    "paragraph section chapter page pages goal goals target appendix appropriation item villkor delområde",
    "insatsområde åtgärd åtgärden åtgärderna förslag förslaget rekommendation rekommendationen",
    "rekommendationerna princip titel avdelning avdelningen programområde politikområde",
)
_DESIGNATION = _words(
    "nivå nivån nivåer nivåerna kategori kategorin kategorier kategorierna klass klassen klasser klasserna",
    "årskurs årskursen årskurser årskurserna åk agenda version riksväg väg länsväg europaväg linje linjen grupp",
    "grupper typ typen pelare pelaren pelarna lista listan zon zonen spår spåret rum ingång modul scenario",
    "alternativ alternativet kanal stridsfordon torped robot helikopter bevakningsbåt flygning paket paketet",
    "block divisionen division reaktor reaktorn bana banan terminal sfi kurs kurserna kursen betyg generation",
    "skala modell lot option for covid objective objectives sub-objectives elområde elprisområde grundkurs",
    "lokal sal hall port gate",
)
_DOCUMENT_NUMBER = _words(
    "sfs prop bet rskr dir dnr ds sou skr com kom diarienummer diarienr ärende ärendenr ärendenummer resolution",
    "resolutionen resolutionerna resolutioner res mål-nr målnr nr no nummer beslut protokoll protokollet",
    "protokollen tilläggsprotokoll förordning betänkande betänkandet skrivelse fördragsserie sö fpm",
    "uppdragsnummer regelnr ref rit konvention konventionen konventionerna nja isbn issn dok dokument",
    "artikelnummer förordningarna direktiven direktiv direktivet swd sec join rapport rapporten finansiering",
    "motpart verksamhet",
)
KEYWORDS: Final[dict[str, str]] = {
    word: role
    for role, words in {
        "reference": _REFERENCE,
        "designation": _DESIGNATION,
        "document_number": _DOCUMENT_NUMBER,
        "date": _words(
            "vecka veckan veckorna v veckor måndag måndagen tisdag tisdagen onsdag onsdagen torsdag torsdagen",
            "fredag fredagen lördag lördagen söndag söndagen",
        ),
        "year": _words(
            "åren året årtalet budgetåret räkenskapsåret kalenderåret inkomståret läsåret valåret budgetår",
            "verksamhetsåret",
        ),
        "telephone": _words(
            "tel telefon tfn tele mobil mobiltelefon mobilnummer telefonnummer växel växeln telefax fax ring",
            "sms mob phone telephone",
        ),
        "account_number": _words(
            "bankgiro bankgironr bankgironummer bankgirokonto bg plusgiro pg postgiro plusgironummer",
            "kontonummer konto bankkonto orgnr org.nr organisationsnummer org.-nr iban swift referensnummer",
        ),
        "age": _words("fyllt fyller fyllde åldern åldrarna ålder åldersgruppen åldersgrupperna"),
        "address": _words("box postbox"),
        "count": _words("antal antalet antalen"),
        "ordinal": _words("plats dag topp placering"),
    }.items()
    for word in words
}
"""What the number right after a word is; words in lower case."""

KEYWORD_ENDINGS: Final[tuple[tuple[str, str], ...]] = (
    ("område", "reference"),
    ("resolution", "document_number"),
    ("resolutionen", "document_number"),
    ("rapport", "document_number"),
    ("redovisning", "reference"),
    ("studie", "reference"),
    ("paket", "designation"),
    ("klass", "designation"),
    ("program", "designation"),
    ("index", "measure"),
    ("balanstal", "measure"),
    ("kvot", "measure"),
    ("kvoten", "measure"),
)
"""What a number right after a compound word is, by how the word ends."""

NO_NOUNS: Final = _words(
    "och eller samt som att är var har hade kan ska skall men för till från under över med utan vid via per än",
    "när där då om på av inte även också enligt respektive resp den det de en ett vi man ger får få blir inom",
    "mot genom mellan efter innan hos trots sedan så hur vad denna detta dessa bör måste skulle kunde vill",
    "borde finns gäller ges in upp ut ned fram samtidigt dock därför medan utom kommer gick steg ökade minskade",
    "the of and to is for by with at from as was were has have that or sin sina sitt dess deras dels varav",
    "jämfört beroende dvs",
)
"""Words that a number does not count."""

AMOUNT_WORDS: Final = _words(
    "cirka ca ungefär drygt knappt över minst högst nästan närmare omkring totalt runt uppemot hela sammanlagt",
    "c:a upp ytterligare fler färre än åtminstone max maximalt minimum strax",
)
"""Words that say that a quantity follows."""

NO_NAMES: Final = AMOUNT_WORDS | _words(
    "den det de under från till mellan av på med för och samt eller sedan efter före innan endast bara vid om",
    "kl mer inom kr sek eur usd nok dkk gbp mkr mnkr tkr ja nej ett en the from in on by of with kvinnor män",
    "total summa kostnad resultat tid datum belopp",
)
"""Words that stand capitalised before a number without naming anything."""
