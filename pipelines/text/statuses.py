"""How firm announced money is, told by the words around it.

Belongs here: which Swedish words stand for which status. Which words belong to which amount is decided by the caller,
who passes the footnote, sentence or clause.

The order of firmness in the budget process: aviserat, beräknas and planeras are indications; föreslås is a proposal to
parliament; avsätts, beslutas, anvisas and tilldelas are decisions; utbetalas and har använts are payments (budgetlagen
2011:203 separates proposal, appropriation and use).
"""

import re
from dataclasses import dataclass

from pipelines.text.spans import Span
from pipelines.text.tables import Status

_STATUS_WORDS: tuple[tuple[Status, str], ...] = (
    ("calculation_example", r"räkneexempel\w*"),
    ("indicative", r"indikativ\w*|preliminär\w*|aviser\w*|planera\w*|beräkna[st]?\w*|uppskatta\w*"),
    ("proposed", r"föresl(?:å|ag|og)\w*|förslag\w*|vill\b|avser\s+(?:att\s+)?(?:föreslå|avsätta)\w*"),
    (
        "paid",
        r"betala[st]?\s+ut|betalat\s+ut|betalats\s+ut|utbetal\w*|har\s+(?:\w+\s+)?(?:bidragit|använts|gett|utbetalats)\w*",
    ),
    (
        "decided",
        (
            r"beslut\w*|avs[äa]tt\w*|anvisa\w*|tilldel\w*|tillför\w*|fördela[st]?\w*|bevilja\w*|ge[rs]?\b|gav\b|få[rt]?\b"
            r"|fick\b|förstärk\w*|stärk\w*|satsa\w*|skjut\w*|investera\w*|disponera\w*|använda\b|läggs?\b|lägger\b"
            r"|bidra[rs]?\b"
        ),
    ),
)
_STATUS = re.compile("|".join(rf"(?P<{status}>\b(?:{words}))" for status, words in _STATUS_WORDS), re.IGNORECASE)


def find_status(text: str, within: Span) -> Status | None:
    """Give the status that the first telling word of a stretch of text states, None where none tells.

    The main clause comes first in such notes: "Endast räkneexempel, baseras på … indikativt redovisat" is a
    calculation example.
    """
    match = _STATUS.search(text, within.start, within.end)
    if match is None:
        return None
    return next(status for status, _ in _STATUS_WORDS if match[status])


# A proposal governs what follows in its sentence ("föreslår att 20 miljoner avsätts"); a decision verb does not.
_GOVERNING: frozenset[Status] = frozenset({"proposed", "indicative", "calculation_example"})
_CLAUSE_BORDER = re.compile(
    r"[;:]|,?\s+(?:och|men|medan|samt)\s+(?=\w+\s+(?:regeringen|beräkna|föreslå))|\boch därefter\b"
)


@dataclass(frozen=True, slots=True)
class Verbs:
    """The telling words of a sentence and its clause borders, found once for all its amounts.

    Attributes:
        telling: where each telling word begins, and the status that it stands for, in order.
        borders: where clauses begin.
    """

    telling: tuple[tuple[int, Status], ...]
    borders: tuple[int, ...]


def verbs_in(text: str, sentence: Span) -> Verbs:
    """Find the telling words and clause borders of a sentence."""
    return Verbs(
        tuple(
            (match.start(), next(status for status, _ in _STATUS_WORDS if match[status]))
            for match in _STATUS.finditer(text, *sentence)
        ),
        tuple(match.end() for match in _CLAUSE_BORDER.finditer(text, *sentence)),
    )


def find_clause_status(verbs: Verbs, amount: Span, next_amount: int) -> Status | None:
    """Give the status of an amount in its sentence.

    A proposal in its clause governs it; else the word before it counts, else the word behind it, else one from an
    earlier clause.

    Args:
        verbs: the sentence's telling words.
        amount: the amount's characters.
        next_amount: where the next amount begins, or the sentence ends; words behind it are the next one's.
    """
    clause = max((border for border in verbs.borders if border <= amount.start), default=0)
    earlier = [status for at, status in verbs.telling if at < amount.start]
    before = [status for at, status in verbs.telling if clause <= at < amount.start]
    governing = [status for status in before if status in _GOVERNING]
    after = [status for at, status in verbs.telling if amount.end <= at < next_amount]
    for found in (governing[-1:], before[-1:], after[:1], earlier[-1:]):
        if found:
            return found[0]
    return None
