import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.assets import executors, reading_pool
from pipelines.assets.executors import ThisProcess, open_executor
from pipelines.assets.reading_pool import STAGED_TABLES, Shapes, WorkersLostError, in_chunks, lay_out, read_on
from pipelines.model import reading_chunk
from pipelines.model.reading_chunk import TextToRead
from pipelines.store.row_types import RowError, TableShape, shape_of, to_arrow
from pipelines.store.schema import create_schema
from pipelines.text.reading import read_document

TEXTS = [f"Lunds kommun får {number} miljoner kronor 2025.\n" for number in range(1, 30)]
KILLER = "Denna text dödar den som läser den: 13 miljoner kronor."


@pytest.fixture(scope="module")
def shapes() -> Shapes:
    with duckdb.connect() as con:
        create_schema(con)
        return {table: shape_of(con, table) for table in STAGED_TABLES.values()}


def documents(*texts: str) -> list[TextToRead]:
    return [TextToRead(f"d{number:03}", text, None) for number, text in enumerate(texts)]


@contextmanager
def this_process() -> Iterator[Executor]:
    yield ThisProcess()


@contextmanager
def two_processes() -> Iterator[Executor]:
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        yield pool


def killing_lay_out(given: list[TextToRead], shapes: Shapes) -> dict[str, Any]:
    """Read like the real one, but die like a process that the system kills where the killer is among the texts."""
    if any(document.text == KILLER for document in given):
        os.kill(os.getpid(), signal.SIGKILL)
    return lay_out(given, shapes)


def rows(laid: Iterator[tuple[int, dict[str, Any]]], table: str) -> list[dict[str, Any]]:
    return [row for _, tables in laid for row in tables[table].to_pylist()]


def amounts(laid: Iterator[tuple[int, dict[str, Any]]]) -> list[tuple[str, int]]:
    return [(row["document_id"], int(row["amount_low"])) for row in rows(laid, "staging.mention")]


def chunks(*texts: str, characters: int = 200) -> Iterator[list[TextToRead]]:
    return in_chunks(documents(*texts), characters)


def test_processes_give_the_same_rows_in_the_same_order_as_this_one(shapes: Shapes) -> None:
    alone = list(read_on(this_process, chunks(*TEXTS), shapes))
    together = list(read_on(two_processes, chunks(*TEXTS), shapes))
    assert [count for count, _ in together] == [count for count, _ in alone]
    for table in STAGED_TABLES.values():
        assert rows(iter(together), table) == rows(iter(alone), table)
    assert amounts(iter(together)) == [(f"d{number - 1:03}", number * 1_000_000) for number in range(1, 30)]


def test_a_document_that_kills_its_worker_is_told_and_costs_no_other(
    shapes: Shapes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading_pool, "lay_out", killing_lay_out)
    texts = [*TEXTS[:8], KILLER, *TEXTS[8:16]]
    read = list(read_on(two_processes, chunks(*texts), shapes))
    assert sum(count for count, _ in read) == 17
    assert sorted(amount for _, amount in amounts(iter(read))) == [number * 1_000_000 for number in range(1, 17)]
    [problem] = rows(iter(read), "staging.problem")
    assert (problem["document_id"], problem["kind"]) == ("d008", "unreadable_document")
    assert "the worker that read it was lost" in problem["message"]


def test_workers_that_cannot_even_do_nothing_end_the_reading(shapes: Shapes) -> None:
    class Lost(ThisProcess):
        def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
            raise RuntimeError(f"no worker for {fn.__name__} {len(args)} {len(kwargs)}")

    @contextmanager
    def lost() -> Iterator[Executor]:
        yield Lost()

    with pytest.raises(WorkersLostError, match="no worker for lay_out"):
        list(read_on(lost, chunks(*TEXTS), shapes))


def test_a_document_that_the_reader_fails_on_is_told_with_its_traceback(
    shapes: Shapes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(text: str, published_year: int | None) -> Any:
        if text == KILLER:
            raise ZeroDivisionError("thirteen")
        return read_document(text, published_year=published_year)

    monkeypatch.setattr(reading_chunk, "read_document", failing)
    read = list(read_on(this_process, chunks(TEXTS[0], KILLER, TEXTS[1], characters=10_000), shapes))
    assert amounts(iter(read)) == [("d000", 1_000_000), ("d002", 2_000_000)]
    [problem] = rows(iter(read), "staging.problem")
    assert problem["document_id"] == "d001"
    assert problem["message"] == "The reader failed on this document: ZeroDivisionError: thirteen"
    assert "Traceback" in problem["trace"]
    assert 'raise ZeroDivisionError("thirteen")' in problem["trace"]


def test_a_document_whose_rows_fit_no_table_costs_no_other(shapes: Shapes, monkeypatch: pytest.MonkeyPatch) -> None:
    def narrow(shape: TableShape, given: list[Any]) -> Any:
        for row in given:
            if shape.table == "staging.mention" and row.document_id == "d001":
                raise RowError(shape.table, "amount_low", row, "the amount has more digits than the column.")
        return to_arrow(shape, given)

    monkeypatch.setattr(reading_pool, "to_arrow", narrow)
    read = list(read_on(this_process, chunks(*TEXTS[:3], characters=10_000), shapes))
    assert amounts(iter(read)) == [("d000", 1_000_000), ("d002", 3_000_000)]
    [problem] = rows(iter(read), "staging.problem")
    assert problem["document_id"] == "d001"
    assert "more digits than the column" in problem["message"]


def test_an_error_of_the_documents_source_is_no_fault_of_a_worker(shapes: Shapes) -> None:
    def breaking() -> Iterator[list[TextToRead]]:
        yield documents(TEXTS[0])
        raise duckdb.IOException("disk")

    with pytest.raises(duckdb.IOException, match="disk"):
        list(read_on(this_process, breaking(), shapes))


@given(st.lists(st.text(max_size=30), max_size=40), st.integers(1, 100))
def test_chunks_keep_every_document_in_order(texts: list[str], characters: int) -> None:
    given_documents = documents(*texts)
    made = list(in_chunks(given_documents, characters))
    assert [document for chunk in made for document in chunk] == given_documents
    assert all(sum(len(document.text) for document in chunk[:-1]) < characters for chunk in made)


def test_few_documents_are_read_in_this_process_and_many_in_others() -> None:
    with open_executor(executors._FEW_DOCUMENTS - 1) as executor:
        assert executor.submit(os.getpid).result() == os.getpid()
    with open_executor(executors._FEW_DOCUMENTS) as executor:
        assert executor.submit(os.getpid).result() != os.getpid()


def test_workers_end_when_their_parent_is_killed(tmp_path: Path) -> None:
    told = tmp_path / "pid"
    program = (
        "import os, pathlib, signal\n"
        "from pipelines.assets.executors import open_executor\n"
        "if __name__ == '__main__':\n"
        "    with open_executor(1000) as executor:\n"
        f"        pathlib.Path({str(told)!r}).write_text(str(executor.submit(os.getpid).result()))\n"
        "        os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    script = tmp_path / "parent.py"
    script.write_text(program)
    subprocess.run([sys.executable, str(script)], check=False, timeout=60)
    worker = int(told.read_text())
    until = time.monotonic() + 20
    while time.monotonic() < until:
        try:
            os.kill(worker, 0)
        except ProcessLookupError:
            return
        if Path(f"/proc/{worker}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
            return
        time.sleep(0.2)
    pytest.fail(f"worker {worker} outlived its parent")
