"""Which of the words of a sentence, and of its page, says how firm an amount is."""

import pytest

from pipelines.text.reading import read_document


def statuses(text: str) -> list[str | None]:
    return [mention.status for mention in read_document(text, published_year=2025).mentions]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Regeringen föreslår att det beslutas om 5 miljoner kronor.", ["proposed"]),
        ("Regeringen har beslutat att föreslå 5 miljoner kronor.", ["proposed"]),
        ("Regeringen beslutade i går och föreslår nu 5 miljoner kronor.", ["proposed"]),
        ("Regeringen föreslår en lag; myndigheten tilldelas 5 miljoner kronor.", ["decided"]),
        ("Stödet på 5 miljoner kronor betalades ut.", ["paid"]),
        ("Det ska betalas ut 5 miljoner kronor.", [None]),
        ("Totalt utbetalas 5 miljoner kronor.", ["paid"]),
        ("Totalt ska utbetalas 5 miljoner kronor.", [None]),
        ("Regeringen bedömer att det beräknas 5 miljoner kronor.", ["indicative"]),
        ("Stödet beräknas till 5 miljoner kronor och därefter avsätts 6 miljoner kronor.", ["indicative", "decided"]),
        ("Stödet planeras och bedöms till 5 miljoner kronor som betalats ut.", ["indicative"]),
        ("Satsningen omfattar 5 miljoner kronor.", ["decided"]),
        ("Förstärkningen uppgår till 5 miljoner kronor.", ["decided"]),
        ("Regeringen förstärker med 5 miljoner kronor.", ["decided"]),
        ("Staten satsar 5 miljoner kronor.", ["decided"]),
        ("Staten vill ge 5 miljoner kronor.", ["proposed"]),
        ("Staten bör ge 5 miljoner kronor.", ["proposed"]),
        ("Staten avser att ge 5 miljoner kronor.", ["proposed"]),
        ("Stödet avser 5 miljoner kronor.", [None]),
        ("Staten lägger 5 miljoner kronor.", ["decided"]),
        ("Staten går med en plan fram med 5 miljoner kronor.", ["proposed"]),
        ("Förslaget omfattar 5 miljoner kronor.", ["proposed"]),
        ("Förslaget: museet har fått 5 miljoner kronor.", ["decided"]),
        ("Ett räkneexempel är 5 miljoner kronor i beslutat stöd.", ["calculation_example"]),
        ("Stödet har använts till 5 miljoner kronor.", ["paid"]),
        ("Museet har sedan gett 5 miljoner kronor.", ["paid"]),
        ("Museet bidrog med 5 miljoner kronor.", ["paid"]),
        ("Museet har fått stöd. 5 miljoner kronor i bidrag.", [None]),
        ("Kostnaden uppskattas bli 5 miljoner kronor i anslag.", ["indicative"]),
        ("Regeringen aviserar 5 miljoner kronor.", ["indicative"]),
        (
            "Regeringen föreslår att stödet höjs från nuvarande 5 miljoner kronor om året till 6 miljoner kronor.",
            ["decided", "proposed"],
        ),
        ("Vi lämnar dessa förslag till riksdagen. Museet har 5 miljoner kronor i stöd.", ["proposed"]),
        ("Förslagen lämnas i budgetpropositionen för 2026. Museet omfattar 5 miljoner kronor.", ["proposed"]),
        ("Förslaget bygger på en överenskommelse. Museet stöds med 5 miljoner kronor.", ["proposed"]),
        (
            "Paketet har förslag:\n\n* Arkivet får 20 mnkr.\n* Verket har beslutat 5 mnkr.\n* Museet 6 mnkr.",
            ["proposed", "decided", "proposed"],
        ),
        ("Paketet innehåller följande.\n\n* Arkivet tillförs 20 miljoner kronor.", ["decided"]),
        ("Vi har beslutat förut. Nu kommer våra förslag:\n\n* Arkivet 20 miljoner kronor.", ["proposed"]),
        ("Vi föreslår förut. Nu har vi beslutat:\n\n* Arkivet 20 miljoner kronor.", [None]),
        (
            "# Regeringen föreslår 5 miljoner kronor till museet\n\nMuseet tillförs 5 miljoner kronor.",
            ["proposed", "decided"],
        ),
        (
            "Regeringen föreslår mer. Museet tillförs 5 miljoner kronor.\n\nArkivet tillförs 6 miljoner kronor.",
            ["proposed", "decided"],
        ),
    ],
)
def test_a_proposal_governs_its_clause_and_the_nearest_firm_word_the_rest(text: str, told: list[str | None]) -> None:
    assert statuses(text) == told
