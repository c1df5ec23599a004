"""Who receives an amount.

Belongs here: the amounts of a sentence that go together, and which of the parties that it names receives them. The
constructions that tell stand in `recipient_before` and `recipient_behind`, the names in `recipient_names`. One who
hands the money on ("X får i uppdrag att betala ut …") is no recipient.
"""

import re
from collections.abc import Sequence

from pipelines.text.recipient_before import gets_before, is_subject
from pipelines.text.recipient_behind import gets_behind, may_get_behind
from pipelines.text.recipient_items import recipient_of_item
from pipelines.text.recipient_names import Party, find_parties
from pipelines.text.spans import Span

# Beyond these many characters a clause is hardly the amount's own.
_REACH = 220
_LONGEST_OBJECT = 140

_SMALL_WORDS = (
    r"20\d\d|per|år|året|åren|årligen|och|samt|respektive|därefter|ytterligare|sedan|vardera|totalt|till|från|i|under|för"
    r"|om|med|cirka|ca|drygt|knappt|högst|fr\.o\.m\.|framåt|sammanlagt|sammantaget|upp|motsvarande|nästan|kr|minst"
    r"|mer|än|dvs\.?|mot|en|nivå|ökning|på"
)
# Between amounts of one enumeration ("5 miljoner 2026, 6 miljoner 2027 och därefter 7 miljoner").
_ENUMERATED = re.compile(rf"(?:\s|[,(–]|\b(?:{_SMALL_WORDS})(?!\w))*")
_QUALIFIED = (
    r"(?:cirka|ca|drygt|knappt|högst|maximalt|upp\s+till|över|nästan|ytterligare|totalt|sammanlagt|minst|runt|omkring|närmare"
    r"|motsvarande|hela|extra|därefter|sedan|med)\s+"
)
_MORE = re.compile(
    rf"(?:,|\b(?:och|samt|respektive))\s+(?:{_QUALIFIED})*(?:(?:en|ett)\s+\w*(?:ram|anslag|tillskott|förstärkning)\w*\s+på\s+)?\Z"
)
_PART = re.compile(r",\s+varav\s+(?:[\w-]+\s+){0,3}\Z")
_TOTAL = re.compile(rf",?\s+(?:–\s+)?(?:totalt|sammanlagt|sammantaget|dvs\.?|alltså)\s+(?:{_QUALIFIED})*\Z")
_OTHER_CLAUSE = re.compile(
    r"[;:]|satsning|\b(?:föreslå|beräkna|avsätt|avsatt|satsa|tillför|(?:regeringen|får|går|till|att)\b)",
    re.IGNORECASE,
)
# "X får 2 miljoner kronor och Y 3 miljoner kronor".
_ELLIPSIS_BEFORE = re.compile(r"(?:,|\b(?:och|samt|medan|respektive))\s+(?:för\s+)?\Z")
# "2 miljoner får användas av X, 3 miljoner av Y och 4 miljoner vardera av Z"
_USED_BY = re.compile(r"\b(?:användas?|disponeras|rekvireras|nyttjas|utnyttjas)\s+(?:[\w-]+\s+){0,3}?av\s")
_BY = re.compile(r"\s+(?:vardera\s+)?av\s+")
_FROM_BEFORE = re.compile(r"\b(?:av|från)\s+\Z")
_ONLY_QUALIFIED = re.compile(rf"\s*(?:{_QUALIFIED})*")
_OBJECT = re.compile(
    r"\b(?:bevilja[rt]?|tilldela[rt]?|tillför|(?:ut)?betalar|ger|gett|gav|ge)\s+(?:(?:nu|även|också|därför|dessutom|bl\.a\.|bland\s+annat)\s+)*"
    r"(?P<name>(?!(?:Sverige|Regeringen|Sida|EU)\b)[A-ZÅÄÖ]\w*(?:\s+(?!(?:med|till|för|på|om|som|att)\b)[\w:’'&-]+){1,8}?)"
    rf"\s+(?:{_QUALIFIED})*\Z"
)


def recipients_of(text: str, sentence: Span, amounts: Sequence[Span]) -> list[Span | None]:
    """Give for each amount of a sentence the characters that name who receives it, None where it does not say.

    Args:
        text: the document.
        sentence: the sentence.
        amounts: the characters of all its amounts, in order.
    """
    parties = find_parties(text, sentence)
    if listed := recipient_of_item(text, sentence, amounts, parties):
        return [listed]
    groups = _enumerations(text, amounts)
    ends = [sentence.start, *(group[-1].end for group in groups)]
    starts = [*(group[0].start for group in groups[1:]), sentence.end]
    found: list[Span | None] = []
    for group, left, right in zip(groups, ends, starts, strict=False):
        amount = Span(group[0].start, group[-1].end)
        named = _recipient(text, parties, amount, Span(left, right))
        if named is None and found and found[-1]:
            named = _of_ellipsis(text, sentence, parties, amount, Span(left, right))
            if named is None and _shares(text, parties, Span(left, amount.start)):
                named = found[-1]
        found += [named] * len(group)
    return found


def recipient_of_measure(text: str) -> Span | None:
    """Give the characters that name who receives what a sentence without an amount announces, None if no one."""
    whole = Span(0, len(text))
    parties = find_parties(text, whole)
    edges = (Span(0, 0), Span(len(text), len(text)))
    return next((named for edge in edges if (named := _recipient(text, parties, edge, whole))), None)


def _enumerations(text: str, amounts: Sequence[Span]) -> list[list[Span]]:
    groups: list[list[Span]] = []
    for amount in amounts:
        if groups and _ENUMERATED.fullmatch(text, groups[-1][-1].end, amount.start):
            groups[-1].append(amount)
        else:
            groups.append([amount])
    return groups


def _recipient(text: str, parties: Sequence[Party], amount: Span, around: Span) -> Span | None:
    before = [
        party for party in reversed(parties) if around.start <= party.span.start and party.span.end <= amount.start
    ]
    before = [party for party in before if amount.start - party.span.end <= _REACH]
    behind = [party for party in parties if amount.end <= party.span.start and party.span.end <= around.end]
    behind = [party for party in behind if party.span.start - amount.end <= _REACH]
    for party in before:
        if is_subject(text, party, amount):
            return party.span
    if named := _object(text, Span(around.start, amount.start)):
        return named
    told = (
        *((party, gets_behind) for party in behind),
        *((party, gets_before) for party in before),
        *((party, may_get_behind) for party in behind),
    )
    return next((party.span for party, tells in told if tells(text, party, amount)), None)


def _object(text: str, before: Span) -> Span | None:
    """Give what stands between a verb of giving and the amount: "beviljar Kliniken i Ale 5 miljoner"."""
    start = max(before.start, before.end - _LONGEST_OBJECT)
    match = _OBJECT.search(text[start : before.end])
    return Span(start + match.start("name"), start + match.end("name")) if match else None


def _of_ellipsis(text: str, sentence: Span, parties: Sequence[Party], amount: Span, around: Span) -> Span | None:
    """Give who is named alone beside an amount, where the words for receiving stand with the amount before."""
    between = Span(around.start, amount.start)
    by = _USED_BY.search(text, sentence.start, amount.start) is not None
    for party in parties:
        if by and amount.end < party.lead <= around.end and _BY.fullmatch(text, amount.end, party.lead):
            return party.span
        if (
            between.holds(party.span)
            and not party.genitive
            and _ELLIPSIS_BEFORE.search(text[between.start : party.lead])
            and _ONLY_QUALIFIED.fullmatch(text, party.span.end, between.end)
        ):
            return party.span
    return None


def _shares(text: str, parties: Sequence[Party], between: Span) -> bool:
    """Tell whether an amount is said of the same recipient as the one before it."""
    if _TOTAL.search(between.of(text)):
        return True
    if any(
        between.holds(party.span) and not party.genitive and not _FROM_BEFORE.search(text[between.start : party.lead])
        for party in parties
    ):
        return False
    words = between.of(text)
    return bool(_PART.search(words) or (_MORE.search(words) and not _OTHER_CLAUSE.search(words)))
