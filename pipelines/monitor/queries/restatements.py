"""How figures changed from one version of a document to another."""

from dataclasses import dataclass
from decimal import Decimal

import duckdb

from pipelines.monitor.queries.rows import select

MOST_RESTATED = 500
"""Figures that differ which are given at once."""
_CHANGES = """
SELECT
    CASE WHEN former.figure_key IS NULL THEN 'added' WHEN later.figure_key IS NULL THEN 'gone' ELSE 'changed' END
        AS change,
    coalesce(later.recipient_text, former.recipient_text) AS recipient,
    former.amount AS former_amount, later.amount AS later_amount,
    former.currency AS former_currency, later.currency AS later_currency,
    former_period.label AS former_period, later_period.label AS later_period,
    former.status AS former_status, later.status AS later_status,
    former.figure_id AS former_id, later.figure_id AS later_id,
    count(*) OVER () AS changes
FROM (SELECT * FROM mart.figure WHERE document_id = ?) AS former
FULL JOIN (SELECT * FROM mart.figure WHERE document_id = ?) AS later USING (figure_key)
LEFT JOIN core.dim_period AS former_period ON former_period.period_id = former.period_id
LEFT JOIN core.dim_period AS later_period ON later_period.period_id = later.period_id
WHERE former.figure_key IS NULL OR later.figure_key IS NULL
    OR (former.amount, former.amount_high, former.currency) IS DISTINCT FROM
        (later.amount, later.amount_high, later.currency)
    OR (former.recipient_text, former.period_id, former.status) IS DISTINCT FROM
        (later.recipient_text, later.period_id, later.status)
ORDER BY coalesce(later.char_start, former.char_start), coalesce(later.figure_id, former.figure_id)
LIMIT ?
"""


@dataclass(frozen=True, slots=True)
class Restated:
    """A figure that differs between two versions of a document; None on the side that lacks it.

    The number of all changes stands in each of them.
    """

    change: str
    recipient: str | None
    former_amount: Decimal | None
    later_amount: Decimal | None
    former_currency: str | None
    later_currency: str | None
    former_period: str | None
    later_period: str | None
    former_status: str | None
    later_status: str | None
    former_id: str | None
    later_id: str | None
    changes: int


def restated(con: duckdb.DuckDBPyConnection, former_id: str, later_id: str) -> list[Restated]:
    """Give the first figures that differ between two document versions, in the order of the text."""
    return select(con, Restated, _CHANGES, former_id, later_id, MOST_RESTATED)
