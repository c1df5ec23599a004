"""Two published warehouses held against each other, figure by figure.

Belongs here: naming the two files, and which figures were added, are gone or changed. Only figures of the versions of
documents that each holds as current are compared; a document's own history stands in mart.restatement.
"""

from dataclasses import dataclass
from pathlib import Path

import duckdb

from pipelines.settings import Home
from pipelines.store.query import QueryResult
from pipelines.store.versions import current_version, quoted, versions

_COMPARED = ("amount", "amount_high", "currency", "recipient_text", "period_id", "status", "quality")

_DIFFERENCES = f"""
CREATE TEMP VIEW difference AS
SELECT
    CASE
        WHEN former.figure_key IS NULL THEN 'added'
        WHEN later.figure_key IS NULL THEN 'gone'
        ELSE 'changed'
    END AS change,
    CASE
        WHEN coalesce(former.document_id, former_document.document_id)
            IS DISTINCT FROM coalesce(later.document_id, later_document.document_id) THEN 'document'
        WHEN former.review_id IS DISTINCT FROM later.review_id THEN 'decision'
        ELSE 'rules'
    END AS cause,
    coalesce(later.path, former.path) AS path,
    coalesce(later.kind, former.kind) AS kind,
    {", ".join(f"former.{name} AS former_{name}, later.{name} AS later_{name}" for name in _COMPARED)},
    former.amount_text AS former_text,
    later.amount_text AS later_text,
    former.figure_id AS former_figure_id,
    later.figure_id AS later_figure_id,
    coalesce(later.figure_key, former.figure_key) AS figure_key
FROM (FROM former.mart.figure WHERE is_current) AS former
FULL JOIN (FROM later.mart.figure WHERE is_current) AS later USING (figure_key)
LEFT JOIN (FROM former.core.dim_document WHERE is_current) AS former_document
    ON former_document.document_key = later.document_key
LEFT JOIN (FROM later.core.dim_document WHERE is_current) AS later_document
    ON later_document.document_key = former.document_key
WHERE former.figure_key IS NULL OR later.figure_key IS NULL
    OR ({", ".join(f"former.{name}" for name in _COMPARED)}) IS DISTINCT FROM
    ({", ".join(f"later.{name}" for name in _COMPARED)})
"""  # noqa: S608 - our own names
_ALL = "FROM difference ORDER BY path, change, figure_key"
_COUNTS = "SELECT cause, change, count(*) FROM difference GROUP BY ALL ORDER BY ALL"
_KNOWN = """
SELECT count(*) FROM duckdb_columns()
WHERE database_name = ? AND schema_name = 'mart' AND table_name = 'figure' AND column_name = 'review_id'
"""


class VersionNotFoundError(Exception):
    """No published version, or more than one, goes by a name."""


class ComparisonError(Exception):
    """Two files that cannot be compared."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between two published warehouses.

    Attributes:
        former: the one.
        later: the other.
        counts: figures by cause (document: another version of it; decision: somebody decided about the figure; rules:
            the same document read otherwise) and by change (added, gone, changed).
        differences: a row a figure.
    """

    former: Path
    later: Path
    counts: dict[tuple[str, str], int]
    differences: QueryResult


def find_version(home: Home, name: str | None, *, steps_back: int = 0) -> Path:
    """Find a version by its name, enough of its beginning, or a path; without a name, by its place in time.

    Args:
        home: the installation.
        name: what someone typed; None for the current version, or one before it.
        steps_back: without a name, how many versions before the current one.

    Raises:
        VersionNotFoundError: there is none, or more than one.
    """
    kept = versions(home)
    if name is None:
        current = current_version(home)
        place = kept.index(current) - steps_back if current in kept else -1
        if place < 0:
            raise VersionNotFoundError(f"There are {len(kept)} versions in {home.versions_dir}: too few to compare.")
        return kept[place]
    if Path(name).is_file():
        return Path(name).resolve()
    found = [version for version in kept if version.name.startswith(name)]
    if len(found) != 1:
        known = ", ".join(version.stem for version in kept) or "none"
        raise VersionNotFoundError(f"{len(found)} versions are named {name}…; there are: {known}.")
    return found[0]


def compare(former: Path, later: Path) -> Comparison:
    """Compare two published warehouses.

    Raises:
        ComparisonError: one of them cannot be opened, or was made by code that knew no figures across kinds.
    """
    with duckdb.connect() as con:
        for alias, path in (("former", former), ("later", later)):
            try:
                con.execute(f"ATTACH '{quoted(path)}' AS {alias} (READ_ONLY)")
            except duckdb.Error as error:
                raise ComparisonError(f"{path} cannot be opened: {error}") from error
            if con.execute(_KNOWN, [alias]).fetchone() == (0,):
                raise ComparisonError(f"{path} was made by older code: its mart.figure lacks what to compare by.")
        con.execute(_DIFFERENCES)
        counts = {(cause, change): int(count) for cause, change, count in con.execute(_COUNTS).fetchall()}
        relation = con.sql(_ALL)
        result = QueryResult(
            tuple(relation.columns), tuple(str(kind) for kind in relation.types), relation.to_arrow_table()
        )
    return Comparison(former, later, counts, result)
