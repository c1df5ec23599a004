"""How a text qualifies an amount: about, over, under, at most, at least.

Belongs here: the words before and behind an amount that say so, and what may stand between them and it. A range is read
with its numbers in `money`.
"""

import re
from typing import Literal

Modifier = Literal["exact", "about", "over", "under", "at_most", "at_least", "range"]

_LOOK_BACK = 110
_LONGEST_PHRASE = 3

# Of two qualifications the limit counts: "högst cirka 5 000 kronor" is at most that much.
_PRECEDENCE: tuple[Modifier, ...] = ("at_most", "at_least", "over", "under", "about")
_PHRASES: dict[Modifier, str] = {
    "at_most": "upp till|upptill|högst|högsta|max|max.|maximalt|maximala|maximum|som mest|som högst|som allra mest"
    "|inte mer än|inte högre än|inte över|inte överstiga|inte överstiger|ej överstiga|ej överstiger"
    "|ej överstigande|inte överstigande|inte överskrida|inte överskrider|upp emot|uppemot|up to"
    "|maximum of|at most",
    "at_least": "minst|åtminstone|lägst|lägsta|som minst|som lägst|inte mindre än|inte under|inte lägre än"
    "|inte understiga|inte understiger|ej understiga|ej understiger|at least|minimum of|no less than",
    "over": "drygt|dryga|dryg|över|mer än|mera än|fler än|större än|högre än|överstiga|överstiger|överstigande"
    "|överskrider|överskrida|översteg|överskred|more than|over",
    "under": "knappt|knappa|knapp|nästan|närmare|närmre|nära|mindre än|lägre än|färre än|inte fullt|inte riktigt"
    "|under|understiga|understiger|understigande|understeg|bortåt|bortemot|snudd på|nearly|almost"
    "|less than|just under",
    "about": "cirka|circa|ca|ca.|c:a|c.a|cirka.|ungefär|omkring|runt|kring|uppskattningsvis|storleksordningen"
    "|approximativt|approximately|approx.|about|around|roughly|some",
}
_MODIFIERS = {phrase: modifier for modifier, phrases in _PHRASES.items() for phrase in phrases.split("|")}
_LAST_WORDS = frozenset(phrase.split()[-1] for phrase in _MODIFIERS)
_SIGNS: dict[str, Modifier] = {"<": "under", "≤": "at_most", ">": "over", "≥": "at_least", "~": "about", "≈": "about"}

# What may stand between a qualification and its amount. Over words that say no more than "in all" or "a further" any
# qualification reaches; over "ett belopp om" a limit or an order of magnitude; over the verbs of the clause
# ("högst ska uppgå till") only the plainest limits.
_NEAR, _MIDDLE, _FAR = 0, 1, 2
_WORDS_BETWEEN: dict[int, str] = {
    _NEAR: "totalt sammanlagt sammantaget ytterligare motsvarande hela minskad minskade minskat ökad ökade ökat"
    " årligen tillsammans en ett de ny nya extra sammanlagda totala dessutom",
    _MIDDLE: "på om med till av belopp beloppet summa summan värde värdet kostnad kostnaden",
    _FAR: "uppgå uppgår uppgick få får fick ska skall kan vara är bli blir som motsvarar motsvara använda"
    " användas disponera rekvirera avsätta betala utbetala betalas utbetalas ut kosta kostar lämnas"
    " beviljas ersättas ges tilldelas fördela fördelas avse",
}
_BETWEEN = {word: distance for distance, words in _WORDS_BETWEEN.items() for word in words.split()}
_LIMITS = frozenset(
    {"högst", "minst", "lägst", "maximalt", "max", "högsta", "som mest", "som högst", "som lägst", "som minst"}
)
_INSIDE = re.compile(r"\s(dryg|knapp)a?\s")
_QUANTITY = re.compile(r"\S*\d\S*\Z|(?:en|ett|två|tre|fyra|fem|sex|halvt?|åtta|tio)\Z")
_OR_MORE = re.compile(r"\s+(?:(?:eller|och)\s+(?:mera?(?!\s+än)|däröver|uppåt)|eller\s+(?:högre|över))\b")
_OR_LESS = re.compile(r"\s+(?:(?:eller|och)\s+(?:därunder|nedåt)|eller\s+(?:mindre|lägre|under))\b")


def read_modifier(text: str, floor: int, start: int, end: int) -> Modifier:
    """Say how a text qualifies the amount between two of its positions.

    Args:
        text: the document.
        floor: where to stop reading backwards: the start of the block, or the end of an amount before.
        start: first character of the amount.
        end: the character behind it.
    """
    found = _before(text, max(floor, start - _LOOK_BACK), start)
    if found is None and (inside := _INSIDE.search(text, start, end)):
        return "over" if inside[1] == "dryg" else "under"
    if found is None and text[end : end + 1].isspace():
        if _OR_MORE.match(text, end):
            return "at_least"
        if _OR_LESS.match(text, end):
            return "at_most"
    return found or "exact"


def _before(text: str, floor: int, start: int) -> Modifier | None:
    before = text[floor:start]
    if sign := _SIGNS.get(before.rstrip()[-1:]):
        return sign
    words = before.lower().split()
    found: set[Modifier] = set()
    distance = _NEAR
    index = len(words)
    # "högst ett prisbasbelopp (47 300 kronor": what stands in brackets is the same quantity, under the same limit.
    if words and words[-1] == "(":
        index, distance = _past_quantity(words, index - 1), _FAR
    while index > 0:
        word = words[index - 1]
        opens_bracket = word.startswith("(")
        word = word.lstrip("(")
        size = _phrase(words, index, word, distance)
        if size:
            found.add(_MODIFIERS[" ".join([*words[index - size : index - 1], word])])
            index -= size
        elif (reach := _BETWEEN.get(word)) is not None:
            distance, index = max(distance, reach), index - 1
        else:
            break
        if opens_bracket:
            index, distance = _past_quantity(words, index), _FAR
    return next((modifier for modifier in _PRECEDENCE if modifier in found), None)


def _phrase(words: list[str], index: int, last: str, distance: int) -> int:
    """Give how many words before `index` make the longest phrase that qualifies an amount so far off, 0 for none."""
    if last not in _LAST_WORDS:
        return 0
    for size in range(min(_LONGEST_PHRASE, index), 0, -1):
        phrase = " ".join([*words[index - size : index - 1], last])
        if phrase in _MODIFIERS and _reaches(phrase, distance):
            return size
    return 0


def _reaches(phrase: str, distance: int) -> bool:
    if distance == _FAR:
        return phrase in _LIMITS
    return distance == _NEAR or phrase == "storleksordningen" or _MODIFIERS[phrase] in {"at_most", "at_least"}


def _past_quantity(words: list[str], index: int) -> int:
    """Step back over "0,0127 prisbasbelopp": a noun and, before it, its number; stay where there is none."""
    return index - 2 if index >= 2 and _QUANTITY.match(words[index - 2]) else index
