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
# A border ends whole words; stems tell with any ending.
_WORDS: tuple[tuple[Status, Strength, str], ...] = (
    ("calculation_example", "governing", "räkneexemp"),
    (
        "indicative",
        "governing",
        r"bedöm(?:er|s|des|t|ts)\b|bedömning|indikativ|preliminär|aviser|planera|beräkna|uppskatta",
    ),
    (
        "proposed",
        "governing",
        (
            r"(?:vill|bör|avser\s+(?:att|föreslå|avsätta|tillföra|bidra|satsa)|läg(?:ga|ger|gs)\s+(?:\w+\s+)?fram"
            r"|går\s+(?:\w+\s+){0,5}?fram\s+med)\b|föresl(?:å|ag|og)|förslag"
        ),
    ),
    (
        "paid",
        "firm",
        (
            rf"(?:betala(?:r|de|des|t|ts)\s+(?:\w+\s+)?ut|utbetala(?:r|t|de|des|ts)|{_NO_MODAL}(?:betalas\s+ut|utbetalas)"
            r"|bidrog|bidragit|stöttat|uppgick|använts|har\s+(?:\w+\s+){0,2}gett)\b"
        ),
    ),
    (
        "decided",
        "firm",
        (
            r"(?:uppdra[rg]?|avsätter|anvisa(?:r|de|t|ts|des)|tilldela(?:r|de|des|t|ts)|tillför(?:de|des|ts)?"
            r"|fördela(?:r|de|des|t|ts)|förstärk(?:er|te|tes|t|ts)|satsa(?:r|de|des|t|ts)|investera(?:r|de|t)|ger|gav|fick|fått"
            r"|skjuter|sköt|lägger|var|öka(?:de|des|t)|höj(?:de|des)|i\s+dagsläget|för\s+närvarande)\b|beslut|avsatt|bevilja"
        ),
    ),
    (
        "decided",
        "weak",
        (
            r"(?:avsätt(?:s|as|a)|anvisas?|tilldelas?|tillför(?:s|as|a)|fördelas?|förstärk(?:s|as|a)|satsas?|skjuts|skjutas"
            r"|använda|läggs|bidra[rs]?|få[rs]?|ges|ge|höj(?:s|as|er|d|t)|ökas?|ökar)\b|stärk|investera|disponera"
        ),
    ),
    (
        "decided",
        "stative",
        r"(?:omfatta[rs]?|uppgår|motsvarar|innebär|utgör|är)\b|avsättning|förstärkning|satsning",
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
