from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipelines.settings import Home
from pipelines.store.compare import ComparisonError, VersionNotFoundError, compare, find_version
from pipelines.store.schema import create_schema

UNKNOWNS = """
INSERT INTO core.dim_geography VALUES ('unknown', NULL, '', 'unknown', NULL, NULL, NULL, []);
INSERT INTO core.dim_organisation VALUES ('unknown', '', 'unknown', []);
INSERT INTO core.dim_period VALUES ('unknown', NULL, NULL, false, false, ''), ('2025', 2025, 2025, false, false, '');
"""


def warehouse(path: Path, *figures: tuple[str, str, int | None, str], gone: tuple[str, ...] = ()) -> Path:
    """Make a warehouse of figures: key, document version as in "a1", millions, period."""
    with duckdb.connect(path) as con:
        create_schema(con)
        con.execute(UNKNOWNS)
        for document in sorted({figure[1] for figure in figures} | set(gone)):
            con.execute(
                "INSERT INTO core.dim_document VALUES (?, ?, 's', ?, NULL, 'x', 't', NULL, NULL, NULL, NULL, NULL, 1, "
                "now(), now(), CASE WHEN ? THEN now() END, NOT ?, 'r', 1, 1)",
                [document, f"s:{document[0]}", f"{document[0]}.txt", document in gone, document in gone],
            )
        for key, document, millions, period in figures:
            con.execute(
                "INSERT INTO core.fact_funding BY NAME SELECT ? || ? AS figure_id, ? AS figure_key, ? AS document_id, "
                "? AS period_id, 'unknown' AS organisation_id, 'unknown' AS geography_id, ? * 1e6 AS amount_low, "
                "? || ' mnkr' AS amount_text, false AS per_year, 'funding' AS kind, '' AS purpose_sv, "
                "'ok' AS quality, 0 AS char_start, 1 AS char_end",
                [key, document, key, document, period, millions, str(millions)],
            )
    return path


def told(path_a: Path, path_b: Path) -> list[tuple[Any, ...]]:
    rows = compare(path_a, path_b).differences.table.to_pylist()
    return [
        (row["change"], row["cause"], row["path"], row["figure_key"], row["former_text"], row["later_text"])
        for row in rows
    ]


def test_figures_that_changed_were_added_or_are_gone_are_told_and_others_are_not(tmp_path: Path) -> None:
    former = warehouse(
        tmp_path / "a", ("same", "a1", 5, "2025"), ("raised", "a1", 6, "2025"), ("lost", "b1", 7, "2025")
    )
    later = warehouse(tmp_path / "b", ("same", "a1", 5, "2025"), ("raised", "a1", 8, "2025"), ("new", "b1", 9, "2025"))
    assert told(former, later) == [
        ("changed", "rules", "a.txt", "raised", "6 mnkr", "8 mnkr"),
        ("added", "rules", "b.txt", "new", None, "9 mnkr"),
        ("gone", "rules", "b.txt", "lost", "7 mnkr", None),
    ]
    assert compare(former, later).counts == {("rules", "added"): 1, ("rules", "changed"): 1, ("rules", "gone"): 1}


def test_a_figure_whose_document_changed_is_told_apart_from_one_that_is_read_otherwise(tmp_path: Path) -> None:
    former = warehouse(tmp_path / "a", ("k", "a1", 5, "2025"), ("m", "b1", 5, "2025"), ("c", "c1", 1, "2025"))
    later = warehouse(
        tmp_path / "b", ("k", "a2", 6, "2025"), ("m", "b1", 5, "unknown"), ("d", "d1", 2, "2025"), gone=("c1",)
    )
    causes = {row[3]: (row[0], row[1]) for row in told(former, later)}
    assert causes == {
        "k": ("changed", "document"),
        "m": ("changed", "rules"),
        "c": ("gone", "document"),
        "d": ("added", "document"),
    }


def test_figures_of_former_versions_are_not_compared(tmp_path: Path) -> None:
    former = warehouse(tmp_path / "a", ("k", "a1", 5, "2025"))
    later = warehouse(tmp_path / "b", ("k", "a1", 5, "2025"), ("old", "z1", 6, "2025"), gone=("z1",))
    assert told(former, later) == []


def test_a_file_that_is_no_warehouse_or_an_old_one_is_named(tmp_path: Path) -> None:
    good = warehouse(tmp_path / "good.duckdb")
    (tmp_path / "bad.duckdb").write_text("no warehouse")
    with pytest.raises(ComparisonError, match=r"bad\.duckdb cannot be opened"):
        compare(good, tmp_path / "bad.duckdb")
    duckdb.connect(tmp_path / "old.duckdb").close()
    with pytest.raises(ComparisonError, match=r"old\.duckdb was made by older code"):
        compare(tmp_path / "old.duckdb", good)


def test_versions_are_found_by_the_beginning_of_their_name_a_path_or_their_place(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.versions_dir.mkdir(parents=True)
    first, second = (home.versions_dir / f"2026110{day}T06-ab.duckdb" for day in (1, 2))
    for version in (first, second):
        version.touch()
    home.link.symlink_to(second.relative_to(home.warehouse_dir))
    assert find_version(home, None) == second
    assert find_version(home, None, steps_back=1) == first
    assert find_version(home, "20261101") == first
    assert find_version(home, str(first)) == first
    with pytest.raises(VersionNotFoundError, match="2 versions are named 2026"):
        find_version(home, "2026")
    with pytest.raises(VersionNotFoundError, match="0 versions are named 1999"):
        find_version(home, "1999")
    with pytest.raises(VersionNotFoundError, match="too few to compare"):
        find_version(home, None, steps_back=2)
