"""Every name that the registers know, word by word, so that a text is searched in one pass.

Belongs here: which printed forms mean which members of the registers. How a text is searched belongs to `names`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from pipelines.reference.forms import listed, read_register
from pipelines.reference.geography import PREFERENCE, all_geographies
from pipelines.reference.organisations import all_organisations

NameKind = Literal["organisation", "geography", "country", "collective"]

# A word, blanks with one line break at most, or a single other character.
PIECE = re.compile(r"\w+|[^\S\r\n]+(?:\r?\n[^\S\r\n]*)?|\r?\n[^\S\r\n]*|[^\w\s]")
# Municipalities whose bare name is a usual surname or given name: they need "kommun" or "stad" beside them.
_NAMES_OF_PEOPLE = frozenset({"Berg", "Dorotea", "Lund", "Mark", "Nora", "Norberg", "Vilhelmina"})
# Names that are also words; where one opens a sentence its capital letter says nothing.
_WORDS = frozenset({"Ale", "Boden", "Formas", "Kil", "Mind", "Sala", "Skara", "Säter", "Tullen", "Trosa", "Vara"})


@dataclass(frozen=True, slots=True)
class Named:
    """What a name means.

    Attributes:
        kind: organisation | geography | country | collective.
        candidates: identifiers that it may stand for, the likeliest first.
        may_be_word: whether it is no name for sure where it opens a sentence.
    """

    kind: NameKind
    candidates: tuple[str, ...]
    may_be_word: bool


@dataclass(slots=True)
class NameNode:
    """The names that begin with the same words.

    Attributes:
        following: by what comes next: the first word as printed, later ones by `common_key`.
        named: what the words so far mean, None where they are no whole name.
    """

    following: "dict[str, NameNode]" = field(default_factory=dict)
    named: Named | None = None


def common_key(piece: str) -> str:
    """Give the form in which the pieces of a name after its first word are compared: no case, one blank and hyphen."""
    return " " if piece.isspace() else "-" if piece in {"\u2010", "\u2011"} else piece.casefold()


@cache
def name_tree() -> NameNode:
    """Give the root of all known names. A form that two registers know means the organisation before the place."""
    tree = NameNode()
    for form, named in known_forms().items():
        first, *rest = PIECE.findall(form)
        # A name that is written with a small letter has a capital one where it opens a sentence.
        for opening in {first, first[0].upper() + first[1:]}:
            node = tree.following.setdefault(opening, NameNode())
            for piece in rest:
                node = node.following.setdefault(common_key(piece), NameNode())
            node.named = node.named or named
    return tree


@cache
def known_forms() -> dict[str, Named]:
    """Give what each printed form of a name means."""
    forms: dict[str, Named] = {}
    for form, kind, identifier in _claims():
        known = forms.get(form)
        if known is None:
            forms[form] = Named(kind, (identifier,) if identifier else (), form in _WORDS)
        elif known.kind == kind and identifier not in known.candidates:
            forms[form] = Named(kind, (*known.candidates, identifier), known.may_be_word)
    return forms


def _claims() -> Iterator[tuple[str, NameKind, str]]:
    """Give each printed form with the member that it may mean, the likeliest first."""
    for organisation in all_organisations():
        yield from ((form, "organisation", organisation.organisation_id) for form in organisation.name_forms)
    for place in sorted(all_geographies(), key=lambda place: (*PREFERENCE, "unknown").index(place.kind)):
        forms = (form for form in place.name_forms if form not in _NAMES_OF_PEOPLE)
        yield from ((form, "geography", place.geography_id) for form in forms)
    for row in read_register("countries"):
        yield from ((form, "country", row["country_code"]) for form in (row["name_sv"], *listed(row["other_forms"])))
    for row in read_register("collectives"):
        yield from ((form, "collective", "") for form in (row["name_sv"], *listed(row["other_forms"])))
