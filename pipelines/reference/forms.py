"""Reading the registers' files, and the form in which names are compared.

Belongs here: what places, organisations and countries share. Which names mean what stands in their own modules.
"""

import csv
import re
import unicodedata
from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data"
_MARKS = re.compile(r"[\s*†‡¹²³⁴⁵⁶⁷⁸⁹]+\Z|\s*\(?\d\)\s*\Z")
_SPACE = re.compile(r"[\s\u00ad]+")
_HYPHENS = re.compile("[\u2010\u2011–]")


@cache
def read_register(name: str) -> tuple[dict[str, str], ...]:
    """Give the rows of a register's file."""
    with (_DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def folded(name: str) -> str:
    """Give a name in the form that names are compared in: composed accents, one kind of space and hyphen, no case.

    Footnote marks at its end are no part of it.
    """
    composed = unicodedata.normalize("NFC", name)
    return _SPACE.sub(" ", _HYPHENS.sub("-", _MARKS.sub("", composed))).strip().casefold()


def without_genitive(name: str) -> str | None:
    """Give a folded name without a genitive s, None where it does not end like one."""
    return name.removesuffix("s").removesuffix(":") if len(name) > 3 and name.endswith("s") else None
