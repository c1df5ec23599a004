"""What this DuckDB writes, the next one reads: analysts upgrade before the pipeline does."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import reading_all

from pipelines.settings import Home
from pipelines.store.schema import list_tables
from pipelines.store.versions import open_published

_DUCKDB2 = Path(sys.prefix) / "duckdb2"


def _read_by_duckdb2(warehouse: Path) -> dict[str, Any]:
    assert (_DUCKDB2 / "duckdb").is_dir(), f"{_DUCKDB2} is missing: run `make .venv/dev.stamp`"
    command = [sys.executable, reading_all.__file__, str(warehouse)]
    asked = subprocess.run(
        command, env={**os.environ, "PYTHONPATH": str(_DUCKDB2)}, capture_output=True, text=True, check=False
    )
    assert asked.returncode == 0, asked.stderr
    answer: dict[str, Any] = json.loads(asked.stdout)
    return answer


def test_duckdb_2_reads_the_same_rows_from_every_table_and_view(built_home: Home) -> None:
    warehouse = built_home.link.resolve()
    with open_published(built_home) as con:
        names = {table.qualified for table in list_tables(con)}
    read = _read_by_duckdb2(warehouse)
    assert read["version"].startswith("2.")
    assert set(read["tables"]) == names
    # As JSON has it: lists for tuples.
    here = json.loads(json.dumps(reading_all.read_all(str(warehouse))))
    assert here["version"].startswith("1.5.")
    assert read["tables"] == here["tables"]
    assert read["tables"]["core.fact_allocation"][1] == 96
