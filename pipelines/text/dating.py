"""When amounts apply, told by their sentence or by the text around it.

Belongs here: what a sentence without a year of its own takes over: from the sentence whose money it goes on about, from
one that goes on about its money, or from the title. Years that a sentence states itself belong to `context`.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from pipelines.text.blocks import Block
from pipelines.text.context import Timing, bind_periods
from pipelines.text.passages import Passage
from pipelines.text.periods import find_periods
from pipelines.text.spans import Span

_REFERS_BACK = re.compile(
    r"(?:[–-]\s*)?(?:(?:Av|I|Med|Genom|Inom)\s+(?:det|den|detta|denna|dessa|dem|medlen|beloppet|summan|anslaget)\b"
    r"|(?:De\s+(?:\w+\s+)?)?[Mm]edlen\b|(?:Bidraget|Beloppet|Summan|Pengarna|Tillskottet|Stödet|Därav|Varav|Därmed|Det\s+motsvarar)\b"
    r"|(?:(?:Ungefär|Cirka|Omkring|Drygt|Knappt|Högst)\s+)?\d)"
)
_DATES_THE_MONEY = re.compile(
    r"(?:Medlen|Pengarna|Bidraget|Beloppet|Statsbidraget|Stödet)\s+"
    r"(?:avser|betalas|betalades|utbetalas|gäller|(?:ska|får|kan)\s+(?:betalas|utbetalas|användas))\s+"
    r"(?:\w+\s+){0,5}?(?:under|för|år|åren)\s+"
)
_TITLE_YEAR = re.compile(r"\bför\s+(?:(?:år|åren|perioden|kalenderåret|budgetåret)\s+)?\Z", re.IGNORECASE)


def date_amounts(
    text: str, passages: Sequence[Passage], blocks: Sequence[Block], *, published_year: int | None = None
) -> list[list[Timing]]:
    """Say for each amount of each passage when it applies.

    Args:
        text: the document.
        passages: its passages, in order.
        blocks: the blocks that the passages were found in.
        published_year: year of publication, for "i år" and "nästa år".
    """
    dated: list[list[Timing]] = []
    told: dict[Span, list[Timing]] = {}
    title = _title_period(text, blocks, published_year)
    for passage in passages:
        timings = bind_periods(text, passage.sentence, passage.amounts, published_year=published_year)
        if not any(timing.years for timing in timings):
            inherited = (
                _from_before(text, passage, told, published_year)
                or _from_behind(text, passage, blocks, published_year)
                or title
            )
            if inherited:
                timings = [_dated_by(inherited, timing) for timing in timings]
        told[passage.sentence] = timings
        dated.append(timings)
    return dated


def _dated_by(inherited: Timing, timing: Timing) -> Timing:
    spans = inherited.spans + timing.spans
    return replace(timing, years=inherited.years, open_ended=inherited.open_ended, spans=spans)


def _from_before(
    text: str, passage: Passage, told: dict[Span, list[Timing]], published_year: int | None
) -> Timing | None:
    """Give the time that the sentence before tells, where this one goes on about its money ("Av medlen fördelas …")."""
    if passage.before is None or not _REFERS_BACK.match(text, *passage.sentence):
        return None
    timings = told.get(passage.before)
    if timings is None:
        return _only_period(text, passage.before, published_year)
    dated = [timing for timing in timings if timing.years]
    return dated[0] if len({(timing.years, timing.open_ended) for timing in dated}) == 1 else None


def _from_behind(text: str, passage: Passage, blocks: Sequence[Block], published_year: int | None) -> Timing | None:
    """Give the time that the next sentence or paragraph tells of the money ("Medlen betalas ut under 2023")."""
    behind = passage.behind
    if behind is None and passage.prose_no + 1 < len(blocks):
        behind = blocks[passage.prose_no + 1].span
    if behind is None or not (match := _DATES_THE_MONEY.match(text, *behind)):
        return None
    following = Span(match.end(), min(behind.end, match.end() + 40))
    return _only_period(text, following, published_year)


def _only_period(text: str, within: Span, published_year: int | None) -> Timing | None:
    periods = [
        period
        for period in find_periods(text, within, published_year=published_year)
        if period.kind in {"stated", "relative"}
    ]
    if len({period.years for period in periods}) != 1:
        return None
    return Timing(periods[0].years, per_year=False, open_ended=periods[0].open_ended, spans=(periods[0].span,))


def _title_period(text: str, blocks: Sequence[Block], published_year: int | None) -> Timing | None:
    """Give the years that the title says the document is for ("Utbetalning av statsbidrag för 2023")."""
    title = next((block.span for block in blocks if block.kind == "heading"), None)
    timing = _only_period(text, title, published_year) if title else None
    if title is None or timing is None:
        return None
    return timing if _TITLE_YEAR.search(text, title.start, timing.spans[0].start) else None
