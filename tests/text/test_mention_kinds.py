"""Funding or other money, crowns or people, and what a rate is per."""

import pytest

from pipelines.text.reading import read_document


def kinds(text: str) -> list[str]:
    return [mention.kind for mention in read_document(text).mentions]


@pytest.mark.parametrize(
    "text",
    [
        "Regeringen avsätter 20 miljoner kronor till skolor.",
        "Skatteverket får 20 miljoner kronor.",
        "10 miljoner kronor ska motverka felaktiga utbetalningar.",
        "För att undvika skattehöjningar föreslår regeringen att statsbidragen höjs med 10 miljarder kronor.",
        "Exportkreditnämndens garantiram ökar till 650 miljarder kronor.",
        "Sjukpenningen höjs med 70 kronor per dag.",
        "Bidraget motsvarar 155 kronor per betald viltvårdsavgift.",
        "Kommissionen föreslår en budget på 798 miljoner euro.",
        "Arbetet i kommunerna kostar. Varje kommun får 5 miljoner kronor.",
    ],
)
def test_public_money_given_is_funding(text: str) -> None:
    assert kinds(text) == ["funding"]


@pytest.mark.parametrize(
    "text",
    [
        "Jobbskatteavdraget förstärks med 8,7 miljarder kronor.",
        "Skatteintäkterna minskar med 600 miljoner kronor.",
        "Avgiften är 320 kronor.",
        "Prisbasbeloppet för 2021 är 47 600 kronor.",
        "De felaktiga utbetalningarna uppgick till 564 miljoner kronor.",
        "Omkring 15 miljarder kronor betalas ut felaktigt.",
        "Bedrägerierna omsätter 300 miljoner kronor per år.",
        "Klaganden tillerkändes skadestånd med 3 000 euro.",
        "Utgifterna för sjukersättning beräknas minska med 5 miljoner kronor.",
        "Bolaget har en omsättning som överstiger 7 miljarder kronor.",
        "Den nya lönen är 128 500 kronor per månad.",
        "De övre kostnadsgränserna är 6 800 kronor för familjer med ett barn.",
        "Fondens portfölj omfattar 18 miljarder USD.",
    ],
)
def test_taxes_fees_wages_penalties_and_statistics_are_other_money(text: str) -> None:
    assert kinds(text) == ["other"]


def test_an_amount_that_nothing_tells_about_is_of_the_kind_before_it() -> None:
    text = "Prisbasbeloppet var 46 500 kronor. Det motsvarar 3 875 kronor i månaden.\n\nSkolan får 5 miljoner kronor."
    assert kinds(text) == ["other", "other", "funding"]


def test_the_same_money_in_another_currency_is_of_the_same_kind() -> None:
    assert kinds("Verket får stödja koalitionen med 40 miljoner kronor (3,6 miljoner euro).") == ["funding", "funding"]


@pytest.mark.parametrize(
    ("text", "per"),
    [
        ("Avgiften är 39 kronor per passagerare.", "passagerare"),
        ("Stöd lämnas med 24 000 kronor per stödberättigad näringsidkare.", "stödberättigad näringsidkare"),
        ("Stödet är 79 öre per kilowattimme och omkring hälften får det.", "kilowattimme"),
        ("Nedsättningen är 5 000 kronor per månad och anställd.", "månad och anställd"),
        ("Pensionen är 25 000 kronor i månaden.", "månad"),
        ("Stödet är 5 miljoner kronor per år.", None),
    ],
)
def test_what_a_rate_is_per_is_read(text: str, per: str | None) -> None:
    (mention,) = read_document(text).mentions
    assert mention.per == per


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("# 75 miljoner till skolor\n\nStödet är 75 miljoner kronor.", ["75 miljoner", "75 miljoner kronor"]),
        ("– Tillskottet på 300 miljoner bidrar till handeln.", ["300 miljoner"]),
        (
            "Tre myndigheter får använda 27 miljoner kronor. 19 miljoner får användas av Boverket, 4 miljoner av Sida.",
            ["27 miljoner kronor", "19 miljoner", "4 miljoner"],
        ),
        ("Landet har tagit emot 1,6 miljoner flyktingar med stöd av bidrag.", []),
        ("Antalet flyktingar som får stöd uppgår till 1,6 miljoner, vilket är flest.", []),
        (
            "Över 60 miljoner människor flyr och 200 miljoner drabbas, trots stöd på 5 miljoner kronor.",
            ["5 miljoner kronor"],
        ),
        ("Landet har 10 miljoner invånare.", []),
    ],
)
def test_a_bare_magnitude_is_money_only_in_a_text_about_money(text: str, quotes: list[str]) -> None:
    assert [mention.span.of(text) for mention in read_document(text).mentions] == quotes
