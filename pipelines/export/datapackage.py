"""The descriptor of an export as a Frictionless Data Package: what the columns of each CSV file hold.

Belongs here: the descriptor. It follows version 1 of Data Package and Table Schema.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from pipelines.export.folder import PACKAGE_NAME
from pipelines.export.publication import (
    DESCRIPTION,
    LICENCE_NAME,
    LICENCE_TITLE,
    LICENCE_URI,
    SOURCE_TITLE,
    SOURCE_URL,
    TITLE,
    Publication,
)
from pipelines.export.sums import MeasuredFile
from pipelines.export.tables import WrittenTable, datetime_format, is_nested
from pipelines.store.schema import ColumnInfo

_INTEGERS = frozenset(
    {"TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT"}
    | {"UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "UHUGEINT"}
)
_TYPES = {"FLOAT": "number", "DOUBLE": "number", "BOOLEAN": "boolean", "DATE": "date", "TIME": "time", "JSON": "any"}


def descriptor(
    tables: Sequence[WrittenTable], csv_files: Mapping[str, MeasuredFile], publication: Publication
) -> dict[str, Any]:
    """Describe an export.

    Args:
        tables: the tables, each of which becomes a resource.
        csv_files: the CSV file of each, by the table's name.
        publication: who publishes it.

    Returns:
        The descriptor, ready for JSON.
    """
    publisher = {"title": publication.publisher.name, "role": "publisher"}
    if publication.publisher.uri:
        publisher["path"] = publication.publisher.uri
    return {
        "profile": "data-package",
        "name": PACKAGE_NAME,
        "title": TITLE["en"],
        "description": DESCRIPTION["en"],
        "licenses": [{"name": LICENCE_NAME, "title": LICENCE_TITLE, "path": LICENCE_URI}],
        "sources": [{"title": SOURCE_TITLE, "path": SOURCE_URL}],
        "contributors": [publisher],
        "resources": [_resource(table, csv_files[table.table.name]) for table in tables],
    }


def _resource(written: WrittenTable, file: MeasuredFile) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": written.table.name,
        "path": file.path,
        "description": written.table.info.comment,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "bytes": file.byte_count,
        "hash": f"sha256:{file.sha256}",
        "schema": _schema(written),
    }


def _schema(written: WrittenTable) -> dict[str, Any]:
    table = written.table
    schema: dict[str, Any] = {
        "fields": [_field(column, written) for column in table.info.columns],
        "missingValues": [""],
    }
    if table.info.primary_key:
        schema["primaryKey"] = list(table.info.primary_key)
    if table.foreign_keys:
        schema["foreignKeys"] = [
            {
                "fields": list(key.columns),
                # A table says "" of itself.
                "reference": {"resource": "" if key.target == table.name else key.target, "fields": list(key.keys)},
            }
            for key in table.foreign_keys
        ]
    return schema


def _field(column: ColumnInfo, written: WrittenTable) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column.name, "type": _type(column)}
    if written_as := datetime_format(column):
        field |= {"type": "datetime", "format": written_as}
    if column.comment:
        field["description"] = column.comment
    constraints: dict[str, Any] = {}
    # CSV has no text of no characters that every reader tells from NULL.
    if not column.is_nullable and column.name not in written.empty_texts:
        constraints["required"] = True
    if (column.name,) == written.table.info.primary_key:
        constraints["unique"] = True
    if allowed := written.table.allowed.get(column.name):
        constraints["enum"] = list(allowed)
    if constraints:
        field["constraints"] = constraints
    return field


def _type(column: ColumnInfo) -> str:
    if column.type.endswith("]"):
        return "array"
    if is_nested(column):
        return "object"
    if column.type.startswith("DECIMAL"):
        return "number"
    return "integer" if column.type in _INTEGERS else _TYPES.get(column.type, "string")
