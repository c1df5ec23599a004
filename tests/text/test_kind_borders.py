"""How near a word must stand to an amount to tell its kind, and which rates are read with what unit."""

import pytest
from spaced import doubled, single

from pipelines.text.mentions import Mention
from pipelines.text.reading import read_document


def mentions(text: str) -> tuple[Mention, ...]:
    return read_document(text).mentions


FAR = "som byggs här i staden och som alla som bor här länge har velat se stå klart innan vi firar jubileum igen, "


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Böterna är 5 miljoner kronor.", ["other"]),
        ("Böter på 5 miljoner kronor.", ["other"]),
        ("Bytesböter på 5 miljoner kronor i stöd.", ["funding"]),
        ("Levitet är 5 miljoner kronor.", ["funding"]),
        ("Vitets storlek är 5 miljoner kronor.", ["funding"]),
        ("Skatteintäkten är 5 miljoner kronor.", ["other"]),
        ("Skatterna är 5 miljoner kronor.", ["other"]),
        ("Skatter 5 miljoner kronor.", ["other"]),
        ("Beskattningen stöds med 5 miljoner kronor.", ["funding"]),
        ("Ett avdrag på 5 miljoner kronor.", ["other"]),
        ("Avdragen 5 miljoner kronor.", ["other"]),
        ("Avdragsgilla stöd på 5 miljoner kronor.", ["funding"]),
        ("Löner 5 miljoner kronor.", ["other"]),
        ("Belöning 5 miljoner kronor.", ["funding"]),
        ("Bedrägeriet gällde 5 miljoner kronor.", ["other"]),
        ("Avsiktliga fel på 5 miljoner kronor.", ["other"]),
        ("Gränsvärde 5 miljoner kronor.", ["other"]),
        ("Det är 5 miljoner euro som alla i hela landet har fått vänta på och som betalas ut.", ["funding"]),
        ("Det är 5 miljoner euro som alla i hela landet har fått vänta på och som satsas.", ["other"]),
        ("Ett fusk med 5 miljoner kronor.", ["other"]),
        ("Resultat före stöd är 5 miljoner kronor.", ["other"]),
        ("Resultatet ökade med 5 miljoner kronor.", ["other"]),
        ("Investeringar i Sverige är 5 miljoner kronor.", ["other"]),
        ("Investeringar i Finland är 5 miljoner kronor.", ["funding"]),
        ("Vinster på 5 miljoner kronor.", ["other"]),
        ("Export 5 miljarder kronor.", ["other"]),
        ("Skulder på 5 miljarder kronor.", ["other"]),
        ("Handel 5 miljarder kronor.", ["other"]),
        ("Samlar in 5 miljoner kronor.", ["other"]),
        ("Insamlingen är 5 miljoner kronor.", ["funding"]),
        ("Mål på 5 miljoner kronor.", ["other"]),
        ("Målet omfattar 5 miljoner kronor.", ["other"]),
        ("Föremål för stöd med 5 miljoner kronor.", ["funding"]),
        ("Utgifter skulle nu minska med 5 miljoner kronor.", ["other"]),
        ("Stöd på 5 miljoner kronor betalas utan skatt.", ["other"]),
        ("Stöd på 5 miljoner kronor till skatt.", ["funding"]),
        ("Stöd på 5 miljoner kronor för lägre skatter.", ["funding"]),
        ("Stöd på 5 miljoner kronor betalas ut samtidigt med nästa månads lön.", ["funding"]),
        (f"Skatten, {FAR}är 5 miljoner kronor.", ["other"]),
        (f"I år är skatten, {FAR}nu 5 miljoner kronor.", ["other"]),
        (f"Taket, {FAR}är 5 miljoner kronor.", ["funding"]),
        (f"Skatten, {FAR}stöds med 5 miljoner kronor.", ["funding"]),
        ("För att få skatt avsätter regeringen 5 miljoner kronor.", ["funding"]),
        ("För att få skatt tas 5 miljoner kronor.", ["other"]),
        ("För att sänka skatten har minoritetsregeringen 5 miljoner kronor.", ["other"]),
        ("För att sänka skatten har regeringens råd 5 miljoner kronor.", ["other"]),
        ("Stödet är 500 kronor per skatt, eller 600 kronor.", ["funding", "funding"]),
        ("Stödet är 500 kronor/skatt, eller 600 kronor.", ["funding", "funding"]),
        ("Stöd, för att få skatt avsätter regeringen 5 miljoner kronor.", ["other"]),
        ("Stödet är 500 kronor per betald skatt.", ["funding"]),
        ("Stödet är 500 kronor per betald avgift, och 600 kronor till fler.", ["funding", "funding"]),
        ("Avgiften är 500 kronor per elev, eller 600 kronor.", ["other", "other"]),
        ("Det är 500 kronor per elev.", ["other"]),
        ("Det är 500 kronor.", ["funding"]),
        ("Det är 500 euro.", ["other"]),
        ("Bidraget är 500 euro.", ["funding"]),
        ("Medlen satsas på 500 euro.", ["other"]),
        ("Skatten sänks. Det är 5 miljoner kronor.", ["other"]),
        ("Nu sänks skatten. Det är 5 miljoner kronor.", ["other"]),
        ("Skatten och stödet sänks. Det är 5 miljoner kronor.", ["funding"]),
        ("Skatten sänks.\n\nDet är 5 miljoner kronor.", ["funding"]),
        ("Skatten är 4 mnkr. Det är 5 mnkr.\n\nDet är 6 mnkr.", ["other", "other", "funding"]),
        ("Skatten sänks. Det är 5 miljoner euro.", ["other"]),
        ("Stödet är 5 mnkr (nu är 3 euro).", ["funding", "funding"]),
        ("Stödet är 5 mnkr (nu är ju 3 euro).", ["funding", "other"]),
    ],
)
def test_words_near_an_amount_tell_its_kind_and_those_of_its_purpose_do_not(text: str, told: list[str]) -> None:
    assert [mention.kind for mention in mentions(text)] == told
    assert [mention.kind for mention in mentions(doubled(text))] == told


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("500 kronor per elev", "elev"),
        ("500 kronor  per  elev", "elev"),
        ("500 kronor/elev", "elev"),
        ("500 kronor / elev", "elev"),
        ("500 kronor per beviljat bidrag", "beviljat bidrag"),
        ("500 kronor per anställd person", "anställd"),
        ("500 kronor per enskilt barn", "enskilt"),
        ("500 kronor per barn och månad", "barn och månad"),
        ("500 kronor per barn och månader", "barn"),
        ("500 kronor per barn och mamma", "barn"),
        ("500 kronor per månad", "månad"),
        ("500 kronor per kalendermånad", "kalendermånad"),
        ("500 kronor per kalendermånad och anställd", "kalendermånad och anställd"),
        ("500 kronor per budgetår", None),
        ("500 kronor per År", None),
        ("500 kronor i månaden", "månad"),
        ("500 kronor  i\nveckan", "vecka"),
        ("500 kronor om dagen", "dag"),
        ("500 kronor i timmen", "timme"),
        ("500 kronor i stan", None),
        ("500 kronor om natten", None),
        ("500 kronor, per elev", None),
        ("500 kronor superb", None),
    ],
)
def test_a_rate_has_the_unit_that_is_printed(text: str, unit: str | None) -> None:
    for printed in (text, doubled(text)):
        (mention,) = mentions(f"Stödet är {printed}.")
        assert (single(mention.per) if mention.per else None) == unit


@pytest.mark.parametrize("space", [" ", "\n", "\u00a0"])
def test_what_is_left_before_and_after_tax_is_no_tax(space: str) -> None:
    for word in ("före", "efter"):
        (mention,) = mentions(f"Vi ger {word}{space}skatt stöd med 5 miljoner kronor.")
        assert mention.kind == "funding"
    (mention,) = mentions(f"Vi tar utan{space}skatt stöd med 5 miljoner kronor.")
    assert mention.kind == "other"
