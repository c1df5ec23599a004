"""Reading documents on any executor, in chunks, none lost: processes of this machine or workers elsewhere.

Belongs here: what is sent to workers, in which order results come back, and what happens when a worker dies. Which
executor there is stands in `executors`.
"""

import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future
from contextlib import AbstractContextManager
from dataclasses import fields

import pyarrow as pa

from pipelines.model.reading_chunk import TextToRead, read_chunk, unreadable
from pipelines.model.staged import StagedRows
from pipelines.store.row_types import TableShape, to_arrow

STAGED_TABLES = {
    "blocks": "staging.block",
    "tables": "staging.text_table",
    "columns": "staging.table_column",
    "cells": "staging.table_cell",
    "mentions": "staging.mention",
    "profile_items": "staging.profile_item",
    "problems": "staging.problem",
    "tokens": "quality.number_token",
}
"""Table of each kind of staged rows, those that others refer to first."""

Shapes = dict[str, TableShape]
Laid = dict[str, pa.Table]
OpenExecutor = Callable[[], AbstractContextManager[Executor]]

_CHUNK_CHARACTERS = 400_000
# Chunks sent ahead of the one whose rows are written: keeps workers busy, bounds memory.
_AHEAD = 6


class WorkersLostError(Exception):
    """No worker does even nothing: the executor is at fault, no document."""


def in_chunks(documents: Iterable[TextToRead], characters: int = _CHUNK_CHARACTERS) -> Iterator[list[TextToRead]]:
    """Group documents, in their order, into chunks of about so many characters."""
    chunk: list[TextToRead] = []
    held = 0
    for document in documents:
        chunk.append(document)
        held += len(document.text)
        if held >= characters:
            yield chunk
            chunk, held = [], 0
    if chunk:
        yield chunk


def read_on(
    open_executor: OpenExecutor, chunks: Iterable[list[TextToRead]], shapes: Shapes
) -> Iterator[tuple[int, Laid]]:
    """Read chunks of documents and give, in their order, how many documents each had and the rows by table.

    A worker that dies takes the chunks with it that were under way; each is tried again by itself, then in halves, so
    that a document which kills its worker is told as unreadable and costs no other.

    Args:
        open_executor: opens an executor; called again when the one before is lost.
        chunks: the documents.
        shapes: of the tables in `STAGED_TABLES`.

    Raises:
        WorkersLostError: the executor is lost whatever is sent to it.
    """
    left = iter(chunks)
    under_way: deque[tuple[list[TextToRead], Future[Laid] | None]] = deque()
    while True:
        try:
            with open_executor() as executor:
                yield from _in_order(executor, left, under_way, shapes)
                return
        except _LostError:
            while under_way:
                chunk, _ = under_way.popleft()
                yield len(chunk), _by_itself(open_executor, chunk, shapes)


class _LostError(Exception):
    """A worker was lost. Whatever goes wrong with a document is told by `lay_out`, so this is the executor's own."""


def _in_order(
    executor: Executor,
    left: Iterator[list[TextToRead]],
    under_way: deque[tuple[list[TextToRead], "Future[Laid] | None"]],
    shapes: Shapes,
) -> Iterator[tuple[int, Laid]]:
    for chunk in left:
        under_way.append((chunk, None))
        under_way[-1] = (chunk, _send(executor, chunk, shapes))
        if len(under_way) > _AHEAD:
            yield _first(under_way)
    while under_way:
        yield _first(under_way)


def _first(under_way: deque[tuple[list[TextToRead], "Future[Laid] | None"]]) -> tuple[int, Laid]:
    chunk, future = under_way[0]
    laid = _result(future)
    under_way.popleft()
    return len(chunk), laid


def _send(executor: Executor, chunk: list[TextToRead], shapes: Shapes) -> "Future[Laid]":
    try:
        return executor.submit(lay_out, chunk, shapes)
    except Exception as error:
        raise _LostError(f"{type(error).__name__}: {error}") from error


def _result(future: "Future[Laid] | None") -> Laid:
    if future is None:
        raise _LostError("It was not sent.")
    try:
        return future.result()
    except Exception as error:
        raise _LostError(f"{type(error).__name__}: {error}") from error


def _by_itself(open_executor: OpenExecutor, chunk: list[TextToRead], shapes: Shapes) -> Laid:
    try:
        with open_executor() as executor:
            return _result(_send(executor, chunk, shapes))
    except _LostError as error:
        if len(chunk) > 1:
            middle = len(chunk) // 2
            return _joined([_by_itself(open_executor, half, shapes) for half in (chunk[:middle], chunk[middle:])])
        if chunk:
            # Were every worker lost, every document would be told as unreadable.
            _by_itself(open_executor, [], shapes)
            return _problem(chunk[0], f"the worker that read it was lost ({error})", None, shapes)
        raise WorkersLostError(f"No worker can be used: {error}") from error


def lay_out(documents: Sequence[TextToRead], shapes: Shapes) -> Laid:
    """Read documents and lay out their rows; what cannot be laid out costs only its own document."""
    try:
        return _tables(read_chunk(documents), shapes)
    except Exception as error:
        if len(documents) > 1:
            return _joined([lay_out([document], shapes) for document in documents])
        problem = f"{type(error).__name__}: {error}"
        return _problem(documents[0], problem, traceback.format_exc(), shapes)


def _tables(rows: StagedRows, shapes: Shapes) -> Laid:
    return {
        STAGED_TABLES[field.name]: to_arrow(shapes[STAGED_TABLES[field.name]], getattr(rows, field.name))
        for field in fields(rows)
    }


def _joined(parts: Sequence[Laid]) -> Laid:
    return {table: pa.concat_tables([part[table] for part in parts]) for table in STAGED_TABLES.values()}


def _problem(document: TextToRead, problem: str, trace: str | None, shapes: Shapes) -> Laid:
    return _tables(StagedRows(problems=[unreadable(document, problem, trace)]), shapes)
