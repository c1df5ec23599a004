"""One bad document never stops the others, and nothing of it is dropped without a word."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import duckdb
import pytest
from pipeline_runs import build, home_with_the_document

from pipelines.settings import Home
from pipelines.store.query import open_for_questions

_INTRO = "Fördelning av bidraget\n\nTabellen visar hur mycket varje kommun får.\n\n"
_HEADER = ["Kommun", "Belopp 2021", "Belopp 2022"]
_ROWS = [
    ["Lund", "10 000 000", "20 000 000"],
    ["Umeå", "11 000 000", "22 000 000"],
    ["Falun", "12 000 000", "24 000 000"],
    ["Borås", "13 000 000", "26 000 000"],
    ["Kiruna", "14 000 000", "28 000 000"],
    ["Växjö", "15 000 000", "30 000 000"],
    ["Kalmar", "16 000 000", "32 000 000"],
]


def _flattened(*records: list[str], header: list[str] | None = None) -> str:
    lines = [cell for record in [header or _HEADER, *records] for cell in record]
    return _INTRO + "\n\n".join(lines) + "\n"


def _with(at: int, record: list[str]) -> str:
    return _flattened(*_ROWS[:at], record, *_ROWS[at + 1 :])


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Home, duckdb.DuckDBPyConnection]]:
    """All bad documents read in one run beside the good one."""
    home = home_with_the_document(tmp_path_factory.mktemp("bad"))
    raw = home.raw_dir
    texts = {
        "cell-missing.txt": _with(2, ["Falun", "12 000 000"]),
        "row-twice.txt": _flattened(*_ROWS[:3], _ROWS[2], *_ROWS[3:]),
        "unknown-municipality.txt": _with(1, ["Umee", "11 000 000", "22 000 000"]),
        "letters.txt": _with(3, ["Borås", "13 OOO 000", "26 000 000"]),
        "negative.txt": _with(4, ["Kiruna", "-14 000 000", "28 000 000"]),
        "two-headers.txt": _flattened(*_ROWS, header=["Kommun", "Belopp", "Belopp", "Namn", "2021", "2022"]),
        "no-footnote.txt": _flattened(*_ROWS, header=["Kommun", "Belopp 2021*", "Belopp 2022"]),
        "long.txt": "Regeringen beslutar. " * (50_000_000 // 21) + "Lunds universitet får 7 miljoner kronor 2023.\n",
    }
    for name, text in texts.items():
        (raw / name).write_text(text, encoding="utf-8")
    (raw / "empty.txt").write_bytes(b"")
    (raw / "legacy.txt").write_bytes(
        "Tillväxtverket får 12 miljoner kronor för åtgärder på Öland 2019.".encode("cp1252")
    )
    (raw / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(200))
    outside = home.root / "secret.txt"
    outside.write_text("Lund får 99 miljoner kronor 2020.", encoding="utf-8")
    (raw / "link.txt").symlink_to(outside)
    build(home)
    with open_for_questions(home) as con:
        yield home, con


def _findings(con: duckdb.DuckDBPyConnection, path: str) -> list[tuple[Any, ...]]:
    return con.execute(
        "SELECT severity, kind, line, message, remedy FROM quality.finding WHERE path = ? ORDER BY line, kind", [path]
    ).fetchall()


def _amounts(con: duckdb.DuckDBPyConnection, path: str, name: str) -> list[tuple[Any, ...]]:
    return con.execute(
        """SELECT amount_text, amount_sek, quality FROM fact_allocation JOIN dim_document USING (document_id)
           WHERE path = ? AND recipient_text = ? ORDER BY row_no, column_no""",
        [path, name],
    ).fetchall()


def test_the_good_document_goes_through(outcome: tuple[Home, duckdb.DuckDBPyConnection]) -> None:
    _, con = outcome
    path = "regeringens-langsiktiga-insatser-mot-segregation.txt"
    assert con.execute(
        "SELECT count(*), sum(amount_sek) FROM fact_allocation JOIN dim_document USING (document_id) WHERE path = ?",
        [path],
    ).fetchone() == (96, Decimal(410_396_000 + 1_324_000_000 + 2_175_000_000))


@pytest.mark.parametrize(("path", "problem"), [("empty.txt", "empty"), ("picture.txt", "PNG"), ("link.txt", "link")])
def test_a_file_that_is_no_document_is_told_by_name_with_a_remedy(
    outcome: tuple[Home, duckdb.DuckDBPyConnection], path: str, problem: str
) -> None:
    _, con = outcome
    [(severity, kind, _, message, remedy)] = _findings(con, path)
    assert (severity, kind) == ("error", "unreadable_file")
    assert problem in message or problem in remedy
    assert remedy
    assert con.execute("SELECT count(*) FROM dim_document WHERE path = ?", [path]).fetchone() == (0,)


def test_nothing_outside_raw_is_read_through_a_link(outcome: tuple[Home, duckdb.DuckDBPyConnection]) -> None:
    _, con = outcome
    assert con.execute("SELECT count(*) FROM raw.document WHERE contains(text, '99 miljoner')").fetchone() == (0,)


def test_a_text_in_an_old_encoding_is_decoded(outcome: tuple[Home, duckdb.DuckDBPyConnection]) -> None:
    _, con = outcome
    assert con.execute(
        """SELECT encoding, amount_low_sek, recipient_text FROM fact_funding JOIN raw.document USING (document_id)
           WHERE path = 'legacy.txt'"""
    ).fetchall() == [("cp1252", Decimal(12_000_000), "Tillväxtverket")]


def test_a_text_of_fifty_megabytes_is_read(outcome: tuple[Home, duckdb.DuckDBPyConnection]) -> None:
    _, con = outcome
    assert con.execute(
        """SELECT amount_text, recipient_text, period_id FROM fact_funding JOIN dim_document USING (document_id)
           WHERE path = 'long.txt'"""
    ).fetchall() == [("7 miljoner kronor", "Lunds universitet", "2023")]


def test_a_row_that_lacks_a_cell_keeps_its_figure_without_a_value(
    outcome: tuple[Home, duckdb.DuckDBPyConnection],
) -> None:
    _, con = outcome
    assert _amounts(con, "cell-missing.txt", "Falun") == [("12 000 000", None, "quarantined")]
    assert _amounts(con, "cell-missing.txt", "Borås") == [
        ("13 000 000", Decimal(13_000_000), "ok"),
        ("26 000 000", Decimal(26_000_000), "ok"),
    ]
    kinds = {(kind, line) for _, kind, line, _, _ in _findings(con, "cell-missing.txt")}
    assert ("missing_cell", 23) in kinds


def test_a_row_printed_twice_is_doubted_and_kept(outcome: tuple[Home, duckdb.DuckDBPyConnection]) -> None:
    _, con = outcome
    assert [quality for _, _, quality in _amounts(con, "row-twice.txt", "Falun")] == ["suspect"] * 4
    assert {kind for _, kind, *_ in _findings(con, "row-twice.txt")} == {"duplicate_row"}


def test_an_unknown_municipality_keeps_its_amounts_and_is_told_with_a_suggestion(
    outcome: tuple[Home, duckdb.DuckDBPyConnection],
) -> None:
    _, con = outcome
    assert [amount for _, amount, _ in _amounts(con, "unknown-municipality.txt", "Umee")] == [11_000_000, 22_000_000]
    [(severity, kind, line, message, remedy)] = _findings(con, "unknown-municipality.txt")
    assert (severity, kind, line) == ("warning", "unknown_place", 17)
    assert "Umee" in message
    assert "Umeå" in remedy


def test_letters_among_digits_are_repaired_only_by_evidence(outcome: tuple[Home, duckdb.DuckDBPyConnection]) -> None:
    _, con = outcome
    assert _amounts(con, "letters.txt", "Borås")[0] == ("13 OOO 000", Decimal(13_000_000), "repaired")
    assert [kind for _, kind, *_ in _findings(con, "letters.txt")] == ["repaired_amount"]


def test_a_negative_amount_is_kept_and_doubted(outcome: tuple[Home, duckdb.DuckDBPyConnection]) -> None:
    _, con = outcome
    assert _amounts(con, "negative.txt", "Kiruna")[0] == ("-14 000 000", Decimal(-14_000_000), "suspect")
    assert "negative_amount" in {kind for _, kind, *_ in _findings(con, "negative.txt")}


def test_two_header_rows_are_both_read_and_told(outcome: tuple[Home, duckdb.DuckDBPyConnection]) -> None:
    _, con = outcome
    assert [kind for _, kind, *_ in _findings(con, "two-headers.txt")] == ["two_header_rows"]
    assert con.execute(
        """SELECT DISTINCT period_id FROM fact_allocation JOIN dim_document USING (document_id)
           WHERE path = 'two-headers.txt' ORDER BY 1"""
    ).fetchall() == [("2021",), ("2022",)]


def test_a_mark_without_its_footnote_is_told(outcome: tuple[Home, duckdb.DuckDBPyConnection]) -> None:
    _, con = outcome
    [(severity, kind, line, message, _)] = _findings(con, "no-footnote.txt")
    assert (severity, kind, line) == ("warning", "footnote_missing", 7)
    assert "Belopp 2021*" in message
