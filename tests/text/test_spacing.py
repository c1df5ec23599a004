"""What a text says does not hang on its spaces: doubled, hard, or where a line is broken."""

import re

import pytest

from pipelines.text.reading import read_document
from pipelines.text.spans import Span

SENTENCES = (
    # who receives
    "Därmed får länsstyrelserna i år också använda högst 14 miljoner kronor för tillsyn.",
    "I dag tilldelas bland annat Boverket 6 miljoner kronor.",
    "Regeringen föreslår att 7 miljoner kronor till exempel tillförs Konsumentverket.",
    "Sedan i våras har kommunerna fått dela på 18 miljoner kronor.",
    "Av pengarna fördelas 50 miljoner kronor jämnt mellan landets museer.",
    "Pengarna, 50 miljoner kronor, ska fördelas lika bland de berörda regionerna.",
    "Totalt 8 miljoner kronor får under året användas av Riksarkivet.",
    "För uppdraget avsätts 3 miljoner kronor som Skolverket får använda.",
    "För uppdraget avsätts 3 miljoner kronor, som länsstyrelserna kan söka.",
    "Regeringen avsätter 3 miljoner kronor så att Brå ska kunna följa utvecklingen.",
    "Regeringen satsar 12 miljoner kronor på forskning om fjällen vid svenska universitet.",
    "Regeringen avsätter 40 miljoner kronor för ökade kostnader för Tullverket.",
    "Det rör sig om 80 miljoner kronor inom länsstyrelsernas egna förvaltningsanslag.",
    "Regeringen satsar 9 miljoner kronor för att stärka civilsamhällets ekonomiska förutsättningar.",
    "Bidraget är 2 000 kronor för den som är ensamstående och bor i Lund.",
    "Stödet är 700 kronor för varje stödberättigad förening.",
    "Årets statliga bidrag till de ideella organisationerna uppgår till 12 miljoner kronor.",
    "Anslaget för Kustbevakningen ökar med 5 miljoner kronor.",
    "Inom ramen för att kompensera regionerna avsätts 5 miljoner kronor.",
    "Efter rekvisition från Kammarkollegiet betalas 5 miljoner kronor.",
    "Sverige skänker nu materiel till Moldavien till ett sammanlagt värde av 9 miljoner kronor.",
    "För Skogsstyrelsen föreslås 5 miljoner kronor.",
    "För regionerna med stor gles bygd beräknas 5 miljoner kronor.",
    "Regeringen bidrar även till Tallvinden med 5 miljoner kronor.",
    "Regeringen stöttar arbetet hos länsstyrelserna med 5 miljoner kronor.",
    "Regeringen medger att Vinnova använder 5 miljoner kronor.",
    "Myndighetens ram på 5 miljoner kronor ändras inte.",
    "Pengar går till var och en av de berörda kommunerna, 5 miljoner kronor vardera.",
    "Ett antal små och medelstora föreningar får dela på 5 miljoner kronor.",
    "Regeringen ger 5 miljoner kronor till organisationen Tallvinden i Umeå.",
    "Regeringen ger 5 miljoner kronor till Patent- och registreringsverket.",
    "Regeringen ger 5 miljoner kronor till lärosätenas holdingbolag.",
    "Regeringen ger 5 miljoner kronor till Tallvinden, Enebacken och Boverket.",
    "Regeringen ger 5 miljoner kronor till Östra räddningsförbundet.",
    "Föreningen Tallvinden fick 4 miljoner kronor av Boverket.",
    # how much
    "Kostnaden är mellan cirka 5 och 10 miljoner kronor.",
    "Stödet ökar från nuvarande 15 till 20 miljoner kronor.",
    "Verken får 5, 6 respektive 7 miljoner kronor.",
    "Stödet är 1 miljard 35 miljoner kronor.",
    "Stödet är tre och en halv miljoner kronor.",
    "Stödet är en halv miljard svenska kronor.",
    "Stödet är 200 nya miljoner kronor.",
    "Stödet är som allra mest 5 000 kronor per person och månad.",
    "Stödet får uppgå till högst 5 000 kronor eller mer.",
    "Stödet kostar 5 000 kronor och uppåt.",
    "Bidraget är 2 500 kronor i månaden.",
    "Bidraget är 2 500 kronor per påbörjad kalendermånad.",
    # when
    "Regeringen avsätter 5 miljoner kronor från och med den 1 juli 2026.",
    "Regeringen avsätter 5 miljoner kronor med start i januari 2026.",
    "Regeringen avsätter 5 miljoner kronor till och med år 2026.",
    "Regeringen avsätter 5 miljoner kronor per år 2026 till och med 2028.",
    "Regeringen avsätter 5 miljoner kronor 2026 och årligen därefter.",
    "Regeringen avsätter 5 miljoner kronor mellan åren 2026 och 2028.",
    "Regeringen avsätter 5 miljoner kronor 2026, 2027 och under 2028.",
    "Regeringen avsätter 5 miljoner kronor vart och ett av åren 2026 och 2027.",
    "Regeringen avsätter 5 miljoner kronor under de kommande tre åren från 2026.",
    "Regeringen avsätter 5 miljoner kronor under de kommande tre år.",
    "I budgetpropositionen för år 2026 avsätts 5 miljoner kronor.",
    "Jämfört med år 2024 ökar stödet med 5 miljoner kronor.",
    "I 2024 års priser är det 5 miljoner kronor.",
    "Den 3 mars 2026 betalas 5 miljoner kronor ut.",
    # how firm, and what kind of money
    "Regeringen lägger nu fram förslag om 5 miljoner kronor.",
    "Regeringen går i dag fram med 5 miljoner kronor.",
    "Regeringen avser att tillföra 5 miljoner kronor.",
    "Regeringen har sedan tidigare gett 5 miljoner kronor.",
    "Till skolorna betalas nu ut 5 miljoner kronor.",
    "Skatten sänks med 5 miljarder kronor per år.",
    "Avsiktliga fel kostar 5 miljarder kronor.",
)
SPACINGS = {"doubled": "  ", "hard": "\u00a0", "wrapped": "\n"}
# Between digits a space groups them, and "5" at the end of a line is a cell of a table.
_BETWEEN_WORDS = re.compile(r"(?<!\d) (?!\d)")


def told(text: str) -> list[tuple[object, ...]]:
    """Give what is read of each amount, in words with single spaces."""

    def words(span: Span | None) -> str | None:
        return " ".join(span.of(text).split()) if span else None

    return [
        (
            mention.amount.low,
            mention.amount.high,
            mention.amount.modifier,
            words(mention.span),
            mention.timing.years,
            mention.timing.per_year,
            mention.timing.open_ended,
            mention.per and " ".join(mention.per.split()),
            mention.kind,
            mention.status,
            words(mention.recipient),
        )
        for mention in read_document(text, published_year=2025).mentions
    ]


@pytest.mark.parametrize("spacing", SPACINGS)
@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_says_the_same_with_other_spaces(sentence: str, spacing: str) -> None:
    read = told(sentence)
    assert read
    assert told(_BETWEEN_WORDS.sub(SPACINGS[spacing], sentence)) == read
