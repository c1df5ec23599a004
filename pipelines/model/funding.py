"""core.fact_funding and core.dim_measure: amounts in prose, and the measures of bullet lists with or without one.

Belongs here: which list items are measures, and a row for each amount and each measure without one.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from pipelines.model.allocation import UNKNOWN
from pipelines.model.keys import KeyCounter, figure_id, normal
from pipelines.model.periods import UNKNOWN_PERIOD, PeriodRow, period_of
from pipelines.model.reviewed import Rulings, prose_source
from pipelines.model.staged import BlockRow, MentionRow
from pipelines.model.totals import TotalRow
from pipelines.reference.geography import resolve_place
from pipelines.reference.organisations import resolve_organisation
from pipelines.text.recipients import recipient_of_measure


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A row of core.dim_measure."""

    measure_id: str
    document_id: str
    list_no: int
    item_no: int
    text_sv: str
    intro_sv: str | None
    char_start: int
    char_end: int


@dataclass(frozen=True, slots=True)
class FundingRow:
    """A row of core.fact_funding."""

    figure_id: str
    figure_key: str
    document_id: str
    measure_id: str | None
    total_id: str | None
    period_id: str
    organisation_id: str
    geography_id: str
    amount_low_sek: Decimal | None
    amount_low: Decimal | None
    amount_high: Decimal | None
    currency: str | None
    modifier: str | None
    per_year: bool
    per: str | None
    kind: str
    status: str | None
    recipient_text: str | None
    purpose_sv: str
    amount_text: str | None
    quality: str
    review_id: str | None
    char_start: int
    char_end: int


def find_measures(text: str, blocks: Sequence[BlockRow], mentions: Sequence[MentionRow]) -> list[MeasureRow]:
    """Find the announced measures of a document: the items of every bullet list that states money anywhere.

    Args:
        text: the document.
        blocks: its blocks, in order.
        mentions: its amounts outside table cells.
    """
    funded = {mention.block_no for mention in mentions if mention.kind == "funding"}
    measures: list[MeasureRow] = []
    list_no = 0
    for items, intro in _lists(blocks):
        if not any(item.block_no in funded for item in items):
            continue
        measures.extend(
            MeasureRow(
                measure_id=f"{item.document_id}.{item.char_start}",
                document_id=item.document_id,
                list_no=list_no,
                item_no=item_no,
                text_sv=text[item.char_start : item.char_end],
                intro_sv=text[intro.char_start : intro.char_end] if intro else None,
                char_start=item.char_start,
                char_end=item.char_end,
            )
            for item_no, item in enumerate(items)
        )
        list_no += 1
    return measures


def _lists(blocks: Sequence[BlockRow]) -> Iterator[tuple[list[BlockRow], BlockRow | None]]:
    """Give each run of list items with the paragraph or heading that stands directly before it."""
    items: list[BlockRow] = []
    intro: BlockRow | None = None
    for block in blocks:
        if block.kind == "list_item":
            items.append(block)
            continue
        if items:
            yield items, intro
            items = []
        intro = block if block.kind in {"paragraph", "heading"} else None
    if items:
        yield items, intro


def mention_period(mention: MentionRow) -> PeriodRow:
    """Give the period that an amount in prose is for."""
    return period_of(mention.start_year, mention.end_year, per_year=mention.per_year, open_ended=mention.open_ended)


def fund(
    document_key: str,
    mentions: Sequence[MentionRow],
    measures: Sequence[MeasureRow],
    totals: Sequence[TotalRow],
    rulings: Rulings,
) -> Iterator[FundingRow]:
    """Make a fact of every amount in prose and of every measure that states none, in reading order.

    Args:
        document_key: identifier that the versions of the document share.
        mentions: the document's amounts outside table cells.
        measures: its measures.
        totals: its stated totals; an amount that is one points to it.
        rulings: what people decided.
    """
    keys = KeyCounter()
    total_at = {total.char_start: total.total_id for total in reversed(totals)}
    stated: set[str] = set()
    rows: list[FundingRow] = []
    wordings = _wordings(mentions)
    for mention in mentions:
        measure = _measure_of(mention, measures)
        if measure:
            stated.add(measure.measure_id)
        key = keys.key(document_key, wordings[mention.purpose])
        rows.append(_from_mention(mention, measure, total_at, key))
    rows.extend(
        _without_amount(measure, keys.key(document_key, "measure", normal(measure.text_sv)))
        for measure in measures
        if measure.measure_id not in stated
    )
    yield from sorted((_ruled(row, rulings) for row in rows), key=lambda row: row.char_start)


def _ruled(row: FundingRow, rulings: Rulings) -> FundingRow:
    ruled = rulings.apply(row.figure_key, prose_source(row.purpose_sv, row.amount_text), row.amount_low, row.quality)
    if ruled.review_id is None:
        return row
    # A corrected value is one value: what was a range is none any more, and a measure without an amount has one.
    is_sek = (row.currency or "SEK") == "SEK"
    return replace(
        row,
        amount_low=ruled.amount,
        amount_low_sek=ruled.amount if is_sek else None,
        amount_high=row.amount_high if ruled.amount == row.amount_low else None,
        currency=row.currency if row.currency or ruled.amount is None else "SEK",
        quality=ruled.quality,
        review_id=ruled.review_id,
    )


def _measure_of(mention: MentionRow, measures: Sequence[MeasureRow]) -> MeasureRow | None:
    return next(
        (
            measure
            for measure in measures
            if measure.char_start <= mention.char_start and mention.char_end <= measure.char_end
        ),
        None,
    )


def _wordings(mentions: Sequence[MentionRow]) -> dict[str, str]:
    """Give each sentence with its amounts left out: a figure whose amount alone changes stays the same figure."""
    amounts: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        amounts[mention.purpose].add(mention.quote)
    wordings = {}
    for sentence, quotes in amounts.items():
        wording = sentence
        for quote in sorted(quotes, key=len, reverse=True):
            wording = wording.replace(quote, "¤")
        wordings[sentence] = normal(wording)
    return wordings


def _from_mention(mention: MentionRow, measure: MeasureRow | None, total_at: Mapping[int, str], key: str) -> FundingRow:
    organisation, place = _who(mention.recipient)
    return FundingRow(
        figure_id=figure_id(mention.document_id, mention.char_start, mention.char_end),
        figure_key=key,
        document_id=mention.document_id,
        measure_id=measure.measure_id if measure else None,
        total_id=total_at.get(mention.char_start),
        period_id=mention_period(mention).period_id,
        organisation_id=organisation,
        geography_id=place,
        amount_low_sek=mention.amount_low if mention.currency == "SEK" else None,
        amount_low=mention.amount_low,
        amount_high=mention.amount_high,
        currency=mention.currency,
        modifier=mention.modifier,
        per_year=mention.per_year,
        per=mention.per,
        kind=mention.kind,
        status=mention.status,
        recipient_text=mention.recipient,
        purpose_sv=mention.purpose,
        amount_text=mention.quote,
        quality="ok",
        review_id=None,
        char_start=mention.char_start,
        char_end=mention.char_end,
    )


def _who(recipient: str | None) -> tuple[str, str]:
    """Give organisation_id and geography_id of a printed recipient; unknown where no register has it."""
    if recipient is None:
        return UNKNOWN, UNKNOWN
    if organisation := resolve_organisation(recipient):
        return organisation.organisation_id, UNKNOWN
    place = resolve_place(recipient)
    return UNKNOWN, place.geography_id if place else UNKNOWN


def _without_amount(measure: MeasureRow, key: str) -> FundingRow:
    text = measure.text_sv
    named = recipient_of_measure(text)
    recipient = named.of(text) if named else None
    organisation, place = _who(recipient)
    return FundingRow(
        figure_id=figure_id(measure.document_id, measure.char_start, measure.char_end),
        figure_key=key,
        document_id=measure.document_id,
        measure_id=measure.measure_id,
        total_id=None,
        period_id=UNKNOWN_PERIOD.period_id,
        organisation_id=organisation,
        geography_id=place,
        amount_low_sek=None,
        amount_low=None,
        amount_high=None,
        currency=None,
        modifier=None,
        per_year=False,
        per=None,
        kind="funding",
        status=None,
        recipient_text=recipient,
        purpose_sv=measure.text_sv,
        amount_text=None,
        quality="ok",
        review_id=None,
        char_start=measure.char_start,
        char_end=measure.char_end,
    )
