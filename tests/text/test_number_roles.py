"""What a number is, told by its form, by the words beside it and by its neighbours."""

import re
from pathlib import Path

import pytest
from growth import grows_linearly

from pipelines.text.ledger import account
from pipelines.text.number_roles import ROLES

_SCHEMA = Path(__file__).parents[2] / "warehouse" / "schema" / "50_quality.sql"


def roles(text: str) -> list[str]:
    return [token.role for token in account(text, [])]


def test_the_warehouse_allows_these_roles_and_no_other() -> None:
    check = re.search(r"CHECK \(role IN \(([^)]*)\)\)", _SCHEMA.read_text(encoding="utf-8"))
    assert check is not None
    assert set(re.findall(r"'(\w+)'", check[1])) == set(ROLES)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Den 5 och 6 juni, 5–7 juni och 1 juni 2018", "date"),
        ("Den 3 och den 5 var det möte.", "date"),
        ("Ärenden vecka 12", "date"),
        ("Adopted on 30 March 2019.", "date"),
        ("2018-06", "date"),
        ("2005-06", "year"),
        ("2018–2022 och 2017/18", "year"),
        ("Enligt 2010 års konvention.", "year"),
        ("Under perioden 20022005.", "year"),
        ("Kärnavfallsrådets Fud-program 2013", "year"),
        ("Programmet\n09.30 Introduktion\n10.15 Frågor\n", "time"),
        ("Kl. 9–10.30", "time"),
        ("Inom 5 år, 3 veckor eller tio dagar.", "duration"),
        ("En 10-årig strategi och en 15-dagarsperiod.", "duration"),
        ("Barn under 15 år.", "age"),
        ("Unga mellan 16 och 29 år.", "age"),
        ("För den som fyllt 18.", "age"),
        ("Andelen var 3,5 (–2,2) procent.", "percent"),
        ("Minst 60 viktprocent.", "percent"),
        ("Dagens 2 av 3 skolor.", "count"),
        ("I 78 av världens fattigaste länder.", "count"),
        ("Antalet platser har ökat med 20 000.", "count"),
        ("De 27 EU-länderna", "count"),
        ("Hastighetsgränserna 30, 50, 70 och 110 kilometer i timmen.", "measure"),
        ("Inkomstindex ökar till 208,41.", "measure"),
        ("Det blev plats 33 av allt.", "ordinal"),
        ("Byggstart år 4–6.", "ordinal"),
        ("Mål C-341/05 och T-12/2003", "document_number"),
        ("Direktiven 2004/8/EG och 2006/32/EG", "document_number"),
        ("COM(2023) 273 och COM (2024) 278", "document_number"),
        ("förbindelser2024/25:FPM50", "document_number"),
        ("Resolution 1325 om kvinnor.", "document_number"),
        ("SOU 207:48", "document_number"),
        ("Enligt artiklarna 64, 66, 67 och 72.", "reference"),
        ("Artiklarna 10 (rätt till liv) och 15 i konventionen.", "reference"),
        ("Ändringar i 6, 7 och 9 a §§.", "reference"),
        ("Ändringar i 14, 21 och 29 kap. miljöbalken.", "reference"),
        ("I artikel 2 (1) står det.", "reference"),
        ("Stridsfordon 90, covid-19, G20 och COP27", "designation"),
        ("En 5G-mast vid E4", "designation"),
        ("Elever i årskurs 4 och 9 och i årskurs sex.", "designation"),
        ("Ämnet 10-hydroxihexahydrocannabiforol", "designation"),
        ("Det gäller (1) miljö och (2) klimat.", "list_number"),
        ("Det gäller 1) miljö och 2) klimat.", "list_number"),
        ("### 6. Paket\n\n**5. Fråga**\n", "list_number"),
        ("12 Statens skolverk\n13 Skolinspektionen\n14 Eda kommun\n", "list_number"),
        ("Enligt förslag.1", "footnote_mark"),
        ("Ett nytt regelverk2 införs.", "footnote_mark"),
        ("Drottninggatan 5, 103 33 Stockholm", "address"),
        ("Storgatan 12–14, Lund", "address"),
        ("Återbetalas på bankgiro 5052-5781.", "account_number"),
        ("Org.nr 556036-0793", "account_number"),
        ("![](data:image/png;base64,iVBO5Rw0K8Gg/A3+b= 'x')", "encoded_data"),
        ("[Namn](/contentassets/84dce5dbd8f6450/a-2018.pdf)", "url"),
        ('[f7@mil.se](mailto:f7@mil.se "f7@mil.se")', "url"),
    ],
)
def test_a_role_is_told(text: str, role: str) -> None:
    assert set(roles(text)) == {role}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I paragrafen\n\n5 elever", ["count"]),
        ("Det är i dag 16 centrum.", ["count"]),
        ("mars 2013. Vapen", ["date"]),
        ("Tre till sex månader och två eller tre skolor.", ["duration", "duration", "count", "count"]),
        ("Landet är på plats 163 av 188.", ["ordinal", "count"]),
        ("Enligt artikel 20a.1.", ["reference", "reference"]),
        ("* 2008-2012: Ambassadör", ["year", "year"]),
        ("Se punkt 3.\n1. Det första", ["reference", "list_number"]),
        ("Av 12 000 platser är 5 procent lediga 2018.", ["count", "percent", "year"]),
        ("Lagen (2017:630) gäller 20 personer.", ["document_number", "document_number", "count"]),
    ],
)
def test_neighbours_do_not_mislead(text: str, expected: list[str]) -> None:
    assert roles(text) == expected


@pytest.mark.parametrize(
    "text", ["Finland lägger 2,4 men har mer.", "Referensvärdet sänks från 300 till 170", "Det höjs till cirka 3 000."]
)
def test_what_a_number_counts_is_not_guessed(text: str) -> None:
    assert set(roles(text)) == {"unaccounted"}


@pytest.mark.parametrize("text", ["Samlag och sex", "Köp av sex.", "Sex och samlevnad", "en ettårig elvaårig"])
def test_words_that_only_look_like_numbers_are_none(text: str) -> None:
    assert roles(text) == []


@pytest.mark.parametrize("text", ["Sex kommuner", "TVÅ skolor", "etthundrafem elever", "bara fyra."])
def test_number_words_count(text: str) -> None:
    assert roles(text) == ["count"]


@pytest.mark.parametrize(
    "repeated", ["1 ", "12, ", "(1) ", "](", "](1(", "a@", "f@1", "1/", "2018-", "\n1", "1:", "_1", "tre "]
)
def test_four_times_the_text_takes_about_four_times_the_time(repeated: str) -> None:
    short, long = (repeated * (length // len(repeated)) for length in (10_000, 40_000))
    assert grows_linearly(lambda: account(short, []), lambda: account(long, []), factor=4)
