"""The questions that were asked before, for the arrow keys: in a file of the user's own, or for this prompt alone.

Belongs here: where the file is, who may read it, and going on without it.
"""

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from prompt_toolkit.history import FileHistory, History, InMemoryHistory


class _LastingHistory(FileHistory):
    """A file that may stop taking lines, as on a full disk, without stopping the prompt."""

    def store_string(self, string: str) -> None:
        with suppress(OSError):
            super().store_string(string)


def history_file(environment: Mapping[str, str]) -> Path | None:
    """Give where questions are remembered: in the folder for state of the user; None where the user has none."""
    named = Path(environment.get("XDG_STATE_HOME", ""))
    if not named.is_absolute():
        # So the standard says: a relative one is to be ignored.
        home = environment.get("HOME", "")
        if not home:
            return None
        named = Path(home) / ".local" / "state"
    return named / "anslag" / "sql_history"


def history(file: Path | None) -> History:
    """Open the history; where its file cannot be read and written, one that ends with the prompt.

    Questions may tell what somebody is after: nobody else may read the file.
    """
    if file is None:
        return InMemoryHistory()
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))
        file.chmod(0o600)
    except OSError:
        return InMemoryHistory()
    return _LastingHistory(file)
