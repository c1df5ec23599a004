"""The rows that a suite judges, read from the warehouse into pandas.

Belongs here: which columns are read and as which Python types. Amounts stay `Decimal` and whole numbers `int`, also
beside NULLs: as floats, a judged bound could differ from the stored amount and a printed one would (2018 as 2018.0).
Great Expectations compares both exactly; on 300,000 rows it costs about 0.1 s a rule more than floats.
"""

import json
import re
from typing import TYPE_CHECKING

import duckdb

from pipelines.quality.expectations import Suite

if TYPE_CHECKING:
    import pandas as pd

_SPAN_COLUMNS = ("document_id", "char_start", "char_end")


def read_frame(con: duckdb.DuckDBPyConnection, suite: Suite) -> "pd.DataFrame":
    """Read the columns of a suite's frame that its rules name, with the key and in its order.

    A column that a rule names and the frame lacks is left out, for the judge to report.
    """
    source = f"({suite.query})" if suite.query else suite.table
    columns = [row[0] for row in con.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()]  # noqa: S608 - our own suite's SQL
    named = _names(suite) | set(suite.key_columns) | (set(_SPAN_COLUMNS) if suite.with_source_text else set())
    selected = ", ".join(column for column in columns if column in named)
    order = ", ".join(suite.key_columns)
    table = con.execute(f"SELECT {selected} FROM {source} ORDER BY {order}").to_arrow_table()  # noqa: S608 - as above
    frame: pd.DataFrame = table.to_pandas(integer_object_nulls=True, date_as_object=True)
    if suite.with_source_text:
        frame["source_text"] = _source_texts(con, frame)
    return frame


def _names(suite: Suite) -> set[str]:
    """Give every word of the rules' parameters: the columns are among them, those of row conditions too."""
    return set(re.findall(r"\w+", json.dumps([expectation.kwargs for expectation in suite.expectations])))


def _source_texts(con: duckdb.DuckDBPyConnection, frame: "pd.DataFrame") -> list[str | None]:
    """Cut each row's span out of its document; in Python, where a cut takes the same time anywhere in a long text."""
    wanted = frame[["document_id"]].drop_duplicates()  # noqa: F841 - DuckDB reads it by its name
    rows = con.execute("SELECT document_id, text FROM raw.document SEMI JOIN wanted USING (document_id)").fetchall()
    texts: dict[str, str] = dict(rows)
    spans = zip(frame["document_id"], frame["char_start"], frame["char_end"], strict=True)
    return [texts[document_id][start:end] if document_id in texts else None for document_id, start, end in spans]
