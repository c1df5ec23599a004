"""The star schema as a picture: tables as boxes, references as wires, laid out from the keys alone.

Belongs here: where boxes and wires go, and the SVG that shows them. Pure. Tables that refer to others stand in the
middle, those that they refer to on either side; all references to one table share one trunk, so that lines cross but
never run along each other. No table is named here.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Literal

from pipelines.store.integrity import Reference
from pipelines.store.schema import TableInfo

Side = Literal["left", "right"]

ROW = 20.0
_GAP = 14.0
_MARGIN = 10.0
_SIDE_WIDTH, _GUTTER_WIDTH, _MIDDLE_WIDTH = 215.0, 215.0, 300.0
_MIDDLE_X = _MARGIN + _SIDE_WIDTH + _GUTTER_WIDTH
WIDTH = 2 * _MIDDLE_X + _MIDDLE_WIDTH
# What refers to others is read from the facts down.
_ORDER = ("fact_", "dim_", "bridge_")
_COLOURS = tuple(f"var(--chart-{number})" for number in range(1, 6))
# The page that a picture stands in may name these colours itself; a file of its own must.
_STYLE = """\
<style>
svg { --surface: #ffffff; --raised: #eef1f5; --line: #b9c2cc; --ink: #16202b; --ink-soft: #4d5b69;
  --chart-1: #1d4f7c; --chart-2: #b26a00; --chart-3: #2f7d4f; --chart-4: #8a3d7c; --chart-5: #6b7785 }
@media (prefers-color-scheme: dark) {
  svg { --surface: #1a2027; --raised: #232b34; --line: #4a5866; --ink: #e6ebf0; --ink-soft: #a3b0bd;
    --chart-1: #6fb3ea; --chart-2: #f2b34c; --chart-3: #74cf99; --chart-4: #dd94d0; --chart-5: #a3b0bd }
}
</style>"""


@dataclass(frozen=True, slots=True)
class Box:
    """A table as a rectangle: its name, then a row for each key column.

    Attributes:
        table: its name, with its schema.
        keys: columns of the primary key and columns that refer to others, in the table's order.
        other_count: columns that are neither.
        x: left edge in pixels.
        y: upper edge in pixels.
        width: pixels.
    """

    table: str
    keys: tuple[str, ...]
    other_count: int
    x: float
    y: float
    width: float

    @property
    def height(self) -> float:
        """Its height in pixels: a row for its name, one a key, and one for the number of other columns."""
        return ROW * (1 + len(self.keys) + bool(self.other_count))

    def row_y(self, column: str) -> float:
        """Give the middle of the row of a key column, in pixels."""
        return self.y + ROW * (self.keys.index(column) + 1.5)

    def edge(self, side: Side) -> float:
        """Give the x of an edge in pixels."""
        return self.x if side == "left" else self.x + self.width


@dataclass(frozen=True, slots=True)
class Wire:
    """A reference as a line with right angles.

    Attributes:
        reference: the reference.
        points: its corners in pixels, from the row of the referring column to the row of the key.
        colour: that of the trunk, as CSS.
    """

    reference: Reference
    points: tuple[tuple[float, float], ...]
    colour: str


@dataclass(frozen=True, slots=True)
class Star:
    """A picture of tables and references.

    Attributes:
        boxes: one a table.
        wires: one a reference.
        height: pixels; all pictures are `WIDTH` wide.
    """

    boxes: tuple[Box, ...]
    wires: tuple[Wire, ...]
    height: float


def lay_out(tables: Iterable[TableInfo], references: Iterable[Reference]) -> Star:
    """Place tables and the references between them.

    Args:
        tables: the tables to show; one that neither refers nor is referred to is left out.
        references: references; those to or from other tables are left out.
    """
    shown = {table.qualified: table for table in tables}
    kept = [at for at in references if at.table in shown and at.target in shown]
    referring = {at.table for at in kept}
    middle = _stack((shown[name] for name in sorted(referring, key=_rank)), kept, _MIDDLE_X, _MIDDLE_WIDTH)
    rows: dict[str, list[float]] = defaultdict(list)
    for at in kept:
        rows[at.target].append(middle[at.table].row_y(at.column))
    sides = _sides(rows, middle)
    boxes = dict(middle)
    for side, x in (("left", _MARGIN), ("right", WIDTH - _MARGIN - _SIDE_WIDTH)):
        outer = [name for name in rows if name not in middle and sides[name] == side]
        boxes |= _beside(sorted(outer, key=lambda name: _mean(rows[name])), shown, kept, rows, x)
    trunks = _trunks(sides, rows)
    wires = tuple(_wire(at, boxes, sides[at.target], trunks[at.target], _colour(at.target, rows)) for at in kept)
    return Star(tuple(boxes.values()), wires, max((box.y + box.height for box in boxes.values()), default=0) + _MARGIN)


def draw(star: Star, *, title: str, description: str, has_own_colours: bool) -> str:
    """Draw a picture as SVG.

    Args:
        star: what to draw.
        title: its name, for those who do not see it.
        description: what it shows.
        has_own_colours: True for a file of its own, light or dark as its reader's screen is; False inside a page that
            names the colours.
    """
    return "\n".join(_lines(star, title, description, has_own_colours=has_own_colours)) + "\n"


def star_of(tables: Iterable[TableInfo], references: Iterable[Reference], *, has_own_colours: bool = True) -> str:
    """Draw the tables of schema core and the references between them, as SVG (see `draw`)."""
    star = lay_out((table for table in tables if table.schema == "core"), references)
    return draw(
        star,
        title="Star schema",
        description=f"{len(star.boxes)} tables with their key columns, and a line from each of {len(star.wires)} "
        "referring columns to the column that its values are found in.",
        has_own_colours=has_own_colours,
    )


def _rank(name: str) -> tuple[int, str]:
    bare = name.partition(".")[2]
    return next((place for place, start in enumerate(_ORDER) if bare.startswith(start)), len(_ORDER)), name


def _box(table: TableInfo, references: Iterable[Reference], x: float, y: float, width: float) -> Box:
    of_keys = {at.column for at in references if at.table == table.qualified} | {*table.primary_key}
    of_keys |= {at.key for at in references if at.target == table.qualified}
    keys = tuple(column.name for column in table.columns if column.name in of_keys)
    return Box(table.qualified, keys, len(table.columns) - len(keys), x, y, width)


def _stack(tables: Iterable[TableInfo], references: Sequence[Reference], x: float, width: float) -> dict[str, Box]:
    stacked: dict[str, Box] = {}
    y = _MARGIN
    for table in tables:
        box = stacked[table.qualified] = _box(table, references, x, y, width)
        y += box.height + _GAP
    return stacked


def _sides(rows: Mapping[str, Sequence[float]], middle: Mapping[str, Box]) -> dict[str, Side]:
    # Tables of the middle need trunks too, but no boxes beside it: both are shared out evenly.
    sides: dict[str, Side] = {}
    for names in ([name for name in rows if name not in middle], [name for name in rows if name in middle]):
        for place, name in enumerate(sorted(names, key=lambda name: (-len(rows[name]), name))):
            sides[name] = "right" if place % 4 in {1, 2} else "left"
    return sides


def _beside(
    names: Iterable[str],
    shown: Mapping[str, TableInfo],
    references: Sequence[Reference],
    rows: Mapping[str, Sequence[float]],
    x: float,
) -> dict[str, Box]:
    placed: dict[str, Box] = {}
    # Half a row off those of the middle, so that no two lines run along each other.
    free = _MARGIN + ROW / 2
    for name in names:
        wanted = _mean(rows[name]) - 1.5 * ROW
        y = max(free, _MARGIN + ROW / 2 + ROW * round((wanted - _MARGIN) / ROW))
        box = placed[name] = _box(shown[name], references, x, y, _SIDE_WIDTH)
        free = y + box.height + ROW
    return placed


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _trunks(sides: Mapping[str, Side], rows: Mapping[str, Sequence[float]]) -> dict[str, float]:
    trunks: dict[str, float] = {}
    for side in ("left", "right"):
        # The longest stands next to the outer boxes, where the fewest lines cross it.
        names = sorted(
            (name for name in sides if sides[name] == side), key=lambda name: min(rows[name]) - max(rows[name])
        )
        step = _GUTTER_WIDTH / (len(names) + 1)
        for place, name in enumerate(names, start=1):
            offset = _MARGIN + _SIDE_WIDTH + place * step
            trunks[name] = offset if side == "left" else WIDTH - offset
    return trunks


def _wire(at: Reference, boxes: Mapping[str, Box], side: Side, trunk: float, colour: str) -> Wire:
    source, target = boxes[at.table], boxes[at.target]
    start = (source.edge(side), source.row_y(at.column))
    is_beside = target.x != source.x
    end = (target.edge(("right" if side == "left" else "left") if is_beside else side), target.row_y(at.key))
    return Wire(at, (start, (trunk, start[1]), (trunk, end[1]), end), colour)


def _colour(target: str, rows: Mapping[str, Sequence[float]]) -> str:
    return _COLOURS[sorted(rows).index(target) % len(_COLOURS)]


def _lines(star: Star, title: str, description: str, *, has_own_colours: bool) -> Iterator[str]:
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {star.height:g}" role="img" '
        'aria-labelledby="star-title" aria-describedby="star-description" font-family="system-ui, sans-serif">'
    )
    yield f'<title id="star-title">{escape(title)}</title>'
    yield f'<desc id="star-description">{escape(description)}</desc>'
    if has_own_colours:
        yield _STYLE
        yield f'<rect width="{WIDTH:g}" height="{star.height:g}" rx="6" fill="var(--surface)"/>'
    for wire in star.wires:
        yield from _drawn_wire(wire)
    for box in star.boxes:
        yield from _drawn_box(box)
    yield "</svg>"


def _drawn_wire(wire: Wire) -> Iterator[str]:
    at = wire.reference
    path = "M" + " L".join(f"{x:g} {y:g}" for x, y in wire.points)
    yield f'<g stroke="{wire.colour}" fill="{wire.colour}">'
    yield f"<title>{escape(f'{at.table}.{at.column} → {at.target}.{at.key}')}</title>"
    yield f'<path d="{path}" fill="none" stroke-width="1.5"/>'
    for x, y in (wire.points[1], wire.points[2]):
        yield f'<circle cx="{x:g}" cy="{y:g}" r="2.5" stroke="none"/>'
    (before, _), (x, y) = wire.points[-2:]
    tail = x + (7 if before > x else -7)
    yield f'<path d="M{x:g} {y:g} L{tail:g} {y - 4:g} L{tail:g} {y + 4:g} Z" stroke="none"/></g>'


def _drawn_box(box: Box) -> Iterator[str]:
    yield (
        f'<rect x="{box.x:g}" y="{box.y:g}" width="{box.width:g}" height="{box.height:g}" rx="4" '
        'fill="var(--surface)" stroke="var(--line)"/>'
    )
    yield f'<rect x="{box.x:g}" y="{box.y:g}" width="{box.width:g}" height="{ROW:g}" rx="4" fill="var(--raised)"/>'
    x = box.x + 8
    yield (
        f'<text x="{x:g}" y="{box.y + 14.5:g}" font-size="13" font-weight="600" fill="var(--ink)">'
        f"{escape(box.table.partition('.')[2])}</text>"
    )
    for key in box.keys:
        yield f'<text x="{x:g}" y="{box.row_y(key) + 4:g}" font-size="12" fill="var(--ink)">{escape(key)}</text>'
    if box.other_count:
        y = box.y + box.height - ROW / 2 + 4
        columns = "column" if box.other_count == 1 else "columns"
        yield f'<text x="{x:g}" y="{y:g}" font-size="12" fill="var(--ink-soft)">+ {box.other_count} {columns}</text>'
