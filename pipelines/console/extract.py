"""Reading many documents to records, without a warehouse: one that cannot be read does not stop the others.

Belongs here: going through the documents and writing the records. Which documents stands in `documents`, what a record
holds in `pipelines.text.extraction`.
"""

import json
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from pipelines.console.documents import Documents
from pipelines.text.extraction import extract

_as_json = json.JSONEncoder(ensure_ascii=False).encode


def extract_all(documents: Documents, output: TextIO, failed: list[str], screen: Console) -> int:
    """Read documents and write a record a line.

    Args:
        documents: to be read.
        output: receives the lines, in the order of the documents.
        failed: receives the documents that the reader failed on, each with the reason; they get no record.
        screen: shows the progress.

    Returns:
        How many records were written.
    """
    written = 0
    for record in read_records(documents, failed, screen):
        output.write(_as_json(record) + "\n")
        written += 1
    return written


def read_records(documents: Documents, failed: list[str], screen: Console) -> Iterator[dict[str, Any]]:
    """Read documents to records, in order; the parameters are those of `extract_all`."""
    columns = (TextColumn("reading"), BarColumn(bar_width=None), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=screen, transient=True, disable=not screen.is_terminal) as progress:
        for path, text in progress.track(documents.texts, total=documents.total):
            try:
                record = extract(path, text)
            except Exception as error:
                # Any error is a fault of the reader: no text is wrong. The other documents are no worse for it.
                failed.append(f"{path}: {_reason(error)}")
            else:
                yield record


def _reason(error: Exception) -> str:
    place = traceback.extract_tb(error.__traceback__)[-1]
    problem = " ".join(traceback.format_exception_only(error)[-1].split())
    return (
        f"{problem} ({Path(place.filename).name}, line {place.lineno}). Report this document as an error of the reader."
    )
