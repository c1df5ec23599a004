"""Organisations that give, handle or receive money, by whatever name a text calls them.

Belongs here: which name means which organisation. Finding names in running text belongs to `names`.
"""

from dataclasses import dataclass
from functools import cache

from pipelines.reference.forms import folded, read_register, without_genitive


@dataclass(frozen=True, slots=True)
class Organisation:
    """A row of core.dim_organisation.

    Attributes:
        organisation_id: made of the name ("tillvaxtverket"); "unknown" for no known organisation.
        name_sv: official name.
        kind: agency | university | ministry | company | association | international | other | unknown.
        name_forms: names that texts use, the official one first.
    """

    organisation_id: str
    name_sv: str
    kind: str
    name_forms: tuple[str, ...]


UNKNOWN_ORGANISATION = Organisation("unknown", "okänd", "unknown", ())


@cache
def all_organisations() -> tuple[Organisation, ...]:
    """Give every organisation of the register and the unknown one, by identifier."""
    known = [
        Organisation(
            row["organisation_id"],
            row["name_sv"],
            row["kind"],
            (row["name_sv"], *(form for form in row["other_forms"].split("|") if form)),
        )
        for row in read_register("organisations")
    ]
    return tuple(sorted([UNKNOWN_ORGANISATION, *known], key=lambda each: each.organisation_id))


def resolve_organisation(text: str) -> Organisation | None:
    """Give the organisation that a name means, whatever its case and with or without a genitive s; None if unknown."""
    name = folded(text)
    stripped = without_genitive(name)
    return _by_form().get(name) or (_by_form().get(stripped) if stripped else None)


@cache
def _by_form() -> dict[str, Organisation]:
    forms: dict[str, Organisation] = {}
    for organisation in all_organisations():
        for form in organisation.name_forms:
            forms.setdefault(folded(form), organisation)
    return forms
