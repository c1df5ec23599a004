"""Where in the source a figure was read: its number, unit, years, status, recipient, each with its characters.

Belongs here: finding those places with the reader's own functions. It is pure; what cannot be placed is left out, never
guessed.
"""

import re
from dataclasses import dataclass

from pipelines.text.mentions import Mention
from pipelines.text.reading import read_money
from pipelines.text.spans import Span
from pipelines.text.statuses import find_telling

_WORD = re.compile(r"\w+")
# Reading anew what is longer would keep a page waiting for seconds.
_MOST_CHARACTERS = 300_000


@dataclass(frozen=True, slots=True)
class Understood:
    """A thing that was understood, and where it stands.

    Attributes:
        what: number | unit | years | status | recipient | sentence | row | column | footnote.
        start: first character.
        end: character after the last.
    """

    what: str
    start: int
    end: int


def understood_in_prose(text: str, start: int, end: int, published_year: int | None) -> list[Understood]:
    """Tell where an amount in prose was read.

    Args:
        text: the document.
        start: first character of the amount.
        end: character after the last.
        published_year: year of publication, for "i år" and "nästa år".

    Returns:
        Places in the amount's sentence; none where the text is too long to be read again.
    """
    if len(text) > _MOST_CHARACTERS:
        return []
    reading = read_money(text, published_year=published_year)
    mentions = reading.mentions if reading else []
    mention = next((each for each in mentions if (each.span.start, each.span.end) == (start, end)), None)
    return _of_mention(text, mention) if mention else []


def _of_mention(text: str, mention: Mention) -> list[Understood]:
    sentence = mention.sentence
    found = [Understood("sentence", sentence.start, sentence.end)]
    found += [Understood("number", span.start, span.end) for span in mention.amount.number_spans]
    last = max(span.end for span in mention.amount.number_spans)
    if last < mention.span.end:
        unit = text[last : mention.span.end]
        found.append(Understood("unit", mention.span.end - len(unit.lstrip()), mention.span.end))
    found += [Understood("years", span.start, span.end) for span in mention.timing.spans]
    if mention.status and (place := _status_word(text, mention)):
        found.append(Understood("status", place.start, place.end))
    if mention.recipient:
        found.append(Understood("recipient", mention.recipient.start, mention.recipient.end))
    return found


def _status_word(text: str, mention: Mention) -> Span | None:
    telling = [each.at for each in find_telling(text, mention.sentence) if each.status == mention.status]
    if not telling:
        return None
    nearest = min(telling, key=lambda at: abs(at - mention.span.start))
    word = _WORD.match(text, nearest)
    return Span(nearest, word.end()) if word else None
