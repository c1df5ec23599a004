"""A run from the command line removes old runs at its end; the graph is the small one of `test_runner`."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from test_runner import Watcher, fail, nothing, small_graph

from pipelines.operation.pruning import note_path
from pipelines.runner import RunFailedError, run, run_pipeline
from pipelines.runner.instance import open_instance
from pipelines.settings import Home


def test_a_good_run_removes_old_ones_and_a_failed_one_removes_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = Home(tmp_path)
    monkeypatch.setattr(run, "build_defs", small_graph(nothing))
    old = run_pipeline(home, progress=Watcher()).run_id
    assert note_path(home).exists()
    note_path(home).unlink()
    with closing(sqlite3.connect(home.dagster_dir / "history" / "runs.db")) as con, con:
        con.execute("UPDATE runs SET create_timestamp = '2020-01-01 00:00:00'")
    monkeypatch.setattr(run, "build_defs", small_graph(fail))
    with pytest.raises(RunFailedError):
        run_pipeline(home, progress=Watcher())
    monkeypatch.setattr(run, "build_defs", small_graph(nothing))
    last = run_pipeline(home, progress=Watcher()).run_id
    with open_instance(home) as instance:
        kept = [each.run_id for each in instance.get_runs()]
    assert len(kept) == 2
    assert last in kept
    assert old not in kept
