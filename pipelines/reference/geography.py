"""Sweden's places: nation, counties, regions, municipalities, by whatever name a table calls them.

Belongs here: which name means which place. A name alone is often both a municipality and a county or region ("Uppsala",
"Örebro"); the names beside it in the column tell which. Finding names in running text belongs to `names`.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import Literal

from pipelines.reference.forms import folded, listed, read_register, without_genitive

Kind = Literal["nation", "county", "region", "municipality", "unknown"]

# Which kind a name means where nothing beside it tells: grants go to municipalities and regions rather than to the
# counties, the state's own areas.
PREFERENCE: tuple[Kind, ...] = ("municipality", "region", "county", "nation")
# Words in a name that say its kind, whatever its column holds. Gotland's municipality calls itself a region.
_PLAIN_KINDS: tuple[tuple[re.Pattern[str], Kind], ...] = (
    (re.compile(r"region(?:en)?\b|.*regionen\Z|.*\blandsting"), "region"),
    (re.compile(r".* län\Z"), "county"),
    (re.compile(r".* (?:kommun|stad)\Z"), "municipality"),
)
_CODE = re.compile(r"(?P<code>\d{2}(?:\d{2})?) (?=\D)")
# Below this likeness a suggestion is no help ("Jarfalla" has 1 to "Järfälla", both without accents).
_LEAST_LIKENESS = 0.75


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
        nuts3_code: NUTS 3 code (SE110) of a county and of the municipalities in it; None for other kinds.
        name_forms: names that texts use, the official one first.
    """

    geography_id: str
    geography_code: str | None
    name_sv: str
    kind: Kind
    county_code: str | None
    county_name_sv: str | None
    nuts3_code: str | None
    name_forms: tuple[str, ...]


UNKNOWN_PLACE = Geography("unknown", None, "okänd", "unknown", None, None, None, ())


@cache
def all_geographies() -> tuple[Geography, ...]:
    """Give every place of the register and the unknown one, by identifier."""
    nation = Geography(
        "nation:SE", "SE", "Sverige", "nation", None, None, None, ("Sverige", "Riket", "Hela riket", "Hela landet")
    )
    places = [UNKNOWN_PLACE, nation]
    for row in read_register("municipalities"):
        forms = (*_municipality_forms(row["name_sv"]), *listed(row["other_forms"]))
        places.append(_place("municipality", row["municipality_code"], row["name_sv"], row["county_code"], forms))
    for row in read_register("regions"):
        code, name = row["county_code"], row["name_sv"]
        county, short = _county_names()[code], listed(row["short_names"])
        places.append(_place("county", code, county, code, (county, *short, *(f"{each} län" for each in short))))
        forms = (name, row["former_name"], *short, *_region_forms(county, short), *listed(row["other_forms"]))
        places.append(_place("region", code, name, code, forms))
    return tuple(sorted(places, key=lambda place: place.geography_id))


def resolve_place(text: str, *, expected: Kind | None = None) -> Geography | None:
    """Give the place that a name standing alone means, None where it is none.

    Args:
        text: the name, in any case, with or without a genitive s, a code before it ("0180 Stockholm") or "kommun".
        expected: the kind to take where the name alone is of several; else a municipality before a region before a
            county.
    """
    return resolve_places([text], expected=expected)[0]


def resolve_places(labels: Sequence[str], *, expected: Kind | None = None) -> list[Geography | None]:
    """Give the place of each label of a column, None where it is none.

    The kind that most labels can be is taken for all of them; a label that cannot be of that kind but names another
    kind of place ("Region Skåne" among municipalities) keeps its own.

    Args:
        labels: the column.
        expected: the kind to take where as many labels can be of several kinds, as the column's header may tell.
    """
    preference = sorted(PREFERENCE, key=lambda kind: kind != expected)
    candidates = [_candidates(label) for label in labels]
    plain = [_plain_kind(label) for label in labels]
    votes = [each.keys() & {kind, expected} or each.keys() for each, kind in zip(candidates, plain, strict=True)]
    usual = max(preference, key=lambda kind: sum(kind in vote for vote in votes))
    return [
        each.get(usual) or next((each[kind] for kind in preference if kind in vote), None)
        for each, vote in zip(candidates, votes, strict=True)
    ]


def closest_places(name: str, count: int = 3) -> list[str]:
    """Give official names that look like a name which no register knows, the likest first."""
    likely = get_close_matches(_unaccented(name), _unaccented_forms(), n=4 * count, cutoff=_LEAST_LIKENESS)
    return list(dict.fromkeys(_unaccented_forms()[each] for each in likely))[:count]


def _place(kind: Kind, code: str, name: str, county_code: str, forms: tuple[str, ...]) -> Geography:
    county_name = _county_names()[county_code]
    # European statistics know counties; a region is no area of theirs.
    nuts3 = _nuts3_codes()[county_code] if kind in {"county", "municipality"} else None
    return Geography(f"{kind}:{code}", code, name, kind, county_code, county_name, nuts3, tuple(dict.fromkeys(forms)))


@cache
def _county_names() -> dict[str, str]:
    return {row["county_code"]: row["name_sv"] for row in read_register("counties")}


@cache
def _nuts3_codes() -> dict[str, str]:
    return {row["county_code"]: row["nuts3_code"] for row in read_register("counties")}


def _municipality_forms(name: str) -> tuple[str, ...]:
    # "Umeå kommun", "Borås stad", but "Lunds kommun", which texts also write without the s.
    genitives = (name,) if name[-1] in "aeiouyåäösxz" else (f"{name}s", name)
    return (name, *(f"{form} {word}" for form in genitives for word in ("kommun", "stad")))


def _region_forms(county: str, short: tuple[str, ...]) -> tuple[str, ...]:
    return (
        *(f"Region {name}" for name in (county, *short)),
        *(f"Landstinget {name}" for name in (county, *short)),
        *(f"Landstinget i {name}" for name in (county, *short)),
        f"{county}s landsting",
    )


@cache
def _by_form() -> dict[str, dict[Kind, Geography]]:
    forms: dict[str, dict[Kind, Geography]] = {}
    for place in all_geographies():
        for form in place.name_forms:
            forms.setdefault(_key(form), {}).setdefault(place.kind, place)
    return forms


def _key(name: str) -> str:
    return " ".join(folded(name).replace("-", " ").replace("/", " ").split())


def _candidates(label: str) -> Mapping[Kind, Geography]:
    name = _key(label)
    if code := _CODE.match(name):
        coded = _named(name[code.end() :])
        return {kind: place for kind, place in coded.items() if place.geography_code == code["code"]}
    return _named(name)


def _named(name: str) -> Mapping[Kind, Geography]:
    forms = _by_form()
    return forms.get(name) or forms.get(without_genitive(name) or "") or {}


def _plain_kind(label: str) -> Kind | None:
    name = _key(label)
    return next((kind for pattern, kind in _PLAIN_KINDS if pattern.match(name)), None)


def _unaccented(name: str) -> str:
    decomposed = unicodedata.normalize("NFD", _key(name))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


@cache
def _unaccented_forms() -> dict[str, str]:
    named: dict[str, str] = {}
    for kind in PREFERENCE:
        for place in all_geographies():
            if place.kind == kind:
                for form in place.name_forms:
                    named.setdefault(_unaccented(form), place.name_sv)
    return named
