"""How many years something lasts."""

import pytest

from pipelines.text.durations import find_duration, lasting
from pipelines.text.spans import Span


@pytest.mark.parametrize(
    ("text", "words", "years"),
    [
        ("Stödet ges i tre år.", "i tre år", 3),
        ("Stödet ges under de kommande fyra år som återstår.", "under de kommande fyra år", 4),
        ("Stödet ges över de närmaste 10 år.", "över de närmaste 10 år", 10),
        ("Planen löper på 30 år.", "på 30 år", 30),
        ("Ett treårigt program", "treårigt", 3),
        ("En 3-årig satsning", "3-årig", 3),
        ("Den femåriga planen", "femåriga", 5),
        ("Under en tioårsperiod", "tioårsperiod", 10),
        ("under FEMÅRSPERIODEN", "FEMÅRSPERIODEN", 5),
    ],
)
def test_a_duration_is_found_with_its_words(text: str, words: str, years: int) -> None:
    duration = find_duration(text, Span(0, len(text)))
    assert duration is not None
    assert (duration.years, duration.span.of(text)) == (years, words)


@pytest.mark.parametrize(
    "text",
    [
        "för fem år sedan",
        "i elva år",
        "i 31 år",
        "i ett åring",
        "Barn i 3 årskurser",
        "på 10 årsarbetskrafter",
        "en treåring",
        "en treårighet",
        "i en femårsperiodisk plan",
        "hälften av 3 år",
    ],
)
def test_ages_and_other_words_with_years_are_no_duration(text: str) -> None:
    assert find_duration(text, Span(0, len(text))) is None


def test_a_duration_outside_the_stretch_is_not_found() -> None:
    text = "Programmet pågår i tre år. Stödet betalas ut."
    assert find_duration(text, Span(26, len(text))) is None


def test_only_one_starting_year_is_prolonged() -> None:
    assert lasting((2026,), 3) == (2026, 2027, 2028)
    assert lasting((2026, 2027), 3) == (2026, 2027)
    assert lasting((), 3) == ()
