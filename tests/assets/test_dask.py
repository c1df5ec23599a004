"""Reading on a real Dask cluster: a scheduler and two workers of this machine."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
from distributed import Client

from pipelines.assets.executors import DASK_VARIABLE, DaskError, ThisProcess, open_executor
from pipelines.assets.reading_pool import STAGED_TABLES, Shapes, in_chunks, lay_out, read_on
from pipelines.model.reading_chunk import TextToRead
from pipelines.store.row_types import shape_of
from pipelines.store.schema import create_schema

DOCUMENTS = [
    TextToRead(f"d{number:03}", f"Lunds kommun får {number} miljoner kronor 2025.\n\n| Kommun | Kronor |\n|---|---|\n"
               f"| Lund | {number} 000 |\n| Umeå | 2 000 |\n| Falun | 3 000 |\n", None)
    for number in range(1, 201)
]  # fmt: skip


@pytest.fixture(scope="module")
def shapes() -> Shapes:
    with duckdb.connect() as con:
        create_schema(con)
        return {table: shape_of(con, table) for table in STAGED_TABLES.values()}


def started(*arguments: str, folder: Path) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-m", *arguments],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=(folder / "dask.log").open("ab"),
        start_new_session=True,
    )


@pytest.fixture
def cluster(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list["subprocess.Popen[bytes]"]]:
    """Two workers, one process each; the environment names their scheduler."""
    told = tmp_path / "scheduler.json"
    at = ("--scheduler-file", str(told))
    scheduler = started(
        "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", *at, folder=tmp_path
    )
    workers = [
        started(
            "distributed.cli.dask_worker",
            "--nworkers",
            "1",
            "--nthreads",
            "1",
            "--no-nanny",
            "--no-dashboard",
            *at,
            folder=tmp_path,
        )
        for _ in range(2)
    ]
    try:
        until = time.monotonic() + 60
        while not told.exists() or not told.read_text():
            assert time.monotonic() < until, (tmp_path / "dask.log").read_text()
            time.sleep(0.1)
        address = json.loads(told.read_text())["address"]
        with Client(address) as client:  # type: ignore[no-untyped-call]  # distributed has no types
            client.wait_for_workers(2, timeout=60)
        monkeypatch.setenv(DASK_VARIABLE, address)
        yield workers
    finally:
        for process in (*workers, scheduler):
            process.kill()
            process.wait()


def rows(read: list[tuple[int, dict[str, Any]]], table: str) -> list[dict[str, Any]]:
    return [row for _, laid in read for row in laid[table].to_pylist()]


def test_a_cluster_gives_the_same_rows_though_a_worker_is_killed_midway(
    cluster: list["subprocess.Popen[bytes]"], shapes: Shapes
) -> None:
    alone = [(len(chunk), lay_out(chunk, shapes)) for chunk in in_chunks(DOCUMENTS, 800)]
    reading = read_on(lambda: open_executor(len(DOCUMENTS)), in_chunks(DOCUMENTS, 800), shapes)
    together = [next(reading), next(reading)]
    os.kill(cluster[0].pid, signal.SIGKILL)
    together += list(reading)
    assert cluster[1].poll() is None
    assert [count for count, _ in together] == [count for count, _ in alone]
    for table in STAGED_TABLES.values():
        assert rows(together, table) == rows(alone, table)
    assert len(rows(together, "staging.mention")) == len(DOCUMENTS)
    assert rows(together, "staging.problem") == []


def test_a_scheduler_that_does_not_answer_is_told_with_a_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipelines.assets.executors._ANSWER_WITHIN_SECONDS", 1)
    monkeypatch.setenv(DASK_VARIABLE, "tcp://127.0.0.1:9")
    problem = r"No Dask scheduler answers at tcp://127\.0\.0\.1:9 .*unset ANSLAG_DASK"
    with pytest.raises(DaskError, match=problem), open_executor(1):
        pass


def test_without_a_cluster_nothing_of_dask_is_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(DASK_VARIABLE, raising=False)
    with open_executor(1) as executor:
        assert isinstance(executor, ThisProcess)
