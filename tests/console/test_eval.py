"""`anslag eval`: the reader, or an extract's output, measured against labelled pages."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner, Result

from pipelines.cli import app
from pipelines.console import extract as extracting

PAGE = """# Stöd till skolor

Skolverket får 12 miljoner kronor i år.

Under 2027 avsätts 15 miljoner kronor.

| Kommun | Belopp 2026 (tkr) |
| --- | --- |
| Lund | 1 500 |
| Umeå | 2 500 |
"""
PATH = "pressmeddelanden/2026/02/stod-till-skolor.md"
THANKS = "tal/2026/01/tack.md"
# Two labels are wrong on purpose: the page says 2027, and who receives the first amount is another agency.
_DECIDED = {"currency": "SEK", "modifier": "exact", "kind": "funding", "status": "decided"}
GOLD: list[dict[str, Any]] = [
    {
        "path": PATH,
        "mentions": [
            _DECIDED
            | {"line": 3, "quote": "12 miljoner kronor", "value": 12e6, "years": [2026], "recipient": "Kulturrådet"},
            _DECIDED | {"line": 5, "quote": "15 miljoner kronor", "value": 15e6, "years": [2028], "recipient": None},
        ],
        "cells": [{"line": 9, "col": 1, "value": 1_500_000}, {"line": 10, "col": 1, "value": 2_500_000}],
    },
    {"path": THANKS, "mentions": [], "cells": []},
]


Command = Callable[..., Result]


@pytest.fixture
def anslag(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    monkeypatch.chdir(tmp_path)
    pages = pa.table({"path": [PATH, "annan/sida.md", THANKS], "text": [PAGE, "5 kronor", "Tack för ordet."]})
    pq.write_table(pages, tmp_path / "corpus.parquet")
    _write(tmp_path / "gold.jsonl", GOLD)

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(app, list(arguments))

    return run


def _write(file: Path, records: list[dict[str, Any]]) -> None:
    file.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")


def _rows(printed: str) -> dict[str, list[str]]:
    rows = (re.split(r"\s{2,}", line) for line in printed.splitlines())
    return {row[0]: row[1:] for row in rows}


def test_the_reader_is_measured_on_the_labelled_pages_of_a_corpus(anslag: Command) -> None:
    done = anslag("eval", "--gold", "gold.jsonl", "--corpus", "corpus.parquet")
    assert done.exit_code == 0, done.stderr
    rows = _rows(done.stdout)
    assert rows["documents all right"] == ["1.0000", "2", "2"]
    assert rows["mentions"] == ["1.0000", "1.0000", "1.0000", "2", "0", "0", "2"]
    assert rows["cells"] == ["1.0000", "1.0000", "1.0000", "2", "0", "0", "2"]
    assert rows["years"] == ["0.5000", "1", "2"]
    assert rows["status"] == ["1.0000", "2", "2"]
    assert rows["recipient"] == ["0.0000", "0.0000", "0.0000", "0", "1", "1", "1"]
    assert f"{PATH}:5  years  “15 miljoner kronor”  expected 2028, got 2027" in done.stdout
    assert f"{PATH}:3  recipient  “12 miljoner kronor”  expected Kulturrådet, got Skolverket" in done.stdout


def test_the_output_of_an_extract_measures_the_same(anslag: Command) -> None:
    anslag("extract", "--corpus", "corpus.parquet", "-o", "read.jsonl")
    by_output = anslag("eval", "--gold", "gold.jsonl", "--predicted", "read.jsonl")
    assert by_output.stdout == anslag("eval", "--gold", "gold.jsonl", "--corpus", "corpus.parquet").stdout


def test_misses_are_chosen_by_field_and_number(anslag: Command) -> None:
    common = ("eval", "--gold", "gold.jsonl", "--corpus", "corpus.parquet")
    of_years = anslag(*common, "--field", "years").stdout
    assert ("expected 2028" in of_years, "Kulturrådet" in of_years) == (True, False)
    first = anslag(*common, "--misses", "1").stdout
    assert ("expected 2028" in first, "Kulturrådet" in first, "--misses 2" in first) == (False, True, True)
    refused = anslag(*common, "--field", "colour")
    assert (refused.exit_code, "recipient" in refused.stderr) == (2, True)


def test_labelled_pages_that_an_output_lacks_are_told_and_count_as_empty(anslag: Command, tmp_path: Path) -> None:
    _write(tmp_path / "read.jsonl", [GOLD[1]])
    done = anslag("eval", "--gold", "gold.jsonl", "--predicted", "read.jsonl")
    assert done.exit_code == 0
    assert PATH in done.stderr
    assert _rows(done.stdout)["mentions"] == ["1.0000", "0.0000", "0.0000", "0", "0", "2", "2"]


def test_a_page_that_the_reader_fails_on_counts_as_empty_and_ends_with_1(
    anslag: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(path: str, _text: str) -> dict[str, Any]:
        if path == PATH:
            raise IndexError("beyond the last word")
        return {"path": path, "mentions": [], "cells": []}

    monkeypatch.setattr(extracting, "extract", read)
    done = anslag("eval", "--gold", "gold.jsonl", "--corpus", "corpus.parquet")
    assert done.exit_code == 1
    assert f"{PATH}: IndexError: beyond the last word" in done.stderr
    assert _rows(done.stdout)["documents all right"] == ["0.5000", "1", "2"]


@pytest.mark.parametrize(
    ("gold", "told"),
    [
        ("", "no page"),
        ('{"path": "a.md", "mentions": []}\n{"path": "b.md"}\n', "line 2"),
        ('{"path": "a.md", "mentions": [{"line": 3}]}\n', "mentions[0].value"),
        ('{"path": "borta.md", "mentions": []}\n', "borta.md"),
    ],
)
def test_labels_that_cannot_be_used_are_told(anslag: Command, tmp_path: Path, gold: str, told: str) -> None:
    (tmp_path / "gold.jsonl").write_text(gold, encoding="utf-8")
    done = anslag("eval", "--gold", "gold.jsonl", "--corpus", "corpus.parquet")
    assert done.exit_code == 2
    assert "gold.jsonl" in done.stderr
    assert told in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize(
    "arguments",
    [
        ["--gold", "gold.jsonl"],
        ["--gold", "gold.jsonl", "--corpus", "corpus.parquet", "--predicted", "gold.jsonl"],
        ["--gold", "nowhere.jsonl", "--corpus", "corpus.parquet"],
        ["--gold", "corpus.parquet", "--corpus", "corpus.parquet"],
        ["--gold", "gold.jsonl", "--corpus", "gold.jsonl"],
        ["--gold", "gold.jsonl", "--predicted", "nowhere.jsonl"],
    ],
)
def test_files_that_cannot_be_used_are_told(anslag: Command, arguments: list[str]) -> None:
    done = anslag("eval", *arguments)
    assert (done.exit_code, isinstance(done.exception, SystemExit)) == (2, True)
    assert done.stderr.strip()
