"""Dagster's instance of an installation: run history, cursors and settings in its `.dagster/`.

Belongs here: making, opening and tuning it.
"""

import os
import shutil
import sqlite3
from typing import Any

from dagster import DagsterInstance
from sqlalchemy import Engine, event
from sqlalchemy.exc import SQLAlchemyError

from pipelines.settings import CODE_ROOT, Home


class InstanceError(Exception):
    """Run history that cannot be kept.

    Attributes:
        home: the installation.
    """

    def __init__(self, home: Home, problem: str) -> None:
        super().__init__(
            f"The run history in {home.dagster_dir} cannot be written ({problem}). Let the user that runs Anslag write "
            "there, or remove the folder: it holds nothing of the warehouse."
        )
        self.home = home


def prepare_instance(home: Home) -> None:
    """Give an installation the settings of Dagster that the checkout has, unless it has its own.

    Raises:
        InstanceError: its folder cannot be written.
    """
    folder = home.dagster_dir
    try:
        folder.mkdir(parents=True, exist_ok=True)
        settings = folder / "dagster.yaml"
        if not settings.exists():
            shutil.copyfile(CODE_ROOT / ".dagster" / "dagster.yaml", settings)
    except OSError as error:
        raise InstanceError(home, error.strerror or str(error)) from error
    for path in (folder, *folder.glob("*/"), *folder.glob("*/*.db"), *folder.glob("*/runs/")):
        if not os.access(path, os.W_OK):
            raise InstanceError(home, f"{path.relative_to(home.root)} is read-only")


def open_instance(home: Home) -> DagsterInstance:
    """Open the instance of an installation.

    Raises:
        InstanceError: its folder cannot be written.
    """
    prepare_instance(home)
    event.listen(Engine, "connect", _write_without_waiting)
    try:
        return DagsterInstance.from_config(str(home.dagster_dir))
    except SQLAlchemyError as error:
        raise InstanceError(home, str(error.__cause__ or error)) from error


def _write_without_waiting(connection: Any, _record: object) -> None:
    # Dagster commits hundreds of events a run, each waiting for the disk: two of nine seconds. Its history may lose the
    # last run in a power cut; the warehouse is synced by `store.versions` and never goes this way.
    if isinstance(connection, sqlite3.Connection):
        connection.execute("PRAGMA synchronous = OFF")
