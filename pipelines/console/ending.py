"""How a command ends that cannot do what it was asked."""
# ruff: noqa: PLC0415 - commands that go well do not wait for what prints errors

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

import typer

_LISTINGS = {
    "tables": " `anslag sql --tables` lists the tables.",
    "columns": " `anslag sql --describe TABLE` lists its columns.",
}
_INTERRUPTED = 130


def fail(message: str, *, code: int = 1) -> NoReturn:
    """Print a message on standard error and end: with 1 where it went wrong, 2 where it was asked wrongly."""
    from pipelines.console.terminal import console, plain

    console(stderr=True).print(plain(message), soft_wrap=True)
    raise typer.Exit(code)


@contextmanager
def errors_told() -> Iterator[None]:
    """Tell what cannot be answered in a sentence, and end with 1; with 130 where Ctrl-C ended a question."""
    from pipelines.console.values import UnprintableError
    from pipelines.store.figures import FigureNotFoundError
    from pipelines.store.refusals import InterruptedQuestionError, QueryError
    from pipelines.store.versions import NoWarehouseError

    try:
        yield
    except InterruptedQuestionError as error:
        fail(str(error), code=_INTERRUPTED)
    except QueryError as error:
        fail(str(error) + _LISTINGS.get(error.listing or "", ""))
    except (FigureNotFoundError, NoWarehouseError, UnprintableError) as error:
        fail(str(error))
    except BrokenPipeError:
        # Typer leaves quietly when the reader of our output has gone away (`| head`).
        raise
    except OSError as error:
        fail(f"The answer cannot be written: {error}")
