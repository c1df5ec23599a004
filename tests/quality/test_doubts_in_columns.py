from written_tables import Stage, pipe, table_and_totals

from pipelines.quality.suspicion import suspect_figures

_UNIVERSITIES = {
    "Chalmers": "2 917 400",
    "Göteborgs universitet": "5 264 800",
    "Högskolan Dalarna": "1 206 300",
    "Högskolan i Borås": "1 148 900",
    "Karlstads universitet": "1 871 200",
    "Linköpings universitet": "4 092 600",
    "Lunds universitet": "6 031 900",
    "Malmö universitet": "2 247 500",
    "Mittuniversitetet": "1 539 800",
}
_MUNICIPALITIES = {
    "Lund": 41,
    "Umeå": 43,
    "Falun": 17,
    "Borås": 37,
    "Kiruna": 12,
    "Växjö": 31,
    "Kalmar": 23,
    "Ystad": 13,
    "Gävle": 19,
}


def doubts(stage_text: Stage, text: str) -> set[tuple[str, str, str]]:
    return {
        (each.kind, each.cell.row_label, each.cell.cell_text)
        for each in suspect_figures(*table_and_totals(stage_text(text)))
    }


def universities(**changed: str) -> str:
    return pipe(["Lärosäte", "Kronor"], *({**_UNIVERSITIES, **changed}).items())


def two_years(**changed: tuple[str, str]) -> str:
    rows = {
        name: (f"{each * 1_350:,}".replace(",", " "), f"{each * 2_190:,}".replace(",", " "))
        for name, each in _MUNICIPALITIES.items()
    }
    return pipe(
        ["Kommun", "2018, kronor", "2019, kronor"], *((name, *cells) for name, cells in {**rows, **changed}.items())
    )


def test_a_column_whose_figures_go_together_raises_no_doubt(stage_text: Stage) -> None:
    assert doubts(stage_text, universities()) == set()
    assert doubts(stage_text, two_years()) == set()


def test_a_figure_far_greater_or_smaller_than_the_rest_of_its_column_is_told(stage_text: Stage) -> None:
    assert doubts(stage_text, universities(Chalmers="29 174 000")) == {("odd_magnitude", "Chalmers", "29 174 000")}
    assert doubts(stage_text, universities(Chalmers="291 700")) == {("odd_magnitude", "Chalmers", "291 700")}
    assert doubts(stage_text, universities(Chalmers="9 174 000")) == set()


def test_a_row_that_is_great_in_every_column_is_what_it_is(stage_text: Stage) -> None:
    assert doubts(stage_text, two_years(Lund=("5 535 000", "8 979 000"))) == set()


def test_a_figure_that_is_not_rounded_as_the_others_is_told(stage_text: Stage) -> None:
    found = doubts(stage_text, universities(Chalmers="2 917 040"))
    assert found == {("odd_form", "Chalmers", "2 917 040")}
    assert doubts(stage_text, universities(Chalmers="2 917 450")) == set()  # half a step


def test_decimals_unlike_those_of_the_others_are_told_where_zeros_are_printed(stage_text: Stage) -> None:
    rows = {"Polisen": "41,5", "Tullverket": "20,0", "Kustbevakningen": "31,2", "Kriminalvården": "18,9"}
    headers = ["Myndighet", "2018, mnkr"]
    with_one = pipe(headers, *rows.items(), ("Domstolsverket", "27"))
    assert doubts(stage_text, with_one) == {("odd_form", "Domstolsverket", "27")}
    without_zero = pipe(headers, *{**rows, "Tullverket": "20,4"}.items(), ("Domstolsverket", "27"))
    assert doubts(stage_text, without_zero) == set()


def test_two_amounts_that_changed_places_do_not_hide_each_other(stage_text: Stage) -> None:
    swapped = two_years(Lund=("55 350", "94 170"), Umeå=("58 050", "89 790"))
    found = doubts(stage_text, swapped)
    assert {label for kind, label, _ in found if kind == "ratio_outlier"} == {"Lund", "Umeå"}


def test_a_slip_within_rounding_of_proportional_columns_is_told(stage_text: Stage) -> None:
    assert ("ratio_outlier", "Lund", "57 350") in doubts(stage_text, two_years(Lund=("57 350", "89 790")))


def test_years_of_a_budget_may_change_as_they_please(stage_text: Stage) -> None:
    rows = [(f"Insats {letter}", f"{number}0", f"{number}0") for number, letter in enumerate("ABCDEFGH", start=2)]
    assert (
        doubts(
            stage_text,
            pipe(["Åtgärd", "2018, mnkr", "2019, mnkr"], *rows, ("Insats I", "40", "75"), ("Insats J", "50", "20")),
        )
        == set()
    )


def test_a_figure_with_nothing_beside_it_is_told_where_columns_move_together(stage_text: Stage) -> None:
    found = doubts(stage_text, two_years(Lund=("–", "55 350")))
    assert found == {("lone_figure", "Lund", "55 350")}


def test_an_amount_above_zero_among_cuts_is_told(stage_text: Stage) -> None:
    text = pipe(
        ["Åtgärd", "2018, mnkr", "2019, mnkr", "2020, mnkr"], ("Lokaler", "-38", "51", "-57"), ("Skolor", "1", "2", "3")
    )
    assert ("odd_sign", "Lokaler", "51") in doubts(stage_text, text)
