"""What is marked in the text of a document: every number with its role, every figure with a link."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipelines.monitor.language import Speaker
from pipelines.monitor.marking import Mark
from pipelines.monitor.queries.documents import PlacedFigure, Token


def marks_of(tokens: Iterable[Token], figures: Iterable[PlacedFigure], speaker: Speaker) -> list[Mark]:
    """Give the marks of numbers and figures.

    Args:
        tokens: numbers of the text.
        figures: its figures.
        speaker: says what they are.
    """
    numbers = [
        Mark(token.char_start, token.char_end, f"role-{token.role}", title=speaker.term("role", token.role))
        for token in tokens
    ]
    return numbers + [
        Mark(
            each.char_start,
            each.char_end,
            f"figure-link quality-{each.quality}",
            href=f"/figures/{each.figure_id}",
            title=f"{speaker.money(each.amount, each.currency)}, {speaker.term('quality', each.quality)}",
        )
        for each in figures
    ]


def reached_at(marks: Sequence[Mark], at: int) -> list[Mark]:
    """Name the place that a link leads to: the widest of the marks that begin there, or the character itself.

    Args:
        marks: what is marked.
        at: the character.
    """
    beginning = [each for each in marks if each.start == at]
    if not beginning:
        return [*marks, Mark(at, at + 1, "here", anchor="at")]
    widest = max(beginning, key=lambda each: each.end)
    return [replace(each, anchor="at") if each is widest else each for each in marks]
