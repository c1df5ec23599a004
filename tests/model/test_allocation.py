from collections.abc import Callable
from decimal import Decimal

from pipelines.model.allocation import AllocationRow, allocate, column_period, programme_of, row_labels, row_places
from pipelines.model.keys import KeyCounter
from pipelines.model.reviewed import Rulings
from pipelines.model.staged import StagedRows
from pipelines.model.staged_tables import StagedTable, group_tables

Stage = Callable[[str], StagedRows]
NO_RULINGS = Rulings([])
SETTLED: dict[tuple[int, int], Decimal | None] = {(3, 2): Decimal(164_000_000), (22, 2): None}


def only_table(rows: StagedRows) -> StagedTable:
    (table,) = group_tables(rows.tables, rows.columns, rows.cells)
    return table


def facts(rows: StagedRows, settled: dict[tuple[int, int], Decimal | None] | None = None) -> list[AllocationRow]:
    keys = KeyCounter()
    return list(
        allocate("folder:doc", only_table(rows), keys, settled=settled or {}, suspect={(0, 1)}, rulings=NO_RULINGS)
    )


def test_the_table_of_2018_gives_96_facts_with_places_periods_and_status(segregation: StagedRows) -> None:
    rows = facts(segregation, SETTLED)
    assert len(rows) == 96
    assert len({row.figure_id for row in rows}) == len({row.figure_key for row in rows}) == 96
    assert len({row.geography_id for row in rows}) == 32
    assert all(row.geography_id.startswith("municipality:") for row in rows)
    assert {row.geography_id for row in rows if row.recipient_text == "Stockholm"} == {"municipality:0180"}
    assert [(rows[number].period_id, rows[number].status) for number in (0, 32, 64)] == [
        ("2018", "indicative"),
        ("2019", "calculation_example"),
        ("2020-2027/year", "calculation_example"),
    ]
    assert all(row.footnote and row.currency == "SEK" and row.amount == row.amount_sek for row in rows)


def test_quality_says_what_became_of_a_figure(segregation: StagedRows) -> None:
    rows = {(row.row_no, row.column_no): row for row in facts(segregation, SETTLED)}
    assert (rows[3, 2].quality, rows[3, 2].amount, rows[3, 2].amount_text) == (
        "repaired",
        Decimal(164_000_000),
        "164 000 00",
    )
    assert (rows[22, 2].quality, rows[22, 2].amount) == ("quarantined", None)
    assert rows[0, 1].quality == "suspect"
    assert rows[0, 1].amount is not None
    assert {row.quality for place, row in rows.items() if place not in {(3, 2), (22, 2), (0, 1)}} == {"ok"}


def test_the_programme_is_named_by_the_heading_above(segregation: StagedRows) -> None:
    assert (
        programme_of(only_table(segregation)).name_sv == "Miljardsatsning till kommuner med socioekonomiska utmaningar"
    )


def test_keys_outlive_an_edit_elsewhere_while_identifiers_follow_the_place(
    segregation: StagedRows, segregation_text: str, stage_text: Stage
) -> None:
    edited = segregation_text.replace("Statens roll förtydligas\n", "Ett nytt stycke utan belopp.\n\nStatens roll\n", 1)
    before, after = facts(segregation), facts(stage_text(edited))
    assert [row.figure_key for row in before] == [row.figure_key for row in after]
    assert not {row.figure_id for row in before} & {row.figure_id for row in after}


def test_a_changed_amount_keeps_its_key(segregation: StagedRows, segregation_text: str, stage_text: Stage) -> None:
    edited = segregation_text.replace("9 979 000", "9 980 000", 1)
    before, after = facts(segregation), facts(stage_text(edited))
    assert [row.figure_key for row in before] == [row.figure_key for row in after]
    assert before[0].amount != after[0].amount


def test_the_same_row_in_two_tables_of_a_document_has_two_keys(stage_text: Stage) -> None:
    grants = "| Kommun | Kr 2018 |\n|---|---|\n| Umeå | 5 000 |\n| Malmö | 6 000 |\n"
    staged = stage_text(f"{grants}\nSamma stöd igen.\n\n{grants}")
    first, second = group_tables(staged.tables, staged.columns, staged.cells)

    def keys_of(*tables: StagedTable) -> list[str]:
        keys = KeyCounter()
        return [
            row.figure_key
            for table in tables
            for row in allocate("doc", table, keys, settled={}, suspect=set(), rulings=NO_RULINGS)
        ]

    assert len(set(keys_of(first, second))) == 4
    assert keys_of(first, second)[:2] == keys_of(first) == keys_of(second)


TEXT = "| Mottagare | Stöd 2018, MEUR |\n|---|---|\n| Skolverket | 5 |\n| Lund | 6 |\n| Okänd | 7 |\n| Summa | 18 |\n"


def test_sums_are_no_facts_and_other_currencies_have_no_crowns(stage_text: Stage) -> None:
    rows = facts(stage_text(TEXT))
    assert [row.recipient_text for row in rows] == ["Skolverket", "Lund", "Okänd"]
    assert [(int(row.amount or 0), row.currency, row.amount_sek) for row in rows] == [
        (5_000_000, "EUR", None),
        (6_000_000, "EUR", None),
        (7_000_000, "EUR", None),
    ]
    assert [row.organisation_id for row in rows] == ["skolverket", "unknown", "unknown"]
    assert programme_of(only_table(stage_text(TEXT))).programme_id == "unknown"


def test_labels_and_places_are_by_row(stage_text: Stage) -> None:
    table = only_table(stage_text("| Kommun | Kr 2018 |\n|---|---|\n| Umeå | 5 |\n| Malmö | 6 |\n| Summa | 11 |\n"))
    assert row_labels(table) == {0: "Umeå", 1: "Malmö"}
    assert row_places(table) == {0: "municipality:2480", 1: "municipality:1280"}
    assert column_period(table.amount_columns[0]).period_id == "2018"
