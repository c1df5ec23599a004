import re
from collections import Counter
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from segregation_table import ROWS

from pipelines.text.reading import Reading, read_document
from pipelines.text.tables import Table

MILLION = 10**6


@pytest.fixture(scope="module")
def reading(segregation_text: str) -> Reading:
    return read_document(segregation_text, published_year=2018)


@pytest.fixture(scope="module")
def table(reading: Reading) -> Table:
    (table,) = reading.tables
    return table


def test_every_cell_of_the_table_of_2018_is_read(segregation_text: str, table: Table) -> None:
    printed_rows = [
        tuple(cell.span.of(segregation_text).replace("\u00a0", " ") for cell in row.cells) for row in table.rows
    ]
    assert printed_rows == ROWS
    assert [row.label for row in table.rows] == [row[0] for row in ROWS]
    for row, printed in zip(table.rows, ROWS, strict=True):
        for cell, text in zip(row.cells[1:], printed[1:], strict=True):
            if text.endswith(" 00"):
                assert (cell.kind, cell.amount) == ("malformed", None)
            else:
                assert cell.kind == "amount"
                assert cell.amount == int(text.replace(" ", ""))


def test_the_two_malformed_cells_of_2018_say_why(segregation_text: str, table: Table) -> None:
    malformed = [(row.label, cell) for row in table.rows for cell in row.cells if cell.kind == "malformed"]
    assert [(label, cell.span.of(segregation_text)) for label, cell in malformed] == [
        ("Stockholm", "164 000 00"),
        ("Göteborg", "106 000 00"),
    ]
    assert all(cell.problem and "3, 3, 2" in cell.problem for _, cell in malformed)


def test_the_columns_of_2018_have_years_status_and_footnotes(segregation_text: str, table: Table) -> None:
    label, *columns = table.columns
    assert (label.role, label.header) == ("label", "Kommun")
    assert [column.header for column in columns] == ["Belopp 2018*", "Belopp 2019**", "Belopp per år 2020–2027***"]
    assert [column.years for column in columns] == [(2018,), (2019,), tuple(range(2020, 2028))]
    assert [column.per_year for column in columns] == [False, False, True]
    assert [column.status for column in columns] == ["indicative", "calculation_example", "calculation_example"]
    assert [(column.multiplier, column.currency) for column in columns] == [(1, "SEK")] * 3
    notes = [column.footnote.span.of(segregation_text) for column in columns if column.footnote]
    assert [note[:24] for note in notes] == [
        "Totalt 425 miljoner kr (",
        "Totalt 1,35 miljarder kr",
        "Totalt 2,2 miljarder kr ",
    ]
    assert all(note.endswith((".", "tillväxtverket.se")) for note in notes)
    assert table.title == "Miljardsatsning till kommuner med socioekonomiska utmaningar"
    assert table.problems == ()


def test_the_twelve_amounts_in_prose_of_2018_have_value_years_and_recurrence(
    segregation_text: str, reading: Reading
) -> None:
    later = tuple(range(2020, 2028))
    expected: list[tuple[str, Decimal, tuple[int, ...], bool]] = [
        ("2,2 miljarder kronor", Decimal(2200 * MILLION), later, True),
        ("425 miljoner kronor", Decimal(425 * MILLION), (2018,), False),
        ("1,35 miljarder kronor", Decimal(1350 * MILLION), (2019,), False),
        ("7,1 miljarder kronor", Decimal(7100 * MILLION), (2018, 2019, 2020), False),
        ("20 miljoner kronor", Decimal(20 * MILLION), (2018,), False),
        ("35 miljoner kronor", Decimal(35 * MILLION), (2019,), False),
        ("500 miljoner kronor", Decimal(500 * MILLION), (), False),
        ("En miljard kronor", Decimal(1000 * MILLION), (), True),
        ("85,1 miljoner kronor", Decimal(85_100_000), (2018, 2019), False),
        ("425 miljoner kr", Decimal(425 * MILLION), (2018,), False),
        ("1,35 miljarder kr", Decimal(1350 * MILLION), (2019,), False),
        ("2,2 miljarder kr", Decimal(2200 * MILLION), later, True),
    ]
    assert [
        (mention.span.of(segregation_text), mention.amount.low, mention.timing.years, mention.timing.per_year)
        for mention in reading.mentions
    ] == expected
    assert all(mention.kind == "funding" and mention.amount.high is None for mention in reading.mentions)


def test_every_number_of_the_text_of_2018_is_accounted_for(segregation_text: str, reading: Reading) -> None:
    roles = Counter(token.role for token in reading.tokens)
    assert roles["unaccounted"] == 0
    assert roles["figure"] == 96 + 12
    held = [position for token in reading.tokens for position in range(*token.span)]
    assert len(held) == len(set(held))
    assert {match.start() for match in re.finditer(r"\d", segregation_text)} <= set(held)


def test_the_blocks_of_2018_hold_every_character_but_marks(segregation_text: str, reading: Reading) -> None:
    position = 0
    for block in reading.blocks:
        assert segregation_text[position : block.span.start].strip() == block.mark
        position = block.span.end
    assert [block.mark for block in reading.blocks if block.kind == "footnote"] == ["*", "**", "***"]
    assert sum(block.kind == "list_item" for block in reading.blocks) == 8 + 10
    assert sum(block.kind == "table" for block in reading.blocks) == 1


def test_line_ends_of_windows_give_the_same_reading(segregation_text: str, reading: Reading) -> None:
    windows = segregation_text.replace("\n", "\r\n")
    other = read_document(windows, published_year=2018)
    assert [mention.span.of(windows) for mention in other.mentions] == [
        mention.span.of(segregation_text) for mention in reading.mentions
    ]
    assert [[cell.amount for cell in row.cells] for row in other.tables[0].rows] == [
        [cell.amount for cell in row.cells] for row in reading.tables[0].rows
    ]
    assert other.tables[0].columns[3].footnote is not None


SCHOOL = """# Mer pengar till skolan

Regeringen föreslår 369 respektive 323 miljoner kronor till Skolverket 2026 respektive 2027.

| Kommun | Bidrag 2026, tkr |
|---|---|
| Lund | 1 500 |
| Umeå | 2 500 |
| Summa | 4 000 |
"""
CULTURE = """# Kultur i hela landet

Kulturrådet får mellan 15 och 20 miljoner kronor per år från och med 2027.

Kommun

Belopp 2027

Falun

1 000 000

Ystad

2 000 000

Gävle

3 000 000

Pengarna betalas ut i vår.
"""
ROADS = "# Vägar\n\nTrafikverket tillförs 1,5 mdkr under 2026. Bygget börjar den 1 juni och tar 18 månader.\n"


def figures(text: str) -> Counter[tuple[str, object]]:
    reading = read_document(text)
    printed: Counter[tuple[str, object]] = Counter()
    printed.update((mention.span.of(text), mention.amount.low) for mention in reading.mentions)
    printed.update(
        (cell.span.of(text), cell.amount)
        for table in reading.tables
        for row in table.rows
        for cell in row.cells
        if cell.kind in {"amount", "malformed"}
    )
    return printed


@pytest.mark.parametrize("first", [SCHOOL, CULTURE, ROADS])
@pytest.mark.parametrize("second", [SCHOOL, CULTURE, ROADS])
def test_two_documents_in_one_give_the_amounts_of_both(first: str, second: str, segregation_text: str) -> None:
    assert figures(f"{first}\n{second}") == figures(first) + figures(second)
    with_2018 = f"{first}\n## Segregation\n\n{segregation_text}\n\n{second}"
    assert figures(with_2018) == figures(first) + figures(segregation_text) + figures(second)


def test_a_table_in_markdown_and_a_flattened_one_read_alike() -> None:
    assert [row.kind for row in read_document(SCHOOL).tables[0].rows] == ["data", "data", "total"]
    assert figures(SCHOOL) == {
        ("369", 369 * MILLION): 1,
        ("323 miljoner kronor", 323 * MILLION): 1,
        ("1 500", 1_500_000): 1,
        ("2 500", 2_500_000): 1,
        ("4 000", 4_000_000): 1,
    }
    assert figures(CULTURE) == {
        ("15 och 20 miljoner kronor", 15 * MILLION): 1,
        ("1 000 000", MILLION): 1,
        ("2 000 000", 2 * MILLION): 1,
        ("3 000 000", 3 * MILLION): 1,
    }


_LINES = st.sampled_from(
    [
        *("", "# Rubrik", "Kommun", "Belopp 2018*", "Lund", "1 000", "164 000 00", "-", "* Totalt 5 mnkr.", "** Not"),
        *("| Kommun | Kr |", "|---|---|", "| Lund | 5 |", "|", "Polisen får 5–7 miljoner kronor 2018 respektive 2019."),
        *("• Bo Ek, skolminister", "Strategin gäller under perioden 2018–2020.", "Summa", "mellan 5 kr och 7 kr"),
    ]
)


@given(st.text(max_size=300) | st.lists(_LINES, max_size=25).map("\n".join) | st.lists(_LINES).map(" ".join))
def test_any_text_reads_with_every_span_in_place(text: str) -> None:
    reading = read_document(text, published_year=2018)
    held = [position for token in reading.tokens for position in range(*token.span)]
    assert held == sorted(set(held))
    assert {match.start() for match in re.finditer(r"\d", text)} <= set(held)
    for mention in reading.mentions:
        assert mention.sentence.holds(mention.span)
        assert reading.blocks[mention.block_no].span.holds(mention.sentence)
        assert mention.recipient is None or mention.sentence.holds(mention.recipient)
        assert not any(table.span.holds(mention.span) for table in reading.tables)
    for table in reading.tables:
        assert all(table.span.holds(cell.span) for row in table.rows for cell in row.cells)
        assert all(problem.message and problem.remedy for problem in table.problems)
