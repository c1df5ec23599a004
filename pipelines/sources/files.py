"""Opening files that strangers put there: no link out of the folder, nothing that blocks, nothing too large.

Only access to bytes belongs here. What they say is for `decoding`, which files to open for `listing`.
"""

import errno
import os
import stat
from pathlib import Path

MAX_DOCUMENT_BYTES = (
    200_000_000  # four times the largest text promised to go through; decoded it takes up to 4 times this
)


class UnreadableFileError(OSError):
    """A file that is not read, for a reason that its owner can mend.

    Attributes:
        problem: what is wrong, without the file's name.
        remedy: what to do about it.
        size_bytes: size of the file; None where it could not be seen.
    """

    def __init__(self, problem: str, remedy: str, size_bytes: int | None = None) -> None:
        super().__init__(f"{problem} {remedy}")
        self.problem = problem
        self.remedy = remedy
        self.size_bytes = size_bytes


class PathNotFoundError(FileNotFoundError):
    """A path to read from that does not exist.

    Attributes:
        path: the path as named.
        remedy: what to do about it.
    """

    def __init__(self, path: Path, remedy: str) -> None:
        super().__init__(errno.ENOENT, f"There is no file or folder here. {remedy}", str(path))
        self.path = path
        self.remedy = remedy


def resolve_link(link: Path, root: Path) -> Path:
    """Follow a link to its end.

    Args:
        link: a symbolic link in `root`.
        root: the folder that it must not lead out of, itself free of links.

    Raises:
        UnreadableFileError: it leads out of `root`, in a circle, or nowhere.
    """
    remedy = "Remove the link, or put the file itself in its place."
    try:
        target = link.resolve(strict=True)
    except FileNotFoundError:
        raise UnreadableFileError("The link leads to a file that does not exist.", remedy) from None
    except (OSError, RuntimeError):  # RuntimeError: how Python 3.11 reports a circle
        raise UnreadableFileError("The link leads in a circle or cannot be followed.", remedy) from None
    if not target.is_relative_to(root):
        raise UnreadableFileError("The link leads out of the folder, and only files within it are read.", remedy)
    return target


def read_file(path: Path, limit_bytes: int = MAX_DOCUMENT_BYTES) -> bytes:
    """Read a regular file, once and whole.

    Args:
        path: the file; not a link.
        limit_bytes: size beyond which it is refused.

    Raises:
        UnreadableFileError: it is gone, a link, special, too large, or may not be read.
    """
    try:
        _refuse_special(path.lstat())  # before opening: opening a device may already set it going
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        with open(descriptor, "rb") as file:  # noqa: PTH123 - Path.open cannot refuse links and waiting
            status = os.fstat(descriptor)
            _refuse_special(status)  # it may have been exchanged since
            _refuse_large(status.st_size, limit_bytes)
            data = file.read()
    except FileNotFoundError:
        problem = "The file vanished between listing and reading."
        raise UnreadableFileError(problem, "Run again; if it is to stay away, nothing need be done.") from None
    except PermissionError:
        problem = "The file may not be read by the user that runs Anslag."
        raise UnreadableFileError(problem, "Give that user the right to read it (chmod a+r).") from None
    except UnreadableFileError:
        raise
    except OSError as error:
        problem = f"The file cannot be read: {error.strerror or error}."
        raise UnreadableFileError(problem, "Check the disk and the file, then run again.") from None
    _refuse_large(len(data), limit_bytes)
    return data


def _refuse_special(status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        problem = f"This is {_kind(status.st_mode)}, not a regular file."
        raise UnreadableFileError(problem, "Save what it gives as a file, or remove it.")


def _kind(mode: int) -> str:
    kinds = (
        (stat.S_ISDIR, "a folder"),
        (stat.S_ISLNK, "a link"),
        (stat.S_ISFIFO, "a pipe"),
        (stat.S_ISSOCK, "a socket"),
        (stat.S_ISCHR, "a device"),
        (stat.S_ISBLK, "a device"),
    )
    return next((name for test, name in kinds if test(mode)), "a special file")


def _refuse_large(size_bytes: int, limit_bytes: int) -> None:
    if size_bytes > limit_bytes:
        problem = f"The file holds {size_bytes:,} bytes, and at most {limit_bytes:,} are read."
        raise UnreadableFileError(problem, "Split it into smaller files.", size_bytes)
