"""Help for the tests of the sources: all that a source gave, in order and by path."""

from pipelines.sources.reading import documents_of
from pipelines.sources.types import RawDocument, RefusedFile, Source


class Outcome:
    """All that a source yields: `rows` in order, `documents` and `refused` by path."""

    def __init__(self, source: Source) -> None:
        self.rows = list(documents_of(source))
        self.documents = {row.path: row for row in self.rows if isinstance(row, RawDocument)}
        self.refused = {row.path: row for row in self.rows if isinstance(row, RefusedFile)}
        assert len(self.documents) + len(self.refused) == len(self.rows), (
            "a path came twice: the tables' keys forbid it"
        )
        for row in self.rows:
            row.path.encode()
            assert row.source == source.name
