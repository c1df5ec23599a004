"""What stands before a number: keywords ("artikel 3", "vecka 12") and names ("Fit for 55").

Belongs here: the words before. What is glued to a number belongs to `number_glue`, what follows it to `number_units`
and `number_nouns`.
"""

import re
from typing import NamedTuple

from pipelines.text.number_keywords import KEYWORD_ENDINGS, KEYWORDS, NO_NAMES

_AROUND = 90
_OPENING = "([{\"'”“’»*_<>|“„‘#\\"
_CLOSING = ".,:;()[]*_\"'”“»"
_LAST_DAY = 31
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")


class Before(NamedTuple):
    """What stands before a number.

    Attributes:
        glued: characters between the last white space and the number, without opening brackets and quotation marks.
        word: the word before that, in lower case, without the punctuation around it.
        printed: that word as printed, punctuation included.
        earlier: the word before `word`, in the same form as it.
    """

    glued: str
    word: str
    printed: str
    earlier: str


def words_before(text: str, start: int) -> Before:
    """Give what stands before a number in its paragraph."""
    left = text[max(0, start - _AROUND) : start].rpartition("\n\n")[2]
    words = left.split()
    glued = words.pop().lstrip(_OPENING) if left and not left[-1].isspace() and words else ""
    printed = words[-1] if words else ""
    earlier = words[-2].strip(_CLOSING).lower() if len(words) > 1 else ""
    return Before(glued, printed.strip(_CLOSING).lower(), printed, earlier)


_MONTH = re.compile(
    r"(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
    r"|january|february|march|may|june|july|august|october)\Z"
)
_STREET = re.compile(
    r"\w*(?:gatan|gata|vägen|väg|torget|torg|platsen|gränden|gränd|allén|allé|backen|stigen|kajen|leden"
    r"|stranden|strand|hamnen|bron|udden|slingan|esplanaden|parken|tie)\Z",
    re.IGNORECASE,
)
_SHORTEST_STREET = 6
_LONGEST_HOUSE_NUMBER = 3
# A word and a point or colon before the number, no space between: "utg.omr.22", "kl.17.00", "nr:3".
_GLUED_KEYWORD = re.compile(r"(?<![^\W\d_])(?P<word>[^\W\d_]{1,4})[.:]\Z")
# Years of a plan, days of an illness: the first, the second.
_LONGEST_YEAR_OF_PLAN = 2


def is_year(digits: str) -> bool:
    """Tell whether digits are those of a year that government texts speak of."""
    return _YEAR.fullmatch(digits) is not None


def role_of_keyword(text: str, start: int, end: int, before: Before) -> str | None:
    """Tell the role of a number by the word before it, None where that tells nothing."""
    if before.glued:
        return _role_of_glued_keyword(before.glued)
    if text[start - 1 : start] == "(":
        return None
    word = before.word
    if before.printed.endswith((",", ";")) or (word in {"år", "dag"} and before.earlier == "i"):
        return None
    if role := KEYWORDS.get(word):
        return role
    if word == "år":
        return "ordinal" if end - start <= _LONGEST_YEAR_OF_PLAN else "year"
    if _MONTH.match(word):
        return "date"
    if (
        before.printed[:1].isupper()
        and end - start <= _LONGEST_HOUSE_NUMBER
        and len(word) >= _SHORTEST_STREET
        and _STREET.match(word)
    ):
        return "address"
    endings = () if is_year(text[start:end]) else KEYWORD_ENDINGS
    return next((role for ending, role in endings if word.endswith(ending)), None)


def _role_of_glued_keyword(glued: str) -> str | None:
    if glued in {"§", "§§"}:
        return "reference"
    match = _GLUED_KEYWORD.search(glued[-24:])
    if match is None:
        return None
    if len(match["word"]) == 1 and match["word"].isupper():
        return "designation"
    return KEYWORDS.get(match["word"].lower())


def is_day(text: str, start: int, end: int, before: Before) -> bool:
    """Tell whether a number without a month is a day: "den 5 och den 7 juni"."""
    printed = text[start:end]
    return before.word == "den" and not before.glued and printed.isdecimal() and 0 < int(printed[:3]) <= _LAST_DAY


def is_name(before: Before) -> bool:
    """Tell whether a capitalised word stands right before a number, which is then part of a name."""
    printed = before.printed.lstrip(_OPENING)
    return not before.glued and printed[:1].isupper() and printed[-1].isalpha() and before.word not in NO_NAMES
