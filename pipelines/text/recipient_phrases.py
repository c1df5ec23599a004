"""Where the phrase of a name begins: its determiners, adjectives and titles.

Belongs here: what leads up to a name. The names themselves belong to `recipient_names`.
"""

import re

from pipelines.text.recipient_words import class_of

_MOST_DESCRIPTIONS = 5
_LONGEST_WORD = 40
_LAST_WORD = re.compile(r"(?P<word>\S+)\s+\Z")
_QUANTITY = re.compile(
    r"(?:ett\s+antal|en\s+rad|delar\s+av|en\s+del(?:\s+av)?|flera\s+av|var\s+och\s+en\s+av|(?:en|ett)\s+eller)\s+\Z",
    re.IGNORECASE,
)
_LONGEST_QUANTITY = 24
_HALF_COMPOUND = re.compile(r"\w+-\s+och\s+\Z")
# "till den Gröna klimatfonden", "stiftelsen Nordanvind": what leads up to a proper name.
_LEAD = re.compile(r"(?:\b(?:den|det|en|ett|(?!vilke[nt]\b)[a-zåäö]{2,}(?:a|en|et|[lsg]t))\s+){1,3}\Z")
_LONGEST_LEAD = 60
_WORD = re.compile(r"(\S+)\s+")
# Genitives of common words and countries ("landets kommuner", "det civila samhällets organisationer").
_OWNER = re.compile(
    r"Sveriges|Ukrainas|landets|länets|världens|Nordens|[A-ZÅÄÖ]\w+a(?:nd)?s|[a-zåäö]{4,}(?:et|en|[aeo]rna)s"
)
# Behind these words stand verbs that look like adjectives ("att förbättra regionernas …").
_VERB_FOLLOWS = re.compile(r"\b(?:att|ska|skall|kan|bör|och|vill)\s+\Z", re.IGNORECASE)
_SURE_DESCRIPTION = re.compile(r"\w+(?:iga|ska|ade|[rn]da|ella|iva|ala|ande|ära)|nya|stora|små|\w*fria|\d+|\w+-")


def start_with_descriptions(text: str, start: int, least: int) -> int:
    """Give where a common noun's phrase begins, with its determiners and adjectives, not before `least`."""
    half = _HALF_COMPOUND.search(text[max(least, start - _LONGEST_WORD) : start])
    begun = start - len(half.group()) if half else start
    for _ in range(_MOST_DESCRIPTIONS):
        before = text[max(least, begun - _LONGEST_WORD) : begun]
        last = _LAST_WORD.search(before)
        if last is None:
            break
        word = last["word"]
        described = "describing" if _OWNER.fullmatch(word) else class_of(word)[0]
        if described not in {"determiner", "describing"}:
            break
        if described == "describing" and _VERB_FOLLOWS.search(before[: last.start()]) and not _is_adjective(word):
            break
        begun -= len(last.group())
    quantity = _QUANTITY.search(text[max(least, begun - _LONGEST_QUANTITY) : begun])
    return begun - len(quantity.group()) if quantity else begun


def _is_adjective(word: str) -> bool:
    return _SURE_DESCRIPTION.fullmatch(word) is not None


def start_with_lead(text: str, start: int, least: int) -> int:
    """Give where what leads up to a proper name begins ("den svenska stiftelsen …"), not before `least`."""
    before = text[max(least, start - _LONGEST_LEAD) : start]
    lead = _LEAD.search(before)
    if lead is None:
        return start
    # "ska tilldela Almi": verbs describe nothing.
    verbs = [word.end() for word in _WORD.finditer(before, lead.start()) if _is_verb(before, word)]
    return start - len(before) + max(verbs, default=lead.start())


def _is_verb(before: str, word: re.Match[str]) -> bool:
    if _VERB_FOLLOWS.search(before[: word.start()]) and not _is_adjective(word[1]):
        return True
    return word[1].endswith("a") and class_of(word[1])[0] == "other"
