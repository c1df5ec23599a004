"""Reading many documents to one JSON Lines file, without a warehouse.

Belongs here: which documents are read and how the file is written. What a record holds stands in
`pipelines.text.extraction`.
"""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TextIO

import pyarrow as pa
import pyarrow.parquet as pq
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from pipelines.sources.given import given_source
from pipelines.sources.types import RawDocument
from pipelines.text.extraction import extract

_ROWS_AT_ONCE = 1_000


class ExtractError(Exception):
    """Documents that cannot be read as asked; the message names them and says what to do."""


def extract_all(
    paths: Sequence[Path], corpus: Path | None, only: Path | None, output: TextIO, screen: Console
) -> tuple[int, list[str]]:
    """Read documents and write a record a line.

    Args:
        paths: files and folders.
        corpus: a Parquet file with the columns `path` and `text`, read instead of paths.
        only: a file that lists, a line each, the paths of the corpus to read.
        output: receives the lines, in the order of the documents.
        screen: shows the progress.

    Returns:
        How many documents were written, and what was refused, each with its reason.

    Raises:
        ExtractError: the corpus or the list cannot be used.
    """
    refused: list[str] = []
    total, documents = _from_corpus(corpus, only) if corpus else _from_paths(paths, refused)
    written = 0
    columns = (TextColumn("reading"), BarColumn(bar_width=None), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=screen, transient=True, disable=not screen.is_terminal) as progress:
        for path, text in progress.track(documents, total=total):
            output.write(json.dumps(extract(path, text), ensure_ascii=False) + "\n")
            written += 1
    return written, refused


def _from_paths(paths: Sequence[Path], refused: list[str]) -> tuple[int, Iterator[tuple[str, str]]]:
    source = given_source(list(paths))

    def read() -> Iterator[tuple[str, str]]:
        for found in source.read():
            if isinstance(found, RawDocument):
                yield found.path, found.text
            else:
                refused.append(f"{found.path}: {found.problem} {found.remedy}")

    return source.count(), read()


def _from_corpus(corpus: Path, only: Path | None) -> tuple[int, Iterator[tuple[str, str]]]:
    try:
        file = pq.ParquetFile(corpus)
    except (OSError, pa.ArrowException) as error:
        raise ExtractError(f"{corpus} cannot be read as Parquet: {error}") from error
    missing = {"path", "text"} - set(file.schema_arrow.names)
    if missing:
        raise ExtractError(f"{corpus} lacks the column {', '.join(sorted(missing))}. A corpus has path and text.")
    wanted = _listed(only) if only else None
    if wanted is not None:
        known = set(file.read(columns=["path"]).column("path").to_pylist())
        if absent := sorted(wanted - known):
            raise ExtractError(
                f"{len(absent)} paths of {only} are not in {corpus}, e.g. {absent[0]}. Correct the list."
            )
    total = len(wanted) if wanted is not None else file.metadata.num_rows

    def read() -> Iterator[tuple[str, str]]:
        for batch in file.iter_batches(_ROWS_AT_ONCE, columns=["path", "text"]):
            for path, text in zip(batch.column("path").to_pylist(), batch.column("text").to_pylist(), strict=True):
                if wanted is None or path in wanted:
                    yield str(path), str(text or "")

    return total, read()


def _listed(only: Path) -> set[str]:
    try:
        lines = only.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ExtractError(f"{only} cannot be read: {error}") from error
    return {line.strip() for line in lines if line.strip()}
