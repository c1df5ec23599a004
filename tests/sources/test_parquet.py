from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from source_outcomes import Outcome

from pipelines.sources.archive import Archive
from pipelines.sources.archive_types import Changes
from pipelines.sources.g0v_listing import SITE
from pipelines.sources.observing import observe
from pipelines.sources.parquet import CorpusError, ParquetSource
from pipelines.sources.types import Received, RefusedFile

TEXT = "Lund får 5 miljoner kronor"
DAY = datetime(2026, 3, 1, tzinfo=UTC)


def corpus(tmp_path: Path, **columns: Any) -> ParquetSource:
    """Write a file and make a source of it; what a column lacks at its end is NULL."""
    rows = max(len(values) for values in columns.values())
    filled = {name: [*values, *[None] * (rows - len(values))] for name, values in columns.items()}
    pq.write_table(pa.table(filled), tmp_path / "pages.parquet")
    return ParquetSource(tmp_path / "pages.parquet")


def offered(source: ParquetSource) -> list[tuple[str, Any]]:
    """Give each path with what is known of its document, or with what is wrong."""
    return [
        (each.path, each.problem if isinstance(each, RefusedFile) else dict(each.description or {}))
        for each in source.offers()
    ]


def test_every_row_is_a_document_under_its_path(tmp_path: Path) -> None:
    source = corpus(tmp_path, path=["/b", "a.txt"], text=[TEXT, "Umeå får 1 krona\r\n"])
    assert source.count() == 2
    assert list(source.offers()) == [Received("/b", TEXT.encode()), Received("a.txt", "Umeå får 1 krona\r\n".encode())]
    documents = Outcome(source).documents
    assert documents["/b"].document_key == "corpus:/b"
    assert documents["/b"].text == TEXT


def test_many_rows_are_offered_in_the_order_of_the_file(tmp_path: Path) -> None:
    paths = [f"/{number}" for number in range(2_500)]
    assert [each.path for each in corpus(tmp_path, path=paths, text=[TEXT] * 2_500).offers()] == paths


def test_columns_may_say_what_a_sidecar_may_and_others_are_passed_over(tmp_path: Path) -> None:
    source = corpus(
        tmp_path,
        path=["/a", "/b"],
        text=[TEXT] * 2,
        title=["Satsning"],
        url=["https://www.regeringen.se/a"],
        publisher=["Regeringskansliet"],
        section=["artiklar"],
        published=["2024-02-29"],
        words=[4, 4],
    )
    assert offered(source) == [
        (
            "/a",
            {
                "title": "Satsning",
                "url": "https://www.regeringen.se/a",
                "publisher": "Regeringskansliet",
                "section": "artiklar",
                "published": "2024-02-29",
            },
        ),
        ("/b", {}),
    ]


def test_a_date_may_be_a_date(tmp_path: Path) -> None:
    source = corpus(tmp_path, path=["/a"], text=[TEXT], published=[date(2024, 2, 29)])
    assert offered(source) == [("/a", {"published": "2024-02-29"})]


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/pressmeddelanden/2025/01/lund", {"section": "pressmeddelanden", "published": "2025-01"}),
        ("regeringens-politik/1999/12/lund/", {"section": "regeringens-politik", "published": "1999-12"}),
        ("/pressmeddelanden/2025/13/lund", {}),
        ("/pressmeddelanden/2025/01", {}),
        ("/a/b/2025/01/lund", {}),
        ("/Pressmeddelanden/2025/01/lund", {}),
        ("/pressmeddelanden/1825/01/lund", {}),
    ],
)
def test_an_address_of_the_site_says_section_and_month(tmp_path: Path, path: str, said: dict[str, str]) -> None:
    assert offered(corpus(tmp_path, path=[path], text=[TEXT])) == [(path, said)]


def test_what_a_column_says_is_better_known_than_what_the_address_says(tmp_path: Path) -> None:
    path = "/artiklar/2025/01/lund"
    source = corpus(tmp_path, path=[path], text=[TEXT], published=["2025-01-31"])
    assert offered(source) == [(path, {"section": "artiklar", "published": "2025-01-31"})]


def test_a_row_without_text_or_path_or_with_anothers_path_is_refused_and_the_others_go_through(
    tmp_path: Path,
) -> None:
    source = corpus(tmp_path, path=["/a", None, "", "/b", "/a", "/c"], text=[TEXT, TEXT, TEXT, None, "annat", TEXT])
    assert offered(source) == [
        ("/a", {}),
        ("#row-2", "Row 2 has no path."),
        ("#row-3", "Row 3 has no path."),
        ("/b", "The row has no text."),
        ("/a#row-5", "Row 5 has the path of a row before it."),
        ("/c", {}),
    ]
    assert all(each.remedy for each in source.offers() if isinstance(each, RefusedFile))


@pytest.mark.parametrize(
    ("column", "value", "told"),
    [("published", "2024-02-30", "published"), ("url", "regeringen.se", "url"), ("title", "a\x1b[31m", "title")],
)
def test_a_value_that_no_sidecar_may_have_refuses_its_row_only(
    tmp_path: Path, column: str, value: str, told: str
) -> None:
    source = corpus(tmp_path, path=["/a", "/b"], text=[TEXT] * 2, **{column: [value]})
    first, second = source.offers()
    assert isinstance(first, RefusedFile)
    assert told in first.problem
    assert "the document is not read until then" in first.remedy
    assert second == Received("/b", TEXT.encode())


@pytest.mark.parametrize(
    ("columns", "told"),
    [
        ({"path": ["/a"]}, "has no column text."),
        ({"words": [1]}, "has no column path and no column text."),
        ({"path": ["/a"], "text": [b"bytes"]}, "has a column text that is binary, not text."),
        ({"path": [1], "text": ["a"]}, "has a column path that is int64, not text."),
    ],
)
def test_a_file_without_the_columns_is_told_by_name(tmp_path: Path, columns: dict[str, Any], told: str) -> None:
    with pytest.raises(CorpusError, match=rf"pages\.parquet {told} Name a Parquet file") as caught:
        corpus(tmp_path, **columns)
    assert caught.value.path == tmp_path / "pages.parquet"


def test_repeated_values_kept_once_are_text_too(tmp_path: Path) -> None:
    table = pa.table({"path": ["/a"], "text": pa.array([TEXT]).dictionary_encode()})
    pq.write_table(table, tmp_path / "pages.parquet")
    assert list(ParquetSource(tmp_path / "pages.parquet").offers()) == [Received("/a", TEXT.encode())]


@pytest.mark.parametrize("content", [None, b"", b"path,text\n/a,Lund"])
def test_what_is_no_parquet_file_is_told_by_name(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "pages.parquet"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(CorpusError, match=r"pages\.parquet cannot be read as Parquet"):
        ParquetSource(file)


def test_a_damaged_file_is_told_by_name_and_nothing_of_it_is_stored(tmp_path: Path) -> None:
    texts = [f"{number} {TEXT}" for number in range(5_000)]
    source = corpus(tmp_path, path=[str(number) for number in range(5_000)], text=texts)
    content = bytearray(source.file.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 2_000] = b"\xff" * 2_000
    source.file.write_bytes(content)
    with Archive(tmp_path / "archive.sqlite") as archive:
        with pytest.raises(CorpusError, match=r"pages\.parquet is damaged"):
            observe(archive, [source], seen_at=DAY)
        assert archive.current("corpus") == {}


def test_a_corpus_looked_at_again_holds_nothing_new_and_another_makes_nothing_vanish(tmp_path: Path) -> None:
    with Archive(tmp_path / "archive.sqlite") as archive:
        source = corpus(tmp_path, path=["/a", "/b", "/a"], text=[TEXT, TEXT, "annat"])
        assert observe(archive, [source], seen_at=DAY) == Changes(added=2, refused=1)
        before = archive.state()
        assert observe(archive, [source], seen_at=DAY + timedelta(days=1)) == Changes(unchanged=2, refused=1)
        assert archive.state() == before
        other = corpus(tmp_path, path=["/b", "/c"], text=["ändrat", TEXT])
        assert observe(archive, [other], seen_at=DAY + timedelta(days=2)) == Changes(added=1, changed=1)
        assert set(archive.current("corpus")) == {"/a", "/b", "/c"}


def pages(tmp_path: Path, **columns: Any) -> ParquetSource:
    """A file of pages of the site, under the name of its source."""
    return ParquetSource(corpus(tmp_path, **columns).file, SITE)


PAGE = "tal/2025/01/lund"


@pytest.mark.parametrize("path", [f"/{PAGE}/", f"/{PAGE}", PAGE, f"{PAGE}.md", f"/{PAGE}.md"])
def test_a_page_of_the_site_has_the_path_that_a_fetch_gives_it(tmp_path: Path, path: str) -> None:
    source = pages(tmp_path, path=[path], text=[TEXT])
    assert offered(source) == [
        (
            f"{PAGE}.md",
            {
                "url": f"https://www.regeringen.se/{PAGE}/",
                "publisher": "Regeringskansliet",
                "section": "tal",
                "published": "2025-01",
            },
        )
    ]
    assert Outcome(source).documents[f"{PAGE}.md"].document_key == f"g0v:{PAGE}.md"


def test_two_spellings_of_one_page_are_one_page_and_what_is_no_page_is_refused(tmp_path: Path) -> None:
    source = pages(tmp_path, path=[f"/{PAGE}/", PAGE, "/../etc/passwd", "//elsewhere/a", None], text=[TEXT] * 5)
    first, *others = source.offers()
    assert isinstance(first, Received)
    assert [(each.path, each.problem) for each in others if isinstance(each, RefusedFile)] == [
        (f"{PAGE}.md#row-2", "Row 2 has the path of a row before it."),
        (
            "/../etc/passwd#row-3",
            "The path of row 3 leads out of the site, or holds what the path of a page cannot.",
        ),
        ("//elsewhere/a#row-4", "The path of row 4 is no path on the site."),
        ("#row-5", "Row 5 has no path."),
    ]


def test_what_was_fetched_or_seen_to_vanish_is_better_known_than_a_copy(tmp_path: Path) -> None:
    with Archive(tmp_path / "archive.sqlite") as archive:
        fetched = Received("tal/a.md", b"fetched", "https://g0v.se/tal/a.md", {"title": "Tal"})
        archive.record(SITE, [fetched], seen_at=DAY)
        archive.record(SITE, [Received("tal/b.md", b"gone", "https://g0v.se/tal/b.md")], seen_at=DAY)
        archive.vanish(SITE, ["tal/b.md"], seen_at=DAY)
        before = archive.state()
        source = pages(tmp_path, path=["/tal/a", "/tal/b"], text=["copied", "copied"])
        assert observe(archive, [source], seen_at=DAY + timedelta(days=1)) == Changes(unchanged=2)
        assert archive.state() == before


def test_a_page_that_only_copies_tell_of_follows_them_until_it_is_fetched(tmp_path: Path) -> None:
    with Archive(tmp_path / "archive.sqlite") as archive:
        for text, changes in (("first", Changes(added=1)), ("second", Changes(changed=1))):
            assert observe(archive, [pages(tmp_path, path=["/tal/a"], text=[text])], seen_at=DAY) == changes
        fetched = Received("tal/a.md", b"second", "https://g0v.se/tal/a.md", {"title": "Tal"})
        assert archive.record(SITE, [fetched], seen_at=DAY) == Changes(redescribed=1)
        source = pages(tmp_path, path=["/tal/a"], text=["first"])
        assert observe(archive, [source], seen_at=DAY) == Changes(unchanged=1)
        assert archive.content(archive.current(SITE)["tal/a.md"].sha256 or "") == b"second"
