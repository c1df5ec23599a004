import pytest
from written_tables import Stage, pipe, table_and_totals

from pipelines.quality.reconciliation import reconcile_table
from pipelines.quality.suspicion import suspect_figures

_ROWS = {"Lund": "1 507 300", "Umeå": "2 413 900", "Falun": "3 104 600", "Ystad": "1 058 200", "Kalmar": "927 700"}
_TOTAL = ("Summa", "9 011 700")


def doubts(stage_text: Stage, text: str) -> set[tuple[str, str, str]]:
    return {
        (each.kind, each.cell.row_label, each.cell.cell_text)
        for each in suspect_figures(*table_and_totals(stage_text(text)))
    }


def summed(**changed: str) -> str:
    return pipe(["Kommun", "Kronor"], *({**_ROWS, **changed}).items(), _TOTAL)


def test_a_column_that_adds_up_points_to_nobody(stage_text: Stage) -> None:
    assert doubts(stage_text, summed()) == set()


@pytest.mark.parametrize("printed", ["2 143 900", "24 139 000", "241 390", "24 133 900", "2 413", "2 431 900"])
def test_the_one_figure_whose_slip_explains_the_difference_is_told(stage_text: Stage, printed: str) -> None:
    assert doubts(stage_text, summed(Umeå=printed)) == {("misfit_of_total", "Umeå", printed)}


def test_where_two_figures_may_have_slipped_nobody_is_told(stage_text: Stage) -> None:
    # 2 413 900 and 2 927 700 may both have lost their first digit.
    assert doubts(stage_text, summed(Umeå="413 900")) == set()


def test_a_difference_that_no_slip_explains_points_to_nobody(stage_text: Stage) -> None:
    assert doubts(stage_text, summed(Umeå="2 731 400")) == set()


def test_a_total_that_may_be_misprinted_itself_points_to_nobody(stage_text: Stage) -> None:
    text = pipe(["Kommun", "Kronor"], *_ROWS.items(), ("Summa", "9 101 700"))
    assert doubts(stage_text, text) == set()


def test_a_total_in_prose_points_to_a_figure_if_it_is_printed_as_exactly(stage_text: Stage) -> None:
    changed = {**_ROWS, "Umeå": "24 139 000"}
    exact = pipe(["Kommun", "Kronor"], *changed.items(), lead="Kommunerna får totalt 9 011 700 kronor.")
    assert ("misfit_of_total", "Umeå", "24 139 000") in doubts(stage_text, exact)
    table, totals = table_and_totals(stage_text(exact))
    assert [row.is_reconciled for row in reconcile_table(table, totals, {})] == [False]
    frame = pipe(["Kommun", "Kronor"], *changed.items(), lead="Kommunerna får totalt 9 miljoner kronor.")
    assert doubts(stage_text, frame) == set()


def test_a_row_missing_beside_an_exact_total_in_prose_is_no_administration(stage_text: Stage) -> None:
    rows = {name: printed for name, printed in _ROWS.items() if name != "Kalmar"} | {"Kiruna": "500 000"}
    text = pipe(["Kommun", "Kronor"], *rows.items(), lead="Kommunerna får 8 611 300 kronor 2018.")
    table, totals = table_and_totals(stage_text(text))
    assert [row.is_reconciled for row in reconcile_table(table, totals, {})] == [False]


@pytest.mark.parametrize(
    ("printed", "is_told"),
    [
        ("2 413 926", False),
        ("2 413 928", False),  # a rounding of the others
        ("2 413 962", True),
        ("2 431 926", True),
        ("24 139 260", True),
        ("2 400 926", False),  # no slip explains it: administration, or another frame
    ],
)
def test_a_round_frame_points_to_a_figure_whose_slip_explains_the_difference_to_the_last_crown(
    stage_text: Stage, printed: str, is_told: bool
) -> None:
    rows = {"Lund": "1 507 313", "Umeå": printed, "Falun": "3 104 655", "Ystad": "2 974 106"}
    text = pipe(["Kommun", "Kronor"], *rows.items(), lead="Kommunerna får 10 miljoner kronor.")
    assert doubts(stage_text, text) == ({("misfit_of_total", "Umeå", printed)} if is_told else set())


def with_row_sums(*changed: tuple[str, str, str, str]) -> str:
    rows = [(f"Myndighet {at}", f"{at * 37}", f"{at * at + 20}", f"{at * 37 + at * at + 20}") for at in range(1, 7)]
    return pipe(["Myndighet", "2018, mnkr", "2019, mnkr", "Totalt, mnkr"], *rows, *changed)


def test_a_row_that_does_not_add_up_as_the_others_do_is_told_whole(stage_text: Stage) -> None:
    assert doubts(stage_text, with_row_sums(("Tullverket", "45", "30", "75"))) == set()
    assert doubts(stage_text, with_row_sums(("Tullverket", "54", "30", "75"))) == {
        ("broken_row_sum", "Tullverket", printed) for printed in ("54", "30", "75")
    }


def test_a_figure_that_its_row_confirms_is_not_blamed_for_the_column(stage_text: Stage) -> None:
    text = with_row_sums(("Tullverket", "45", "30", "75"), ("Summa", "849", "241", "1 090"))
    table, totals = table_and_totals(stage_text(text))
    assert not [each for each in suspect_figures(table, totals) if each.kind == "misfit_of_total"]
