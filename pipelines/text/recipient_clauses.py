"""What the constructions before and behind an amount share.

Belongs here: adverbs and phrases that both use. The constructions stand in `recipient_before` and `recipient_behind`.
"""

import re


def any_of(*patterns: str) -> re.Pattern[str]:
    """Give a pattern that finds any of several, in any case."""
    return re.compile("|".join(patterns), re.IGNORECASE)


# Adverbs between a verb or preposition and the party it governs.
ADVERBS = (
    r"(?:(?:nu|även|också|därför|därmed|dessutom|därutöver|vidare|då|idag|i\s+dag|bland\s+annat|bl\.a\.|dels|exempelvis|upp"
    r"|t\.ex\.|till\s+exempel|främst|både|såväl)\s+){0,2}"
)
# Kinds of parties that are no people.
BODIES = frozenset({"known", "body"})
# Behind a genitive: what it is enabled by, or to do.
MEANS = re.compile(r"(?::?s)?\s+(?:ekonomiska\s+)?(?:förutsättningar|möjligheter)\b")
ENABLED = re.compile(r"\s+(?:[\w-]+\s+){0,2}?(?:ska|skall|kan|får|kunna)\b")
