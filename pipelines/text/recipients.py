"""Who receives an amount, told by the grammar of its clause and a register of names.

Belongs here: the constructions that make someone a recipient ("X får …", "… tilldelas X", "… till X"). The names
themselves belong to `pipelines.reference`.
"""

import re
from collections.abc import Sequence

from pipelines.reference.names import find_names
from pipelines.text.spans import Span

# Verbs whose subject receives.
_RECEIVING = re.compile(
    r"\s*(?:\([^)]*\)\s*)?(?:\w+\s+){0,3}?(?:får|fick|tilldelas|tillförs|tillskjuts|beviljas|erhåller|stärks|förstärks|ges|disponera\w*|kommer\s+(?:även\s+)?att"
    r"\s+(?:få|tilldelas|tillföras))\b"
)
# Verbs and prepositions whose object receives.
_GIVING = re.compile(
    r"(?:\btill|\btilldelar|\bbeviljar|\bger|\bge|\btillför|\btillförs|\bstöttat|\bstödjer|\bstöder|\bfår|\båt|\butbetala\w*)\s+"
    r"(?:bland\s+annat\s+)?\Z"
)


def names_in(text: str, sentence: Span) -> list[Span]:
    """Give the characters of every known name of a sentence, in order."""
    return [Span(name.start + sentence.start, name.end + sentence.start) for name in find_names(sentence.of(text))]


def find_recipient(text: str, sentence: Span, names: Sequence[Span], amount: Span, around: Span) -> Span | None:
    """Give the characters that name who receives an amount, None where its sentence does not say.

    Args:
        text: the document.
        sentence: the sentence.
        names: its names, from `names_in`.
        amount: the amount's characters.
        around: from the end of the amount before to the start of the amount behind, or the ends of the sentence; a name
            outside belongs to another amount.
    """
    left, right = around
    after = [name for name in names if amount.end <= name.start < right]
    for name in after:
        if re.search(r"\btill\s+(?:bland\s+annat\s+)?\Z", text[max(0, name.start - 24) : name.start]):
            return name
    before = [name for name in names if left <= name.start and name.end <= amount.start]
    for name in reversed(before):
        if _RECEIVING.match(text, name.end, amount.start):
            return name
    for name in [*reversed(before), *after]:
        if _GIVING.search(text[max(sentence.start, name.start - 24) : name.start]):
            return name
    return None
