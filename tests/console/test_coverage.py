"""`anslag coverage`: what the numbers of documents are, and those that nobody knows."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner, Result

from pipelines.cli import app
from pipelines.console import coverage as covering
from pipelines.console.coverage import Coverage, PageCoverage, cover, print_coverage
from pipelines.console.terminal import console

KNOWN = "Den 5 juni 2018 fick 30 kommuner 12 miljoner kronor."
UNKNOWN = "Det blev 42.\n\nSvaret var 43, sedan 44 och så 45.\n"


def _coverage(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["coverage", *map(str, arguments)])


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "corpus.parquet"
    pages = {"tal/2018/06/a.md": KNOWN, "tal/2018/06/b.md": UNKNOWN, "tal/2018/06/c.md": "Det blev 7."}
    pq.write_table(pa.table({"path": list(pages), "text": list(pages.values())}), path)
    return path


def test_roles_are_counted_with_their_shares_and_the_worst_documents_come_first(corpus: Path) -> None:
    done = _coverage("--corpus", corpus)
    assert done.exit_code == 0, done.output
    rows = [line.split()[:3] for line in done.stdout.splitlines()[1:6]]
    assert rows == [
        ["date", "2", "22.22%"],
        ["count", "1", "11.11%"],
        ["figure", "1", "11.11%"],
        ["unaccounted", "5", "55.56%"],
        ["9", "numbers", "in"],
    ]
    assert "9 numbers in 3 documents, 5 unaccounted (55.56%)" in done.stdout
    assert done.stdout.index("b.md  4/4") < done.stdout.index("c.md  1/1")
    assert "a.md" not in done.stdout


def test_an_unknown_number_is_shown_on_a_line_with_what_stands_around_it(corpus: Path) -> None:
    lines = _coverage("--corpus", corpus).stdout.splitlines()
    assert "  Det blev »42«.␊␊Svaret var 43, sedan 44 och så 45.␊" in lines
    assert sum("»" in line for line in lines) == 4


def test_no_more_documents_are_named_than_asked_for(corpus: Path) -> None:
    shown = _coverage("--corpus", corpus, "--worst", "1").stdout
    assert "b.md" in shown
    assert "c.md" not in shown
    assert ".md" not in _coverage("--corpus", corpus, "--worst", "0").stdout


def test_a_list_chooses_pages(corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text("tal/2018/06/a.md\n", encoding="utf-8")
    done = _coverage("--corpus", corpus, "--only", tmp_path / "list.txt")
    assert "4 numbers in 1 document, 0 unaccounted (0.00%)" in done.stdout


def test_files_are_counted_and_refused_ones_told(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text(KNOWN, encoding="utf-8")
    (tmp_path / "empty.txt").write_bytes(b"")
    done = _coverage(tmp_path / "page.md", tmp_path / "empty.txt")
    assert done.exit_code == 0
    assert "4 numbers in 1 document," in done.stdout
    assert "empty.txt" in done.stderr


def test_documents_without_numbers_are_no_error(tmp_path: Path) -> None:
    (tmp_path / "thanks.md").write_text("Tack för ordet.", encoding="utf-8")
    done = _coverage(tmp_path / "thanks.md")
    assert (done.exit_code, done.stdout) == (0, "No numbers in 1 document.\n")


@pytest.mark.parametrize("arguments", [[], ["nowhere.txt"], ["--corpus", "page.md"], ["page.md", "--only", "list.txt"]])
def test_nothing_to_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.md").write_text(KNOWN, encoding="utf-8")
    refused = _coverage(*arguments)
    assert refused.exit_code == 2
    assert refused.stderr.strip()
    assert refused.stdout == ""


def test_a_document_that_the_reader_fails_on_is_told_and_the_others_are_counted(
    corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(path: str, text: str) -> PageCoverage:
        if text == UNKNOWN:
            raise IndexError("beyond the last word")
        return cover(path, text)

    monkeypatch.setattr(covering, "cover", failing)
    done = _coverage("--corpus", corpus)
    assert done.exit_code == 1
    assert "5 numbers in 2 documents" in done.stdout
    assert "b.md: IndexError: beyond the last word" in done.stderr
    assert "failed on 1 document." in done.stderr


def test_what_a_document_says_is_printed_and_not_acted_on(capsys: pytest.CaptureFixture[str]) -> None:
    counted = Coverage(1)
    counted.add(cover("a.md", "[bold]x \x1b[31m= 4,5 [/bold]"))
    print_coverage(counted, console())
    assert "[bold]x ␛[31m= »4,5« [/bold]" in capsys.readouterr().out
