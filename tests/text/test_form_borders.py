"""How far a number's form reaches and where it stops being that form."""

import pytest

from pipelines.text.number_before import words_before
from pipelines.text.number_forms import Form, document_number_from, form_at, regions


def read(text: str) -> str | None:
    """Give the role of the number behind "|" (or at the start) and the characters that its form takes."""
    start = text.find("|") if "|" in text else 0
    plain = text.replace("|", "", 1)
    form = form_at(plain, start, words_before(plain, start))
    return None if form is None else f"{form.role}: {plain[start : form.end]}"


_MONTHS = (
    *("januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november"),
    *("december", "January", "February", "March", "May", "June", "July", "August", "October", "janvier", "février"),
    *("avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre", "januar", "februar"),
    *("märz", "dezember", "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre"),
    *("octubre", "noviembre", "diciembre", "janeiro", "fevereiro", "março", "maio", "junho", "julho", "setembro"),
    *("outubro", "novembro", "dezembro", "MARS", "jan", "feb", "febr", "mar", "apr", "jun", "jul", "aug", "sep"),
    *("sept", "okt", "oct", "nov", "dec", "jan.", "dec."),
)


@pytest.mark.parametrize("month", _MONTHS)
def test_a_day_and_its_month_are_a_date(month: str) -> None:
    assert read(f"5 {month} gäller") == f"date: 5 {month}"
    assert read(f"5 {month} 2019 gäller") == f"date: 5 {month} 2019"


@pytest.mark.parametrize(
    "text",
    ["5 marsch", "5 majs", "5 Jans", "5 decs", "5 janu", "555 mars", "5 JAN", "5    mars", "5 och mars", "5 om mars"],
)
def test_what_looks_like_a_day_and_its_month_is_none(text: str) -> None:
    told = read(text)
    assert told is None or not told.startswith("date: 5")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("5:e mars", "date: 5:e mars"),
        ("5:a mars", "date: 5:a mars"),
        ("5. mars", "date: 5. mars"),
        ("1st March", "date: 1st March"),
        ("2nd March", "date: 2nd March"),
        ("3rd March", "date: 3rd March"),
        ("4th of March", "date: 4th of March"),
        ("4mars", "date: 4mars"),
        ("4   mars", "date: 4   mars"),
        ("4 i mars", "date: 4 i mars"),
        ("4 de marzo", "date: 4 de marzo"),
        ("4 mars, 2019", "date: 4 mars, 2019"),
        ("4 mars 1819", "date: 4 mars"),
        ("4 mars 20199", "date: 4 mars"),
        ("4 mars  2019", "date: 4 mars"),
        ("4–6 mars", "date: 4–6 mars"),
        ("4-6 mars", "date: 4-6 mars"),
        ("4 — den 6 mars", "date: 4 — den 6 mars"),
        ("4, 5 och 6 mars", "date: 4, 5 och 6 mars"),
        ("4 och den 6 mars", "date: 4 och den 6 mars"),
        ("4 eller 6 mars", "date: 4 eller 6 mars"),
        ("4 samt 6 mars", "date: 4 samt 6 mars"),
        ("4 till 6 mars", "date: 4 till 6 mars"),
        ("4 and 6 March", "date: 4 and 6 March"),
        ("1, 2, 3, 4, 5, 6, 7 mars", "date: 1, 2, 3, 4, 5, 6, 7 mars"),
        ("1, 2, 3, 4, 5, 6, 7, 8 mars", None),
        ("4,6 mars", None),
        ("2019-03-09", "date: 2019-03-09"),
        ("2019–12–31", "date: 2019–12–31"),
        ("1919-10-01", "date: 1919-10-01"),
        ("2019-03-39", "date: 2019-03"),
        ("2019-03-091", "date: 2019-03"),
        ("2019-03-09/1", "date: 2019-03"),
        ("2019-03-09:1", "date: 2019-03"),
        ("2019-03-09.1", "date: 2019-03"),
        ("2019-03-09,1", "date: 2019-03"),
        ("2019-03-09. Det", "date: 2019-03-09"),
        ("20190309", "date: 20190309"),
        ("20191231", "date: 20191231"),
        ("20190300", None),
        ("20190332", None),
        ("20191301", None),
        ("201903091", None),
        ("5/12 2019", "date: 5/12 2019"),
        ("5/12-2019", "date: 5/12-2019"),
        ("5/12 - 2019", "date: 5/12 - 2019"),
        ("5/02 2019", "date: 5/02 2019"),
        ("5/13 2019", None),
        ("5/12 20199", "date: 5/12"),
        ("5/12", "date: 5/12"),
        ("31/1", "date: 31/1"),
        ("32/1", None),
        ("5/13", None),
        ("5/12/3", None),
        ("5/123", None),
        ("a|5/12", None),
        ("direktiv |5/12", "document_number: 5/12"),
        ("direktiv |15/12", "document_number: 15/12"),
        *((f"{word} |5/12", "document_number: 5/12") for word in ("EU", "eg", "eeg", "ec", "euratom", "gusp", "rif")),
        *((f"{word} |5/12", "document_number: 5/12") for word in ("nr", "no", "ramdirektiv", "direktivet")),
        *((f"{word} |5/12", "document_number: 5/12") for word in ("direktiven", "förordning", "förordningen")),
        ("förordningar |5/12", "document_number: 5/12"),
        ("förord |5/12", "date: 5/12"),
    ],
)
def test_a_date_reaches_so_far(text: str, told: str | None) -> None:
    assert read(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2017/18:1", "document_number: 2017/18:1"),
        ("2017/18: 1", "document_number: 2017/18: 1"),
        ("2017/18:FiU1", "document_number: 2017/18:FiU1"),
        ("2017/18:FiU 1", "document_number: 2017/18:FiU 1"),
        ("2017/18:ABCDEFGH1", "document_number: 2017/18:ABCDEFGH1"),
        ("2017/18:1.2", "document_number: 2017/18:1.2"),
        ("2017/18:1:2", "document_number: 2017/18:1:2"),
        ("2017/2018:1", "document_number: 2017/2018:1"),
        ("1517/18:1", "document_number: 1517/18:1"),
        ("2018:218", "document_number: 2018:218"),
        ("2018: 218", "document_number: 2018: 218"),
        ("2018**:**218", "document_number: 2018**:**218"),
        ("2018:A218", "document_number: 2018:A218"),
        ("2018:218-220", "document_number: 2018:218-220"),
        ("2018:218–220", "document_number: 2018:218–220"),
        ("2018:218:2", "document_number: 2018:218:2"),
        ("1899:21", "document_number: 1899:21"),
        ("1499:21", None),
        ("2018:A", "document_number: 2018:A"),
        ("2018:AB", "document_number: 2018:AB"),
        ("2018:ABC", None),
        ("2018:a", None),
        *((f"2004/8/{body}", f"document_number: 2004/8/{body}") for body in ("EU", "EG", "EEG", "EC", "EEC", "RIF")),
        *((f"04/8/{body}", f"document_number: 04/8/{body}") for body in ("GUSP", "FRG", "KSG", "JHA", "CFSP")),
        *((f"04/8/{body}", f"document_number: 04/8/{body}") for body in ("Euratom", "EKSG", "EU", "EG", "RIF")),
        ("04/8/EUX", None),
        ("2019/5/Fi", "document_number: 2019/5/Fi"),
        ("2019/5/Fi-A/b/c", "document_number: 2019/5/Fi-A/b"),
        ("2019/123", "document_number: 2019/123"),
        ("2019/123456", "document_number: 2019/123456"),
        ("2019/00123-4", "document_number: 2019/00123-4"),
        ("2019/00123-4/Fi", "document_number: 2019/00123-4/Fi"),
        ("2019/00123/L4", "document_number: 2019/00123/L4"),
        ("202820342024/25:FPM50", None),
        ("20282034/25:FPM50", "document_number: 20282034/25:FPM50"),
        ("1408/71", "document_number: 1408/71"),
        ("1408/1971", "document_number: 1408/1971"),
        ("140/2019", "document_number: 140/2019"),
        ("140/71", "document_number: 140/71"),
        ("140/51", None),
        ("140/2059", None),
        ("14/2019", None),
        ("1408/711", None),
        ("20022005", "year: 20022005"),
        ("19501999", "year: 19501999"),
        ("20501999", None),
        ("20021985", None),
        ("20022005:1", None),
        ("20022005/1", None),
        ("2017/18", "year: 2017/18"),
        ("1999/00", "year: 1999/00"),
        ("2017/2018", "year: 2017/2018"),
        ("2017/2018-2", "document_number: 2017/2018-2"),
        ("EU |2017/2018", "document_number: 2017/2018"),
        ("1717/2018", "document_number: 1717/2018"),
        ("2017/19", "document_number: 2017/19"),
        ("2017/16", "document_number: 2017/16"),
        ("2017/2019", "document_number: 2017/2019"),
        ("Fi|2017/18", "document_number: 2017/18"),
        ("direktiv |2017/18", "document_number: 2017/18"),
        ("läsår |2017/18", "year: 2017/18"),
        ("2005-04", "date: 2005-04"),
        ("2005-05", "date: 2005-05"),
        ("2005-06", "year: 2005-06"),
        ("2019-12", "date: 2019-12"),
        ("2019-13", "year: 2019-13"),
        ("2019–2022", "year: 2019–2022"),
        ("2012-2012", "year: 2012-2012"),
        ("1450-60", None),
        ("2019-22:1", None),
        ("2019-222", None),
        ("x |20:12", "reference: 20:12"),
        ("C-|341/05", "document_number: 341/05"),
        ("C‑|341/05 P", "document_number: 341/05 P"),
        ("C–|341/05 PPU", "document_number: 341/05 PPU"),
        ("T-|341/2005", "document_number: 341/2005"),
        ("T‑|3/05", "document_number: 3/05"),
        ("F-|3/05 PX", "document_number: 3/05"),
        ("C-|3/055", None),
        ("A-|3/05", "date: 3/05"),
        *((f"{series} (|2023) 273", "document_number: 2023) 273") for series in ("COM", "KOM", "SEC", "SWD", "JOIN")),
        *((f"{series}(|2023)273", "document_number: 2023)273") for series in ("COM", "KOM", "SEC", "SWD", "JOIN")),
        ("COM(|2023) 273/2", "document_number: 2023) 273/2"),
        ("COM(|2023) 273456", "document_number: 2023) 27345"),
        ("COM(|1823) 273", None),
        ("COM(|2023)  273", None),
        ("DOM(|2023) 273", None),
    ],
)
def test_a_document_number_reaches_so_far(text: str, told: str | None) -> None:
    assert read(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("9.00–10.30", "time: 9.00–10.30"),
        ("09:00 - 10:30", "time: 09:00 - 10:30"),
        ("9.00 till 10.30", "time: 9.00 till 10.30"),
        ("9.00  och  24.00", "time: 9.00  och  24.00"),
        ("19.00–20.30", "time: 19.00–20.30"),
        ("25.00–26.30", None),
        ("9.60–10.30", None),
        ("9.00–10.305", None),
        ("9.00 samt 10.30", None),
        ("10:30 CET", "time: 10:30 CET"),
        ("10:30 CEST", "time: 10:30 CEST"),
        ("10.30 GMT", "time: 10.30 GMT"),
        ("10.30UTC", "time: 10.30UTC"),
        ("9.30 a.m", "time: 9.30 a.m"),
        ("9.30 pm", "time: 9.30 pm"),
        ("23.30 pm", "time: 23.30 pm"),
        ("10.30 CETA", "time: 10.30 CET"),
        ("x |10.30 kr", None),
        ("x |10:30", "reference: 10:30"),
        ("10:30", "time: 10:30"),
        ("10.30", "time: 10.30"),
        ("Först\n|10.30", "time: 10.30"),
        ("Först\n- *|10:30", "time: 10:30"),
        ("Först\n• |10.30", "time: 10.30"),
        ("Först\n1 |10.30", None),
        ("Först\n|9.30", None),
        ("Först\n|24.30", None),
        ("Först\n|10.60", None),
        ("Först\n|10.301", None),
        ("kl |9", "time: 9"),
        ("kl. |9.30", "time: 9.30"),
        ("klockan |9–10", "time: 9–10"),
        ("klockan |9:15 - 10:45", "time: 9:15 - 10:45"),
        ("tid |24", "time: 24"),
        ("kl.|9", "time: 9"),
        ("klockan |25", None),
        ("klockan |9.60", "time: 9"),
        ("klocka |9.30", None),
    ],
)
def test_a_time_reaches_so_far(text: str, told: str | None) -> None:
    assert read(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("x |08-405 10 00", "telephone: 08-405 10 00"),
        ("x |08 - 405 10 00", "telephone: 08 - 405 10 00"),
        ("x |08–4051000", "telephone: 08–4051000"),
        ("x |08/405 10", "telephone: 08/405 10"),
        ("x |0920-12-34-56", "telephone: 0920-12-34-56"),
        ("x |08-405", None),
        ("x |18-405 10 00", None),
        ("x |09201-405 10 00", None),
        ("x |070 123 45 67", "telephone: 070 123 45 67"),
        ("x |0701234567", "telephone: 0701234567"),
        ("x |1177", "telephone: 1177"),
        ("x |11775", None),
        ("+|46 8 405 10 00", "telephone: 46 8 405 10 00"),
        ("+|46 (0)8-405 10 00", "telephone: 46 (0)8-405 10 00"),
        ("+|46", None),
        ("x |111 22 Ort", "address: 111 22 Ort"),
        ("x |111 22  Ort", "address: 111 22  Ort"),
        ("x |111 22 O", None),
        ("x |111 22 ort", None),
        ("x |11122 Ort", "address: 11122 "),
        ("x |11122 ORT", None),
        ("x |12 rue", "address: 12 rue"),
        ("x |12 Rue", "address: 12 Rue"),
        ("x |12 avenue", "address: 12 avenue"),
        ("x |12 Avenue", "address: 12 Avenue"),
        ("x |12 boulevard", "address: 12 boulevard"),
        ("x |12 Boulevard", "address: 12 Boulevard"),
        ("x |12 street", "address: 12 street"),
        ("x |12 Street", "address: 12 Street"),
        ("x |123 streets", None),
        ("x |1234 street", None),
        ("x |212000-0142", "account_number: 212000-0142"),
        ("x |212000–0142", "account_number: 212000–0142"),
        ("x |212000-01423", None),
        ("x |21200-0142", None),
        ("x |5 kap.", "reference: 5 kap."),
        ("x |5 kap 3", "reference: 5 kap"),
        ("x |5 a kap.", "reference: 5 a kap."),
        ("x |5kap", "reference: 5kap"),
        ("x |5 kapten", None),
        ("x |5 §", "reference: 5 §"),
        ("x |123a§", "reference: 123a§"),
        ("x |1234 §", None),
        ("x |5 ab §", None),
        ("x |1:12", "reference: 1:12"),
        ("x |12:123.4", "reference: 12:123.4"),
        ("x |1:1234", None),
        ("x |1:12:3", None),
        ("x |1:12/3", None),
        ("x |123:1", None),
        ("x |3.4.1", "reference: 3.4.1"),
        ("x |3.4.1.2.3.4", "reference: 3.4.1.2.3.4"),
        ("x |3.4", None),
    ],
)
def test_a_telephone_an_address_and_a_reference_reach_so_far(text: str, told: str | None) -> None:
    assert read(text) == told


@pytest.mark.parametrize(
    ("text", "end"),
    [("12/345-6 och", 8), ("12:3.4–5", 8), ("12", 2), ("12//3", 2), ("12 3", 2), ("12-a", 2), ("x", 1)],
)
def test_a_number_known_to_be_of_a_document_is_taken_whole(text: str, end: int) -> None:
    assert document_number_from(text, 0) == Form("document_number", end)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a](b1(c2)d3) e", [("](b1(c2)d3", "url")]),
        ("a](data:b1) e", []),
        ("a](b 1)", [("](b", "url")]),
        ("http://a.se/1) b", [("http://a.se/1", "url")]),
        ("https://a.se/1>", [("https://a.se/1", "url")]),
        ('HTTPS://a.se/1"', [("HTTPS://a.se/1", "url")]),
        ("www.a.se/1]", [("www.a.se/1", "url")]),
        ("WWW.a.se/1 b", [("WWW.a.se/1", "url")]),
        ("ww.a.se/1", []),
        ("ftp://a.se/1", []),
        ("x a.b+c-1@d-2.se, e", [("a.b+c-1@d-2.se", "url")]),
        ("a@b", []),
        ("@b.se", [("@b.se", "url")]),
        ("x" * 70 + "@b.se", [("x" * 64 + "@b.se", "url")]),
        (";base64,aB1+/=% x", [(";base64,aB1+/=%", "encoded_data")]),
        (";base32,aB1", []),
    ],
)
def test_stretches_that_are_no_language_are_given(text: str, found: list[tuple[str, str]]) -> None:
    assert [(text[start:end], role) for start, end, role in regions(text)] == found
