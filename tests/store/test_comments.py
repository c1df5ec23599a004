"""A column's comment gives what a reader cannot do without: its unit, and what it means where it is NULL."""

import re
from collections.abc import Callable

import duckdb
import pytest

from pipelines.store.schema import ColumnInfo, list_tables

Kind = Callable[[ColumnInfo], bool]
_POSITION = re.compile(r"(_no|^position|^line)$")


def _ends(*ends: str) -> Kind:
    return lambda column: column.name.endswith(ends)


def _is(*types: str) -> Kind:
    return lambda column: column.type.startswith(types)


# What columns have in common, and what must be read in their comments.
_RULES: dict[str, tuple[Kind, str]] = {
    "amounts in kronor": (_ends("_sek"), r"[Kk]ronor"),
    "amounts and indices": (_is("DECIMAL"), r"[Kk]ronor|[Ww]hole (units of currency|currency units)|index"),
    "shares": (_ends("_share"), r"[Ss]hare\b.*(from 0 to 1|: 1 is )"),
    "measures of belief and proportion": (_is("DOUBLE"), r"from 0 to 1|: 1 is "),
    "currencies": (_ends("currency"), "ISO 4217"),
    "codes of places": (lambda column: column.name in {"county_code", "municipality_code"}, r"\d digits"),
    "sizes": (_ends("_bytes"), "bytes"),
    "dates": (_is("DATE"), r"[Dd]ate|[Dd]ay"),
    "moments": (_is("TIMESTAMP"), "When|when"),
    "truths": (_is("BOOLEAN"), "^True "),
    "years": (_ends("year"), r"[Yy]ear"),
    "places in a text": (_ends("char_start", "char_end"), r"[Cc]haracter"),
    "positions": (lambda column: bool(_POSITION.search(column.name)), r"from [01]\b|^1 for the first|^Number "),
}


@pytest.mark.parametrize(("kind", "wanted"), _RULES.values(), ids=_RULES.keys())
def test_a_comment_gives_the_unit(warehouse: duckdb.DuckDBPyConnection, kind: Kind, wanted: str) -> None:
    held = {
        f"{table.qualified}.{column.name}": column.comment
        for table in list_tables(warehouse)
        for column in table.columns
        if kind(column)
    }
    assert held
    assert {name: comment for name, comment in held.items() if not re.search(wanted, comment)} == {}


def test_a_column_that_may_be_null_says_when_it_is(warehouse: duckdb.DuckDBPyConnection) -> None:
    nullable = {
        f"{table.qualified}.{column.name}": column.comment
        for table in list_tables(warehouse)
        if not table.is_view
        for column in table.columns
        if column.is_nullable
    }
    assert nullable
    assert {name: comment for name, comment in nullable.items() if "NULL" not in comment} == {}


def test_a_column_that_is_never_null_does_not_say_when_it_is(warehouse: duckdb.DuckDBPyConnection) -> None:
    told = {
        f"{table.qualified}.{column.name}": column.comment
        for table in list_tables(warehouse)
        if not table.is_view
        for column in table.columns
        if not column.is_nullable
    }
    assert told
    assert {name: comment for name, comment in told.items() if re.search(r"(;|^) ?NULL ", comment)} == {}


def test_a_comment_is_one_sentence_on_one_line(warehouse: duckdb.DuckDBPyConnection) -> None:
    comments = [column.comment for table in list_tables(warehouse) for column in table.columns]
    comments += [table.comment for table in list_tables(warehouse)]
    assert [comment for comment in comments if comment != " ".join(comment.split()) or comment.endswith(".")] == []
