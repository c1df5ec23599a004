from collections.abc import Callable

from pipelines.model.funding import FundingRow, MeasureRow, find_measures, fund
from pipelines.model.reviewed import Rulings
from pipelines.model.staged import StagedRows
from pipelines.model.staged_tables import group_tables
from pipelines.model.totals import find_totals

Stage = Callable[[str], StagedRows]
NO_RULINGS = Rulings([])


def measures(rows: StagedRows, text: str) -> list[MeasureRow]:
    return find_measures(text, rows.blocks, rows.mentions)


def funding(rows: StagedRows, text: str) -> list[FundingRow]:
    tables = group_tables(rows.tables, rows.columns, rows.cells)
    totals = find_totals("folder:doc", tables, rows.mentions)
    return list(fund("folder:doc", rows.mentions, measures(rows, text), totals, NO_RULINGS))


def test_the_bullet_list_of_2018_holds_eight_measures(segregation: StagedRows, segregation_text: str) -> None:
    found = measures(segregation, segregation_text)
    assert [(measure.list_no, measure.item_no) for measure in found] == [(0, number) for number in range(8)]
    assert [measure.text_sv.split()[0] for measure in found] == [
        *("Polismyndigheten", "Snabbspår", "500", "Flera", "En", "Investeringsstöd", "Regeringen", "Statsbidrag")
    ]
    assert {measure.intro_sv for measure in found} == {
        "Regeringen har redan gjort betydande insatser för att motverka segregationen, bland annat följande:"
    }


def test_five_measures_of_2018_state_six_amounts_and_three_none(segregation: StagedRows, segregation_text: str) -> None:
    rows = [row for row in funding(segregation, segregation_text) if row.measure_id]
    with_amount = [row for row in rows if row.amount_low is not None]
    without = [row for row in rows if row.amount_low is None]
    assert (len(with_amount), len({row.measure_id for row in with_amount}), len(without)) == (6, 5, 3)
    assert [(int(row.amount_low_sek or 0), row.period_id) for row in with_amount] == [
        (7_100_000_000, "2018-2020"),
        (20_000_000, "2018"),
        (35_000_000, "2019"),
        (500_000_000, "unknown"),
        (1_000_000_000, "unknown/year"),
        (85_100_000, "2018-2019"),
    ]
    for row in without:
        assert (row.amount_text, row.currency, row.period_id) == (None, None, "unknown")
        assert row.purpose_sv == segregation_text[row.char_start : row.char_end]
    assert with_amount[0].organisation_id != "unknown"
    assert with_amount[0].recipient_text == "Polismyndigheten"


def test_funding_of_2018_is_in_reading_order_and_points_to_totals(
    segregation: StagedRows, segregation_text: str
) -> None:
    rows = funding(segregation, segregation_text)
    assert [row.char_start for row in rows] == sorted(row.char_start for row in rows)
    assert len(rows) == 12 + 3
    assert sum(row.total_id is not None for row in rows) == 6
    assert len({row.figure_id for row in rows}) == len({row.figure_key for row in rows}) == len(rows)


def test_keys_outlive_an_edit_elsewhere_while_identifiers_follow_the_place(
    segregation: StagedRows, segregation_text: str, stage_text: Stage
) -> None:
    edited = "En ny ingress utan belopp.\n\n" + segregation_text
    before, after = funding(segregation, segregation_text), funding(stage_text(edited), edited)
    assert [row.figure_key for row in before] == [row.figure_key for row in after]
    assert not {row.figure_id for row in before} & {row.figure_id for row in after}


def test_a_changed_amount_keeps_its_key(segregation: StagedRows, segregation_text: str, stage_text: Stage) -> None:
    edited = segregation_text.replace("20 miljoner kronor", "25 miljoner kronor", 1)
    before, after = funding(segregation, segregation_text), funding(stage_text(edited), edited)
    assert [row.figure_key for row in before] == [row.figure_key for row in after]
    assert [row.amount_low for row in before] != [row.amount_low for row in after]


def test_a_sentence_stated_twice_has_two_keys_whatever_its_amounts(stage_text: Stage) -> None:
    text = "Lund får 5 miljoner kronor.\n\nLund får 6 miljoner kronor.\n"
    rows = funding(stage_text(text), text)
    assert len(rows) == len({row.figure_key for row in rows}) == 2


def test_a_list_without_money_holds_no_measures(stage_text: Stage) -> None:
    text = "Vi gör detta:\n\n- Läxhjälp\n- Lovskola\n\nSkolverket får 5 miljoner kronor.\n"
    assert measures(stage_text(text), text) == []


def test_two_lists_with_money_are_numbered_apart(stage_text: Stage) -> None:
    text = "Nu:\n\n- 5 miljoner kronor till skolan\n- Läxhjälp\n\nSen:\n\n- 6 miljoner kronor till vården\n"
    found = measures(stage_text(text), text)
    assert [(each.list_no, each.item_no, each.intro_sv) for each in found] == [
        (0, 0, "Nu:"),
        (0, 1, "Nu:"),
        (1, 0, "Sen:"),
    ]
