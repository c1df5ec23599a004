"""What docs/sql.md says of the file to open holds while new versions are published."""

from datetime import datetime, timedelta
from pathlib import Path

import duckdb
from published_run import FINISHED, publish_run

from pipelines.settings import Home
from pipelines.sources.archive_types import ArchiveState

_ARCHIVE = ArchiveState("archive", 1, "")


def _built_at(path: Path) -> datetime:
    with duckdb.connect(path, read_only=True) as con:
        [(finished,)] = con.execute("SELECT finished_at FROM quality.run").fetchall()
    assert isinstance(finished, datetime)
    return finished


def test_the_resolved_path_stays_one_version_and_the_link_gives_the_newest(tmp_path: Path) -> None:
    home = Home(tmp_path)
    publish_run(home, _ARCHIVE)
    resolved = home.link.resolve()
    # Open all the while, as in a notebook: DuckDB keeps what a process has open.
    with duckdb.connect(home.link, read_only=True) as reading:
        later = FINISHED + timedelta(days=1)
        publish_run(home, _ARCHIVE, finished=later)
        assert reading.execute("SELECT finished_at FROM quality.run").fetchall() == [(FINISHED,)]
        assert _built_at(resolved) == FINISHED
        assert _built_at(home.link) == later


def test_a_version_that_is_open_stays_readable_after_five_newer_ones(tmp_path: Path) -> None:
    home = Home(tmp_path)
    publish_run(home, _ARCHIVE)
    resolved = home.link.resolve()
    with duckdb.connect(resolved, read_only=True) as reading:
        for days in range(1, 5):
            publish_run(home, _ARCHIVE, finished=FINISHED + timedelta(days=days))
        assert resolved.exists()
        publish_run(home, _ARCHIVE, finished=FINISHED + timedelta(days=5))
        assert not resolved.exists()
        assert reading.execute("SELECT finished_at FROM quality.run").fetchall() == [(FINISHED,)]
