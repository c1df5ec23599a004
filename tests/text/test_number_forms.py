"""The forms of numbers, and words beside them, that tell each role from its neighbours."""

import pytest

from pipelines.text.ledger import account


def roles(text: str) -> str:
    return " ".join(token.role for token in account(text, []))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Mötet hölls 1–3 mars och den 30 april, 1 maj eller den 2 maj 2026.", "date date date date date date"),
        ("Beslut 2026-03-09.", "date date date"),
        ("Dokument 20260309.", "date"),
        ("Senast 5/12 2026.", "date date date"),
        ("Senast 15/2-2026.", "date date date"),
        ("Kl. 24.00", "time"),
        ("Mötet börjar klockan 9.30–11.00.", "time time"),
        ("Tid: 13.15–15", "time time"),
        ("Öppet 9.00 till 16.30", "time time"),
        ("Starts at 10:30 CET.", "time time"),
        ("den 5/12", "date date"),
        ("2005–04", "date date"),
        ("mars 5", "date"),
        ("7, 8 och 9 mars", "date date date"),
    ],
)
def test_dates_and_times_are_told_from_what_looks_like_them(text: str, told: str) -> None:
    assert roles(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Ärende 5/2026.", "document_number document_number"),
        ("SFS 2018:218", "document_number document_number"),
        ("prop. 2017/18:1", "document_number document_number document_number"),
        ("bet. 2017/18:FiU1", "document_number document_number document_number"),
        ("SOU 2018:5", "document_number document_number"),
        ("dnr S2018/01234/FS", "document_number document_number"),
        ("Fi2026/00123", "document_number document_number"),
        ("Ju 2026/00123/L4", "document_number document_number document_number"),
        ("2016/679", "document_number document_number"),
        ("1408/71", "document_number document_number"),
        ("2004/83", "document_number document_number"),
        ("direktiv 2004/05", "document_number document_number"),
        ("förordning (EU) nr 12/05", "document_number document_number"),
        ("No 5/12", "document_number document_number"),
        ("direktiv 5/12", "document_number document_number"),
        ("C-341/05 P", "document_number document_number"),
        ("T-12/2003", "document_number document_number"),
        ("KOM(2023) 273", "document_number document_number"),
        ("nr:3", "document_number"),
        ("klimatrapport 3", "document_number"),
    ],
)
def test_documents_are_told_from_what_looks_like_them(text: str, told: str) -> None:
    assert roles(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Enligt 5 kap. 3 § och 7 a § gäller det.", "reference reference reference"),
        ("Anslaget 1:12 ap.3", "reference reference reference"),
        ("Avsnitt 3.4.1", "reference reference"),
        ("utg.omr.22", "reference"),
        ("ap.3", "reference"),
        ("§5", "reference"),
        ("delredovisning 5", "reference"),
        ("steg tre", "reference"),
        ("punkt 4.1)", "reference"),
        ("5 §", "reference"),
        ("5 mom", "reference"),
        ("mål 3, 4 och 5", "reference reference reference"),
        ("artikel 5, 6 (a) och 7", "reference reference reference"),
    ],
)
def test_places_in_texts_are_told_from_what_looks_like_them(text: str, told: str) -> None:
    assert roles(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Ring 08-405 10 00.", "telephone telephone telephone telephone"),
        ("Ring 070-123 45 67.", "telephone telephone telephone telephone"),
        ("Ring 073 123 45 67", "telephone telephone telephone"),
        ("Sjukvårdsrådgivningen 1177.", "telephone"),
        ("Telefon 0920–12 34 56", "telephone telephone telephone telephone"),
        ("Telefon +46 (0)8 405 10 00", "telephone telephone telephone telephone telephone"),
        ("111 22 Stockholm", "address address"),
        ("Postadress 11122 Stockholm", "address"),
        ("12 rue de la Loi", "address"),
        ("Lillvägen 123, Umeå", "address"),
        ("Box 17", "address"),
        ("Org.nr 212000-0142", "account_number account_number"),
        ("212000-0142", "account_number account_number"),
        ("S-10333 Stockholm", "address"),
    ],
)
def test_telephones_addresses_and_accounts_are_told_from_what_looks_like_them(text: str, told: str) -> None:
    assert roles(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Lillgatan 2018", "year"),
        ("riksmötet 2004/05", "year year"),
        ("perioden 2005-09", "year year"),
        ("2005–12", "year year"),
        ("20242025", "year"),
        ("år 123", "year"),
        ("EU-rapport 2018", "year"),
        ("B2018", "year"),
        ("4-åringar", "age"),
        ("högst 2000 plats", "year"),
        ("2000 platser", "year"),
        ("barn under 15", "age"),
        ("unga mellan 16 och 29", "age age"),
        ("personer över 65", "age"),
        ("i åldern 13", "age"),
        ("20 åringar", "age"),
        ("20-åringar", "age"),
        ("20 år gamla", "age"),
        ("20 år och äldre", "age"),
        ("90-talet", "year"),
        ("1990-talets", "year"),
        ("60:or", "year"),
        ("5 senaste åren", "duration"),
        ("under 5 första månader", "duration"),
        ("3-dagarskurs", "duration"),
        ("2010 års lag", "year"),
        ("10 års lag", "duration"),
        ("mellan 5 och 7 dagar", "duration duration"),
    ],
)
def test_years_ages_and_durations_are_told_from_what_looks_like_them(text: str, told: str) -> None:
    assert roles(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Klockan 25.70", "designation"),
        ("Sven Olsson, Lillvägen 1234, Umeå", "designation"),
        ("Vägen 12 är smal.", "designation"),
        ("A.5", "designation"),
        ("år 2 av planen", "ordinal"),
        ("år 12", "ordinal"),
        ("dag 3", "ordinal"),
        ("Fit for 55", "designation"),
        ("grupp fyra", "designation"),
        ("MSB-5", "designation"),
        ("NO2", "designation"),
        ("CO2", "designation"),
        ("JAS39", "designation"),
        ("ord12", "footnote_mark"),
        ("rättigheter.12", "footnote_mark"),
        ("rättigheter).1", "footnote_mark"),
        ("covid 19", "designation"),
        ("covid-19", "designation"),
        ("Covid19", "designation"),
        ("2.0", "designation"),
        ("Industri 4.0", "designation"),
        ("[1] se not", "footnote_mark"),
        ("(1)", "list_number"),
        ("1) först", "list_number"),
        ("2-fluoramin", "designation"),
        ("3-MMC", "designation"),
        ("5-metyl", "designation"),
        ("5G", "designation"),
        ("5:e", "ordinal"),
        ("2:a", "ordinal"),
        ("3rd", "ordinal"),
        ("plats 33 av 180", "ordinal count"),
        ("topp 3", "ordinal"),
        ("version 2", "designation"),
        ("klass 3", "designation"),
        ("Riksväg 40", "designation"),
        ("linje 7 och 8", "designation designation"),
    ],
)
def test_names_and_marks_are_told_from_what_looks_like_them(text: str, told: str) -> None:
    assert roles(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("i år 5 elever", "count"),
        ("i dag 5 elever", "count"),
        ("balanstal 0,9971", "measure"),
        ("förvärvskvoten 0,8", "measure"),
        ("kvot 5,2", "measure"),
        ("tre steg", "count"),
        ("km2", "measure"),
        ("9-klassare", "count"),
        ("16 av landets kommuner", "count"),
        ("16 av de skolor", "count"),
        ("16 av alla", "count"),
        ("högst 2000 platser", "count"),
        ("fler än 30", "count"),
        ("Antalet har ökat från 30 till 50", "count count"),
        ("index 5", "measure"),
        ("index 5,2", "measure"),
        ("10-tal", "count"),
        ("10 st", "count"),
        ("5 km/h", "measure"),
        ("5 m", "measure"),
        ("5 procentenheter", "percent"),
        ("-5 procent", "percent"),
        ("5 promille", "percent"),
        ("5 miljoner ton", "measure"),
        ("Sex kommuner", "count"),
        ("sex och tre", "count"),
        ("tre", "count"),
        ("fyra av fem", "count count"),
        ("5, 6 eller 7 procent", "percent percent percent"),
    ],
)
def test_quantities_are_told_from_what_looks_like_them(text: str, told: str) -> None:
    assert roles(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "stora vägen 12",
        "1450–1460",
        "rättigheter.123",
        "[123] se not",
    ],
)
def test_a_form_that_is_nobodys_is_left_unaccounted(text: str) -> None:
    assert set(roles(text).split()) == {"unaccounted"}


def test_a_word_that_is_no_number_is_none() -> None:
    assert roles("Sex är bra") == ""
