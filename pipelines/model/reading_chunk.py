"""Reading a chunk of documents to rows: the work that other processes and machines may do.

Belongs here: one document after another, none stopped by another. Who does it, and where rows are written, is told in
`pipelines.assets`.
"""

import traceback
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.model.dimensions import published_year
from pipelines.model.staged import ProblemRow, StagedRows, stage
from pipelines.text.reading import read_document

UNREADABLE = "unreadable_document"
"""Kind of the problem of a document that the reader failed on."""

_REMEDY = (
    "Report it with the document: the reader is at fault. Its figures are missing until it is read again, "
    "which is when the document or the rules change."
)


@dataclass(frozen=True, slots=True)
class TextToRead:
    """A document version as the reader needs it: columns of raw.document."""

    document_id: str
    text: str
    sidecar: str | None


def read_chunk(documents: Sequence[TextToRead]) -> StagedRows:
    """Read documents and lay out what was seen; one that makes the reader fail is told as a problem."""
    rows = StagedRows()
    for document in documents:
        of_document = StagedRows()
        try:
            found = read_document(document.text, published_year=published_year(document.sidecar))
            stage(document.document_id, document.text, found, of_document)
        except Exception as error:
            # Any error is a fault of the reader: no text is wrong. The other documents are no worse for it.
            problem = f"{type(error).__name__}: {error}"
            rows.problems.append(unreadable(document, problem, traceback.format_exc()))
        else:
            rows.extend(of_document)
    return rows


def unreadable(document: TextToRead, problem: str, trace: str | None) -> ProblemRow:
    """Tell that the reader failed on a document.

    Args:
        document: the document.
        problem: what happened, in a sentence.
        trace: the traceback, for whoever mends it; None where there is none.
    """
    return ProblemRow(
        document_id=document.document_id,
        problem_no=0,
        table_id=None,
        column_no=None,
        kind=UNREADABLE,
        message=f"The reader failed on this document: {problem}",
        remedy=_REMEDY,
        trace=trace,
        char_start=0,
        char_end=len(document.text),
    )
