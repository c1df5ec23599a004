"""The page of the data dictionary: everything, or what a search finds in names and descriptions."""

import re

from fastapi.testclient import TestClient
from reading_pages import read, words

from pipelines.settings import Home
from pipelines.store.query import open_for_questions
from pipelines.store.schema import list_tables


def test_the_page_has_every_table_and_column_of_the_published_warehouse(client: TestClient, built_home: Home) -> None:
    page = words(client.get("/dictionary"))
    with open_for_questions(built_home) as con:
        tables = list_tables(con)
    for table in tables:
        assert f"{table.qualified} {' '.join(table.comment.split())}" in page
        for column in table.columns:
            assert f" {column.name} {column.type} " in page


def test_a_search_leaves_the_columns_that_hold_all_its_words(client: TestClient) -> None:
    page = words(client.get("/dictionary?search=dim_geography+CODE"))
    assert "1 table holds the words. core.dim_geography" in page
    assert "geography_code VARCHAR may be missing Official SCB code" in page
    assert "county_code" in page
    assert "name_forms" not in page
    swedish = words(client.get("/dictionary?search=dim_geography+code", headers={"accept-language": "sv"}))
    assert "1 tabell innehåller orden." in swedish


def test_what_was_searched_for_is_marked(client: TestClient) -> None:
    assert "<mark>dim_geo</mark>graphy" in client.get("/dictionary?search=dim_geo").text


def test_a_search_that_finds_nothing_says_what_to_try(client: TestClient) -> None:
    assert "No table or column has “kronor xyz”" in words(client.get("/dictionary?search=kronor+xyz"))


def test_a_hostile_search_is_shown_as_it_was_written_and_no_more(client: TestClient) -> None:
    hostile = '"><script>alert(1)</script>.*('
    answer = client.get("/dictionary", params={"search": hostile})
    assert hostile in words(answer)
    assert "<script>alert" not in answer.text


def test_a_key_leads_to_the_table_that_it_refers_to(client: TestClient) -> None:
    page = read(client.get("/dictionary"))
    targets = [link[1:] for link in page.links if link.startswith("#core.")]
    assert "core.dim_document" in targets
    assert {target for target in targets if ("id", target) not in page.attributes} == set()


def test_the_star_is_drawn_in_the_colours_of_the_page(client: TestClient) -> None:
    [drawn] = re.findall(r"<svg.*?</svg>", client.get("/dictionary").text, re.DOTALL)
    assert "fact_allocation" in drawn
    assert "<style" not in drawn
    assert "style=" not in drawn


def test_descriptions_say_in_which_language_they_are(client: TestClient) -> None:
    page = client.get("/dictionary", headers={"accept-language": "sv"}).text
    assert '<td lang="en">' in page
    assert "Beskrivningarna är på engelska" in page
