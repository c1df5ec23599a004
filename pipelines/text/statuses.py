"""How firm announced money is, told by the words around it.

Belongs here: which Swedish words stand for which status. Which words belong to which amount is decided by the caller,
who passes the footnote, sentence or clause.

The order of firmness in the budget process: aviserat, beräknas and planeras are indications; föreslås is a proposal to
parliament; avsätts, beslutas, anvisas and tilldelas are decisions; utbetalas and har använts are payments (budgetlagen
2011:203 separates proposal, appropriation and use).
"""

import re
from collections.abc import Sequence

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


def find_clause_status(text: str, sentence: Span, amount: Span, others: Sequence[Span]) -> Status | None:
    """Give the status of an amount in its sentence.

    Args:
        text: the document.
        sentence: the sentence.
        amount: the amount's characters.
        others: the other amounts of the sentence; a verb between another amount and this one is closer to this one.
    """
    borders = [match.end() for match in _CLAUSE_BORDER.finditer(text, sentence.start, amount.start)]
    clause = Span(borders[-1] if borders else sentence.start, amount.start)
    before = _statuses(text, clause)
    governing = [status for status in before if status in _GOVERNING]
    if governing:
        return governing[-1]
    following = [other.start for other in others if other.start >= amount.end]
    after = _statuses(text, Span(amount.end, min([sentence.end, *following])))
    if before:
        return before[-1]
    if after:
        return after[0]
    earlier = _statuses(text, Span(sentence.start, amount.start))
    return earlier[-1] if earlier else None


def _statuses(text: str, within: Span) -> list[Status]:
    return [next(status for status, _ in _STATUS_WORDS if match[status]) for match in _STATUS.finditer(text, *within)]
