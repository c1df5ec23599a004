import pytest
from receivers import NOON, a_trouble, an_alert

from pipelines.operation.troubles import Alert, Phase


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "process 4711 on host, since 2026-11-20T12:00:00+00:00",
            "process 12 on host, since 2026-11-21T09:30:01+00:00",
        ),
        (
            ".building-550d3dc5-4d08-44d7-992a-4f89600d3fb6.duckdb",
            ".building-7d6990e5-0000-44d7-992a-4f89600d3fb7.duckdb",
        ),
        ("32 rows that core.dim_period lacks", "1 204 rows that core.dim_period lacks"),
    ],
)
def test_numbers_times_and_identifiers_do_not_make_another_trouble(one: str, other: str) -> None:
    assert (
        a_trouble(cause=one.replace(" 204", "204")).fingerprint
        == a_trouble(cause=other.replace(" 204", "204")).fingerprint
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("core.dim_period: period_known", "core.dim_period: period_unique"),
        ("staging: KeyError: 'facade'", "staging: KeyError: 'decade'"),
        ("raw", "core"),
    ],
)
def test_other_words_make_another_trouble(one: str, other: str) -> None:
    assert a_trouble(cause=one).fingerprint != a_trouble(cause=other).fingerprint


def test_an_alert_survives_being_laid_out_as_json() -> None:
    alert = an_alert(phase=Phase.continues, count=3)
    assert Alert.from_json(alert.as_json()) == alert


def test_the_text_says_what_happened_what_to_do_since_when_and_where() -> None:
    assert an_alert().text.splitlines() == [
        "Anslag: the run failed at core__dim_period",
        "",
        "disk full på servern – 3 försök",
        "",
        "Make room, then run again.",
        "",
        "First seen 2026-11-20 12:00 UTC; told 2026-11-20 12:00 UTC.",
        "host:/srv/anslag",
    ]


def test_a_solved_trouble_is_told_without_its_remedy() -> None:
    text = an_alert(phase=Phase.solved, raised_at=NOON.replace(hour=15)).text
    assert text.startswith("Anslag: Solved: the run failed")
    assert "This is over" in text
    assert "Make room" not in text
    assert "told 2026-11-20 15:00 UTC" in text


def test_the_headline_is_one_line() -> None:
    assert an_alert(title="one\n  two\tthree").headline == "Anslag: one two three"
