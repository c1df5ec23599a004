"""The diagram of the star shows every table and every reference, and nothing on top of anything else."""

from itertools import combinations, pairwise
from xml.etree import ElementTree as ET

import duckdb
import pytest

from pipelines.settings import CODE_ROOT
from pipelines.store.integrity import Reference, references
from pipelines.store.schema import ColumnInfo, TableInfo, list_tables
from pipelines.store.star import WIDTH, Box, Star, draw, lay_out, star_of

PICTURE = CODE_ROOT / "docs" / "images" / "star.svg"


@pytest.fixture
def star(warehouse: duckdb.DuckDBPyConnection) -> Star:
    return lay_out((table for table in list_tables(warehouse) if table.schema == "core"), references())


def a_table(name: str, *columns: str) -> TableInfo:
    infos = tuple(ColumnInfo(column, "VARCHAR", "", is_nullable=False) for column in columns)
    return TableInfo("core", name, is_view=False, comment="", row_count=0, columns=infos, primary_key=columns[:1])


def boxes_by_table(star: Star) -> dict[str, Box]:
    return {box.table: box for box in star.boxes}


def test_the_picture_is_what_the_sql_gives(warehouse: duckdb.DuckDBPyConnection) -> None:
    assert PICTURE.read_text("utf-8") == star_of(list_tables(warehouse), references()), (
        "run `anslag dictionary --write docs`"
    )


def test_every_reference_within_core_has_its_wire(star: Star) -> None:
    within = [at for at in references() if at.table.startswith("core.") and at.target.startswith("core.")]
    assert [wire.reference for wire in star.wires] == within
    assert set(boxes_by_table(star)) == {at.table for at in within} | {at.target for at in within}


def test_a_wire_runs_from_the_row_that_refers_to_the_row_of_the_key(star: Star) -> None:
    boxes = boxes_by_table(star)
    for wire in star.wires:
        source, target = boxes[wire.reference.table], boxes[wire.reference.target]
        (start_x, start_y), (end_x, end_y) = wire.points[0], wire.points[-1]
        assert start_x in {source.x, source.x + source.width}
        assert start_y == source.row_y(wire.reference.column)
        assert end_x in {target.x, target.x + target.width}
        assert end_y == target.row_y(wire.reference.key)
        assert all(a[0] == b[0] or a[1] == b[1] for a, b in pairwise(wire.points))


def test_boxes_stand_apart_within_the_picture(star: Star) -> None:
    for one, other in combinations(star.boxes, 2):
        assert (
            one.x + one.width < other.x
            or other.x + other.width < one.x
            or one.y + one.height < other.y
            or other.y + other.height < one.y
        ), (one.table, other.table)
    for box in star.boxes:
        assert 0 < box.x < box.x + box.width < WIDTH
        assert 0 < box.y < box.y + box.height < star.height


def test_no_wire_runs_through_a_box(star: Star) -> None:
    for wire in star.wires:
        for (x, y), (to_x, to_y) in pairwise(wire.points):
            for box in star.boxes:
                beside = max(x, to_x) <= box.x or min(x, to_x) >= box.x + box.width
                assert beside or max(y, to_y) <= box.y or min(y, to_y) >= box.y + box.height, (wire, box)


def test_wires_to_different_tables_never_run_along_each_other(star: Star) -> None:
    trunks = {wire.points[1][0]: wire.reference.target for wire in star.wires}
    assert [wire.reference.target for wire in star.wires] == [trunks[wire.points[1][0]] for wire in star.wires]
    level = {}
    for wire in star.wires:
        for (x, y), (to_x, to_y) in pairwise(wire.points):
            if y == to_y:
                level[(y, min(x, to_x), max(x, to_x), wire.reference.target)] = wire
    for (y, start, end, target), (other_y, other_start, other_end, other) in combinations(level, 2):
        assert target == other or y != other_y or end <= other_start or other_end <= start


def test_a_table_may_refer_to_itself() -> None:
    tree = a_table("dim_tree", "tree_id", "parent_id", "name")
    star = lay_out([tree], [Reference("core.dim_tree", "parent_id", "core.dim_tree", "tree_id")])
    [box] = star.boxes
    assert (box.keys, box.other_count) == (("tree_id", "parent_id"), 1)
    [wire] = star.wires
    assert wire.points[0][0] == wire.points[-1][0] == box.x


def test_a_table_that_no_key_ties_to_another_is_left_out() -> None:
    star = lay_out([a_table("dim_lonely", "lonely_id")], [])
    assert (star.boxes, star.wires) == ((), ())


def test_names_are_escaped_and_the_picture_has_words() -> None:
    tables = [a_table("fact_<b>", "x&y_id"), a_table("dim_place", "place_id")]
    star = lay_out(tables, [Reference("core.fact_<b>", "x&y_id", "core.dim_place", "place_id")])
    root = ET.fromstring(draw(star, title="A & B", description="<i>", has_own_colours=False))  # noqa: S314 - drawn here
    texts = [element.text for element in root.iter() if element.text and element.text.strip()]
    assert {"fact_<b>", "x&y_id", "dim_place", "place_id", "A & B", "<i>"} <= set(texts)
    assert root.find("{http://www.w3.org/2000/svg}style") is None
