import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from pipeline_runs import build

from pipelines.export.publication import Publication, Publisher
from pipelines.export.warehouse import export_warehouse
from pipelines.settings import Home
from pipelines.store.versions import NoWarehouseError

_EXPORT = """
import sys
from pathlib import Path
from pipelines.export.publication import Publication
from pipelines.export.warehouse import export_warehouse
from pipelines.settings import Home
export_warehouse(Home(Path(sys.argv[1])), Path(sys.argv[2]), Publication(), lambda _: None)
"""


def _export(home: Home, folder: Path) -> dict[str, bytes]:
    export_warehouse(home, folder, Publication(), lambda _: None)
    return _everything(folder)


def _everything(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _unlike(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(name for name in {*one, *other} if one.get(name) != other.get(name))


def test_one_warehouse_gives_the_same_bytes_twice(built_home: Home, exported: Path, tmp_path: Path) -> None:
    again = _export(built_home, tmp_path / "again")
    assert len(again) > 70
    assert _unlike(_everything(exported), again) == []


def test_place_zone_and_hashes_of_a_process_leave_no_trace(built_home: Home, exported: Path, tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-c", _EXPORT, str(built_home.root), str(tmp_path / "elsewhere å")],
        env={"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "7", "PYTHONPATH": str(Path(__file__).parents[2])},
        cwd=tmp_path,
        check=True,
    )
    assert _unlike(_everything(exported), _everything(tmp_path / "elsewhere å")) == []
    assert [path.name for path in tmp_path.iterdir()] == ["elsewhere å"]


def test_two_runs_over_one_archive_give_the_same_bytes(built_home: Home, exported: Path, tmp_path: Path) -> None:
    shutil.copytree(built_home.raw_dir, tmp_path / "home" / "raw")
    home = Home(tmp_path / "home")
    build(home)
    assert _unlike(_everything(exported), _export(home, tmp_path / "other")) == []


def test_the_order_in_which_rows_were_written_leaves_no_trace(tmp_path: Path) -> None:
    exports = []
    for name, rows in (("up", "range(3000)"), ("down", "range(2999, -1, -1)")):
        home = Home(tmp_path / name)
        home.versions_dir.mkdir(parents=True)
        version = home.versions_dir / "one.duckdb"
        with duckdb.connect(version) as con:
            con.execute("CREATE SCHEMA core")
            con.execute(f"CREATE TABLE core.dim_x AS SELECT range AS x, 'å' || (range % 7) AS name FROM {rows}")
        home.link.symlink_to(version)
        exports.append(_export(home, tmp_path / f"{name}-export"))
    assert _unlike(*exports) == []


def test_an_export_takes_the_place_of_an_earlier_one(built_home: Home, invented_home: Home, tmp_path: Path) -> None:
    _export(built_home, tmp_path / "out")
    files = _export(invented_home, tmp_path / "out")
    assert "csv/core.fact_thing.csv" in files
    assert "csv/core.dim_document.csv" not in files
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_without_a_warehouse_nothing_is_made(tmp_path: Path) -> None:
    with pytest.raises(NoWarehouseError):
        export_warehouse(Home(tmp_path / "home"), tmp_path / "out", Publication(), lambda _: None)
    assert list(tmp_path.iterdir()) == []


def test_the_report_counts_what_is_there(invented_home: Home, tmp_path: Path) -> None:
    told: list[str] = []
    report = export_warehouse(invented_home, tmp_path / "out", Publication(), told.append)
    files = _everything(tmp_path / "out")
    assert (report.tables, report.rows, report.files) == (4, 2 + 2 + 2, len(files))
    assert report.byte_count == sum(len(content) for content in files.values())
    assert told[:2] == ["core.dim_place", "core.fact_thing"]


def test_the_readme_lists_every_table_with_its_rows_and_comment(exported: Path, invented: Path) -> None:
    readme = (exported / "README.md").read_text(encoding="utf-8")
    listed = dict(re.findall(r"^\| `([\w.]+)` \| (\d+) \|", readme, re.MULTILINE))
    assert set(listed) == {path.stem for path in (exported / "csv").iterdir()}
    assert listed["core.fact_allocation"] == "96"
    assert "One row a thing \\| with &lt;marks>" in (invented / "README.md").read_text(encoding="utf-8")


def test_the_readme_states_licence_source_sums_and_what_not_to_add(exported: Path) -> None:
    readme = (exported / "README.md").read_text(encoding="utf-8")
    for told in (
        "http://creativecommons.org/publicdomain/zero/1.0/",
        "https://www.regeringen.se/",
        "sha256sum -c SHA256SUMS",
        "must not be added together",
    ):
        assert told in readme


def test_the_readme_names_the_columns_that_two_installations_differ_in(
    exported: Path, built_home: Home, tmp_path: Path
) -> None:
    """A first run elsewhere sees the documents at another time: nothing else may differ, and the README says where."""
    shutil.copytree(built_home.raw_dir, tmp_path / "raw", ignore=shutil.ignore_patterns("archive.sqlite*"))
    home = Home(tmp_path)
    build(home)
    _export(home, tmp_path / "out")
    told = re.findall(r"`((?:core|mart)\.\w+)\.(\w+)`", (exported / "README.md").read_text(encoding="utf-8"))
    with duckdb.connect() as con:
        for one in sorted((exported / "parquet").iterdir()):
            apart = ", ".join(column for table, column in told if table == one.stem)
            kept = f"* EXCLUDE ({apart})" if apart else "*"
            ours, theirs = (
                f"SELECT {kept} FROM read_parquet('{path}')" for path in (one, tmp_path / "out" / "parquet" / one.name)
            )
            differing = con.execute(f"({ours} EXCEPT ALL {theirs}) UNION ALL ({theirs} EXCEPT ALL {ours})").fetchall()
            assert (one.stem, differing) == (one.stem, [])


def test_the_publisher_and_the_address_stand_in_every_description(invented_home: Home, tmp_path: Path) -> None:
    publication = Publication(Publisher("Exempels kommun", "https://example.se/"), "https://data.example.se/a/")
    export_warehouse(invented_home, tmp_path / "out", publication, lambda _: None)
    for name in ("README.md", "catalog.ttl", "catalog.jsonld", "datapackage.json"):
        assert "Exempels kommun" in (tmp_path / "out" / name).read_text(encoding="utf-8")
    assert "https://data.example.se/a/csv/core.dim_place.csv" in (tmp_path / "out" / "catalog.ttl").read_text("utf-8")
    paths = [each["path"] for each in json.loads((tmp_path / "out" / "datapackage.json").read_bytes())["resources"]]
    assert "csv/core.dim_place.csv" in paths
