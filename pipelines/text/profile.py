"""What a strategy document lists beside money: its period and goal, priority areas, actors, needs, ministers.

Belongs here: reading enumerations and the sentences that introduce them. Agencies and other organisations are found by
their names (`pipelines.reference.names`), not here.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from pipelines.text.blocks import Block
from pipelines.text.periods import Period, find_periods
from pipelines.text.sentences import split_sentences
from pipelines.text.spans import Span

TermKind = Literal["priority_area", "actor", "need_indicator"]

_STRATEGY = re.compile(r"strategi(?:n|ns)?\b", re.IGNORECASE)
_DURING = re.compile(r"\b(?:under\s+(?:perioden|åren)|för\s+(?:perioden|åren)|gäller|sträcker\s+sig)\b", re.IGNORECASE)
_GOAL = re.compile(r"\b(?:övergripande|överordnade)\s+mål(?:et)?\s+är\s+(?:att\s+)?(?P<goal>[^.]+)", re.IGNORECASE)
_AREAS = re.compile(
    r"\b(?:prioriterade|strategiska)\s+(?:\w*områden|frågor|mål)\b[^:.]{0,40}:\s*(?P<list>[^.]+)", re.IGNORECASE
)
_INDICATORS = re.compile(
    r"\b(?:när\s+det\s+gäller|i\s+form\s+av|kännetecknas\s+av|präglas\s+av)\s+"
    r"(?:exempelvis\s+|till\s+exempel\s+|t\.ex\.\s+|bland\s+annat\s+|bl\.a\.\s+)?(?P<list>[^.;:]+)",
    re.IGNORECASE,
)
# An indicator of need is a level of something: "lågt valdeltagande", "hög arbetslöshet".
_INDICATOR = re.compile(
    r"(?:mycket\s+)?(?:låg[at]?|hög[at]?|svag[at]?|bristande|stor[at]?|ökande|ökad|minskande|dålig[at]?|otillräcklig[at]?)\s+\w+",
    re.IGNORECASE,
)
# Kinds of actors in Swedish society by the stem of their name; texts use them singular or plural, definite or not.
_ACTOR_STEMS = (
    "akademi",
    "arbetsgivar",
    "arbetsmarknadens part",
    "civilsamhälle",
    "den ideella sektor",
    "det civila samhälle",
    "fackförening",
    "forskar",
    "forskning",
    "företag",
    "förening",
    "ideella organisation",
    "ideella sektor",
    "invånar",
    "kommun",
    "landsting",
    "länsstyrels",
    "lärosäte",
    "medborgar",
    "myndighet",
    "näringsliv",
    "polis",
    "regering",
    "region",
    "sjukvård",
    "skol",
    "socialtjänst",
    "stat",
    "trossamfund",
    "universitet",
)
_ACTOR = re.compile(
    rf"(?P<stem>{'|'.join(_ACTOR_STEMS)})(?:en|et|er|erna|n|na|e|a|an|or|orna|ar|arna|s|t)?\Z", re.IGNORECASE
)
_LIST_JOINT = re.compile(r"\s*,\s*(?:(?:och|samt)\s+)?|\s+(?:och|samt|såväl\s+som)\s+")
_COMMA_JOINT = re.compile(r"\s*,\s*(?:(?:och|samt)\s+)?")
_COMMA_CONJUNCTION = re.compile(r",\s*(?:och|samt)\s+")
_WORD = r"(?<![\w-])[\w-]++"
_ITEM = rf"{_WORD}(?:\s{_WORD}){{0,2}}"
_ENUMERATION = re.compile(rf"(?:{_ITEM},\s+){{1,9}}{_WORD}(?:\s{_WORD}){{0,2}}?\s+(?:och|samt)\s+{_ITEM}")
_MINISTER = re.compile(
    r"(?P<name>[A-ZÅÄÖÉ][\w'’-]+(?:\s+(?:av|af|von|de|[A-ZÅÄÖÉ][\w'’-]+)){1,4}),\s+"
    r"(?P<portfolio>(?:\w[\w\s,-]*?)?(?:minister|statsråd)\w*(?:\s+och\s+[\wåäö\s-]*?minister\w*)?)\s*\Z"
)
_LEAST_ACTORS = 3
# Words without which a passage can hold none of these; most passages of most documents hold none of the words.
_STRATEGY_CUES = ("strategi", "övergripande", "överordnade")
_AREA_CUES = ("prioriterade", "strategiska")
_INDICATOR_CUES = ("gäller", "form", "kännetecknas", "präglas")
_CONJUNCTIONS = ("och", "samt")


class _Passage:
    """A stretch of running text, split into sentences only where somebody asks for them."""

    def __init__(self, text: str, span: Span) -> None:
        self._text = text
        self._span = span
        self._lowered = span.of(text).lower()

    @cached_property
    def sentences(self) -> list[Span]:
        return split_sentences(self._text, self._span)

    def holds(self, cues: Iterable[str]) -> bool:
        return any(cue in self._lowered for cue in cues)

    def may_list_actors(self) -> bool:
        if "," not in self._lowered or not self.holds(_CONJUNCTIONS):
            return False
        found = 0
        for stem in _ACTOR_STEMS:
            found += self._lowered.count(stem)
            if found >= _LEAST_ACTORS:
                return True
        return False


@dataclass(frozen=True, slots=True)
class Term:
    """One item of an enumeration: what kind of list it stands in, its position there, its characters."""

    kind: TermKind
    position: int
    span: Span


@dataclass(frozen=True, slots=True)
class Minister:
    """A minister as listed: name, portfolio as printed, position in the list."""

    position: int
    name: Span
    portfolio: Span

    @property
    def span(self) -> Span:
        """Name and portfolio."""
        return Span(self.name.start, self.portfolio.end)


@dataclass(frozen=True, slots=True)
class Strategy:
    """The strategy that a document presents: the years it covers and its overall goal, where stated."""

    period: Period | None
    goal: Span | None


@dataclass(frozen=True, slots=True)
class Profile:
    """What a document lists beside money."""

    strategy: Strategy | None
    terms: tuple[Term, ...]
    ministers: tuple[Minister, ...]


def read_profile(text: str, blocks: Sequence[Block], *, published_year: int | None = None) -> Profile:
    """Read the strategy, the terms and the ministers that a document lists.

    Args:
        text: the document.
        blocks: its blocks.
        published_year: year of publication, for "i år" and "nästa år".
    """
    passages = [_Passage(text, block.span) for block in blocks if block.kind in {"paragraph", "list_item"}]
    listing = [sentence for passage in passages if passage.may_list_actors() for sentence in passage.sentences]
    terms = [
        *_areas(text, _sentences(passages, _AREA_CUES)),
        *_indicators(text, _sentences(passages, _INDICATOR_CUES)),
        *_actors(text, listing),
    ]
    ministers = (
        _MINISTER.match(text, block.span.start, block.span.end) for block in blocks if block.kind == "list_item"
    )
    return Profile(
        _strategy(text, _sentences(passages, _STRATEGY_CUES), published_year),
        tuple(terms),
        tuple(
            Minister(position, Span(*match.span("name")), Span(*match.span("portfolio")))
            for position, match in enumerate(found for found in ministers if found)
        ),
    )


def _sentences(passages: Sequence[_Passage], cues: Sequence[str]) -> list[Span]:
    return [sentence for passage in passages if passage.holds(cues) for sentence in passage.sentences]


def _strategy(text: str, sentences: Sequence[Span], published_year: int | None) -> Strategy | None:
    period: Period | None = None
    goal: Span | None = None
    speaks_of_one = False
    for sentence in sentences:
        if _STRATEGY.search(text, *sentence):
            speaks_of_one = True
            during = _DURING.search(text, *sentence)
            if during and period is None:
                period = next(
                    iter(find_periods(text, Span(during.end(), sentence.end), published_year=published_year)), None
                )
        if (match := _GOAL.search(text, *sentence)) and goal is None:
            goal = Span(*match.span("goal"))
    return Strategy(period, goal) if speaks_of_one and (period or goal) else None


def _areas(text: str, sentences: Sequence[Span]) -> list[Term]:
    items = [
        item
        for sentence in sentences
        if (match := _AREAS.search(text, *sentence))
        for item in split_list(text, Span(*match.span("list")))
    ]
    return [Term("priority_area", position, item) for position, item in enumerate(items)]


def _indicators(text: str, sentences: Sequence[Span]) -> list[Term]:
    """Read lists in which every item is a level of something; of nested introductions the innermost counts."""
    terms: list[Term] = []
    for sentence in sentences:
        match = _INDICATORS.search(text, *sentence)
        while match:
            items = split_list(text, Span(*match.span("list")))
            if len(items) > 1 and all(_INDICATOR.fullmatch(item.of(text)) for item in items):
                terms.extend(Term("need_indicator", position, item) for position, item in enumerate(items, len(terms)))
            match = _INDICATORS.search(text, match.start() + 1, sentence.end)
    return terms


def _actors(text: str, sentences: Sequence[Span]) -> list[Term]:
    """Read enumerations of at least three kinds of actors; each actor once, where it is first listed."""
    seen: set[str] = set()
    terms: list[Term] = []
    for sentence in sentences:
        for match in _ENUMERATION.finditer(text, *sentence):
            items = [actor for item in split_list(text, Span(*match.span())) if (actor := _as_actor(text, item))]
            if len(items) < _LEAST_ACTORS:
                continue
            for item in items:
                stem = _stem(item.of(text))
                if stem not in seen:
                    seen.add(stem)
                    terms.append(Term("actor", len(terms), item))
    return terms


def _as_actor(text: str, item: Span) -> Span | None:
    """Give the part of a list item that names a kind of actor: the whole of it, or its last or first word."""
    printed = item.of(text)
    candidates = [item]
    if " " in printed:
        candidates.append(Span(item.start + printed.rindex(" ") + 1, item.end))
        candidates.append(Span(item.start, item.start + printed.index(" ")))
    return next((candidate for candidate in candidates if _ACTOR.match(candidate.of(text))), None)


def _stem(actor: str) -> str:
    match = _ACTOR.match(actor)
    return match["stem"].lower() if match else actor.lower()


def split_list(text: str, span: Span) -> list[Span]:
    """Split an enumeration at its commas and conjunctions; the items without the space around them.

    Where a comma stands before the last conjunction ("a, b och c, samt d"), the conjunctions without one join parts of
    a single item.
    """
    items: list[Span] = []
    start = span.start
    pattern = _COMMA_JOINT if _COMMA_CONJUNCTION.search(text, *span) else _LIST_JOINT
    for joint in pattern.finditer(text, span.start, span.end):
        items.append(Span(start, joint.start()))
        start = joint.end()
    items.append(Span(start, span.end))
    return [_trimmed(text, item) for item in items if item.of(text).strip()]


def _trimmed(text: str, span: Span) -> Span:
    printed = span.of(text)
    return Span(span.start + len(printed) - len(printed.lstrip()), span.end - (len(printed) - len(printed.rstrip())))
