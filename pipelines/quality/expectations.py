"""The data steward's rules: the suites in `expectations/`, in Great Expectations' own format, read and checked.

What belongs here is the meaning of a suite file; judging data by it is `gx_judge`. Great Expectations takes seconds to
import, and Dagster needs names and severities whenever it loads, so nothing here imports it.

A suite file is named `<schema>.<table>.json`, or `<schema>.<table>.<aspect>.json` where a second frame is needed for
the same table. Beyond Great Expectations' fields, `meta` says:

* of a suite: `query` (lines of SQL that select the frame; without it the frame is the table), `key` (columns that name
  a row; without it the table's primary key), `with_source_text` (adds the column `source_text`: the characters that
  `char_start` and `char_end` cover in the document), `empty_is_fine` (why the frame may rightly be empty);
* of an expectation: `id`, `reason`, `threshold_since` (the day a threshold was set) and `vacuous_is_fine` (why there
  may rightly be no value to judge).
"""

import datetime
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

import duckdb
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipelines.settings import SCHEMA_DIR

Severity = Literal["critical", "warning", "info"]

THRESHOLD_KWARGS = ("mostly", "min_value", "max_value", "value")
"""Parameters of an expectation that are thresholds: each was chosen by someone on some day."""

_SUITE_NAME = re.compile(r"[a-z_]+\.[a-z_]+(\.[a-z_]+)?")
_WAREHOUSE_TABLE = re.compile(r"\b(?:raw|staging|core|quality)\.[a-z_]+\b")


class SuiteError(Exception):
    """A suite file that cannot be used.

    Attributes:
        path: the file.
        place: the expectation's id, or the field.
        problem: what is wrong.
        remedy: what to change.
    """

    def __init__(self, path: Path, place: str, problem: str, remedy: str) -> None:
        super().__init__(f"{path}: {place}: {problem}. {remedy}")
        self.path = path
        self.place = place
        self.problem = problem
        self.remedy = remedy


@dataclass(frozen=True)
class Expectation:
    """One rule.

    Attributes:
        id: unique among all suites; also the name of the Dagster asset check.
        type: Great Expectations type (expect_column_values_to_not_be_null …).
        kwargs: its parameters.
        severity: critical blocks publishing; warning and info do not.
        reason: why the rule is there.
        threshold_since: the day its threshold was set; None where it has none.
        vacuous_is_fine: why there may rightly be no value to judge; None where that is an error.
    """

    id: str
    type: str
    kwargs: dict[str, Any]
    severity: Severity
    reason: str
    threshold_since: datetime.date | None = None
    vacuous_is_fine: str | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """Columns that the rule is about; those of its row condition are not among them."""
        named = [self.kwargs.get(name) for name in ("column", "column_A", "column_B")]
        return (*(name for name in named if name), *self.kwargs.get("column_list", ()))

    @property
    def thresholds(self) -> dict[str, Any]:
        """The parameters that are thresholds."""
        return {name: self.kwargs[name] for name in THRESHOLD_KWARGS if name in self.kwargs}

    @property
    def full_reason(self) -> str:
        """The reason and, for a threshold, since when it applies."""
        return f"{self.reason} (Threshold since {self.threshold_since}.)" if self.threshold_since else self.reason


@dataclass(frozen=True)
class Suite:
    """The rules about one frame.

    Attributes:
        name: name of the file without `.json`.
        table: schema and table that the rules are about.
        key_columns: columns that name a row of the frame.
        expectations: the rules, in the file's order.
        query: SQL that selects the frame; None where the frame is the table.
        with_source_text: whether the frame gets the column `source_text`.
        empty_is_fine: why the frame may rightly be empty; None where that is an error.
    """

    name: str
    table: str
    key_columns: tuple[str, ...]
    expectations: tuple[Expectation, ...]
    query: str | None = None
    with_source_text: bool = False
    empty_is_fine: str | None = None

    @property
    def tables_read(self) -> frozenset[str]:
        """Tables that the frame is made of, `table` among them."""
        source = {"raw.document"} if self.with_source_text else set()
        return frozenset({self.table, *source, *_WAREHOUSE_TABLE.findall(self.query or "")})


_Text = Annotated[str, Field(pattern=r"\S")]
_Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9_]+$")]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _ExpectationMeta(_Strict):
    id: _Id
    reason: _Text
    threshold_since: datetime.date | None = None
    vacuous_is_fine: _Text | None = None


class _ExpectationFields(_Strict):
    type: _Text
    kwargs: dict[str, Any]
    severity: Severity
    meta: _ExpectationMeta


class _SuiteMeta(_Strict):
    query: list[str] | None = None
    key: list[str] | None = None
    with_source_text: bool = False
    empty_is_fine: _Text | None = None


class _SuiteFields(_Strict):
    name: _Text
    expectations: list[_ExpectationFields] = Field(min_length=1)
    meta: _SuiteMeta = _SuiteMeta()


def load_suites(folder: Path) -> tuple[Suite, ...]:
    """Read and check every suite of a folder, in the order of their names.

    Raises:
        SuiteError: a file is not a suite, names no table of the warehouse, or repeats an id of another expectation.
    """
    primary_keys = _primary_keys()
    suites = []
    taken: dict[str, Path] = {}
    for path in sorted(folder.glob("*.json")):
        suite = _read_suite(path, primary_keys)
        for expectation in suite.expectations:
            if expectation.id in taken:
                raise SuiteError(
                    path,
                    expectation.id,
                    f"this id is taken by an expectation of {taken[expectation.id].name}",
                    "Give the expectation an id of its own",
                )
            taken[expectation.id] = path
        suites.append(suite)
    return tuple(suites)


def _read_suite(path: Path, primary_keys: dict[str, tuple[str, ...]]) -> Suite:
    text = path.read_text(encoding="utf-8")
    try:
        fields = _SuiteFields.model_validate_json(text)
    except ValidationError as error:
        raise _first_problem(path, text, error) from error
    if fields.name != path.stem or not _SUITE_NAME.fullmatch(fields.name):
        raise SuiteError(
            path,
            "name",
            f"the suite is named {fields.name!r}, its file {path.name!r}",
            "Name both <schema>.<table>, or <schema>.<table>.<aspect>",
        )
    table = ".".join(fields.name.split(".")[:2])
    if table not in primary_keys:
        raise SuiteError(path, "name", f"the warehouse has no table {table}", f"Name a table of {SCHEMA_DIR}")
    return Suite(
        name=fields.name,
        table=table,
        key_columns=tuple(fields.meta.key or primary_keys[table]),
        expectations=tuple(_expectation(path, each) for each in fields.expectations),
        query="\n".join(fields.meta.query) if fields.meta.query else None,
        with_source_text=fields.meta.with_source_text,
        empty_is_fine=fields.meta.empty_is_fine,
    )


def _expectation(path: Path, fields: _ExpectationFields) -> Expectation:
    expectation = Expectation(
        id=fields.meta.id,
        type=fields.type,
        kwargs=fields.kwargs,
        severity=fields.severity,
        reason=fields.meta.reason,
        threshold_since=fields.meta.threshold_since,
        vacuous_is_fine=fields.meta.vacuous_is_fine,
    )
    if expectation.thresholds and not expectation.threshold_since:
        raise SuiteError(
            path,
            expectation.id,
            f"the threshold {expectation.thresholds} has no date",
            'Add "threshold_since": the day it was chosen, as YYYY-MM-DD, to its meta',
        )
    return expectation


def _first_problem(path: Path, text: str, error: ValidationError) -> SuiteError:
    problem = error.errors(include_url=False)[0]
    steps = problem["loc"]
    place = ".".join(str(step) for step in steps) or "file"
    if steps[:1] == ("expectations",) and len(steps) > 1:
        meta = json.loads(text)["expectations"][steps[1]].get("meta", {})
        place = f"{meta['id']} ({place})" if "id" in meta else place
    return SuiteError(path, place, problem["msg"], "Correct it; pipelines/quality/expectations.py tells the format")


def _primary_keys() -> dict[str, tuple[str, ...]]:
    with duckdb.connect() as con:
        for path in sorted(SCHEMA_DIR.glob("*.sql")):
            con.execute(path.read_text(encoding="utf-8"))
        rows = con.execute(
            "SELECT schema_name || '.' || table_name, constraint_column_names"
            " FROM duckdb_constraints() WHERE constraint_type = 'PRIMARY KEY'"
        ).fetchall()
    return {table: tuple(columns) for table, columns in rows}
