"""HTML and PDF as documents: the same text for the same bytes, and the same amounts as from plain text."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from printed_pdf import pdf
from source_outcomes import Outcome

from pipelines.sources import pdf as pdf_module
from pipelines.sources.decoding import UndecodableError
from pipelines.sources.folder import FolderSource
from pipelines.sources.formats import text_of
from pipelines.sources.html import html_text, looks_like_html
from pipelines.sources.pdf import pdf_text
from pipelines.text.reading import read_document

MARKDOWN = """# Stöd till kulturskolor

Regeringen avsätter 52 miljoner kronor 2025 till landets kulturskolor.

- Lunds kommun får 12 miljoner kronor 2025.
- Umeå kommun får 13 miljoner kronor 2025.

| Kommun | Belopp 2025 (kronor) |
| --- | --- |
| Lund | 12 000 000 |
| Umeå | 13 000 000 |
| Totalt | 25 000 000 |
"""
PAGE = """<!DOCTYPE html>
<html lang="sv"><head><title>Titel</title><meta charset="{charset}"><style>p {{ color: red }}</style>
<script>var belopp = "99 miljoner kronor";</script></head>
<body><header>Meny</header><nav><a href="/">99 miljoner kronor</a></nav>
<main><h1>Stöd till   kulturskolor</h1>
<p>Regeringen avsätter <strong>52 miljoner</strong> kronor
2025 till landets kultur&shy;skolor.</p>
<ul><li>Lunds kommun får 12&nbsp;miljoner kronor 2025.</li><li><p>Umeå kommun får 13 miljoner kronor 2025.</p></li></ul>
<table><thead><tr><th>Kommun</th><th>Belopp 2025 (kronor)</th></tr></thead>
<tbody><tr><td>Lund</td><td>12 000 000</td></tr><tr><td>Umeå</td><td>13 000 000</td></tr>
<tr><td>Totalt</td><td>25 000 000</td></tr></tbody></table>
<div style="display: none">99 miljoner kronor</div><p hidden>99 miljoner kronor</p>
</main><footer>99 miljoner kronor</footer></body></html>
"""


def amounts(text: str) -> list[Decimal]:
    return [mention.amount.low for mention in read_document(text, published_year=None).mentions]


def cells(text: str) -> list[tuple[str, list[Decimal | None]]]:
    tables = read_document(text, published_year=None).tables
    return [(row.label, [cell.amount for cell in row.cells if cell.amount]) for table in tables for row in table.rows]


def page(body: str) -> str:
    return html_text(f"<!doctype html><body>{body}</body>".encode()).text


@pytest.mark.parametrize(("charset", "codec"), [("utf-8", "utf-8"), ("iso-8859-1", "cp1252"), ("utf-8", "utf-8-sig")])
def test_a_page_of_html_gives_the_amounts_and_cells_of_the_same_text(charset: str, codec: str) -> None:
    text = text_of("sida.html", PAGE.format(charset=charset).encode(codec)).text
    assert amounts(text) == amounts(MARKDOWN) == [Decimal(each * 1_000_000) for each in (52, 12, 13)]
    assert cells(text) == cells(MARKDOWN)
    assert cells(text)[0] == ("Lund", [Decimal(12_000_000)])


def test_what_only_decorates_or_is_hidden_is_left_out() -> None:
    text = text_of("sida.html", PAGE.format(charset="utf-8").encode()).text
    assert "99" not in text
    assert "Meny" not in text
    assert text.startswith("# Stöd till kulturskolor\n\nRegeringen avsätter 52 miljoner kronor 2025 till")
    assert "- Lunds kommun får 12\xa0miljoner kronor 2025.\n- Umeå kommun" in text


def test_line_breaks_stay_and_other_white_space_is_one_space() -> None:
    assert page("<p>Stockholms län<br>  5\n miljoner</p>") == "Stockholms län\n5 miljoner\n"


def test_cells_over_several_rows_and_columns_are_laid_out_and_pipes_in_cells_kept_apart() -> None:
    rows = '<tr><th>Kommun</th><th colspan="2">Kronor</th></tr><tr><td rowspan=2>Lund</td><td>1</td><td>a|b</td></tr>'
    text = page(f"<table>{rows}<tr><td>2</td><td>3</td></tr></table>")
    assert text == "| Kommun | Kronor |  |\n| --- | --- | --- |\n| Lund | 1 | a\\|b |\n| Lund | 2 | 3 |\n"


def test_a_table_that_lays_out_a_page_is_read_as_its_text() -> None:
    inner = "<table><tr><td>Lund</td><td>5</td></tr><tr><td>Umeå</td><td>6</td></tr></table>"
    text = page(f"<table><tr><td>Vänster</td><td>{inner}</td></tr></table>")
    assert text == "Vänster\n\n| Lund | 5 |\n| --- | --- |\n| Umeå | 6 |\n"


@pytest.mark.parametrize(
    ("data", "is_page"),
    [
        (b"  <!DOCTYPE html>\n<p>", True),
        (b"\xef\xbb\xbf<html><p>", True),
        (b"<!-- saved --><html lang=sv>", True),
        ("Lund får <b>5</b> kr".encode(), False),
        (b"# <html> i en rubrik", False),
    ],
)
def test_a_page_is_known_by_its_first_tag(data: bytes, is_page: bool) -> None:
    assert looks_like_html(data) is is_page


def test_comments_before_the_first_tag_take_no_time_beyond_their_length() -> None:
    assert not looks_like_html(b"<!-- -->" * 500 + b"<")
    assert looks_like_html(b"<!-- -->" * 400 + b"<html>")


@pytest.mark.parametrize("declared", ["unicode_escape", "punycode", "undefined", "utf-16", "cp037", "no-such"])
def test_a_declared_encoding_that_no_page_has_is_passed_over(declared: str) -> None:
    page = f'<!doctype html><meta charset="{declared}"><p>Malmö får 5 kr \\u0031'.encode()
    assert html_text(page).text == "Malmö får 5 kr \\u0031\n"


def test_html_named_as_text_is_read_as_html_and_text_named_as_text_is_not() -> None:
    assert text_of("a.txt", b"<!doctype html><p>Lund &amp; Eslov</p>").text == "Lund & Eslov\n"
    assert text_of("a.txt", b"Lund &amp; Eslov").text == "Lund &amp; Eslov"


def test_a_page_without_text_or_nested_without_end_is_refused() -> None:
    with pytest.raises(UndecodableError, match="holds no text"):
        html_text(b"<!doctype html><script>5</script>")
    with pytest.raises(UndecodableError, match="nested more than 400 elements deep"):
        html_text(b"<!doctype html>" + b"<div>" * 5_000 + b"Lund")


def test_a_pdf_gives_its_text_page_by_page_with_lines_joined_where_sure() -> None:
    first = [
        "Regeringen avsätter 52 miljoner kronor 2025 till landets kultur-",
        "skolor, och därutöver får Lunds kommun 12 miljoner kronor 2025 för",
        "instrument.",
        "• Umeå kommun får 13 miljoner kronor 2025.",
    ]
    text = text_of("a.pdf", pdf(first, ["Sida två: Falu kommun får 9 miljoner kronor."])).text
    assert text.startswith("Regeringen avsätter 52 miljoner kronor 2025 till landets kulturskolor, och därutöver")
    assert "för instrument.\n• Umeå kommun får 13 miljoner kronor 2025.\n\nSida två" in text
    assert amounts(text) == [Decimal(each * 1_000_000) for each in (52, 12, 13, 9)]


def test_a_hyphen_of_its_own_at_a_line_end_stays() -> None:
    lines = ["Lund får medel för kultur-", "och fritidsliv, av EU-", "medel och av lands-", "bygdsprogrammet."]
    text = text_of("a.pdf", pdf(lines)).text
    assert text == "Lund får medel för kultur- och fritidsliv, av EU-medel och av landsbygdsprogrammet.\n"


def test_a_pdf_is_known_by_its_bytes_whatever_its_name() -> None:
    assert text_of("a.txt", pdf(["Lund får 5 kr"])).text == "Lund får 5 kr\n"


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"%PDF-1.7 and nothing else", "cannot be opened"),
        (pdf(["Lund"])[:200], "cannot be opened"),
        (pdf(["Lund"], locked=True), "locked by a password"),
        (pdf([], []), "no text layer: its 2 pages are pictures, or empty"),
    ],
    ids=["no body", "cut short", "locked", "pictures"],
)
def test_a_hopeless_pdf_is_refused_with_its_reason(data: bytes, problem: str) -> None:
    with pytest.raises(UndecodableError, match=problem) as refused:
        text_of("a.pdf", data)
    assert refused.value.remedy


def test_a_pdf_beyond_reason_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_module, "_MAX_PAGES", 2)
    with pytest.raises(UndecodableError, match="3 pages, and at most 2 are read"):
        pdf_text(pdf(["a"], ["b"], ["c"]))
    monkeypatch.setattr(pdf_module, "_MAX_CHARACTERS", 10)
    with pytest.raises(UndecodableError, match=r"more than 10 characters \(page 2\)"):
        pdf_text(pdf(["12345678"], ["12345678"]))


def test_documents_of_every_kind_are_read_from_a_folder_and_a_bad_one_stops_none(tmp_path: Path) -> None:
    (tmp_path / "under").mkdir()
    (tmp_path / "a.md").write_text(MARKDOWN, encoding="utf-8")
    (tmp_path / "b.html").write_text(PAGE.format(charset="utf-8"), encoding="utf-8")
    (tmp_path / "under" / "c.PDF").write_bytes(pdf(["Lund får 5 miljoner kronor."]))
    (tmp_path / "d.pdf").write_bytes(b"%PDF-1.7 broken")
    found = Outcome(FolderSource(tmp_path))
    assert sorted(found.documents) == ["a.md", "b.html", "under/c.PDF"]
    assert found.documents["under/c.PDF"].text == "Lund får 5 miljoner kronor.\n"
    assert list(found.refused) == ["d.pdf"]
    assert found.documents["b.html"].size_bytes == (tmp_path / "b.html").stat().st_size


@given(st.binary(max_size=400))
def test_any_bytes_give_the_same_text_or_the_same_refusal(data: bytes) -> None:
    for name, start in (("a.html", b"<!doctype html>"), ("a.pdf", b"%PDF-1.4\n"), ("a.txt", b"")):
        outcomes = []
        for _ in range(2):
            try:
                outcomes.append(text_of(name, start + data).text)
            except UndecodableError as error:
                outcomes.append(str(error))
        assert outcomes[0] == outcomes[1]
