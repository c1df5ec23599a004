"""Tables as wholes: which lines make one, which row is a header, what each column and row is."""

from decimal import Decimal

import pytest

from pipelines.text.blocks import split_blocks
from pipelines.text.flat_tables import find_flat_tables
from pipelines.text.pipe_tables import find_pipe_tables, row_cells
from pipelines.text.reading import read_document
from pipelines.text.spans import Span, split_lines
from pipelines.text.tables import Table


def pipes(*rows: str) -> str:
    return "\n".join(f"| {row} |" for row in rows)


def piped(text: str) -> list[tuple[list[list[str]], list[list[str]], str | None, list[str]]]:
    return [
        (
            [[span.of(text) for span in header] for header in grid.headers],
            [[span.of(text) for span in row] for row in grid.rows],
            grid.caption and grid.caption.of(text),
            [f"{problem.kind}: {problem.span.of(text)}" for problem in grid.problems],
        )
        for grid in find_pipe_tables(text, split_blocks(text))
    ]


def flat(text: str) -> list[tuple[list[list[str]], list[list[str]], list[str]]]:
    return [
        (
            [[span.of(text) for span in header] for header in grid.headers],
            [[span.of(text) for span in row] for row in grid.rows],
            [f"{problem.kind}: {problem.span.of(text)}" for problem in grid.problems],
        )
        for grid in find_flat_tables(text, split_lines(text))
    ]


def table(text: str, *, published_year: int | None = 2025) -> Table:
    (found,) = read_document(text, published_year=published_year).tables
    return found


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        ("| a | b |", ["a", "b"]),
        ("|a|b|", ["a", "b"]),
        ("a | b", ["a", "b"]),
        ("| a | b", ["a", "b"]),
        ("a | b |", ["a", "b"]),
        ("| a |  | b |", ["a", "", "b"]),
        ("| a \\| b |", ["a \\| b"]),
        ("||", [""]),
        ("a", ["a"]),
    ],
)
def test_a_row_is_split_at_its_pipes(row: str, cells: list[str]) -> None:
    text = f"x{row}y"
    assert [span.of(text) for span in row_cells(text, Span(1, 1 + len(row)))] == cells


@pytest.mark.parametrize(
    ("rows", "headers", "body", "caption"),
    [
        (("K | B", "--- | ---", "L | 5"), [["K"], ["B"]], [["L", "5"]], None),
        (("K | B", ":-- | --:", "L | 5"), [["K"], ["B"]], [["L", "5"]], None),
        (("K | B", "- | -", "L | 5"), [["K"], ["B"]], [["-", "-"], ["L", "5"]], None),
        (("K | B", "L | 5", "M | 6"), [["K"], ["B"]], [["L", "5"], ["M", "6"]], None),
        (("L | 5", "M | 6"), [[], []], [["L", "5"], ["M", "6"]], None),
        (("S | ", "K | B", "-- | --", "L | 5"), [["K"], ["B"]], [["L", "5"]], "S"),
        ((" | S", "K | B", "-- | --", "L | 5"), [["K"], ["S", "B"]], [["L", "5"]], None),
        (
            (" | 2018 | ", "K | A | B", "-- | -- | --", "L | 5 | 6"),
            [["K"], ["2018", "A"], ["2018", "B"]],
            [["L", "5", "6"]],
            None,
        ),
        (("K | 2018 | 2019", "L | 5 | 6"), [["K"], ["2018"], ["2019"]], [["L", "5", "6"]], None),
        (("K | 2019 | 2018", "L | 5 | 6"), [[], [], []], [["K", "2019", "2018"], ["L", "5", "6"]], None),
        (("K | 2018 (mnkr) | 2019", "L | 5 | 6"), [["K"], ["2018 (mnkr)"], ["2019"]], [["L", "5", "6"]], None),
        (("K | 2018 mnkr | 2019 mnkr", "L | 5 | 6"), [["K"], ["2018 mnkr"], ["2019 mnkr"]], [["L", "5", "6"]], None),
        (
            ("K | 2018 mnkr | 2020 mnkr", "L | 5 | 6"),
            [[], [], []],
            [["K", "2018 mnkr", "2020 mnkr"], ["L", "5", "6"]],
            None,
        ),
        (("K | 2018 mnkr", "L | 5"), [[], []], [["K", "2018 mnkr"], ["L", "5"]], None),
        (("K | 2018–2019", "L | 5"), [["K"], ["2018–2019"]], [["L", "5"]], None),
        (("K | B", "-- | --", "**L** | **b**", "M | 6"), [["K", "**L**"], ["B", "**b**"]], [["M", "6"]], None),
        (("K | B", "-- | --", "L | b", "M | 6"), [["K"], ["B"]], [["L", "b"], ["M", "6"]], None),
        (("K | ", "-- | --", "L | Belopp", "M | 6"), [["L"], ["Belopp"]], [["M", "6"]], "K"),
        (("K | B", "-- | --", "**L** | **5**", "M | 6"), [["K"], ["B"]], [["**L**", "**5**"], ["M", "6"]], None),
        (
            ("K | B | ", "-- | -- | --", "L | Belopp | 2018", "M | 5 | 6"),
            [["K", "L"], ["B", "Belopp"], ["B", "2018"]],
            [["M", "5", "6"]],
            None,
        ),
        (
            ("K | B | ", "-- | -- | --", "L | ort | by", "M | 5 | 6"),
            [["K"], ["B"], []],
            [["L", "ort", "by"], ["M", "5", "6"]],
            None,
        ),
    ],
)
def test_header_caption_and_rows_of_pipes_are_told(
    rows: tuple[str, ...], headers: list[list[str]], body: list[list[str]], caption: str | None
) -> None:
    assert piped(pipes(*rows)) == [(headers, body, caption, [])]


def test_a_row_of_odd_length_is_told_and_the_usual_length_counts() -> None:
    assert piped(pipes("K | B", "-- | --", "L | 5", "M | 6 | 7", "N")) == [
        ([["K"], ["B"]], [["L", "5"], ["M", "6", "7"], ["N"]], None, ["odd_row_length: M | 6 | 7", "odd_row_length: N"])
    ]
    assert piped(pipes("K | B", "-- | --")) == []


@pytest.mark.parametrize(
    ("lines", "headers", "rows", "problems"),
    [
        ("Kommun Belopp Lund 5 Umeå 6", ["Kommun", "Belopp"], ["Lund 5", "Umeå 6"], []),
        ("Lund 5 Umeå 6 Eda 7", None, ["Lund 5", "Umeå 6", "Eda 7"], ["table_without_header: "]),
        ("Lund 5 6 Umeå 7 8", None, ["Lund 5 6", "Umeå 7 8"], ["table_without_header: "]),
        (
            "Kommun Belopp Antal Lund 5 6 Umeå 7 Eda 8 9",
            ["Kommun", "Belopp", "Antal"],
            ["Lund 5 6", "Umeå 7", "Eda 8 9"],
            ["missing_cell: Umeå\n7"],
        ),
        (
            "Kommun Belopp Antal Lund 5 6 Umeå 7 8 9 Eda 8 9",
            ["Kommun", "Belopp", "Antal"],
            ["Lund 5 6", "Umeå 7 8 9", "Eda 8 9"],
            ["extra_cell: Umeå\n7\n8\n9"],
        ),
        (
            "Kommun Belopp Lund 5 Umeå 6 Kommun Belopp Eda 7",
            ["Kommun", "Belopp"],
            ["Lund 5", "Umeå 6", "Eda 7"],
            ["repeated_header: Kommun"],
        ),
        ("Kommun 2018 2019 Lund 5 6 Umeå 7 8", ["Kommun", "2018", "2019"], ["Lund 5 6", "Umeå 7 8"], []),
        (
            "Kommun 2019 2018 Lund 5 6 Umeå 7 8",
            None,
            ["Kommun 2019 2018", "Lund 5 6", "Umeå 7 8"],
            ["table_without_header: "],
        ),
        ("Kommun Belopp Antal Lund 5 – Umeå .. 8", ["Kommun", "Belopp", "Antal"], ["Lund 5 –", "Umeå .. 8"], []),
    ],
)
def test_lines_of_a_flattened_table_are_put_in_rows(
    lines: str, headers: list[str] | None, rows: list[str], problems: list[str]
) -> None:
    found = flat("\n".join(lines.split()))
    assert [(read, told) for _, read, told in found] == [([row.split() for row in rows], problems)]
    assert [" ".join(header) for header in found[0][0]] == (headers or [""] * len(found[0][0]))


@pytest.mark.parametrize("lines", ["Lund 5 Umeå 6", "Lund 5", "Lund Umeå Eda", "5 6 7", "Lund 5 Umeå Eda 6 7"])
def test_lines_that_are_no_table_make_none(lines: str) -> None:
    assert flat("\n".join(lines.split())) == []


@pytest.mark.parametrize(
    "name",
    [
        "• Lund",
        "▪ Lund",
        "# Lund",
        "* Lund",
        "- Lund",
        "– Lund",
        "> Lund",
        "◦ Lund",
        "‣ Lund",
        "● Lund",
        "| Lund",
        "Lund.",
        "Lund!",
        "Lund?",
        "Lund;",
        "Lund:",
        "Lund,",
        "1) Lund",
        "L" * 101,
    ],
)
def test_a_line_that_is_no_cell_names_no_row(name: str) -> None:
    rows = f"{name}\n5\n{name}\n6\n{name}\n7"
    assert flat(rows) == []
    assert len(flat(rows.replace(name, "Lund"))) == 1
    assert len(flat(rows.replace(name, "L" * 100))) == 1


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Lund", "data"),
        ("Summa", "total"),
        ("Totalt", "total"),
        ("**Totalt**", "total"),
        ("Delsumma", "subtotal"),
        ("Varav Lund", "subtotal"),
        ("varav", "subtotal"),
        ("Skola, varav:", "subtotal"),
        ("Skola varav", "subtotal"),
        ("Skolavarav", "data"),
        ("Delsummor", "data"),
        ("Varavid", "data"),
    ],
)
def test_the_name_of_a_row_tells_its_kind(label: str, kind: str) -> None:
    found = table(pipes("Ort | Belopp 2026 (kr)", "-- | --", "Umeå | 5", f"{label} | 6"))
    assert [row.kind for row in found.rows] == ["data", kind]


def test_the_sum_of_a_section_is_told_from_the_total_and_a_sum_so_far_carries_on() -> None:
    found = table(
        pipes(
            "Post | 2026 (mnkr) | 2027 (mnkr)",
            "-- | -- | --",
            "A | 1 | 2",
            "Summa | 1 | 2",
            "B | 3 | 4",
            "Ihop | 4 | 6",
            "C | 5 | 5",
            "Summa | 9 | 11",
        )
    )
    assert [row.kind for row in found.rows] == ["data", "subtotal", "data", "subtotal", "data", "total"]
    assert [cell.amount for cell in found.rows[-1].cells] == [None, Decimal(9_000_000), Decimal(11_000_000)]


@pytest.mark.parametrize(
    ("rows", "label_column"),
    [
        (("1 | Lund | 5", "2 | Umeå | 6"), 1),
        (("1. | Lund | 5", "1234 | Umeå | 6"), 1),
        (("12345 | Lund | 5", "2 | Umeå | 6"), 0),
        (("2018 | Lund | 5", "2019 | Umeå | 6"), 0),
        (("2018 | Lund | 5", "3 | Umeå | 6"), 1),
        (("1 | Lund | 5", " | Summa | 6"), 1),
        (("1 | Lund | 5",), 0),
        (("1 | Lund | 5", "2 |  | 6"), 0),
        (("1 | 77 | 5", "2 | 88 | 6"), 0),
        (("A | Lund | 5", "B | Umeå | 6"), 0),
        (("1 | 77 kr | 5", "2 | 88 kr | 6"), 0),
        (("1 | 2018–2019 | 5", "2 | 2019–2020 | 6"), 0),
        ((" | Lund | 5", " | Umeå | 6"), 1),
    ],
)
def test_the_column_that_names_the_rows_is_told_from_one_of_codes(rows: tuple[str, ...], label_column: int) -> None:
    found = table(pipes("Kod | Ort | Belopp 2026 (kr)", "-- | -- | --", *rows))
    assert found.label_column == label_column
    assert found.columns[label_column].role == "label"


@pytest.mark.parametrize("usual", ["a", "a | 9"])
def test_rows_too_long_for_their_table_make_no_column_of_codes(usual: str) -> None:
    found = table(pipes(usual, "--", "1 | Lund | 5", "2 | Umeå | 6", usual, usual))
    assert found.label_column == 0
    assert [row.label for row in found.rows] == ["1", "2", "a", "a"]


@pytest.mark.parametrize(
    ("before", "title"),
    [
        ("# Stöd till skolan", "Stöd till skolan"),
        ("# **Stöd** till skolan", "Stöd till skolan"),
        *(
            (f"# Stöd\n\n## {generic}", "Stöd")
            for generic in (
                *("Fördelning", "Fördelningen", "Fördelning av medel", "Bakgrund", "Fakta", "Faktaruta", "Kontakt"),
                *("Tabell", "Tabell 12", "Bilaga", "Belopp", "Översikt", "Läs mer", "Mer information"),
                *("Så fördelas pengarna", "Så här fördelas pengarna", "BELOPP:", "Belopp …"),
            )
        ),
        ("# Stöd\n\n## Fördelning av medel i år", "Fördelning av medel i år"),
        ("# Stöd\n\n## Tabell A", "Tabell A"),
        ("Stöd till skolan.", None),
        ("# Stöd till skolan\n\n" + "Den är fri.\n\n" * 199, "Stöd till skolan"),
        ("# Stöd till skolan\n\n" + "Den är fri.\n\n" * 200, None),
    ],
)
def test_the_title_is_the_nearest_heading_that_says_what_the_table_is_about(before: str, title: str | None) -> None:
    text = f"{before}\n\n" + pipes("Ort | Belopp 2026 (kr)", "-- | --", "Umeå | 5")
    assert table(text).title == title


def _column(*rows: str, before: str = "", behind: str = "") -> str:
    """Tell what the last column is."""
    text = f"{before}\n\n{pipes(*rows)}\n\n{behind}"
    column = table(text).columns[-1]
    note = column.footnote.span.of(text) if column.footnote else None
    ends = " open" if column.open_ended else ""
    per = " per year" if column.per_year else ""
    unit = f"{column.multiplier} {column.currency}"
    return f"{column.role} {unit} {column.years}{per}{ends} {column.mark} {note} {column.status}"


@pytest.mark.parametrize(
    ("rows", "around", "told"),
    [
        (("Ort | Belopp", "-- | --", "Umeå | 5"), ("", ""), "amount 1 SEK () None None None"),
        (("Ort | 2026, mnkr", "-- | --", "Umeå | 5"), ("", ""), "amount 1000000 SEK (2026,) None None None"),
        (("Ort | 2026", "-- | --", "Umeå | 5 mnkr"), ("", ""), "amount 1 SEK (2026,) None None None"),
        (("Ort | Belopp (öre)", "-- | --", "Umeå | 5"), ("", ""), "other None None () None None None"),
        (("Ort | Antal", "-- | --", "Umeå | 5"), ("", ""), "other None None () None None None"),
        (("Ort | Belopp", "-- | --", "Umeå | 5", "Eda | nej"), ("", ""), "amount 1 SEK () None None None"),
        (
            ("Ort | Belopp", "-- | --", "Umeå | 5", "Eda | nej", "By | nej"),
            ("", ""),
            "other None None () None None None",
        ),
        *(
            (
                ("Ort | Belopp", "-- | --", "Umeå | 5", f"Eda | {sign}", f"By | {sign}"),
                ("", ""),
                "amount 1 SEK () None None None",
            )
            for sign in ("–", "−", "—", "-", "–\u00a0–", "..", "…", "x", "n/a", "*")
        ),
        (
            ("Ort | Belopp", "-- | --", "A | 5", "B | 6", "C | nej", "D | nej", "E | nej"),
            ("", ""),
            "other None None () None None None",
        ),
        (("Ort | Stöd \\| lån (kr)", "-- | --", "Umeå | 5"), ("", ""), "amount 1 SEK () None None None"),
        (("Ort | Stöd (mnr)", "-- | --", "Umeå | 5"), ("", ""), "amount 1000000 SEK () None None None"),
        (("Ort | Belopp", "-- | --", "Umeå | 5"), ("Stöd 2024, sedan 2026.", ""), "amount 1 SEK () None None None"),
        (("Ort | A", "-- | --", "Stöd, mnkr | 5", "Stöd, tkr | 6"), ("", ""), "amount 1 SEK () None None None"),
        (("Ort | A", "-- | --", "Stöd, mnkr | 5", "Antal | 6"), ("", ""), "amount 1000000 SEK () None None None"),
        (("Ort | A", "-- | --", "Stöd, mnkr | 5", "Lån | 6"), ("", ""), "amount 1 SEK () None None None"),
        (("Ort | A", "-- | --", "Umeå | 5"), ("Belopp i tkr:", ""), "amount 1000 SEK () None None None"),
        (("Ort | A", "-- | --", "Umeå | 5"), ("Stöd för 2026 i tkr:", ""), "amount 1000 SEK (2026,) None None None"),
        (
            ("Ort | Belopp*", "-- | --", "Umeå | 5"),
            ("", "** Ej.\n\n\\* Preliminärt."),
            "amount 1 SEK () * Preliminärt. indicative",
        ),
        (("Ort | Belopp*", "-- | --", "Umeå | 5"), ("", "Ej."), "amount 1 SEK () * None None"),
        (
            ("Ort | Belopp*", "-- | --", "Umeå | 5"),
            ("", "Ej.\n\n" * 11 + "\\* Preliminärt."),
            "amount 1 SEK () * Preliminärt. indicative",
        ),
        (("Ort | Belopp*", "-- | --", "Umeå | 5"), ("", "Ej.\n\n" * 12 + "\\* Ej."), "amount 1 SEK () * None None"),
        (("Ort 2026 | Belopp", "-- | --", "Umeå | 5"), ("", ""), "amount 1 SEK (2026,) None None None"),
        (("Ort | Antal¹", "-- | --", "Umeå | 5"), ("", "¹ Antal."), "other None None () ¹ Antal. None"),
        (
            ("Ort | Belopp per år från och med 2026", "-- | --", "Umeå | 5"),
            ("", ""),
            "amount 1 SEK (2026,) per year open None None None",
        ),
    ],
)
def test_a_column_is_what_its_header_its_cells_and_its_surroundings_say(
    rows: tuple[str, ...], around: tuple[str, str], told: str
) -> None:
    assert _column(*rows, before=around[0], behind=around[1]) == told
