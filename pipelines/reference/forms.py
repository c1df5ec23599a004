"""Reading the registers' files, and the form in which names are compared.

Belongs here: what places, organisations and countries share. Which names mean what stands in their own modules.
"""

import csv
import re
import unicodedata
from datetime import date
from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data"
_MARKS = " \t\r\n\u00a0\u2009\u202f*†‡¹²³⁴⁵⁶⁷⁸⁹"
_NUMBERED_NOTE = re.compile(r"\(?\d\)\Z")
_HYPHENS = str.maketrans({"\u2010": "-", "\u2011": "-", "–": "-", "\u00ad": None})


@cache
def read_register(name: str) -> tuple[dict[str, str], ...]:
    """Give the rows of a register's file."""
    with (_DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def listed(forms: str) -> tuple[str, ...]:
    """Give the names of a register's cell that holds several."""
    return tuple(form for form in forms.split("|") if form)


def day(text: str) -> date | None:
    """Give the day of a register's cell (2019-01-01), None for an empty one."""
    return date.fromisoformat(text) if text else None


def composed(name: str) -> str:
    """Give a name with composed accents, one kind of space and hyphen, and without the footnote marks at its end."""
    name = unicodedata.normalize("NFC", name).translate(_HYPHENS).rstrip(_MARKS)
    if note := _NUMBERED_NOTE.search(name[-3:]):
        name = name[: len(name) - len(note.group())]
    return " ".join(name.rstrip(_MARKS).split())


def folded(name: str) -> str:
    """Give a name in the form that names are compared in: composed, and without case."""
    return composed(name).casefold()


def without_genitive(name: str) -> str | None:
    """Give a name without a genitive s ("Malmös", "SCB:s"), None where it does not end like one."""
    return name.removesuffix("s").removesuffix(":") if len(name) > 3 and name.endswith("s") else None
