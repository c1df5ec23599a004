"""The source that reads paths named on the command line: files and folders from anywhere."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipelines.settings import POPULATION_NAME, REVIEW_LOG_NAME
from pipelines.sources.files import PathNotFoundError
from pipelines.sources.listing import list_folder, printable_path
from pipelines.sources.reading import Candidate, receive_all
from pipelines.sources.sidecar import is_sidecar, sidecar_name
from pipelines.sources.types import Received, RefusedFile, Source

GIVEN = "given"
"""Name of the source that named paths are."""

# What else lies in `raw/`, met where all its files are named by a wildcard.
_NO_DOCUMENTS = {REVIEW_LOG_NAME: "the log of reviews", POPULATION_NAME: "the file of inhabitants"}


@dataclass(frozen=True, slots=True)
class _Named:
    """A named path: where it stands, and where it leads once links are followed."""

    place: Path
    target: Path
    is_folder: bool

    @property
    def is_document(self) -> bool:
        """Tell whether it is a file to read as a document, whatever its suffix."""
        return not self.is_folder and not is_sidecar(self.place.name) and self.place.name not in _NO_DOCUMENTS

    def is_met_in(self, folders: frozenset[Path]) -> bool:
        """Tell whether going through one of the folders meets it."""
        return any(
            folder in folders and not any(part.startswith(".") for part in self.target.relative_to(folder).parts)
            for folder in self.target.parents
        )


@dataclass(frozen=True)
class _GivenSource:
    """Named files and folders, each with the path it is stored under, in the order of those."""

    labelled: tuple[tuple[str, _Named], ...]
    met_documents: frozenset[Path]
    name: str = GIVEN
    is_complete: bool = False

    def count(self) -> int:
        """Give how many files `read` will try."""
        return sum(1 for _ in self._entries())

    def offers(self) -> Iterator[Received | RefusedFile]:
        """Yield every document and every refused file, in the order of their paths."""
        return receive_all(self._entries())

    def _entries(self) -> Iterator[Candidate | RefusedFile]:
        documents = [named.place for _, named in self.labelled if named.is_document]
        sidecars = {place.with_name(sidecar_name(place.name)) for place in documents}
        for path, named in self.labelled:
            place = named.place
            if named.is_folder:
                yield from list_folder(GIVEN, named.target, f"{path}/" if path else "", self.met_documents)
            elif named.is_document:
                sidecar = place.with_name(sidecar_name(place.name))
                yield Candidate(GIVEN, path, named.target, sidecar, Path(place.anchor))
            elif place not in sidecars:
                kind = _NO_DOCUMENTS.get(place.name, "a sidecar, which describes a document")
                problem = f"This is {kind}, not a document."
                yield RefusedFile(GIVEN, path, None, None, problem, "Name the document itself.")


def given_source(paths: Sequence[Path]) -> Source:
    """Make a source of named files and folders.

    A file is stored under its name, a folder's files under the folder's name and their path in it; where that would
    make two alike, as many of the folders above are added as tell them apart. A file that is named is read whatever its
    suffix. What is named twice, or both itself and by a folder that it lies in, is read once.

    Args:
        paths: files and folders, in any order.

    Raises:
        PathNotFoundError: one of them does not exist.
    """
    by_target: dict[Path, _Named] = {}
    for named in sorted(map(_locate, paths), key=lambda item: item.place):
        by_target.setdefault(named.target, named)
    folders = frozenset(named.target for named in by_target.values() if named.is_folder)
    tops = [named for named in by_target.values() if not named.is_met_in(folders)]
    labels = _distinct_labels(tops)
    labelled = sorted(((printable_path(labels[top.place]), top) for top in tops), key=_sort_key)
    met_documents = frozenset(
        named.target for named in by_target.values() if named.is_document and named.is_met_in(folders)
    )
    return _GivenSource(tuple(labelled), met_documents)


def _sort_key(labelled: tuple[str, _Named]) -> str:
    return labelled[0] + "/" if labelled[1].is_folder else labelled[0]


def _locate(path: Path) -> _Named:
    try:
        target = path.resolve(strict=True)
        place = target if path.name in ("", "..") else path.parent.resolve() / path.name
        return _Named(place, target, target.is_dir())
    except (OSError, RuntimeError):  # RuntimeError: how Python 3.11 reports links in a circle
        remedy = "Check the spelling, the folder you are in, and that you may open the folders on the way."
        raise PathNotFoundError(path, remedy) from None


def _distinct_labels(tops: Sequence[_Named]) -> dict[Path, str]:
    """Label each place by the last parts of its path, as few as keep all labels and their sidecars' apart."""
    depths = {top.place: 1 for top in tops}
    is_folder = {top.place: top.is_folder for top in tops}
    while True:
        labels = {place: "/".join(place.parts[1:][-depth:]) for place, depth in depths.items()}
        owners: dict[str, list[Path]] = defaultdict(list)
        for place, label in labels.items():
            owners[label if is_folder[place] else _sidecar_label(label)].append(place)
        clashing = {place for group in owners.values() if len({p.parent for p in group}) > 1 for place in group}
        folder_of = {label: place for place, label in labels.items() if is_folder[place]}
        for place, label in labels.items():
            above = [folder_of[str(parent)] for parent in Path(label).parents if str(parent) in folder_of]
            if above:
                clashing.update(above, [place])
        deeper = {place for place in clashing if depths[place] < len(place.parts) - 1}
        if not deeper:
            return labels
        for place in deeper:
            depths[place] += 1


def _sidecar_label(label: str) -> str:
    folder, slash, name = label.rpartition("/")
    return folder + slash + sidecar_name(name)
