"""The file of inhabitants that lies in `raw/` beside the documents, where the user supplies one.

Belongs here: opening and decoding it. What its lines mean stands in `pipelines.reference.population`.
"""

import hashlib
import os
from dataclasses import dataclass

from pipelines.reference.population import read_population
from pipelines.settings import POPULATION_NAME, Home
from pipelines.sources.files import UnreadableFileError, read_file
from pipelines.sources.types import RefusedFile

POPULATION = "population"
"""Name under which its problems are told, in place of a source of documents."""

# All places of Sweden for a hundred years are a tenth of this.
_MOST_BYTES = 20_000_000


@dataclass(frozen=True, slots=True)
class SuppliedFile:
    """A row of raw.supplied_file.

    Attributes:
        path: path in `raw/`.
        sha256: of its bytes, 64 hex digits; None where it could not be opened.
        text: what it says; None where that could not be read.
    """

    path: str
    sha256: str | None
    text: str | None


@dataclass(frozen=True, slots=True)
class Supplied:
    """What the user supplies beside documents.

    Attributes:
        files: the files that are there.
        refused: what is wrong with them, a row a line.
    """

    files: tuple[SuppliedFile, ...]
    refused: tuple[RefusedFile, ...]


def supplied_population(home: Home) -> Supplied:
    """Read the file of inhabitants of an installation; one without it supplies nothing, and nothing is wrong."""
    if not os.path.lexists(home.population):
        return Supplied((), ())
    try:
        content = read_file(home.population, _MOST_BYTES)
    except UnreadableFileError as error:
        refused = RefusedFile(POPULATION, POPULATION_NAME, error.size_bytes, None, error.problem, error.remedy)
        return Supplied((SuppliedFile(POPULATION_NAME, None, None),), (refused,))
    sha256 = hashlib.sha256(content).hexdigest()

    def refuse(line: int, problem: str, remedy: str) -> RefusedFile:
        return RefusedFile(POPULATION, f"{POPULATION_NAME}:{line}", len(content), sha256, problem, remedy)

    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        remedy = "Save the file as UTF-8 (in a spreadsheet: “CSV UTF-8”); nothing of it is used until then."
        refused = refuse(line, "The file is not UTF-8 from here on.", remedy)
        return Supplied((SuppliedFile(POPULATION_NAME, sha256, None),), (refused,))
    problems = read_population(text).problems
    return Supplied(
        (SuppliedFile(POPULATION_NAME, sha256, text),),
        tuple(refuse(each.line, each.problem, each.remedy) for each in problems),
    )
