"""A small warehouse that every expectation passes: grants in two tables, one repaired; a frame; two measures."""

from pathlib import Path

import duckdb

from pipelines.settings import SCHEMA_DIR

TEXT = (
    "Regeringen avsätter 25,25 miljoner kronor 2018.\n"
    "Kommun | 2018\n"
    "Botkyrka | 9 000 000\n"
    "Malmö | 16 000 00\n"
    "- Polisen får 7,1 miljarder kronor 2018–2020.\n"
    "- Fler ska arbeta.\n"
)
COUNTIES = [f"{number:02}" for number in (1, *range(3, 11), 12, 13, 14, *range(17, 26))]
FIRST = "0123456789abcdef"
SECOND = "fedcba9876543210"
SEEN = "TIMESTAMPTZ '2018-06-02 06:30:00+02'"
RULES = "0a1b2c3d4e5f"


def span(printed: str) -> str:
    """Give `start, end` of a printed piece of the text, for SQL."""
    start = TEXT.index(printed)
    return f"{start}, {start + len(printed)}"


def steward_warehouse() -> duckdb.DuckDBPyConnection:
    """Build the warehouse in memory."""
    con = duckdb.connect()
    for path in sorted(Path(SCHEMA_DIR).glob("*.sql")):
        con.execute(path.read_text(encoding="utf-8"))
    _raw_and_staging(con)
    _second_document(con)
    _dimensions(con)
    _facts(con)
    _quality(con)
    return con


def _raw_and_staging(con: duckdb.DuckDBPyConnection) -> None:
    con.execute(f"""
        INSERT INTO raw.document_version VALUES
            ('{FIRST}', 'folder:grants.txt', 'folder', 'grants.txt', '{"ab" * 32}', 1, {SEEN}, NULL, true, NULL, NULL),
            ('{SECOND}', 'folder:more.txt', 'folder', 'more.txt', '{"cd" * 32}', 1, {SEEN}, NULL, true, NULL, NULL);
    """)
    con.execute(
        f"INSERT INTO raw.document VALUES ('{FIRST}', 'folder:grants.txt', 'folder', 'grants.txt', ?, 200,"
        " 'utf-8', ?, NULL, NULL)",
        ["ab" * 32, TEXT],
    )
    con.execute(
        "INSERT INTO raw.refused_file VALUES ('folder', 'photo.txt', 10, NULL, 'It is a picture', 'Give the text')"
    )
    con.execute(f"""
        INSERT INTO staging.block VALUES
            ('{FIRST}', 0, 'paragraph', {span(TEXT.splitlines()[0])}),
            ('{FIRST}', 1, 'list_item', {span(TEXT.splitlines()[4])});
        INSERT INTO staging.text_table VALUES
            ('t0', '{FIRST}', 0, 'markdown', NULL, 'Kommun', 2, 2, 10, 90);
        INSERT INTO staging.table_column VALUES
            ('t0', 0, 'Kommun', 'label', NULL, NULL, NULL, NULL, false, false, NULL, NULL, NULL, NULL, NULL,
             {span("Kommun")}),
            ('t0', 1, '2018', 'amount', 1, 'SEK', 2018, 2018, false, false, 'indicative', NULL, NULL, NULL, NULL, 0, 4);
        INSERT INTO staging.table_cell VALUES
            ('t0', 0, 0, 'data', 'Botkyrka', 'Botkyrka', 'label', NULL, NULL, {span("Botkyrka")}),
            ('t0', 0, 1, 'data', 'Botkyrka', '9 000 000', 'amount', 9000000, NULL, {span("9 000 000")}),
            ('t0', 1, 0, 'data', 'Malmö', 'Malmö', 'label', NULL, NULL, {span("Malmö")}),
            ('t0', 1, 1, 'data', 'Malmö', '16 000 00', 'malformed', NULL, 'last group has 2 digits',
             {span("16 000 00")});
        INSERT INTO staging.mention VALUES
            ('m0', '{FIRST}', 0, 1, '25,25 miljoner kronor', 25.25e6, NULL, 'SEK', 'exact', 2018, 2018, false,
             false, NULL, 'funding', 'decided', NULL, 'Regeringen avsätter', {span("25,25 miljoner kronor")}),
            ('m1', '{FIRST}', 1, 5, '7,1 miljarder kronor', 7.1e9, 7.2e9, 'SEK', 'range', 2018, 2020, false,
             false, NULL, 'funding', 'decided', 'Polisen', 'Polisen får', {span("7,1 miljarder kronor")});
    """)


def _second_document(con: duckdb.DuckDBPyConnection) -> None:
    """A hundred well-read figures, so that one doubtful figure in the first table is within the tolerated share."""
    con.execute(f"""
        INSERT INTO raw.document VALUES ('{SECOND}', 'folder:more.txt', 'folder', 'more.txt', '{"cd" * 32}',
             900, 'utf-8', repeat('5 000 000 ', 100), NULL, NULL);
        INSERT INTO staging.text_table VALUES ('t1', '{SECOND}', 0, 'markdown', NULL, 'Kommun', 100, 2, 0, 999);
        INSERT INTO staging.table_column VALUES
            ('t1', 1, '2018', 'amount', 1, 'SEK', 2018, 2018, false, false, 'decided', NULL, NULL, NULL, NULL, 0, 4);
        INSERT INTO staging.table_cell
            SELECT 't1', i, 1, 'data', 'Botkyrka', '5 000 000', 'amount', 5e6, NULL, i * 10, i * 10 + 9
            FROM range(100) AS row(i);
    """)


def _dimensions(con: duckdb.DuckDBPyConnection) -> None:
    con.execute(f"""
        INSERT INTO core.dim_document VALUES
            ('{FIRST}', 'folder:grants.txt', 'folder', 'grants.txt', 'https://www.regeringen.se/a/',
             '{"ab" * 32}',
             'Statsbidrag', 'artiklar', 'Regeringskansliet', '2018-06-01', 'month', NULL, 1, {SEEN}, {SEEN}, NULL, true,
             '{RULES}', 6, 150),
            ('{SECOND}', 'folder:more.txt', 'folder', 'more.txt', NULL, '{"cd" * 32}', 'Fler bidrag', NULL,
             'Regeringskansliet', '2019-03-07', 'day', '2019-03-08', 1, {SEEN}, {SEEN}, NULL, true, '{RULES}',
             1, 1000);
        INSERT INTO core.dim_organisation VALUES ('unknown', 'okänd', 'unknown', []),
            ('polisen', 'Polisen', 'agency', []);
        INSERT INTO core.dim_programme VALUES ('unknown', 'okänt');
        INSERT INTO core.dim_period VALUES
            ('unknown', NULL, NULL, false, false, 'unknown'), ('2018', 2018, 2018, false, false, '2018'),
            ('2018-2020', 2018, 2020, false, false, '2018–2020'), ('2020-', 2020, NULL, false, true, 'from 2020');
        INSERT INTO core.dim_minister VALUES ('ibaylan', 'Ibrahim Baylan');
        INSERT INTO core.dim_classification VALUES
            ('c0', 'type', '2113', 'Pressmeddelande'), ('c1', 'ministry', '1285', 'Finansdepartementet');
        INSERT INTO core.bridge_document_classification VALUES ('{FIRST}', 'c0'), ('{FIRST}', 'c1');
        INSERT INTO core.dim_measure VALUES
            ('s0', '{FIRST}', 0, 0, 'Polisen får', NULL, {span("Polisen får")}),
            ('s1', '{FIRST}', 0, 1, 'Fler ska arbeta.', NULL, {span("Fler ska arbeta.")});
        INSERT INTO core.dim_geography VALUES
            ('nation:SE', 'SE', 'Sverige', 'nation', NULL, NULL, NULL, []),
            ('unknown', NULL, 'okänd', 'unknown', NULL, NULL, NULL, []);
    """)
    for code in COUNTIES:
        for kind in ("county", "region"):
            con.execute(
                "INSERT INTO core.dim_geography VALUES (?, ?, ?, ?, ?, ?, NULL, [])",
                [f"{kind}:{code}", code, f"Län {code}", kind, code, f"Län {code}"],
            )
    known = {"0127": "Botkyrka", "1280": "Malmö"}
    codes = [*known, *(f"{county}{number:02}" for number in range(30, 44) for county in COUNTIES)][:290]
    for code in codes:
        con.execute(
            "INSERT INTO core.dim_geography VALUES (?, ?, ?, 'municipality', ?, ?, NULL, [])",
            [f"municipality:{code}", code, known.get(code, f"Kommun {code}"), code[:2], f"Län {code[:2]}"],
        )


def _facts(con: duckdb.DuckDBPyConnection) -> None:
    allocations = [
        ("f0", "Botkyrka", "municipality:0127", "9000000", "9 000 000", "ok", 0),
        ("f1", "Malmö", "municipality:1280", "16000000", "16 000 00", "repaired", 1),
    ]
    for figure, name, place, amount, printed, quality, row_no in allocations:
        con.execute(f"""
            INSERT INTO core.fact_allocation VALUES
                ('{figure}', 'key-{figure}', '{FIRST}', 't0', {row_no}, 1, '{name}', '{place}', 'unknown',
                 'unknown', '2018', {amount}, {amount}, 'SEK', '{printed}', 'indicative', false, NULL, '{quality}',
                 NULL, {span(printed)})
        """)
    con.execute(f"""
        INSERT INTO core.fact_allocation
            SELECT 'g' || i, 'key-g' || i, '{SECOND}', 't1', i, 1, 'Kommun ' || i, 'municipality:0127',
                   'unknown', 'unknown', '2018', 5e6, 5e6, 'SEK', '5 000 000', 'decided', false, NULL, 'ok',
                   NULL, i * 10, i * 10 + 9
            FROM range(100) AS row(i);
        INSERT INTO core.fact_total VALUES
            ('o0', 'key-o0', '{FIRST}', 't0', 1, 'prose', '2018', 25.25e6, 25.25e6, 'SEK', '25,25 miljoner kronor',
             true, {span("25,25 miljoner kronor")});
        INSERT INTO core.dim_commitment VALUES
            ('k0', NULL, 'k0', 0, NULL, NULL, false, 'Regeringen avsätter 25,25 miljoner kronor', NULL, 'unknown',
             'nation:SE', 'unknown', '2018', 'SEK', 'exact', 25.25e6, NULL, 25.25e6, 25.25e6, 25.25e6, 'once',
             'decided', 'decided', '{FIRST}', '2018-06-01', '2018-06-01', 1, 1, 1, 'p0');
        INSERT INTO core.fact_funding VALUES
            ('p0', 'key-p0', '{FIRST}', NULL, 'o0', '2018', 'unknown', 'nation:SE', 25.25e6, 25.25e6, NULL, 'SEK',
             'exact', false, NULL, 'funding', 'decided', NULL, 'Regeringen avsätter', '25,25 miljoner kronor', 'ok',
             NULL, {span("25,25 miljoner kronor")}),
            ('p1', 'key-p1', '{FIRST}', 's0', NULL, '2018-2020', 'polisen', 'unknown', 7.1e9, 7.1e9, 7.2e9,
             'SEK', 'range', false, NULL, 'funding', 'decided', 'Polisen', 'Polisen får', '7,1 miljarder kronor', 'ok',
             NULL, {span("7,1 miljarder kronor")}),
            ('p2', 'key-p2', '{FIRST}', 's1', NULL, 'unknown', 'unknown', 'unknown', NULL, NULL, NULL, NULL,
             NULL, false, NULL, 'funding', NULL, NULL, 'Fler ska arbeta.', NULL, 'ok', NULL,
             {span("Fler ska arbeta.")});
    """)


def _quality(con: duckdb.DuckDBPyConnection) -> None:
    con.execute(f"""
        INSERT INTO quality.number_token VALUES
            ('{FIRST}', 0, '25,25', 'figure', {span("25,25")}),
            ('{FIRST}', 1, '2018', 'year', {span("2018")}),
            ('{FIRST}', 2, '9 000 000', 'figure', {span("9 000 000")});
        INSERT INTO quality.number_token
            SELECT '{SECOND}', i, '5 000 000', 'figure', i * 10, i * 10 + 9 FROM range(100) AS row(i);
        INSERT INTO quality.repair VALUES
            ('f1', '{FIRST}', 't0', 1, 1, '16 000 00', 'repaired', 16000000, 'lost_zero', 0.9, '{{}}');
        INSERT INTO quality.reconciliation VALUES
            ('o0', '{FIRST}', 't0', 1, '2018', 'SEK', 25250000, 25000000, 250000, 0.0099, 0, 0.05, 2, 1, 0,
             true);
        INSERT INTO quality.finding VALUES
            ('n0', 'k0', 'open', NULL, 'info', 'repaired_amount', 'folder', 'grants.txt', 4, '{FIRST}', 't0', 'f1',
             {span("16 000 00")}, 'Read as 16 000 000', 'Accept or correct it', NULL),
            ('n1', 'k1', 'open', NULL, 'warning', 'unreadable_file', 'folder', 'photo.txt',
             NULL, NULL, NULL, NULL, NULL, NULL,
             'It is a picture', 'Give the text', NULL);
    """)


def without_constraints(con: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """Copy a warehouse into one that takes any row, to show what the expectations find by themselves."""
    loose = duckdb.connect()
    tables = con.execute("SELECT schema_name, table_name FROM duckdb_tables()").fetchall()
    for schema, table in tables:
        rows = con.execute(f"FROM {schema}.{table}").to_arrow_table()
        loose.execute(f"CREATE SCHEMA IF NOT EXISTS {schema}; CREATE TABLE {schema}.{table} AS FROM rows")
        assert loose.execute(f"SELECT count(*) FROM {schema}.{table}").fetchone() == (len(rows),)
    return loose
