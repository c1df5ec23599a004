"""What a hostile document is: its bytes, made when they are wanted, and what may be read of it.

Belongs here: the form. Those that are made by hand stand in `hostile_texts` and `hostile_formats`, those that are drawn
in `hostile_drawn`; how they are read and judged, in `hostile_reading`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

SOUND = "\n\n# Rubrik\n\nLunds kommun får 7 miljoner kronor till skolor 2025.\n"
"""What most of them end in, and must be read whatever stands before it."""
SOUND_AMOUNT = Decimal(7_000_000)


@dataclass(frozen=True, slots=True)
class Hostile:
    """A document that is made to do harm.

    Attributes:
        family: what kind of harm.
        name: name of its file.
        make: gives its bytes.
        must: amounts that must be read of it, as often as they stand here.
        may: the only other amounts that may be read of it; None where any may that is printed in it.
        is_refused: whether it must be refused; None where it may be, with a reason.
    """

    family: str
    name: str
    make: Callable[[], bytes]
    must: tuple[Decimal, ...] = ()
    may: frozenset[Decimal] | None = None
    is_refused: bool | None = False


def sound_text(
    family: str,
    name: str,
    text: Callable[[], str],
    *amounts: int,
    may: frozenset[Decimal] | None,
    is_refused: bool | None = False,
) -> Hostile:
    """Give a text that ends in the sound paragraph, which must be read.

    Args:
        family: what kind of harm.
        name: name of its file.
        text: gives what stands before the sound paragraph.
        amounts: whole kronor that must be read before it.
        may: see `Hostile`.
        is_refused: likewise.
    """

    def make() -> bytes:
        return (text() + SOUND).encode()

    return Hostile(family, name, make, (*map(Decimal, amounts), SOUND_AMOUNT), may, is_refused)
