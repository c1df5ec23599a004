"""Numbers that stand together share a role: "6, 7 och 9 §§", "artiklarna 2 och 3", lines numbered one after the other.

Belongs here: what one number of a text tells of the next. What a number tells by itself belongs to `number_roles`.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from pipelines.text.number_roles import opens_line
from pipelines.text.spans import Span

_JOINT = re.compile(
    r"\s?(?:[a-h]\s?)?\*{0,2}(?:\s?\([^()\n]{1,40}\)){0,3}"
    r"(?:,\s{0,2}(?:och|eller|samt|and)?|[-–]?\s?(?:och/eller|och|eller|samt|respektive|till|resp\.|and|or|mot|av)"
    r"|[-–—−/]|\.\.\.|\s?\([-–−]?)\s{0,2}"
    r"(?:(?:den|delvis|artikel|även|cirka|ca|maximalt|minst|högst)\s)?\(?\*{0,2}"
)
_LONGEST_JOINT = 70
# What stands after the last of a series is said of all of them, what stands before the first too.
_SAID_AFTER = frozenset({"percent", "count", "measure", "duration", "age", "reference", "date", "ordinal"})
_SAID_BEFORE = _SAID_AFTER | {
    "designation",
    "document_number",
    "list_number",
    "time",
    "telephone",
    "account_number",
    "address",
}


def share_roles(text: str, spans: Sequence[Span], roles: list[str | None]) -> None:
    """Give numbers without a role the one of the series they stand in.

    Args:
        text: the document.
        spans: its numbers, in order.
        roles: the role of each, None where nothing tells it; filled in.
    """

    def gap(number: int) -> str:
        return text[spans[number - 1].end : spans[number].start]

    joined = [
        following.start - span.end <= _LONGEST_JOINT and _JOINT.fullmatch(text, span.end, following.start) is not None
        for span, following in pairwise(spans)
    ]
    for number in range(len(spans) - 2, -1, -1):
        if roles[number] is None and joined[number] and roles[number + 1] in _SAID_AFTER:
            roles[number] = roles[number + 1]
    for number in range(1, len(spans)):
        if joined[number - 1] and roles[number - 1] == "age" and roles[number] == "duration":
            # "Unga mellan 16 och 29 år": only the first has the word beside it that tells of age.
            roles[number] = "age"
        elif joined[number - 1] and roles[number] is None and roles[number - 1] == "ordinal" and "av" in gap(number):
            # "Plats 33 av 180": so many places there are.
            roles[number] = "count"
        elif roles[number] is None and joined[number - 1] and roles[number - 1] in _SAID_BEFORE:
            roles[number] = roles[number - 1]


def number_lines(text: str, spans: Sequence[Span], roles: list[str | None]) -> None:
    """Tell the numbers of lines that are numbered one after the other; the parameters are those of `share_roles`."""
    if None not in roles:
        return
    opening = [number for number, span in enumerate(spans) if len(span.of(text)) < 5 and opens_line(text, span.start)]
    values = [int(printed) if (printed := spans[number].of(text)).isdecimal() else -9 for number in opening]
    for place, number in enumerate(opening):
        if roles[number] is None and (
            values[place] + 1 in values[place + 1 : place + 3] or values[place] - 1 in values[max(0, place - 2) : place]
        ):
            roles[number] = "list_number"
