"""The queue of findings: what waits, what is decided and pending, what is settled."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

import duckdb

from pipelines.monitor.listing import Listing, listing
from pipelines.monitor.queries.rows import select

GROUPS = {
    "repaired": ("repaired_amount",),
    "suspect": (
        "ratio_outlier",
        "lone_figure",
        "odd_magnitude",
        "odd_form",
        "odd_sign",
        "negative_amount",
        "duplicate_row",
        "broken_row_sum",
        "misfit_of_total",
    ),
    "quarantined": ("quarantined_amount",),
    "unreconciled": ("unreconciled_total",),
    "unaccounted": ("unaccounted_number",),
}
"""Kinds of findings as a steward thinks of them; every other kind is `other`."""
SORTS = {
    "severity": "list_position(['info', 'warning', 'error'], severity)",
    "kind": "kind",
    "document": "path",
}
_FOUND = """
SELECT finding_id, severity, kind, source, path, line, document_id, table_id, figure_id, finding.char_start,
    finding.char_end, message, remedy, group_name,
    CASE WHEN finding.state = 'settled' THEN 'settled'
        WHEN list_contains($pending, coalesce(fact.figure_key, finding_key)) THEN 'pending' ELSE 'open' END AS state
FROM (
    SELECT *, CASE {groups} ELSE 'other' END AS group_name FROM quality.finding
) AS finding
LEFT JOIN (
    SELECT figure_id, figure_key FROM core.fact_allocation
    UNION ALL SELECT figure_id, figure_key FROM core.fact_funding
) AS fact USING (figure_id)
LEFT JOIN (SELECT document_id, is_current FROM core.dim_document) AS document USING (document_id)
WHERE document.is_current IS NOT false
"""
_WANTED = """
WHERE ($group = '' OR group_name = $group) AND ($kind = '' OR kind = $kind)
    AND ($severity = '' OR severity = $severity) AND ($state = '' OR state = $state)
    AND ($search = '' OR contains(lower(message), lower($search)) OR contains(lower(path), lower($search)))
"""
_DETAILS = """
SELECT found.finding_id, fact.recipient_text AS recipient, fact.amount_text, fact.amount, fact.currency,
    repair.rule AS misprint, held.stated_amount AS stated, held.summed_amount AS summed,
    held.residual_amount AS residual, held.currency AS total_currency, held.total_id,
    CASE WHEN found.kind = 'unaccounted_number'
        THEN substring(raw_document.text, found.char_start + 1, found.char_end - found.char_start) END AS token,
    CASE WHEN found.kind = 'unaccounted_number'
        THEN substring(raw_document.text, greatest(found.char_start - 50, 0) + 1,
            least(found.char_start, 50)) END AS before,
    CASE WHEN found.kind = 'unaccounted_number'
        THEN substring(raw_document.text, found.char_end + 1, 50) END AS behind,
    document.title, other.purpose AS other_words, other.document_id AS other_document_id,
    other_document.title AS other_title, other.char_start AS other_char_start, fact.purpose AS words
FROM (SELECT * FROM quality.finding WHERE list_contains($1, finding_id)) AS found
LEFT JOIN (
    SELECT figure_id, recipient_text, amount_text, amount, currency, NULL AS purpose FROM core.fact_allocation
    UNION ALL
    SELECT figure_id, recipient_text, amount_text, amount_low, currency, purpose_sv FROM core.fact_funding
) AS fact ON fact.figure_id = coalesce(found.figure_id, (found.evidence ->> '$.figure_id'))
LEFT JOIN (
    SELECT figure_id, document_id, char_start, purpose_sv AS purpose FROM core.fact_funding
) AS other ON other.figure_id = (found.evidence ->> '$.of_figure_id')
LEFT JOIN core.dim_document AS other_document ON other_document.document_id = other.document_id
LEFT JOIN quality.repair AS repair ON repair.figure_id = found.figure_id
LEFT JOIN core.dim_document AS document ON document.document_id = found.document_id
LEFT JOIN (
    -- Named once more: otherwise the texts of all documents are read.
    SELECT document_id, text FROM raw.document
    WHERE document_id IN (SELECT document_id FROM quality.finding WHERE list_contains($1, finding_id))
) AS raw_document ON raw_document.document_id = found.document_id
LEFT JOIN (
    SELECT any_value(total_id) AS total_id, any_value(stated_amount) AS stated_amount,
        any_value(summed_amount) AS summed_amount, any_value(residual_amount) AS residual_amount,
        any_value(reconciliation.currency) AS currency, reconciliation.table_id, total.char_start
    FROM quality.reconciliation AS reconciliation JOIN core.fact_total AS total USING (total_id)
    WHERE NOT is_reconciled GROUP BY reconciliation.table_id, total.char_start
) AS held ON found.kind = 'unreconciled_total' AND held.table_id = found.table_id
    AND held.char_start = found.char_start
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader wants of the queue; empty for any.

    Attributes:
        group: one of `GROUPS`, or other.
        kind: a kind of finding.
        severity: error | warning | info.
        state: open | pending | settled.
        search: characters of the message or path.
    """

    group: str = ""
    kind: str = ""
    severity: str = ""
    state: str = "open"
    search: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding in the queue, as quality.finding has it, with its group and state."""

    finding_id: str
    severity: str
    kind: str
    source: str
    path: str
    line: int | None
    document_id: str | None
    table_id: str | None
    figure_id: str | None
    char_start: int | None
    char_end: int | None
    message: str
    remedy: str
    group_name: str
    state: str


@dataclass(frozen=True, slots=True)
class Details:
    """What a sentence about a finding is made of; None where its kind has no such thing."""

    finding_id: str
    recipient: str | None
    amount_text: str | None
    amount: Decimal | None
    currency: str | None
    misprint: str | None
    stated: Decimal | None
    summed: Decimal | None
    residual: Decimal | None
    total_currency: str | None
    total_id: str | None
    token: str | None
    before: str | None
    behind: str | None
    title: str | None
    other_words: str | None
    other_document_id: str | None
    other_title: str | None
    other_char_start: int | None
    words: str | None


def finding_list(
    con: duckdb.DuckDBPyConnection,
    asked: Asked,
    pending_keys: Iterable[str],
    *,
    sort: str,
    order: str,
    page: int,
) -> tuple[Listing, list[Finding]]:
    """Give a page of the findings that a reader wants.

    Args:
        con: the warehouse.
        asked: what is wanted.
        pending_keys: keys of figures and findings that were decided about since the warehouse was built.
        sort: one of `SORTS`.
        order: asc | desc.
        page: which page, from 1.
    """
    parameters: dict[str, object] = {
        "group": asked.group,
        "kind": asked.kind,
        "severity": asked.severity,
        "state": asked.state,
        "search": asked.search,
        "pending": sorted(pending_keys),
    }
    question = f"FROM ({_found()}) {_WANTED}"
    row = con.execute(f"SELECT count(*) {question}", parameters).fetchone() or (0,)
    shown = listing(row[0], SORTS, sort=sort, order=order, page=page)
    lines = con.execute(
        f"SELECT * {question} {shown.order(SORTS, 'path, line, finding_id')}",
        parameters,
    ).fetchall()
    return shown, [Finding(*line) for line in lines]


def group_counts(con: duckdb.DuckDBPyConnection, pending_keys: Iterable[str]) -> dict[tuple[str, str, str], int]:
    """Count findings by group, severity and state."""
    rows = con.execute(
        f"SELECT group_name, severity, state, count(*) FROM ({_found()}) GROUP BY ALL",  # noqa: S608 - our own names
        {"pending": sorted(pending_keys)},
    ).fetchall()
    return {(group, severity, state): count for group, severity, state, count in rows}


def details(con: duckdb.DuckDBPyConnection, finding_ids: Sequence[str]) -> dict[str, Details]:
    """Give what the sentences about some findings are made of, by finding."""
    return {each.finding_id: each for each in select(con, Details, _DETAILS, finding_ids)} if finding_ids else {}


def _found() -> str:
    groups = " ".join(
        f"WHEN kind IN ({', '.join(repr(kind) for kind in kinds)}) THEN '{group}'" for group, kinds in GROUPS.items()
    )
    return _FOUND.format(groups=groups)
