"""How figures changed from one version of a document to another."""

from dataclasses import dataclass
from decimal import Decimal

import duckdb

from pipelines.monitor.queries.rows import select

_CHANGES = """
SELECT
    CASE WHEN former.figure_key IS NULL THEN 'added' WHEN later.figure_key IS NULL THEN 'gone' ELSE 'changed' END
        AS change,
    coalesce(later.recipient_text, former.recipient_text) AS recipient,
    former.amount AS former_amount, later.amount AS later_amount,
    coalesce(later.currency, former.currency) AS currency,
    former.amount_text AS former_text, later.amount_text AS later_text,
    former.figure_id AS former_id, later.figure_id AS later_id
FROM (SELECT * FROM mart.figure WHERE document_id = ?) AS former
FULL JOIN (SELECT * FROM mart.figure WHERE document_id = ?) AS later USING (figure_key)
WHERE former.figure_key IS NULL OR later.figure_key IS NULL
    OR (former.amount, former.amount_high, former.currency) IS DISTINCT FROM
        (later.amount, later.amount_high, later.currency)
    OR (former.recipient_text, former.period_id, former.status) IS DISTINCT FROM
        (later.recipient_text, later.period_id, later.status)
ORDER BY coalesce(later.char_start, former.char_start), coalesce(later.figure_id, former.figure_id)
"""


@dataclass(frozen=True, slots=True)
class Restated:
    """A figure that differs between two versions of a document; None on the side that lacks it."""

    change: str
    recipient: str | None
    former_amount: Decimal | None
    later_amount: Decimal | None
    currency: str | None
    former_text: str | None
    later_text: str | None
    former_id: str | None
    later_id: str | None


def restated(con: duckdb.DuckDBPyConnection, former_id: str, later_id: str) -> list[Restated]:
    """Give the figures that differ between two document versions, in the order of the text."""
    return select(con, Restated, _CHANGES, former_id, later_id)
