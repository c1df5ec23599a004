"""A published warehouse of one small table, for checks that only look at files."""

from datetime import UTC, datetime
from pathlib import Path

import duckdb

from pipelines.settings import Home

RUN_ID = "550d3dc5-4d08-44d7-992a-4f89600d3fb6"
BUILT = datetime(2026, 11, 20, 6, 30, 5, 123456, tzinfo=UTC)


def publish_small(home: Home, built: datetime = BUILT, run_id: str = RUN_ID, rows: int = 20_000) -> Path:
    """Publish a warehouse with its run and a table of texts."""
    home.versions_dir.mkdir(parents=True, exist_ok=True)
    version = home.versions_dir / f"{built:%Y%m%dT%H%M%S.%fZ}-{run_id[:8]}.duckdb"
    with duckdb.connect(version) as con:
        con.execute("CREATE SCHEMA quality")
        con.execute("CREATE TABLE quality.run (run_id VARCHAR, finished_at TIMESTAMPTZ)")
        con.execute("INSERT INTO quality.run VALUES (?, ?)", [run_id, built])
        con.execute(f"CREATE TABLE texts AS SELECT md5(range::VARCHAR) AS text FROM range({rows})")
    home.link.unlink(missing_ok=True)
    home.link.symlink_to(version.relative_to(home.warehouse_dir))
    return version
