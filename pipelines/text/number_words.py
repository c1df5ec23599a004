"""Numbers printed as words, where they are numbers.

Belongs here: finding number words in a text and telling them from words that only look like them. Their values belong
to `numerals`.
"""

import re
from collections.abc import Iterator

from pipelines.text.numerals import NUMBER_WORD

# A letter that a number word may begin with, at the start of a word, then a second look at what follows, then the word:
# each step leaves a tenth of the text to the next. "En" and "ett" are left out: they are articles far more often than
# numbers, and beside a unit of money the readers have claimed them already.
_WORD = re.compile(
    r"[atfsånheATFSÅNHE](?<!\w.)(?=(?i:vå|re|io|olv|ju|yr|jor|em|ex|tt[ai]|rton|i[ot]|un|tthu|nhu|lva))"
    rf"(?<=(?=((?i:{NUMBER_WORD}))(?!\w)).)"
)
_NOT_COUNTED = re.compile(r"\s+(?!och|eller|till|med|utan|mot|för|som|i|på|är|mellan|av|vid|samt)[a-zåäö]{2,}")


def find_number_words(text: str) -> Iterator[tuple[int, int]]:
    """Give the number words of a text; "sex" only where it counts something."""
    for match in _WORD.finditer(text):
        word = match[1].lower()
        if word == "sex" and not _NOT_COUNTED.match(text, match.end(1)):
            continue
        yield match.span(1)
