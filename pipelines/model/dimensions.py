"""Dimensions that documents themselves fill: documents, ministers, terms, strategies, and the bridges to them.

Belongs here: rows made of the raw document and of what the reader listed. Places and organisations come from
`pipelines.reference`, programmes and periods from the facts that use them.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from pipelines.model.keys import digest, normal
from pipelines.model.periods import UNKNOWN_PERIOD, PeriodRow, period_of
from pipelines.model.staged import ProfileItemRow
from pipelines.sources.sidecar import published_on

TERM_KINDS = frozenset({"priority_area", "actor", "need_indicator"})


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A row of core.dim_document."""

    document_id: str
    document_key: str
    source: str
    path: str
    url: str | None
    sha256: str
    title: str
    section: str | None
    publisher: str | None
    published_on: date | None
    published_precision: str | None
    updated_on: date | None
    version_no: int
    first_seen_at: datetime
    valid_from: datetime
    valid_to: datetime | None
    is_current: bool
    rules_version: str
    line_count: int
    char_count: int


@dataclass(frozen=True, slots=True)
class MinisterRow:
    """A row of core.dim_minister."""

    minister_id: str
    name: str


@dataclass(frozen=True, slots=True)
class TermRow:
    """A row of core.dim_term."""

    term_id: str
    kind: str
    name_sv: str


@dataclass(frozen=True, slots=True)
class StrategyRow:
    """A row of core.dim_strategy."""

    strategy_id: str
    document_id: str
    name_sv: str
    period_id: str
    period_text: str | None
    period_char_start: int | None
    period_char_end: int | None
    goal_sv: str | None
    goal_char_start: int | None
    goal_char_end: int | None


@dataclass(frozen=True, slots=True)
class DocumentTermRow:
    """A row of core.bridge_document_term."""

    document_id: str
    term_id: str
    position: int
    char_start: int
    char_end: int


@dataclass(frozen=True, slots=True)
class DocumentMinisterRow:
    """A row of core.bridge_document_minister."""

    document_id: str
    minister_id: str
    portfolio_sv: str
    position: int
    char_start: int
    char_end: int


@dataclass(frozen=True, slots=True)
class DocumentOrganisationRow:
    """A row of core.bridge_document_organisation."""

    document_id: str
    organisation_id: str
    char_start: int
    char_end: int


def published_year(sidecar: str | None) -> int | None:
    """Give the year of publication that a sidecar states, None without one."""
    published = _said(sidecar).get("published")
    return int(str(published)[:4]) if published else None


def describe(raw: "DescribedText", rules_version: str) -> DocumentRow:
    """Describe a document version.

    Args:
        raw: the document as received; its first heading is the title where the sidecar gives none.
        rules_version: version of the rules that read it.
    """
    said = _said(raw.sidecar)
    published, precision = published_on(str(said["published"])) if said.get("published") else (None, None)
    file_name = raw.path.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return DocumentRow(
        document_id=raw.document_id,
        document_key=raw.document_key,
        source=raw.source,
        path=raw.path,
        url=said.get("url") or raw.address,
        sha256=raw.sha256,
        title=said.get("title") or raw.first_heading or file_name,
        section=said.get("section"),
        publisher=said.get("publisher"),
        published_on=published,
        published_precision=precision,
        updated_on=date.fromisoformat(said["updated"]) if said.get("updated") else None,
        version_no=raw.version_no,
        first_seen_at=raw.first_seen_at,
        valid_from=raw.valid_from,
        valid_to=raw.valid_to,
        is_current=raw.is_current,
        rules_version=rules_version,
        line_count=raw.line_count,
        char_count=raw.char_count,
    )


@dataclass(frozen=True, slots=True)
class DescribedText:
    """What this module needs of rows of raw.document and raw.document_version, and of the text."""

    document_id: str
    document_key: str
    source: str
    path: str
    sha256: str
    sidecar: str | None
    address: str | None
    version_no: int
    first_seen_at: datetime
    valid_from: datetime
    valid_to: datetime | None
    is_current: bool
    line_count: int
    char_count: int
    first_heading: str | None


def minister_rows(items: Iterable[ProfileItemRow]) -> list[MinisterRow]:
    """Give each listed minister once; of spellings that differ in case the first by alphabet."""
    names = sorted({item.item_text for item in items if item.kind == "minister"}, reverse=True)
    by_id = {_minister_id(name): name for name in names}
    return [MinisterRow(minister_id, name) for minister_id, name in sorted(by_id.items())]


def document_ministers(items: Iterable[ProfileItemRow]) -> list[DocumentMinisterRow]:
    """Give each listing of a minister, with the portfolio as printed."""
    return [
        DocumentMinisterRow(
            item.document_id,
            _minister_id(item.item_text),
            item.detail or "",
            item.position,
            item.char_start,
            item.char_end,
        )
        for item in items
        if item.kind == "minister"
    ]


def term_rows(items: Iterable[ProfileItemRow]) -> list[TermRow]:
    """Give each listed term once; of spellings that differ in case the first by alphabet."""
    terms: dict[tuple[str, str], str] = {}
    for item in sorted(items, key=lambda item: item.item_text):
        if item.kind in TERM_KINDS:
            terms.setdefault((item.kind, normal(item.item_text)), item.item_text)
    return [TermRow(_term_id(kind, name), kind, name) for (kind, _), name in sorted(terms.items())]


def document_terms(items: Iterable[ProfileItemRow]) -> list[DocumentTermRow]:
    """Give each listing of a term."""
    return [
        DocumentTermRow(
            item.document_id, _term_id(item.kind, item.item_text), item.position, item.char_start, item.char_end
        )
        for item in items
        if item.kind in TERM_KINDS
    ]


def document_organisations(items: Iterable[ProfileItemRow]) -> list[DocumentOrganisationRow]:
    """Give each mention of a known organisation."""
    return [
        DocumentOrganisationRow(item.document_id, item.detail, item.char_start, item.char_end)
        for item in items
        if item.kind == "organisation" and item.detail
    ]


def strategy_period(items: Sequence[ProfileItemRow]) -> PeriodRow:
    """Give the years that a strategy covers, from the items of one document."""
    item = next((item for item in items if item.kind == "strategy_period"), None)
    if item is None:
        return UNKNOWN_PERIOD
    return period_of(item.start_year, item.end_year, per_year=False, open_ended=item.end_year is None)


def strategy_row(document: DocumentRow, items: Sequence[ProfileItemRow]) -> StrategyRow | None:
    """Give the strategy that a document presents, from its profile items; None where it presents none."""
    period = next((item for item in items if item.kind == "strategy_period"), None)
    goal = next((item for item in items if item.kind == "goal"), None)
    if period is None and goal is None:
        return None
    return StrategyRow(
        strategy_id=f"{document.document_id}.strategy",
        document_id=document.document_id,
        name_sv=document.title,
        period_id=strategy_period(items).period_id,
        period_text=period.item_text if period else None,
        period_char_start=period.char_start if period else None,
        period_char_end=period.char_end if period else None,
        goal_sv=goal.item_text if goal else None,
        goal_char_start=goal.char_start if goal else None,
        goal_char_end=goal.char_end if goal else None,
    )


def _said(sidecar: str | None) -> dict[str, Any]:
    return json.loads(sidecar) if sidecar else {}


def _minister_id(name: str) -> str:
    return digest("minister", normal(name))


def _term_id(kind: str, name: str) -> str:
    return digest("term", kind, normal(name))
