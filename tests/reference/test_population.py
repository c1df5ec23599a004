import pytest

from pipelines.reference.population import (
    MOST_PROBLEMS,
    PopulationRow,
    PopulationTable,
    read_population,
)

HEADER = "code,year,inhabitants,source\n"
GOOD = HEADER + "SE,2017,10120242,SCB\n0180,2017,949761,SCB\n01,2017,2308143,SCB\n"


def problems(text: str) -> list[tuple[int, str, str]]:
    table = read_population(text)
    assert table.rows == ()
    return [(each.line, each.problem, each.remedy) for each in table.problems]


def test_codes_are_the_nation_counties_and_municipalities() -> None:
    assert read_population(GOOD) == PopulationTable(
        (
            PopulationRow("county:01", 2017, 2308143, "SCB"),
            PopulationRow("municipality:0180", 2017, 949761, "SCB"),
            PopulationRow("nation:SE", 2017, 10120242, "SCB"),
        ),
        (),
    )


def test_columns_may_stand_in_any_order_and_lines_may_be_empty_or_quoted() -> None:
    text = 'source,inhabitants,year,code\r\n\r\n"SCB, 31 december",949761,2017,"0180"\r\n'
    assert read_population(text).rows == (PopulationRow("municipality:0180", 2017, 949761, "SCB, 31 december"),)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("180,2017,949761,SCB", "leading zero: 0180 is Stockholm"),
        ("1,2017,2308143,SCB", "leading zero: 01 is Stockholms län"),
        ("9999,2017,1,SCB", "“9999” is no code"),
        ("Stockholm,2017,1,SCB", "“Stockholm” is no code"),
        ("0180,17,1,SCB", "“17” is no year"),
        ("0180,2017,-1,SCB", "“-1” is no count"),
        ("0180,2017,0,SCB", "“0” is no count"),
        ("0180,2017,949761.5,SCB", "“949761.5” is no count"),
        ("0180,2017,949 761,SCB", "“949 761” is no count"),
        ("0180,2017,٣,SCB", "is no count"),
        ("0180,2017,,SCB", "“” is no count"),
        ("0180,2017,1000000000,SCB", "is no count"),
        ("0180,2017,949761,", "does not say its source"),
        ("0180,2017,949761", "has 3 values, not 4"),
        ("0180,2017,949,761,SCB", "has 5 values, not 4"),
        ('0180,2017,949761,"SCB', "is no CSV"),
    ],
)
def test_a_line_that_does_not_fit_is_told_with_its_number_and_nothing_is_used(line: str, told: str) -> None:
    ((at, problem, remedy),) = problems(f"{HEADER}1280,2017,333633,SCB\n{line}\n")
    assert at == 3
    assert told in problem
    assert remedy


def test_a_place_and_year_that_come_twice_are_told_with_the_other_line() -> None:
    ((at, problem, _),) = problems(GOOD + "0180,2018,962154,SCB\n0180,2017,949762,SCB\n")
    assert (at, problem) == (6, "Line 3 has the same code and year.")


@pytest.mark.parametrize(
    "text", ["", "\n\n", "0180,2017,949761,SCB\n", "code;year;inhabitants;source\n", "code,year,inhabitants\n"]
)
def test_a_file_without_its_header_is_told_which_header_it_needs(text: str) -> None:
    ((_, _, remedy),) = problems(text)
    assert "code,year,inhabitants,source" in remedy


def test_a_file_that_is_wrong_throughout_is_told_of_by_its_first_lines() -> None:
    told = problems(HEADER + "180,2017,1,SCB\n" * 100)
    assert [line for line, *_ in told] == list(range(2, 2 + MOST_PROBLEMS))


def test_a_wrong_value_is_shown_in_short_and_without_control_characters() -> None:
    ((_, problem, _),) = problems(f"{HEADER}0180,{'9' * 500}\x07,1,SCB\n")
    assert len(problem) < 100
    assert problem.isprintable()
