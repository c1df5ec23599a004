"""Organisations that give, handle or receive money, by whatever name a text calls them.

Belongs here: which name means which organisation. Finding names in running text belongs to `names`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pipelines.reference.forms import composed, listed, read_register, without_genitive


@dataclass(frozen=True, slots=True)
class Organisation:
    """A row of core.dim_organisation.

    Attributes:
        organisation_id: made of the name ("tillvaxtverket"); "unknown" for no known organisation.
        name_sv: official name.
        kind: agency | university | ministry | company | municipal_association | civil_society | international | other |
            unknown.
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
        Organisation(row["organisation_id"], row["name_sv"], row["kind"], (row["name_sv"], *listed(row["other_forms"])))
        for row in read_register("organisations")
    ]
    return tuple(sorted([UNKNOWN_ORGANISATION, *known], key=lambda each: each.organisation_id))


def resolve_organisation(text: str) -> Organisation | None:
    """Give the organisation that a name means, None where no register has it.

    Case does not matter, but for abbreviations ("DO" is one, "do" is not). A genitive s, "AB" and an abbreviation after
    the name, in brackets or behind a comma, may stand there or not.
    """
    for name in _variants(composed(text)):
        if found := _by_abbreviation().get(name) or _by_name().get(name.casefold()):
            return found
    return None


def _variants(name: str) -> Iterator[str]:
    outside, bracket, inside = name.rpartition(" (")
    bare = outside if bracket and inside.endswith(")") else name
    # "Myndigheten för delaktighet, MFD", but not "Boverket, SCB", which are two.
    before, comma, behind = bare.rpartition(", ")
    same = _by_abbreviation().get(behind)
    if comma and behind.isupper() and (same is None or same == _by_name().get(before.casefold())):
        bare = before
    for each in dict.fromkeys((name, bare, bare.removesuffix(" AB"), bare.removeprefix("AB "))):
        yield each
        if stripped := without_genitive(each):
            yield stripped


@cache
def _by_name() -> dict[str, Organisation]:
    return {
        form.casefold(): organisation
        for organisation in all_organisations()
        for form in organisation.name_forms
        if not form.isupper()
    }


@cache
def _by_abbreviation() -> dict[str, Organisation]:
    return {
        form: organisation for organisation in all_organisations() for form in organisation.name_forms if form.isupper()
    }
