"""What is done where the published file is no longer as it was sealed: readers get the last sound one again.

Belongs here: going back. How damage is seen stands in `sums`.
"""

from dataclasses import dataclass
from pathlib import Path

from pipelines.settings import Home
from pipelines.store.sums import damage_of, sum_path
from pipelines.store.versions import current_version, switch, versions

DAMAGED_SUFFIX = ".damaged"
"""What is appended to the name of a version that was set aside."""


@dataclass(frozen=True, slots=True)
class SetAside:
    """A damaged version that readers have no more.

    Attributes:
        damaged: the file, under its new name.
        problem: what is wrong with it.
        restored: the version that readers have instead; None where no sound one is left.
    """

    damaged: Path
    problem: str
    restored: Path | None

    def __str__(self) -> str:
        """Say it for a person."""
        instead = (
            f"Readers had {self.restored.stem} until this run ended." if self.restored else "No sound one was left."
        )
        return (
            f"The published version was damaged: {self.problem} {instead} "
            f"{self.damaged} is kept to be looked at: check the disk, then remove it."
        )


def restore_sound(home: Home) -> SetAside | None:
    """Where the current version is damaged, set it aside and let readers have the last sound one again.

    The caller holds the publisher's lock.

    Returns:
        What was done; None where the current version is sound, or there is none.
    """
    current = current_version(home)
    if current is None or (problem := damage_of(current)) is None:
        return None
    sound = next((each for each in reversed(versions(home)) if each != current and damage_of(each) is None), None)
    if sound:
        switch(home, sound)
    else:
        home.link.unlink()
    damaged = current.with_name(current.name + DAMAGED_SUFFIX)
    current.rename(damaged)
    sum_path(current).unlink()
    return SetAside(damaged, problem, sound)
