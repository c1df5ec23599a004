"""The file of reviewers: who may log in, and the hash of each one's password.

Belongs here: reading, writing and checking it. What a request may do belongs to `access`.
"""

import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from pipelines.settings import Home

LEAST_PASSWORD_CHARACTERS = 12
_HASHER = PasswordHasher()
# Checked where nobody has the name, so that the time of an answer tells nothing about who is a reviewer.
_NOBODY = _HASHER.hash("nobody")


class ReviewersError(Exception):
    """A file of reviewers that cannot be used. Its message names the file and the remedy.

    Attributes:
        path: the file.
    """

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(f"{path}: {problem}")
        self.path = path


def reviewers_path(home: Home) -> Path:
    """Give the file of an installation's reviewers."""
    return home.state_dir / "reviewers.json"


@dataclass(frozen=True, slots=True)
class Reviewers:
    """The reviewers of an installation, read anew at every question: who is removed is out at once.

    Attributes:
        path: the file.
    """

    path: Path

    def names(self) -> list[str]:
        """Give the names, in alphabetical order."""
        return sorted(self._hashes())

    def check(self, name: str, password: str) -> bool:
        """Tell whether a password is a reviewer's."""
        known = self._hashes().get(name, _NOBODY)
        try:
            return _HASHER.verify(known, password) and known != _NOBODY
        except (VerificationError, InvalidHashError):
            return False

    def mark_of(self, name: str) -> str | None:
        """Give what a session is bound to: it changes with the password; None where nobody has the name."""
        known = self._hashes().get(name)
        return hashlib.sha256(known.encode()).hexdigest()[:16] if known else None

    def add(self, name: str, password: str) -> None:
        """Add a reviewer, or change a password.

        Raises:
            ReviewersError: the name or the password is not fit, or the file cannot be read.
        """
        if not name.strip() or not name.isprintable():
            raise ReviewersError(self.path, "a name must have characters that can be printed.")
        if len(password) < LEAST_PASSWORD_CHARACTERS:
            raise ReviewersError(self.path, f"a password must have {LEAST_PASSWORD_CHARACTERS} characters or more.")
        self._write({**self._hashes(), name.strip(): _HASHER.hash(password)})

    def remove(self, name: str) -> None:
        """Remove a reviewer; sessions of that name end.

        Raises:
            ReviewersError: nobody has the name.
        """
        hashes = self._hashes()
        if name not in hashes:
            raise ReviewersError(self.path, f"nobody is called “{name}”. `anslag reviewers list` names everybody.")
        del hashes[name]
        self._write(hashes)

    def _hashes(self) -> dict[str, str]:
        try:
            read = json.loads(self.path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as error:
            raise ReviewersError(self.path, f"it cannot be read ({error}). Mend or remove it.") from error
        if not isinstance(read, dict) or not all(isinstance(value, str) for value in read.values()):
            raise ReviewersError(self.path, "it is not an object of names and hashes. Mend or remove it.")
        return read

    def _write(self, hashes: dict[str, str]) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        temporary = self.path.with_name(f".{self.path.name}.{os.getpid()}")
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(hashes, file, ensure_ascii=False, indent=1, sort_keys=True)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(self.path)
