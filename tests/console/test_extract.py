"""`anslag extract`: many documents to one file of records."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from pipelines.cli import app
from pipelines.console import extract as extracting
from pipelines.text.extraction import extract

PAGE = """# Stöd till skolor

Skolverket får 12 miljoner kronor i år och 15 miljoner kronor 2027.

| Kommun | Belopp 2026 (tkr) |
| --- | --- |
| Lund | 1 500 |
| Umeå | <5 |
| Totalt | 1 500 |
"""
PATH = "pressmeddelanden/2026/02/stod-till-skolor.md"


def _anslag(*arguments: str | Path, cwd: Path) -> "subprocess.CompletedProcess[str]":
    command = [str(Path(sys.executable).with_name("anslag")), "extract", *map(str, arguments)]
    return subprocess.run(
        command, cwd=cwd, capture_output=True, text=True, check=False, env={**os.environ, "NO_COLOR": "1"}
    )


def _records(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "corpus.parquet"
    pq.write_table(pa.table({"path": [PATH, "tal/2026/01/tack.md"], "text": [PAGE, "Tack för ordet."]}), path)
    return path


def test_a_corpus_gives_a_record_a_page_those_without_money_too(corpus: Path, tmp_path: Path) -> None:
    done = _anslag("--corpus", corpus, "-o", "out.jsonl", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    page, speech = _records(tmp_path / "out.jsonl")
    assert speech == {"path": "tal/2026/01/tack.md", "mentions": [], "cells": []}
    assert [(each["quote"], each["value"], each["years"], each["recipient"]) for each in page["mentions"]] == [
        ("12 miljoner kronor", 12e6, [2026], "Skolverket"),
        ("15 miljoner kronor", 15e6, [2027], "Skolverket"),
    ]
    assert all(PAGE[each["start"] : each["end"]] == each["quote"] for each in page["mentions"])
    assert [
        (each["line"], each["col"], each["label"], each["value"], each["is_total"], each["geography_code"])
        for each in page["cells"]
    ] == [(7, 1, "Lund", 1.5e6, False, "1281"), (9, 1, "Totalt", 1.5e6, True, None)]


def test_a_list_chooses_pages_and_names_one_that_is_missing(corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text("tal/2026/01/tack.md\n", encoding="utf-8")
    assert _anslag("--corpus", corpus, "--only", "list.txt", "-o", "out.jsonl", cwd=tmp_path).returncode == 0
    assert [record["path"] for record in _records(tmp_path / "out.jsonl")] == ["tal/2026/01/tack.md"]
    (tmp_path / "list.txt").write_text("tal/2026/01/borta.md\n", encoding="utf-8")
    refused = _anslag("--corpus", corpus, "--only", "list.txt", "-o", "out.jsonl", cwd=tmp_path)
    assert (refused.returncode, "borta.md" in refused.stderr) == (2, True)


def test_files_are_read_and_refused_ones_told(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text(PAGE, encoding="utf-8")
    (tmp_path / "empty.txt").write_bytes(b"")
    done = _anslag("page.md", "empty.txt", "-o", "out.jsonl", cwd=tmp_path)
    assert done.returncode == 0
    assert "empty.txt" in done.stderr
    [record] = _records(tmp_path / "out.jsonl")
    assert (record["path"], len(record["mentions"])) == ("page.md", 2)


@pytest.mark.parametrize("arguments", [[], ["nowhere.txt"], ["--corpus", "page.md"]])
def test_nothing_to_read_is_told(tmp_path: Path, arguments: list[str]) -> None:
    (tmp_path / "page.md").write_text(PAGE, encoding="utf-8")
    refused = _anslag(*arguments, cwd=tmp_path)
    assert refused.returncode == 2
    assert refused.stderr.strip()
    assert "Traceback" not in refused.stderr


@pytest.mark.parametrize("by_path", [False, True])
def test_a_page_that_the_reader_fails_on_is_told_and_the_others_are_written(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, by_path: bool
) -> None:
    def read(path: str, text: str) -> dict[str, Any]:
        if text == PAGE:
            raise IndexError("beyond the\nlast word")
        return extract(path, text)

    monkeypatch.setattr(extracting, "extract", read)
    monkeypatch.chdir(tmp_path)
    for name, text in (("a.md", "5 kronor"), ("b.md", PAGE), ("c.md", "7 kronor")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    chosen = ["a.md", "b.md", "c.md"] if by_path else ["--corpus", str(corpus)]
    done = CliRunner().invoke(app, ["extract", *chosen, "-o", "out.jsonl"])
    assert done.exit_code == 1
    failed, written = ("b.md", ["a.md", "c.md"]) if by_path else (PATH, ["tal/2026/01/tack.md"])
    assert f"{failed}: IndexError: beyond the last word (test_extract.py, line " in done.stderr
    assert "failed on 1 document." in done.stderr
    assert [record["path"] for record in _records(tmp_path / "out.jsonl")] == written
