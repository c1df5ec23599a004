import pytest

from pipelines.text.reading import read_money


@pytest.mark.parametrize(
    ("sentence", "years"),
    [
        ("För 2026 och 2027 beräknas satsningen öka med 6 respektive 8 miljoner kronor.", ["2026", "2027"]),
        ("2023 och 2024 avsattes 50 respektive 100 miljoner kronor till akutskolor.", ["2023", "2024"]),
        ("Under 2026 och 2027 beräknas 4 miljoner kronor respektive 2 miljoner kronor.", ["2026", "2027"]),
        ("För 2025–2027 beräknas 5, 6 respektive 7 miljoner kronor.", ["2025", "2026", "2027"]),
        ("För 2022 och 2023 rekvireras högst 70 miljoner respektive högst 49 miljoner kronor.", ["2022", "2023"]),
        ("För 2025 avsätts 3 miljoner kronor och för 2026 och 2027 5 respektive 6 miljoner.", ["2025", "2026", "2027"]),
        ("Anslaget är 5, 6 respektive 7 miljoner kronor 2025, 2026 respektive 2027.", ["2025", "2026", "2027"]),
        ("Anslaget är 5 respektive 7 miljoner kronor 2026 respektive 2027.", ["2026", "2027"]),
    ],
)
def test_a_series_of_amounts_and_as_many_years_are_told_one_by_one(sentence: str, years: list[str]) -> None:
    assert told(sentence) == years


@pytest.mark.parametrize(
    ("sentence", "years"),
    [
        ("Under 2026 och 2027 får Lund och Umeå 5 respektive 6 miljoner kronor.", ["2026 2027"] * 2),
        ("Lund och Umeå får 5 respektive 6 miljoner kronor 2026 och 2027.", ["2026 2027"] * 2),
        ("Under 2025–2027 avsätts 5 respektive 6 miljoner kronor.", ["2025 2026 2027"] * 2),
        ("Under 2026 och 2027 avsätts 5 och 6 miljoner kronor.", ["2026 2027"] * 2),
        ("Från och med 2026 avsätts 5 respektive 6 miljoner kronor.", ["2026"] * 2),
        ("För 2026 avsätts 5 respektive 6 miljoner kronor.", ["2026"] * 2),
        ("För 2026 och 2027 avsätts 2 miljoner till Lund, 5 respektive 6 miljoner till Umeå.", ["2026 2027"] * 3),
    ],
)
def test_years_that_are_of_another_number_or_may_be_of_something_else_are_of_each_amount(
    sentence: str, years: list[str]
) -> None:
    assert told(sentence) == years


def told(sentence: str) -> list[str]:
    money = read_money(sentence)
    assert money
    return [" ".join(map(str, mention.timing.years)) for mention in money.mentions]
