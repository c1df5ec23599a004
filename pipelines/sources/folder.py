"""The source that reads a folder: `raw/`, and what else an installation keeps its documents in."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipelines.sources.files import PathNotFoundError
from pipelines.sources.listing import list_folder
from pipelines.sources.reading import receive_all
from pipelines.sources.types import Received, RefusedFile

FOLDER = "folder"
"""Name of the source that `raw/` is."""


@dataclass(frozen=True)
class FolderSource:
    """The documents of a folder and of the folders in it, by their suffixes.

    Attributes:
        root: the folder.
        name: name of the source.
        is_complete: a file that is gone has vanished.

    Raises:
        PathNotFoundError: there is no such folder.
    """

    root: Path
    name: str = FOLDER
    is_complete: bool = True

    def __post_init__(self) -> None:
        if not self.root.is_dir():
            raise PathNotFoundError(self.root, "Make the folder and put documents in it.")

    def count(self) -> int:
        """Give how many files `read` will try."""
        return sum(1 for _ in list_folder(self.name, self.root.resolve()))

    def offers(self) -> Iterator[Received | RefusedFile]:
        """Yield every document and every refused file, in the order of their paths."""
        return receive_all(list_folder(self.name, self.root.resolve()))
