"""The warehouse in a DuckLake, for readers on other machines: the same schemas, tables and views, a snapshot a run.

Belongs here: bringing a lake to what a version holds, in one transaction. Where the lake is, the environment says: a
catalog (a Postgres database, or a file) and a place for the data (a folder, or a bucket of an S3-compatible store).

DuckLake keeps no keys: rows are told apart by the keys of the version's own tables.
"""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

import duckdb

from pipelines.store.schema import SCHEMAS
from pipelines.store.versions import quoted

LAKE_VARIABLE = "ANSLAG_LAKE"
"""Environment variable with the catalog, as DuckLake takes it: `postgres:host=db dbname=anslag`, or a file's path."""
DATA_VARIABLE = "ANSLAG_LAKE_DATA"
"""Environment variable with the place of the data: a folder, or `s3://bucket/folder`."""

_EXTENSIONS = {"postgres:": "postgres_scanner", "s3://": "httpfs"}
# As the tools of every S3-compatible store name them; a secret's option by variable.
_S3_VARIABLES = {
    "AWS_ACCESS_KEY_ID": "KEY_ID",
    "AWS_SECRET_ACCESS_KEY": "SECRET",
    "AWS_SESSION_TOKEN": "SESSION_TOKEN",
    "AWS_REGION": "REGION",
    "AWS_ENDPOINT_URL": "ENDPOINT",
}
_COLUMNS = """
SELECT column_name, data_type, is_nullable, comment FROM duckdb_columns()
WHERE database_name = ? AND schema_name = ? AND table_name = ? ORDER BY column_index
"""


class LakeError(Exception):
    """The lake cannot be written; it is as it was."""


@dataclass(frozen=True, slots=True)
class Lake:
    """Where a lake is.

    Attributes:
        catalog: what follows `ducklake:` when it is attached.
        data: folder or bucket of its files.
    """

    catalog: str
    data: str


@dataclass(frozen=True, slots=True)
class _Table:
    schema: str
    name: str
    comment: str | None
    key: tuple[str, ...]

    @property
    def qualified(self) -> str:
        return f'"{self.schema}"."{self.name}"'


def lake_of(environment: Mapping[str, str] = os.environ) -> Lake | None:
    """Give the lake that the environment names; None where it names none.

    Raises:
        LakeError: it names a catalog and no place for the data.
    """
    catalog, data = environment.get(LAKE_VARIABLE), environment.get(DATA_VARIABLE)
    if not catalog:
        return None
    if not data:
        raise LakeError(f"{LAKE_VARIABLE} names a catalog, and nothing says where the data goes. Set {DATA_VARIABLE}.")
    return Lake(catalog, data)


@contextmanager
def open_lake(lake: Lake, environment: Mapping[str, str] = os.environ) -> Iterator[duckdb.DuckDBPyConnection]:
    """Attach a lake as `lake`, made where there is none, and make it the default catalog.

    Raises:
        LakeError: an extension is missing, or the lake cannot be reached.
    """
    with duckdb.connect() as con:
        _load(con, "ducklake")
        for beginning, extension in _EXTENSIONS.items():
            if lake.catalog.startswith(beginning) or lake.data.startswith(beginning):
                _load(con, extension)
        try:
            if lake.data.startswith("s3://"):
                con.execute(_s3_secret(environment))
            con.execute(f"ATTACH 'ducklake:{_text(lake.catalog)}' AS lake (DATA_PATH '{_text(lake.data)}')")
            con.execute("USE lake")
        except duckdb.Error as error:
            raise LakeError(f"The lake {lake.catalog} with data in {lake.data} cannot be reached: {error}") from error
        yield con


def write_lake(lake: Lake, version: Path, *, message: str, environment: Mapping[str, str] = os.environ) -> int:
    """Bring a lake to what a version holds: one snapshot, or none where nothing differs.

    Args:
        lake: where to.
        version: a sealed warehouse file.
        message: what the snapshot is told to be.
        environment: for the credentials of the data's place.

    Returns:
        The lake's snapshot afterwards.

    Raises:
        LakeError: it cannot be reached or written; it is as it was.
    """
    with open_lake(lake, environment) as con:
        try:
            con.execute(f"ATTACH '{quoted(version)}' AS version (READ_ONLY)")
            con.begin()
            con.execute(f"CALL lake.set_commit_message('anslag', '{_text(message)}')")
            for schema in SCHEMAS:
                con.execute(f'CREATE SCHEMA IF NOT EXISTS lake."{schema}"')
            has_views = _has_rules_of_version(con)
            wanted = list(_tables(con))
            _drop_others(con, wanted)
            for table in wanted:
                _bring(con, table)
            if not has_views:
                _bring_views(con)
            con.commit()
        except duckdb.Error as error:
            raise LakeError(f"The lake {lake.catalog} cannot be written: {error}") from error
        (snapshot,) = con.execute("SELECT max(snapshot_id) FROM ducklake_snapshots('lake')").fetchone() or (0,)
        return int(snapshot)


def _tables(con: duckdb.DuckDBPyConnection) -> Iterator[_Table]:
    keys = {
        (schema, name): tuple(columns)
        for schema, name, columns in con.execute(
            "SELECT schema_name, table_name, constraint_column_names FROM duckdb_constraints() "
            "WHERE database_name = 'version' AND constraint_type = 'PRIMARY KEY'"
        ).fetchall()
    }
    for schema, name, comment in con.execute(
        "SELECT schema_name, table_name, comment FROM duckdb_tables() WHERE database_name = 'version' ORDER BY ALL"
    ).fetchall():
        yield _Table(schema, name, comment, keys[schema, name])


def _drop_others(con: duckdb.DuckDBPyConnection, wanted: Iterable[_Table]) -> None:
    names = {(table.schema, table.name) for table in wanted}
    for schema, name in con.execute(
        "SELECT schema_name, table_name FROM duckdb_tables() WHERE database_name = 'lake'"
    ).fetchall():
        if schema in SCHEMAS and (schema, name) not in names:
            con.execute(f'DROP TABLE lake."{schema}"."{name}"')


def _bring(con: duckdb.DuckDBPyConnection, table: _Table) -> None:
    """Make a table of the lake hold the version's rows: only rows that differ are written."""
    at = table.qualified
    columns = con.execute(_COLUMNS, ["version", table.schema, table.name]).fetchall()
    there = con.execute(_COLUMNS, ["lake", table.schema, table.name]).fetchall()
    if there != columns:
        if there:
            con.execute(f"DROP TABLE lake.{at}")
        made = ", ".join(f'"{name}" {kind}{"" if nullable else " NOT NULL"}' for name, kind, nullable, _ in columns)
        con.execute(f"CREATE TABLE lake.{at} ({made})")
        con.execute(f"COMMENT ON TABLE lake.{at} IS '{_text(table.comment or '')}'")
        for name, _, _, comment in columns:
            con.execute(f"COMMENT ON COLUMN lake.{at}.\"{name}\" IS '{_text(comment or '')}'")
        con.execute(f"INSERT INTO lake.{at} BY NAME SELECT * FROM version.{at}")  # noqa: S608 - names from the catalogue
        return
    same_key = " AND ".join(f'former."{name}" = later."{name}"' for name in table.key)
    # DuckLake 1.5.5 fails on a DELETE that compares lists: their text is compared.
    same_row = " AND ".join(
        f'former."{name}"{cast} IS NOT DISTINCT FROM later."{name}"{cast}'
        for name, kind, *_ in columns
        for cast in ["::VARCHAR" if kind.endswith("[]") else ""]
    )
    con.execute(
        f"DELETE FROM lake.{at} AS former "  # noqa: S608 - names from the catalogue, as below
        f"WHERE NOT EXISTS (SELECT 1 FROM version.{at} AS later WHERE {same_key} AND {same_row})"
    )
    con.execute(
        f"INSERT INTO lake.{at} BY NAME SELECT * FROM version.{at} AS later "  # noqa: S608 - as above
        f"WHERE NOT EXISTS (SELECT 1 FROM lake.{at} AS former WHERE {same_key})"
    )


def _has_rules_of_version(con: duckdb.DuckDBPyConnection) -> bool:
    """Tell whether the lake's views are those of the version: views are rules, and every run says by which it went."""
    last = "SELECT arg_max(rules_version, finished_at) FROM {}.quality.run"
    if not con.execute(_COLUMNS, ["lake", "quality", "run"]).fetchall():
        return False
    return con.execute(last.format("lake")).fetchone() == con.execute(last.format("version")).fetchone()


def _bring_views(con: duckdb.DuckDBPyConnection) -> None:
    views = "SELECT schema_name, view_name, sql FROM duckdb_views() WHERE database_name = ? AND NOT internal"
    for schema, name, _ in con.execute(views, ["lake"]).fetchall():
        con.execute(f'DROP VIEW lake."{schema}"."{name}"')
    wanted = {(schema, name): sql for schema, name, sql in con.execute(views, ["version"]).fetchall()}
    while wanted:
        # Some are made of others, which must be there before.
        ready = {
            key: sql for key, sql in wanted.items() if not any(_names(sql, other) for other in wanted if other != key)
        }
        for sql in ready.values():
            con.execute(sql)
        wanted = {key: sql for key, sql in wanted.items() if key not in ready}


def _names(sql: str, view: tuple[str, str]) -> bool:
    return re.search(rf"\b{view[0]}\.{view[1]}\b", sql) is not None


def _load(con: duckdb.DuckDBPyConnection, extension: str) -> None:
    """Load an extension from its PyPI package: no extension server is asked, and nothing is put into a home folder."""
    package = f"duckdb_extension_{extension}"
    if find_spec(package) is None:
        remedy = f"Install it: pip install 'anslag[lake]' (it needs {package.replace('_', '-')})."
        raise LakeError(f"{LAKE_VARIABLE} is set, but DuckDB's extension {extension} is not installed. {remedy}")
    (version,) = con.execute("SELECT library_version FROM pragma_version()").fetchone() or ("",)
    file = Path(str(files(package))) / "extensions" / version / f"{extension}.duckdb_extension"
    try:
        con.execute(f"LOAD '{quoted(file)}'")
    except duckdb.Error as error:
        raise LakeError(
            f"DuckDB {version} cannot load {file.name}: {error} Install the package of that version."
        ) from error


def _s3_secret(environment: Mapping[str, str]) -> str:
    options = {option: environment[variable] for variable, option in _S3_VARIABLES.items() if environment.get(variable)}
    if endpoint := options.get("ENDPOINT"):
        scheme, _, host = endpoint.rpartition("://")
        options |= {"ENDPOINT": host, "USE_SSL": "false" if scheme == "http" else "true", "URL_STYLE": "path"}
    told = ", ".join(f"{option} '{_text(value)}'" for option, value in options.items())
    return f"CREATE SECRET (TYPE s3{', ' if told else ''}{told})"


def _text(value: str) -> str:
    return value.replace("'", "''")
