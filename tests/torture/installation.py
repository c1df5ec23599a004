"""An installation that is put through things, and what must be true of it whenever somebody looks.

Belongs here: adding documents that are known to be worth one figure each, and telling what a reader lost. What is done
to the installation is each part's own business.
"""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import duckdb
from pipeline_runs import home_with_the_document

from pipelines.settings import Home
from pipelines.sources.archive import Archive
from pipelines.sources.archive_types import ArchiveError
from pipelines.store.sums import damage_of, sum_path
from pipelines.store.versions import NoWarehouseError, open_published, versions

ALLOCATIONS = 96
"""Figures in the tables of the document in `raw/`."""
_DOCUMENT = "regeringens-langsiktiga-insatser-mot-segregation.txt"
_ALLOCATIONS = """
SELECT count(*) FROM core.fact_allocation JOIN core.dim_document USING (document_id) WHERE is_current AND path = ?
"""
_ADDED = """
SELECT path, count(*), min(amount_low_sek) FROM core.fact_funding JOIN core.dim_document USING (document_id)
WHERE is_current AND path LIKE 'added-%' GROUP BY path
"""


class Installation:
    """The document in `raw/`, and further ones that are added as time goes by.

    Attributes:
        home: where it is.
        added: millions of kronor that each added document promises, by its name.
        published: the added documents that readers have had.
    """

    def __init__(self, root: Path) -> None:
        self.home: Home = home_with_the_document(root)
        self.added: dict[str, int] = {}
        self.published: set[str] = set()
        self._numbers = count(1)

    def add_document(self) -> str:
        """Put a document into `raw/` that promises a sum of its own; give its name."""
        number = next(self._numbers)
        name = f"added-{number:05d}.txt"
        (self.home.raw_dir / name).write_text(
            f"Lunds kommun får {number} miljoner kronor till skolor.\n", encoding="utf-8"
        )
        self.added[name] = number
        return name

    def losses(self, *, is_done: bool = False) -> Iterator[str]:
        """Tell what a reader misses, or has that is not so.

        Args:
            is_done: whether a run has ended well after the last document was added: then it must be there, and nothing
                unfinished may lie about.
        """
        for version in versions(self.home):
            if damage := damage_of(version):
                yield damage
        try:
            with open_published(self.home) as con:
                yield from self._row_losses(con, is_done=is_done)
        except (NoWarehouseError, duckdb.Error) as error:
            yield f"readers cannot read: {error}"
        try:
            with Archive(self.home.archive) as archive:
                archive.verify()
        except ArchiveError as error:
            yield str(error)
        if is_done:
            kept = versions(self.home)
            left = {path.name for path in self.home.versions_dir.iterdir()}
            left -= {path.name for path in (*kept, *map(sum_path, kept))}
            if left:
                yield f"left behind: {', '.join(sorted(left))}"

    def names_in_findings(self, name: str) -> bool:
        """Tell whether readers find a file named in the findings, or among the files that could not be taken."""
        with open_published(self.home) as con:
            found = con.execute(
                "SELECT 1 FROM quality.finding WHERE contains(path, ?) OR contains(message, ?)", [name, name]
            ).fetchone()
        return found is not None

    def _row_losses(self, con: duckdb.DuckDBPyConnection, *, is_done: bool) -> Iterator[str]:
        (allocations,) = con.execute(_ALLOCATIONS, [_DOCUMENT]).fetchone() or (0,)
        if allocations != ALLOCATIONS:
            yield f"{allocations} allocations instead of {ALLOCATIONS}"
        found = {path: (figures, amount) for path, figures, amount in con.execute(_ADDED).fetchall()}
        wrong = {path: told for path, told in found.items() if told != (1, self.added[path] * 1_000_000)}
        if wrong:
            yield f"documents with other figures than they state: {wrong}"
        wanted = set(self.added) if is_done else self.published
        if missing := wanted - set(found):
            yield f"documents that readers had or should have are not there: {', '.join(sorted(missing))}"
        self.published |= set(found)
