"""The source that takes in a Parquet file of documents: the way for a backfill.

Belongs here: its columns. `path` and `text` must be there; `title`, `url`, `publisher`, `section` and `published` may
be, as in a sidecar. A file of pages that are fetched as well is delivered under the name of that source: its rows then
have the paths that the source gives them, and are the same documents.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.sources.g0v_listing import PUBLISHER, SITE, UnusableError, copied_address, document_path
from pipelines.sources.sidecar import Sidecar, SidecarError, checked
from pipelines.sources.types import Received, RefusedFile

CORPUS = "corpus"
"""Name of the source whose documents come from files alone."""

_ROWS_AT_ONCE = 1_000
_KNOWN = tuple(Sidecar.model_fields)
_OWN_PATH = "Give every row a path of its own."
_OTHER_SITE = "Leave it out, or take it in with another file whose rows are no pages of the site."
_MEND = "Correct it in the file, or leave it empty; the document is not read until then."
# The addresses of regeringen.se hold the section and the month of publication: /pressmeddelanden/2025/01/slug.
_ADDRESS = re.compile(r"^/?(?P<section>[a-z-]+)/(?P<year>(?:19|20)\d\d)/(?P<month>0[1-9]|1[0-2])/")


class CorpusError(Exception):
    """A Parquet file that holds no documents.

    Attributes:
        path: the file.
    """

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(f"{path} {problem} Name a Parquet file with the text columns path and text.")
        self.path = path


@dataclass(frozen=True)
class ParquetSource:
    """The rows of a Parquet file, each a document.

    Attributes:
        file: the file.
        name: name of the source: g0v where the rows are pages of that site, by their paths there.
        is_complete: no: a corpus is one delivery, and another may hold other documents.

    Raises:
        CorpusError: it cannot be read, lacks a column, or has one of them that is not text.
    """

    file: Path
    name: str = CORPUS
    is_complete: bool = False

    def __post_init__(self) -> None:
        schema = self._schema()
        if missing := [name for name in ("path", "text") if name not in schema.names]:
            raise CorpusError(self.file, f"has no column {' and no column '.join(missing)}.")
        for name in ("path", "text"):
            if not _is_text(schema.field(name).type):
                raise CorpusError(self.file, f"has a column {name} that is {schema.field(name).type}, not text.")

    def count(self) -> int:
        """Give how many rows there are."""
        return int(pq.ParquetFile(self.file).metadata.num_rows)

    def offers(self) -> Iterator[Received | RefusedFile]:
        """Yield every row, in the order of the file, a thousand in memory at a time.

        Raises:
            CorpusError: the file is damaged.
        """
        seen: set[object] = set()
        for number, row in enumerate(self._rows(), 1):
            path = row["path"]
            if path and self.name == SITE:
                try:
                    path = row["path"] = document_path(str(path))
                except UnusableError as error:
                    yield self._refused(f"{path}#row-{number}", f"The path of row {number} {error}.", _OTHER_SITE)
                    continue
            if not path or path in seen:
                problem = f"Row {number} has {'the path of a row before it' if path else 'no path'}."
                yield self._refused(f"{path or ''}#row-{number}", problem, _OWN_PATH)
            else:
                seen.add(path)
                yield self._offer(row)

    def _rows(self) -> Iterator[dict[str, object]]:
        try:
            with pq.ParquetFile(self.file) as opened:
                columns = [name for name in ("path", "text", *_KNOWN) if name in opened.schema_arrow.names]
                for batch in opened.iter_batches(_ROWS_AT_ONCE, columns=columns):
                    yield from batch.to_pylist()
        except (OSError, pa.ArrowException) as error:
            raise CorpusError(self.file, f"is damaged ({error}).") from error

    def _offer(self, row: dict[str, object]) -> Received | RefusedFile:
        path, text = str(row.pop("path")), row.pop("text")
        if text is None:
            return self._refused(path, "The row has no text.", "Give it one, or leave it out.")
        said = {name: str(value) for name, value in row.items() if value is not None}
        try:
            description = checked({**self._said_by(path), **said}).model_dump(exclude_none=True)
        except SidecarError as error:
            return self._refused(path, error.problem, _MEND)
        return Received(path, str(text).encode(), description=description or None)

    def _said_by(self, path: str) -> dict[str, str]:
        """Give what its path says of a page of the government's site."""
        match = _ADDRESS.match(path)
        said = {"section": match["section"], "published": f"{match['year']}-{match['month']}"} if match else {}
        return {**said, "url": copied_address(path), "publisher": PUBLISHER} if self.name == SITE else said

    def _refused(self, path: str, problem: str, remedy: str) -> RefusedFile:
        return RefusedFile(self.name, path, None, None, problem, remedy)

    def _schema(self) -> pa.Schema:
        try:
            return pq.read_schema(self.file)
        except (OSError, pa.ArrowException) as error:
            raise CorpusError(self.file, f"cannot be read as Parquet ({error}).") from error


def _is_text(kind: "pa.DataType") -> bool:
    if isinstance(kind, pa.DictionaryType):
        kind = kind.value_type
    return pa.types.is_string(kind) or pa.types.is_large_string(kind)
