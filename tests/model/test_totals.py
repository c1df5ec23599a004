from collections.abc import Callable
from decimal import Decimal

import pytest

from pipelines.model.missed_totals import printed_rounding
from pipelines.model.staged import StagedRows
from pipelines.model.staged_tables import group_tables
from pipelines.model.totals import TotalRow, find_totals, includes_admin_costs

Stage = Callable[[str], StagedRows]


def totals(rows: StagedRows) -> list[TotalRow]:
    return find_totals("folder:doc", group_tables(rows.tables, rows.columns, rows.cells), rows.mentions)


def told(rows: StagedRows) -> list[tuple[int | None, str, int]]:
    return [(total.column_no, total.scope, int(total.amount)) for total in totals(rows)]


def test_each_column_of_2018_has_its_footnote_and_its_frame_in_prose(segregation: StagedRows) -> None:
    found = totals(segregation)
    assert told(segregation) == [
        (1, "footnote", 425_000_000),
        (1, "prose", 425_000_000),
        (2, "footnote", 1_350_000_000),
        (2, "prose", 1_350_000_000),
        (3, "footnote", 2_200_000_000),
        (3, "prose", 2_200_000_000),
    ]
    assert [total.includes_admin_costs for total in found] == [True, False] * 3
    assert [total.period_id for total in found[::2]] == ["2018", "2019", "2020-2027/year"]
    assert len({total.total_id for total in found}) == len({total.figure_key for total in found}) == 6


TABLE = "| Kommun | Belopp 2018 |\n|---|---|\n| Lund | 4 000 000 |\n| Umeå | 5 000 000 |\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (TABLE, []),
        (TABLE + "| Summa | 9 000 000 |\n", [(1, "table_row", 9_000_000)]),
        ("Regeringen avsätter 9,5 miljoner kronor 2018.\n\n" + TABLE, [(1, "prose", 9_500_000)]),
        ("Regeringen avsätter 9,5 miljoner kronor 2019.\n\n" + TABLE, []),
        ("Regeringen avsätter 11 miljoner kronor 2018.\n\n" + TABLE, []),
        ("Regeringen avsätter 11 miljoner kronor 2018.\n\n" + TABLE + "| Ystad | 1 00 |\n", [(1, "prose", 11_000_000)]),
        ("Regeringen avsätter 9 miljoner kronor.\n\n" + TABLE, [(1, "prose", 9_000_000)]),
        (
            "Nära 12 miljoner kronor 2018.\n\nFördelning av 11 020 000 kronor:\n\n" + TABLE + "| Ystad | 202 00 00 |\n",
            [(1, "prose", 11_020_000)],
        ),
        ("Regeringen avsätter 9,5 miljoner kronor.\n\n" + TABLE, []),
        ("Vi avsätter 9,2 miljoner 2018. Det är 9,0 miljoner kronor.\n\n" + TABLE, [(1, "prose", 9_000_000)]),
        ("Vi avsätter 9 miljoner kronor 2019.\n\n" + TABLE.replace(" 2018", ""), [(1, "prose", 9_000_000)]),
        ("Regeringen avsätter 95 miljoner kronor 2018.\n\n" + TABLE, []),
        ("Regeringen avsätter 9,5 miljoner euro 2018.\n\n" + TABLE, []),
        (
            "Regeringen avsätter 9 miljoner kronor 2018.\n\n" + TABLE + "| Totalt | 9 000 000 |\n",
            [(1, "table_row", 9_000_000), (1, "prose", 9_000_000)],
        ),
    ],
)
def test_a_total_is_a_sum_row_a_footnote_or_a_frame_near_the_sum(
    stage_text: Stage, text: str, expected: list[tuple[int | None, str, int]]
) -> None:
    assert told(stage_text(text)) == expected


@pytest.mark.parametrize(
    ("printed", "amount", "rounding"),
    [
        ("4,3 miljarder kronor", 4_300_000_000, 50_000_000),
        ("250 miljoner kronor", 250_000_000, 500_000),
        ("1 874 253 165 kronor", 1_874_253_165, Decimal("0.5")),
        ("**8 021**", 8_021_000_000, 500_000),
        ("tre miljoner kronor", 3_000_000, 0),
        ("0 kronor", 0, 0),
    ],
)
def test_an_amount_is_rounded_to_its_last_printed_digit(printed: str, amount: int, rounding: Decimal | int) -> None:
    assert printed_rounding(printed, Decimal(amount)) == rounding


@pytest.mark.parametrize(
    ("note", "included"),
    [
        ("i beloppet ingår också administrativa kostnader", True),
        ("Beloppen är inklusive administrationskostnader.", True),
        ("Administrativa kostnader tillkommer.", False),
        ("I beloppet ingår moms.", False),
    ],
)
def test_a_note_may_say_that_administrative_costs_are_included(note: str, included: bool) -> None:
    assert includes_admin_costs(note) is included


@pytest.mark.parametrize(
    ("lead", "printed", "expected"),
    [
        ("Kommunerna får 9 011 750 kronor.", "2 413 900", [9_011_750]),
        ("Kommunerna får 9 011 750 kronor.", "24 139 000", [9_011_750]),  # a zero too many
        ("Kommunerna får 9 011 750 kronor.", "39 731 400", []),  # no slip explains it
        ("Kommunerna får totalt 9 011 750 kronor.", "6 731 400", [9_011_750]),  # the sentence calls it the total
        ("Kommunerna får totalt 9 miljoner kronor.", "6 731 400", []),  # too round to be known by itself
        ("Kommunerna får 9 011 750 000 kronor.", "2 413 900", [9_011_750_000]),  # the table is in thousands
        ("Kommunerna får 9,01 miljarder kronor.", "2 413 900", [9_010_000_000]),
        ("Kommunerna får 9 miljarder kronor.", "2 413 900", []),
    ],
)
def test_a_total_far_from_the_sum_is_known_by_its_exactness_or_its_unit(
    stage_text: Stage, lead: str, printed: str, expected: list[int]
) -> None:
    rows = [("Lund", "1 507 300"), ("Umeå", printed), ("Falun", "3 104 650"), ("Ystad", "1 985 900")]
    table = "| Kommun | Belopp 2018 |\n|---|---|\n" + "".join(f"| {' | '.join(row)} |\n" for row in rows)
    assert [amount for _, _, amount in told(stage_text(f"{lead}\n\n{table}"))] == expected


FINE = {"Lund": "1 507 313", "Umeå": "2 413 926", "Falun": "3 104 655", "Ystad": "2 974 106"}  # 10 000 000
ROUNDED = {"Lund": "1 507 000", "Umeå": "2 414 000", "Falun": "3 105 000", "Ystad": "2 974 000"}


@pytest.mark.parametrize(
    ("lead", "rows", "expected"),
    [
        ("Kommunerna får 10 miljoner kronor.", FINE, [10_000_000]),
        ("Kommunerna får 10 miljoner kronor.", FINE | {"Umeå": "24 139 260"}, [10_000_000]),
        ("Kommunerna får 10 miljoner kronor.", FINE | {"Umeå": "2 413 92"}, [10_000_000]),
        ("De 10 miljonerna, 10 miljoner kronor, är fördelade.", FINE | {"Umeå": "4 213 926"}, [10_000_000]),
        ("Kommunerna får 10 miljoner kronor, fler får 13 miljoner.", FINE | {"Umeå": "4 213 926"}, [10_000_000]),
        ("Kommunerna får 10 miljoner kronor.", FINE | {"Umeå": "4 731 926"}, []),  # no slip explains it
        ("Kommunerna får 10 miljoner kronor.", ROUNDED | {"Umeå": "24 140 000"}, []),  # met by chance, perhaps
    ],
)
def test_a_round_total_far_from_the_sum_is_known_by_one_slip_among_fine_figures(
    stage_text: Stage, lead: str, rows: dict[str, str], expected: list[int]
) -> None:
    table = "| Kommun | Belopp 2018 |\n|---|---|\n" + "".join(f"| {' | '.join(row)} |\n" for row in rows.items())
    assert [amount for _, _, amount in told(stage_text(f"{lead}\n\n{table}"))] == expected


MILLIONS = {"Blekinge": "10", "Dalarna": "20", "Gotland": "30", "Halland": "15", "Kalmar": "25", "Skåne": "22"}


@pytest.mark.parametrize(
    ("lead", "rows", "expected"),
    [
        ("Regionerna får 150 miljoner kronor.", MILLIONS | {"Uppsala": "28"}, [150_000_000]),
        ("Regionerna får 150 miljoner kronor.", MILLIONS | {"Uppsala": "82"}, [150_000_000]),
        ("Regionerna får 150 miljoner kronor.", MILLIONS | {"Uppsala": "61"}, []),  # no slip explains it
        ("Regionerna får 150 miljoner kronor.", MILLIONS | {"Uppsala": "280"}, []),  # too far off
        ("Regionerna får 0,15 miljarder kronor.", MILLIONS | {"Uppsala": "82"}, []),  # too round
        ("Regionerna får 150 miljoner kronor och 90 miljoner nästa år.", MILLIONS | {"Uppsala": "82"}, []),
        ("Regionerna får 122 miljoner kronor.", MILLIONS | {"Kalmar": "52"}, []),  # too few regions
    ],
)
def test_the_only_amount_far_from_the_sum_of_many_figures_is_known_by_one_slip(
    stage_text: Stage, lead: str, rows: dict[str, str], expected: list[int]
) -> None:
    table = "| Region | Mnkr 2018 |\n|---|---|\n" + "".join(f"| {' | '.join(row)} |\n" for row in rows.items())
    assert [amount for _, _, amount in told(stage_text(f"{lead}\n\n{table}"))] == expected
