import pytest
from written_tables import Stage, pipe, table_and_totals

from pipelines.quality.table_doubts import table_doubts

_COUNTIES = (
    *("Stockholms län", "Uppsala län", "Södermanlands län", "Östergötlands län", "Jönköpings län", "Kronobergs län"),
    *("Kalmar län", "Gotlands län", "Blekinge län", "Skåne län", "Hallands län", "Västra Götalands län"),
    *("Värmlands län", "Örebro län", "Västmanlands län", "Dalarnas län", "Gävleborgs län", "Västernorrlands län"),
    *("Jämtlands län", "Västerbottens län", "Norrbottens län"),
)
_NAMES = ("Borås", "Falun", "Gävle", "Kalmar", "Lund", "Piteå", "Umeå", "Ystad", "Åre", "Örebro")


def doubts(stage_text: Stage, text: str) -> list[tuple[str, str]]:
    table, totals = table_and_totals(stage_text(text))
    found = table_doubts(table, totals, text)
    assert all(each.remedy and text[slice(*each.span)] for each in found)
    return [(each.kind, each.message) for each in found]


def named(*names: str, lead: str = "Så fördelas stödet.") -> str:
    return pipe(["Namn", "Kronor"], *((name, f"{at * 7 % 23 + 11} 000") for at, name in enumerate(names)), lead=lead)


def test_a_table_in_order_raises_no_doubt(stage_text: Stage) -> None:
    assert doubts(stage_text, named(*_COUNTIES, lead="Stödet går till 21 län.")) == []
    assert doubts(stage_text, named(*_NAMES)) == []


def test_two_names_in_each_others_places_are_told_by_the_alphabet(stage_text: Stage) -> None:
    swapped = ("Borås", "Umeå", "Gävle", "Kalmar", "Lund", "Piteå", "Falun", "Ystad", "Åre", "Örebro")
    ((kind, message),) = doubts(stage_text, named(*swapped))
    assert kind == "changed_places"
    assert "“Umeå” and “Falun” would be in alphabetical order" in message


def test_two_counties_in_each_others_places_are_told_by_their_codes(stage_text: Stage) -> None:
    names = list(_COUNTIES)
    names[2], names[9] = names[9], names[2]
    ((kind, message),) = doubts(stage_text, named(*names))
    assert kind == "changed_places"
    assert "“Skåne län” and “Södermanlands län” would be in official order" in message


@pytest.mark.parametrize(
    "names",
    [
        ("Borås", "Gävle", "Falun", *_NAMES[3:]),  # neighbours may be sorted so
        ("Falun", "Gävle", "Kalmar", "Borås", *_NAMES[4:]),  # moved, not exchanged
        ("Borås", "Lund", "Gävle", "Kalmar", "Falun", "Umeå"),  # too few to be an order
    ],
)
def test_another_order_is_no_doubt(stage_text: Stage, names: tuple[str, ...]) -> None:
    assert doubts(stage_text, named(*names)) == []


def test_the_county_that_a_table_of_all_counties_lacks_is_told(stage_text: Stage) -> None:
    ((kind, message),) = doubts(stage_text, named(*(name for name in _COUNTIES if name != "Kalmar län")))
    assert (kind, "Kalmar län is missing" in message) == ("missing_place", True)
    assert doubts(stage_text, named(*_COUNTIES[:18])) == []


def test_rows_that_are_not_as_many_as_the_text_counts_are_told(stage_text: Stage) -> None:
    kinds = [kind for kind, _ in doubts(stage_text, named(*_NAMES, lead="Stödet går till 11 kommuner."))]
    assert kinds == ["uncounted_rows"]
    assert doubts(stage_text, named(*_NAMES, lead="Stödet går till 10 kommuner.")) == []
    assert doubts(stage_text, named(*_NAMES, lead="Alla 290 kommuner får söka.")) == []


def test_a_column_in_another_unit_than_the_one_beside_it_is_told(stage_text: Stage) -> None:
    rows = [(name, f"{at + 11} 400 000", f"{at + 12} 100") for at, name in enumerate(_NAMES[:4])]
    found = doubts(stage_text, pipe(["Namn", "2018, kronor", "2019, kronor"], *rows))
    assert [kind for kind, _ in found] == ["unit_mismatch"]
    in_thousands = pipe(["Namn", "2018, kronor", "2019, tkr"], *rows)
    assert doubts(stage_text, in_thousands) == []


def test_a_column_a_thousand_times_from_what_the_text_states_is_told(stage_text: Stage) -> None:
    rows = [("Lund", "1 500"), ("Umeå", "2 400"), ("Falun", "3 000")]
    ((kind, message),) = doubts(stage_text, pipe(["Namn", "Kronor"], *rows, lead="Stödet är på 6,90 miljoner kronor."))
    assert (kind, "a thousand times apart" in message) == ("unit_mismatch", True)


def test_a_reform_that_adds_up_to_nothing_is_in_its_own_unit(stage_text: Stage) -> None:
    rows = [("Lund", "30"), ("Umeå", "-10"), ("Falun", "-20"), ("Summa", "0")]
    assert doubts(stage_text, pipe(["Namn", "2018, mnkr"], *rows)) == []


def test_a_column_of_more_than_the_state_spends_is_told(stage_text: Stage) -> None:
    rows = [(name, f"{at + 400} 000 000") for at, name in enumerate(_NAMES)]
    kinds = [kind for kind, _ in doubts(stage_text, pipe(["Namn", "2018, tkr"], *rows))]
    assert kinds == ["unit_mismatch"]
