"""Many documents read to records, without a warehouse.

Belongs here: writing the records. Which documents stands in `documents`, what a record holds in
`pipelines.text.extraction`.
"""

import json
from collections.abc import Iterator
from typing import Any, TextIO

from rich.console import Console

from pipelines.console.documents import Documents, read_each
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
    return read_each(documents, extract, failed, screen)
