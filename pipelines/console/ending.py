"""How a command ends that cannot do what it was asked."""
# ruff: noqa: PLC0415 - commands that go well do not wait for what prints errors

from typing import NoReturn

import typer


def fail(message: str, *, code: int = 1) -> NoReturn:
    """Print a message on standard error and end: with 1 where it went wrong, 2 where it was asked wrongly."""
    from pipelines.console.terminal import console, plain

    console(stderr=True).print(plain(message), soft_wrap=True)
    raise typer.Exit(code)
