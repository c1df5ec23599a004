import json
from datetime import date

import pytest

from pipelines.sources.sidecar import Sidecar, SidecarError, is_sidecar, published_on, read_sidecar, sidecar_name

FULL = {
    "title": "Insatser mot segregation",
    "url": "https://www.regeringen.se/artiklar/2018/06/insatser/",
    "publisher": "Regeringskansliet",
    "section": "artiklar",
    "published": "2018-06",
}


def test_every_field_is_read_and_given_back_as_json() -> None:
    sidecar = read_sidecar(json.dumps(FULL).encode())
    assert sidecar == Sidecar(**FULL)
    assert json.loads(sidecar.as_json()) == FULL


def test_fields_may_be_left_out() -> None:
    assert read_sidecar(b"{}").as_json() == "{}"
    assert json.loads(read_sidecar(b'\xef\xbb\xbf{"title": " Hej "}').as_json()) == {"title": "Hej"}


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b'{\n  "title": "Hej",\n  "url" "x"\n}', "line 3, column 9"),
        (b"", "line 1, column 1"),
        (b"[1]", "not a JSON object"),
        (b'{"titel": "Hej"}', 'Key "titel" is not one of title, url, publisher, section, published'),
        (b'{"published": "2018-13"}', 'Key "published": "2018-13" is no day in the calendar'),
        (b'{"published": "juni 2018"}', "YYYY-MM"),
        (b'{"published": 2018}', 'Key "published" must be a text in quotation marks'),
        (b'{"url": "javascript:alert(1)"}', 'Key "url": "javascript:alert(1)" is no address'),
        (b'{"url": "https:///path"}', 'Key "url"'),
        (b'{"url": "https://[x/"}', 'Key "url"'),
        (b'{"url": "https://a.se/ b"}', 'Key "url"'),
        (b'{"title": ""}', 'Key "title"'),
        (b'{"title": "a\\u0000b"}', "control character"),
        (b'{"title": "\\ud800"}', 'Key "title"'),
        (b'{"\\ud800": "x"}', "with readable keys"),
        (b'{"title": "a", "title": "b"}', '"title" stands in it more than once'),
        (b'{"title": "J\xe4rf\xe4lla"}', "not UTF-8: byte 12"),
        (b"[" * 100_000, "nested too deep"),
        (b'{"title": ' + b"9" * 5000 + b"}", "not usable JSON"),
    ],
)
def test_a_broken_sidecar_is_refused_with_its_place_and_a_remedy(data: bytes, place: str) -> None:
    with pytest.raises(SidecarError) as caught:
        read_sidecar(data)
    assert place in caught.value.problem
    assert "the document is read without it" in caught.value.remedy
    caught.value.problem.encode()  # can be stored


def test_every_wrong_key_is_told_at_once() -> None:
    with pytest.raises(SidecarError) as caught:
        read_sidecar(b'{"titel": "Hej", "published": "x"}')
    assert '"titel"' in caught.value.problem
    assert '"published"' in caught.value.problem


def test_a_long_wrong_value_is_shown_in_part() -> None:
    with pytest.raises(SidecarError) as caught:
        read_sidecar(json.dumps({"url": "x" * 5000}).encode())
    assert len(caught.value.problem) < 300


@pytest.mark.parametrize(
    ("published", "day", "precision"),
    [
        ("2018", date(2018, 1, 1), "year"),
        ("2018-06", date(2018, 6, 1), "month"),
        ("2018-06-29", date(2018, 6, 29), "day"),
    ],
)
def test_a_publication_date_has_its_first_day_and_its_precision(published: str, day: date, precision: str) -> None:
    assert published_on(published) == (day, precision)


@pytest.mark.parametrize(
    "published", ["", "18", "2018-6", "2018-02-30", "0000", "2018-06-29T10:00", "２０１８", "2018\n"]
)
def test_another_form_or_an_impossible_day_is_an_error(published: str) -> None:
    with pytest.raises(ValueError, match="is no "):
        published_on(published)


def test_a_sidecar_is_named_after_its_document_without_the_suffix() -> None:
    assert sidecar_name("a.txt") == sidecar_name("a.md") == sidecar_name("a") == "a.meta.json"
    assert sidecar_name("a.b.txt") == "a.b.meta.json"
    assert sidecar_name(".a") == ".a.meta.json"
    assert is_sidecar("a.meta.json")
    assert not is_sidecar("a.json")
