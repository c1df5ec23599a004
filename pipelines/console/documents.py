"""Documents that a command reads without a warehouse: files and folders, or pages of a corpus.

Belongs here: where texts come from, errors in what was named, and going through them so that one which cannot be read
does not stop the others. What is read of them belongs to the command.
"""
# ruff: noqa: PLC0415 - a corpus needs no library of files, files none of Parquet; each takes a tenth of a second

import traceback
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

_ROWS_AT_ONCE = 1_000

_Read = TypeVar("_Read")


class DocumentsError(Exception):
    """Documents that cannot be read as asked; the message names them and says what to do."""


class Documents(NamedTuple):
    """Documents to be read.

    Attributes:
        total: how many there are.
        texts: path and text of each; can be gone through once.
        refused: files that hold no text, each with the reason; filled while `texts` is gone through.
    """

    total: int
    texts: Iterator[tuple[str, str]]
    refused: list[str]


def choose_documents(paths: Sequence[Path], corpus: Path | None, only: Path | None) -> Documents:
    """Choose documents as a command's arguments name them.

    Args:
        paths: files and folders.
        corpus: a Parquet file with the columns `path` and `text`, read instead of paths.
        only: a file that lists, a line each, the paths of the corpus to read.

    Raises:
        DocumentsError: the corpus or the list cannot be used.
        PathNotFoundError: there is nothing where a path says.
    """
    if corpus is None:
        return _given(paths)
    return corpus_documents(corpus, _listed(only), str(only)) if only else corpus_documents(corpus)


def corpus_documents(corpus: Path, wanted: Collection[str] | None = None, named_by: str = "") -> Documents:
    """Choose pages of a corpus.

    Args:
        corpus: a Parquet file with the columns `path` and `text`.
        wanted: paths of the pages; None is all.
        named_by: where those paths come from, for the error.

    Raises:
        DocumentsError: the corpus cannot be used, or a page is not in it.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(corpus)
    except (OSError, pa.ArrowException) as error:
        raise DocumentsError(f"{corpus} cannot be read as Parquet: {error}") from error
    missing = {"path", "text"} - set(file.schema_arrow.names)
    if missing:
        raise DocumentsError(f"{corpus} lacks the column {', '.join(sorted(missing))}. A corpus has path and text.")
    chosen = None if wanted is None else frozenset(wanted)
    if chosen is not None:
        known = set(file.read(columns=["path"]).column("path").to_pylist())
        if absent := sorted(chosen - known):
            paths = "1 path" if len(absent) == 1 else f"{len(absent)} paths"
            raise DocumentsError(f"Not in {corpus}: {paths} of {named_by}, e.g. {absent[0]}. Correct the list.")
    total = len(chosen) if chosen is not None else file.metadata.num_rows

    def read() -> Iterator[tuple[str, str]]:
        for batch in file.iter_batches(_ROWS_AT_ONCE, columns=["path", "text"]):
            for path, text in zip(batch.column("path").to_pylist(), batch.column("text").to_pylist(), strict=True):
                if chosen is None or path in chosen:
                    yield str(path), str(text or "")

    return Documents(total, read(), [])


def _given(paths: Sequence[Path]) -> Documents:
    from pipelines.sources.given import given_source
    from pipelines.sources.reading import documents_of
    from pipelines.sources.types import RawDocument

    source = given_source(list(paths))
    refused: list[str] = []

    def read() -> Iterator[tuple[str, str]]:
        for found in documents_of(source):
            if isinstance(found, RawDocument):
                yield found.path, found.text
            else:
                refused.append(f"{found.path}: {found.problem} {found.remedy}")

    return Documents(source.count(), read(), refused)


def _listed(only: Path) -> set[str]:
    try:
        lines = only.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise DocumentsError(f"{only} cannot be read: {error}") from error
    return {line.strip() for line in lines if line.strip()}


def read_each(
    documents: Documents, read: Callable[[str, str], _Read], failed: list[str], screen: Console
) -> Iterator[_Read]:
    """Read documents one after the other, showing how far it has come.

    Args:
        documents: to be read.
        read: reads a document, given its path and its text.
        failed: receives the documents that `read` failed on, each with the reason; nothing is given for them.
        screen: shows the progress.
    """
    columns = (TextColumn("reading"), BarColumn(bar_width=None), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=screen, transient=True, disable=not screen.is_terminal) as progress:
        for path, text in progress.track(documents.texts, total=documents.total):
            try:
                found = read(path, text)
            except Exception as error:
                # Any error is a fault of the reader: no text is wrong. The other documents are no worse for it.
                failed.append(f"{path}: {_reason(error)}")
            else:
                yield found


def _reason(error: Exception) -> str:
    place = traceback.extract_tb(error.__traceback__)[-1]
    problem = " ".join(traceback.format_exception_only(error)[-1].split())
    return (
        f"{problem} ({Path(place.filename).name}, line {place.lineno}). Report this document as an error of the reader."
    )
