"""Words that tell how firm announced money is.

Belongs here: which Swedish words stand for which status, and how much they say. Which words belong to which amount of a
sentence is decided by `firmness`; footnotes and headers of tables ask `find_status`.

The order of firmness in the budget process: aviserat, beräknas and planeras are indications; föreslås is a proposal to
parliament; avsätts, beslutas, anvisas and tilldelas are decisions; utbetalas and har använts are payments (budgetlagen
2011:203 separates proposal, appropriation and use).
"""

import re
from typing import Literal, NamedTuple

from pipelines.text.spans import Span
from pipelines.text.tables import Status

Strength = Literal["governing", "firm", "weak", "stative"]

# "ska betalas ut" tells of no payment yet.
_NO_MODAL = "".join(rf"(?<!\b{modal}\s)" for modal in ("kan", "ska", "skall", "får", "att", "bör", "kunna"))
_WORDS: tuple[tuple[Status, Strength, str], ...] = (
    ("calculation_example", "governing", r"räkneexemp"),
    (
        "indicative",
        "governing",
        r"indikativ\w*|preliminär\w*|aviser\w*|planera\w*|beräkna\w*|uppskatta\w*|bedöm(?:er|s|des|t|ts|ning\w*)\b",
    ),
    (
        "proposed",
        "governing",
        (
            r"föresl(?:å|ag|og)\w*|förslag\w*|vill\b|bör\b|avser\s+(?:att|föreslå|avsätta|tillföra|bidra|satsa)\b"
            r"|läg(?:ga|ger|gs)\s+(?:\w+\s+)?fram\b|går\s+(?:\w+\s+){0,5}?fram\s+med"
        ),
    ),
    (
        "paid",
        "firm",
        (
            rf"betala(?:r|de|des|t|ts)\s+(?:\w+\s+)?ut\b|utbetala(?:r|t|de|des|ts)\b|{_NO_MODAL}(?:betalas\s+ut|utbetalas)\b|bidrog\b|bidragit\b|stöttat\b|uppgick\b"
            r"|använts\b|har\s+(?:\w+\s+){0,2}gett\b"
        ),
    ),
    (
        "decided",
        "firm",
        (
            r"beslut\w*|uppdra[rg]?\b|avsätter\b|avsatt\w*|anvisa(?:r|de|t|ts|des)\b|tilldela(?:r|de|des|t|ts)\b|tillför\b"
            r"|tillför(?:de|des|ts)\b|fördela(?:r|de|des|t|ts)\b|bevilja\w*|förstärk(?:er|te|tes|t|ts)\b|satsa(?:r|de|des|t|ts)\b"
            r"|investera(?:r|de|t)\b|ger\b|gav\b|fick\b|fått\b|skjuter\b|sköt\b|lägger\b|var\b|öka(?:de|des|t)\b|höj(?:de|des)\b|i\s+dagsläget\b|för\s+närvarande\b"
        ),
    ),
    (
        "decided",
        "weak",
        (
            r"avsätt(?:s|as|a)\b|anvisas?\b|tilldelas?\b|tillför(?:s|as|a)\b|fördelas?\b|förstärk(?:s|as|a)\b"
            r"|stärk\w*|satsas?\b|skjuts\b|skjutas\b|investera\w*|disponera\w*|använda\b|läggs\b|bidra[rs]?\b"
            r"|få[rs]?\b|ges\b|ge\b|höj(?:s|as|er|d|t)\b|ökas?\b|ökar\b"
        ),
    ),
    (
        "decided",
        "stative",
        r"avsättning\w*|förstärkning\w*|satsning\w*|omfatta[rs]?\b|uppgår\b|motsvarar\b|innebär\b|utgör\b|är\b",
    ),
)
# One boundary for all: most characters of a text begin no word, and are done with at once.
_TELLING = re.compile(
    rf"\b(?:{'|'.join(rf'(?P<w{number}>{words})' for number, (_, _, words) in enumerate(_WORDS))})", re.IGNORECASE
)


class Telling(NamedTuple):
    """A word that tells how firm money is.

    Attributes:
        at: where it begins.
        status: what it stands for.
        strength: governing (a proposal holds for what follows in its sentence) | firm | weak (a passive or a receiving
            verb, as common in proposals as in decisions) | stative ("omfattar", "uppgår").
    """

    at: int
    status: Status
    strength: Strength

    @property
    def governs(self) -> bool:
        """True for words that hold for all that follows in their clause."""
        return self.strength == "governing"

    @property
    def is_firm(self) -> bool:
        """True for words that a proposal around them does not weaken."""
        return self.strength in {"governing", "firm"}


def find_telling(text: str, within: Span) -> list[Telling]:
    """Find the words of a stretch of text that tell how firm money is, in order."""
    found = []
    for match in _TELLING.finditer(text, *within):
        status, strength, _ = _WORDS[int((match.lastgroup or "w0")[1:])]
        found.append(Telling(match.start(), status, strength))
    return found


def find_status(text: str, within: Span) -> Status | None:
    """Give the status that the first telling word of a stretch of text states, None where none tells.

    The main clause comes first in such notes: "Endast räkneexempel, baseras på … indikativt redovisat" is a
    calculation example.
    """
    return next((word.status for word in find_telling(text, within) if word.strength != "stative"), None)
