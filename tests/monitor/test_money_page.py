"""Money on a map and in files: sums that anybody can work out by hand, and nothing that a spreadsheet runs."""

import csv
import io
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st
from reading_pages import words

from pipelines.monitor.charts.map import shapes
from pipelines.monitor.downloads import attachment, csv_file, neutral
from pipelines.monitor.pages.money import steps_of


def test_the_first_view_is_the_programme_of_most_municipalities_in_its_first_year(client: TestClient) -> None:
    page = words(client.get("/money"))
    assert "SEK 410,396,000 to 32 places, 2018, indicative" in page
    assert "0180 Stockholm Stockholms län SEK 50,725,000" in page


def test_repairs_count_and_are_marked(client: TestClient) -> None:
    page = words(client.get("/money?year=2019&status=calculation_example"))
    assert "SEK 1,324,000,000 to 32 places, 2019" in page
    assert "Stockholms län SEK 164,000,000 repaired" in page


def test_a_county_is_the_sum_of_its_municipalities(client: TestClient) -> None:
    # Botkyrka, Huddinge, Järfälla, Stockholm and Södertälje.
    total = 10_701_000 + 11_545_000 + 9_979_000 + 50_725_000 + 10_893_000
    page = words(client.get("/money?level=county"))
    assert f"01 Stockholms län SEK {total:,}" in page
    assert "5 figures" in page


def test_the_map_has_every_place_and_colours_those_with_money(client: TestClient) -> None:
    for level, count, coloured in (("municipality", 290, 32), ("county", 21, 15)):
        text = client.get(f"/money?level={level}").text
        drawn = text[text.index('<svg class="map"') : text.index("</svg>", text.index('<svg class="map"'))]
        assert drawn.count("<path") == count
        assert drawn.count("<path") - drawn.count('class="step-0"') == coloured
        assert "Stockholm" in drawn


def test_neighbours_share_their_borders_and_the_drawing_is_small() -> None:
    outlines, height = shapes("municipality")
    assert len({each.code for each in outlines}) == 290
    assert sum(len(each.path) for each in outlines) < 150_000
    assert 700 < height < 1_000


@given(st.lists(st.decimals(1, 10**9, places=2), max_size=60))
def test_steps_hold_every_amount_once_and_in_order(amounts: list[Decimal]) -> None:
    steps = steps_of(amounts)
    assert len(steps) == min(5, len(set(amounts)))
    assert all(one.greatest < other.least for one, other in pairwise(steps))
    for amount in amounts:
        assert sum(step.least <= amount <= step.greatest for step in steps) == 1


@pytest.mark.parametrize("query", ["programme=finns%20inte", "year=1066", "status=x", "sort=name&year=together"])
def test_what_is_not_there_is_the_first_that_is(client: TestClient, query: str) -> None:
    assert "32 places" in words(client.get(f"/money?{query}"))


@pytest.mark.parametrize("query", ["year=20189", "level=planet", "grouping=x"])
def test_what_makes_no_sense_is_told(client: TestClient, query: str) -> None:
    assert client.get(f"/money?{query}").status_code == 400


def test_what_is_shown_can_be_taken_away(client: TestClient) -> None:
    answer = client.get("/money/download.csv?year=2019&status=calculation_example")
    assert "attachment" in answer.headers["content-disposition"]
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8"))))
    assert len(rows) == 32
    assert sum(Decimal(row["amount_sek"]) for row in rows) == 1_324_000_000
    table = pq.read_table(
        io.BytesIO(client.get("/money/download.parquet?year=2019&status=calculation_example").content)
    )
    assert pc.sum(table["amount_sek"]).as_py() == 1_324_000_000
    assert table.schema.field("amount_sek").type == pa.decimal128(18, 2)


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ('=HYPERLINK("http://x")', '\'=HYPERLINK("http://x")'),
        ("+46 8 405 10 00", "+46 8 405 10 00"),
        ("-719", "-719"),
        ("-5+cmd|' /C calc'!A0", "'-5+cmd|' /C calc'!A0"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("Lund", "Lund"),
        (None, None),
        (Decimal("1.50"), Decimal("1.50")),
    ],
)
def test_no_cell_is_a_formula_and_numbers_stay_numbers(cell: Any, written: Any) -> None:
    assert neutral(cell) == written


def test_a_file_of_cells_that_would_be_run_runs_nothing() -> None:
    answer = csv_file(
        pa.table({"name": ["=1+1", 'a"b', "å\nb"], "amount": [Decimal("1.20"), None, Decimal("-3.00")]}), "x"
    )
    rows = list(csv.reader(io.StringIO(bytes(answer.body).decode("utf-8"))))
    assert rows == [["name", "amount"], ["'=1+1", "1.20"], ['a"b', ""], ["å\nb", "-3.00"]]


@pytest.mark.parametrize("name", ["../../etc/passwd", 'a"; x="b', "rad\r\nX-Y: z", "", "  ..  ", "åäö.txt"])
def test_a_files_name_leads_nowhere_and_ends_no_header(name: str) -> None:
    disposition = attachment(b"", name, "text/plain").headers["content-disposition"]
    assert disposition.startswith('attachment; filename="')
    assert not set("/\\\r\n") & set(disposition)
    assert disposition.count('"') == 2


def test_promises_are_counted_once_in_the_year_of_their_first_announcement(client: TestClient) -> None:
    page = words(client.get("/money"))
    assert "Promises are no spending." in page
    assert "2018 decided 8" in page
    filed = words(client.get("/money?grouping=ministry"))
    assert "No documents are filed like that" in filed
