from pathlib import Path

from benchmarks.pages import given_pages, invented_pages, write_files, write_parquet
from benchmarks.sentences import labelled_sentences, unlabelled_sentences
from pipelines.evaluation.records import PageRecord
from pipelines.evaluation.scoring import score
from pipelines.text.extraction import extract


def test_invented_pages_are_the_same_each_time_and_read_as_labelled() -> None:
    pages = invented_pages(400)
    assert pages == invented_pages(400)
    assert len({path for path, _ in pages.texts}) == 400
    read = {path: PageRecord.model_validate(extract(path, text)) for path, text in pages.texts}
    mentions = score(pages.gold, read).mentions
    assert (mentions.found > 50, mentions.missed, mentions.extra) == (True, 0, 0)
    assert any(page.cells for page in read.values())


def test_pages_written_come_back(tmp_path: Path) -> None:
    pages = invented_pages(20)
    write_parquet(pages, tmp_path / "pages.parquet")
    write_files(pages, tmp_path / "pages")
    assert given_pages(tmp_path / "pages.parquet", None).texts == pages.texts
    files = [file for file in (tmp_path / "pages").rglob("*") if file.is_file()]
    assert len(files) == 20
    assert all((tmp_path / "pages" / path).read_text(encoding="utf-8") == text for path, text in pages.texts)


def test_sentences_come_with_the_values_labelled_in_them() -> None:
    text = "Mötet är slut. Lund får 5 kr och Umeå får 5 kr.\n\nDet kostar 7–9 tkr. Tack för 8 kr."
    labels = [
        {"line": 1, "quote": "5 kr", "value": 5},
        {"line": 1, "quote": "5 kr", "value": 5},
        {"line": 3, "quote": "7–9 tkr", "value": 7_000, "value_high": 9_000},
        {"line": 3, "quote": "8 kr", "value": 8},
    ]
    gold = PageRecord.model_validate({"path": "a.md", "mentions": labels})
    sentences = labelled_sentences([("a.md", text), ("b.md", text)], {"a.md": gold})
    assert [(sentence.text, sentence.values) for sentence in sentences] == [
        ("Lund får 5 kr och Umeå får 5 kr.", (5, 5)),
        ("Det kostar 7–9 tkr.", (7_000, 9_000)),
        ("Tack för 8 kr.", (8,)),
    ]
    found = unlabelled_sentences([("a.md", text)])
    assert [sentence.text for sentence in found] == [sentence.text for sentence in sentences]
