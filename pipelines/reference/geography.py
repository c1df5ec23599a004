"""Sweden's places: nation, counties, regions, municipalities, by whatever name a table calls them.

Belongs here: which name means which place. A name alone is often both a municipality and a county or region ("Uppsala",
"Örebro"); the names beside it in the column tell which.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import Literal

from pipelines.reference.forms import folded, read_register, without_genitive

Kind = Literal["nation", "county", "region", "municipality", "unknown"]

# Where as many rows of a column could be of two kinds, the kind that is named more plainly by such names.
_PREFERENCE: tuple[Kind, ...] = ("municipality", "region", "county", "nation")


@dataclass(frozen=True, slots=True)
class Geography:
    """A row of core.dim_geography.

    Attributes:
        geography_id: kind and code ("municipality:0180"); "unknown" for no known place.
        geography_code: SCB's code with leading zeros, 4 digits a municipality, 2 a county or region.
        name_sv: official name.
        kind: nation | county | region | municipality | unknown.
        county_code: code of the county it lies in.
        county_name_sv: name of that county.
        name_forms: names that texts use, the official one first.
    """

    geography_id: str
    geography_code: str | None
    name_sv: str
    kind: Kind
    county_code: str | None
    county_name_sv: str | None
    name_forms: tuple[str, ...]


UNKNOWN_PLACE = Geography("unknown", None, "okänd", "unknown", None, None, ())


@cache
def all_geographies() -> tuple[Geography, ...]:
    """Give every place of the register and the unknown one, by identifier."""
    short = {row["county_code"]: row["short_name"] for row in read_register("regions")}
    nation = Geography(
        "nation:SE", "SE", "Sverige", "nation", None, None, ("Sverige", "Riket", "Hela riket", "Hela landet")
    )
    places = [UNKNOWN_PLACE, nation]
    for row in read_register("municipalities"):
        code, name, county = row["municipality_code"], row["name_sv"], row["county_code"]
        forms = (name, *(f"{form} {word}" for form in (_genitive(name), name) for word in ("kommun", "stad")))
        places.append(_place("municipality", code, name, county, forms))
    for code, name in _county_names().items():
        places.append(_place("county", code, name, code, (name, short[code])))
    for row in read_register("regions"):
        code, name = row["county_code"], row["name_sv"]
        others = [form for form in row["other_forms"].split("|") if form]
        places.append(_place("region", code, name, code, (name, row["short_name"], *others)))
    return tuple(sorted(places, key=lambda place: place.geography_id))


def resolve_place(text: str) -> Geography | None:
    """Give the place that a name standing alone means: a municipality before a region before a county."""
    candidates = _candidates(text)
    return next((candidates[kind] for kind in _PREFERENCE if kind in candidates), None)


def resolve_places(labels: Sequence[str]) -> list[Geography | None]:
    """Give the place of each label of a column, None where it is none.

    The kind that most labels can be is taken for all of them; a label that cannot be of that kind but names another
    kind of place plainly ("Region Skåne" among municipalities) keeps it.
    """
    candidates = [_candidates(label) for label in labels]
    counts = {kind: sum(kind in each for each in candidates) for kind in _PREFERENCE}
    usual = max(_PREFERENCE, key=lambda kind: counts[kind])
    return [each.get(usual) or next((each[kind] for kind in _PREFERENCE if kind in each), None) for each in candidates]


def closest_places(name: str, count: int = 3) -> list[str]:
    """Give official names that look like a name which no register knows, the likest first."""
    official = {folded(place.name_sv): place.name_sv for place in all_geographies() if place.kind == "municipality"}
    wanted = folded(name).removesuffix(" kommun").removesuffix(" stad")
    return [official[each] for each in get_close_matches(wanted, official, n=count, cutoff=0.7)]


def _place(kind: Kind, code: str, name: str, county_code: str, forms: tuple[str, ...]) -> Geography:
    county_name = _county_names()[county_code]
    return Geography(f"{kind}:{code}", code, name, kind, county_code, county_name, tuple(dict.fromkeys(forms)))


@cache
def _county_names() -> dict[str, str]:
    return {row["county_code"]: row["name_sv"] for row in read_register("counties")}


def _genitive(name: str) -> str:
    return name if name.endswith(("s", "x", "z")) else f"{name}s"


@cache
def _by_form() -> dict[str, dict[Kind, Geography]]:
    forms: dict[str, dict[Kind, Geography]] = {}
    for place in all_geographies():
        for form in place.name_forms:
            forms.setdefault(folded(form), {}).setdefault(place.kind, place)
    return forms


def _candidates(text: str) -> dict[Kind, Geography]:
    name = folded(text)
    forms = _by_form()
    stripped = without_genitive(name)
    return forms.get(name) or (forms.get(stripped) if stripped else None) or {}
