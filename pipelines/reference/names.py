"""Names of organisations, places, countries and kinds of recipients in running text.

Belongs here: finding them, longest first, as whole words. Whether a named one receives anything is decided by the
grammar of its clause (`pipelines.text.recipients`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pipelines.reference.forms import read_register
from pipelines.reference.geography import all_geographies
from pipelines.reference.organisations import all_organisations

NameKind = Literal["organisation", "geography", "country", "collective"]

_WORD = re.compile(r"[^\W_](?:[\w:&.-]*\w)?")
# Municipalities whose bare name is a common word or a given name: in prose they need "kommun" or "stad" beside them.
_COMMON_WORDS = frozenset(
    {
        "Ale",
        "Berg",
        "Boden",
        "Eda",
        "Habo",
        "Håbo",
        "Kil",
        "Lund",
        "Mark",
        "Mora",
        "Nora",
        "Orsa",
        "Sala",
        "Sunne",
        "Säter",
        "Vara",
        "Ånge",
        "Åre",
    }
)
# Kinds of recipients, in every form that announcements use.
_COLLECTIVES = (
    "kommuner och regioner",
    "kommunerna och regionerna",
    "regioner och kommuner",
    "kommuner och landsting",
    "kommunerna",
    "kommuner",
    "regionerna",
    "regioner",
    "landstingen",
    "landsting",
    "länsstyrelserna",
    "länsstyrelser",
    "lärosätena",
    "lärosäten",
    "universitet och högskolor",
    "folkhögskolor",
    "folkhögskolorna",
    "folkbildningen",
    "studieförbunden",
    "studieförbund",
    "civilsamhällesorganisationer",
    "civilsamhällets organisationer",
    "det civila samhället",
    "ideella organisationer",
    "idéburna organisationer",
    "friluftsorganisationer",
    "trossamfunden",
    "trossamfund",
    "myndigheterna",
    "skolhuvudmän",
    "huvudmän",
    "huvudmännen",
)


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A name in a text.

    Attributes:
        start: first character.
        end: character after the last, a genitive s left out.
        text: the characters.
        kind: organisation | geography | country | collective.
        candidates: identifiers that it may stand for, the likeliest first; empty for a collective.
    """

    start: int
    end: int
    text: str
    kind: NameKind
    candidates: tuple[str, ...]


def find_names(text: str) -> list[NameMatch]:
    """Find every known name in running text, in order and without overlap; of two that overlap the longer."""
    return list(_find(text))


def _find(text: str) -> Iterator[NameMatch]:
    forms, first_words = _forms(), _first_words()
    done = 0
    for word in _WORD.finditer(text):
        if word.start() < done:
            continue
        for length in _lengths(first_words, word.group()):
            end = word.start() + length
            printed = text[word.start() : end]
            named = forms.get(printed) or forms.get(_lower_first(printed))
            if named is None:
                continue
            if not _ends_word(text, end):
                continue
            yield NameMatch(word.start(), end, printed, *named)
            done = end
            break


def _ends_word(text: str, end: int) -> bool:
    """Tell whether a word ends here, or here but for a genitive s."""
    rest = text[end : end + 2]
    if rest[:1] in {"s", ":"}:
        rest = rest.removeprefix(":").removeprefix("s")
    return not rest[:1].isalnum()


def _lengths(first_words: dict[str, tuple[int, ...]], word: str) -> tuple[int, ...]:
    """Give the lengths of the forms that may begin with a word of the text, which may be a genitive."""
    opening = word.casefold()
    return first_words.get(opening) or first_words.get(opening.removesuffix("s").removesuffix(":"), ())


def _lower_first(printed: str) -> str:
    return printed[:1].lower() + printed[1:]


@cache
def _forms() -> dict[str, tuple[NameKind, tuple[str, ...]]]:
    forms: dict[str, tuple[NameKind, tuple[str, ...]]] = {}
    for organisation in all_organisations():
        for form in organisation.name_forms:
            forms.setdefault(form, ("organisation", (organisation.organisation_id,)))
    for row in read_register("countries"):
        forms.setdefault(row["name_sv"], ("country", (row["country_code"],)))
    for place in all_geographies():
        if place.kind in {"municipality", "county", "region"}:
            for form in place.name_forms:
                if form not in _COMMON_WORDS:
                    _, others = forms.get(form, ("geography", ()))
                    forms[form] = ("geography", (*others, place.geography_id))
    for collective in _COLLECTIVES:
        forms.setdefault(collective, ("collective", ()))
    return forms


@cache
def _first_words() -> dict[str, tuple[int, ...]]:
    """Give the lengths of the forms that begin with the same word, longest first."""
    lengths: dict[str, set[int]] = {}
    for form in _forms():
        first = _WORD.match(form)
        if first is None:
            raise ValueError(f"The name {form!r} in the registers does not begin with a word; correct the register.")
        lengths.setdefault(first.group().casefold(), set()).add(len(form))
    return {opening: tuple(sorted(each, reverse=True)) for opening, each in lengths.items()}
