"""Swedish and English: the same strings in both, and numbers as each country writes them."""

import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.monitor import language
from pipelines.monitor.language import LANGUAGES, MissingStringError, Speaker, choose_language, strings

SWEDISH, ENGLISH = Speaker("sv"), Speaker("en")
_SAID = re.compile(r"""\bt\(\s*["']([a-z_.0-9]+)["'](?!\s*~)""")
_MONITOR = Path(language.__file__).parent


def _names(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_no_string_is_missing_in_either_language() -> None:
    assert set(strings("sv")) == set(strings("en"))


def test_each_string_has_the_same_blanks_in_both_languages() -> None:
    differing = {key for key in strings("sv") if _names(strings("sv")[key]) != _names(strings("en")[key])}
    assert not differing


def test_no_string_is_empty() -> None:
    assert [(each, key) for each in LANGUAGES for key, text in strings(each).items() if not text.strip()] == []


def test_every_string_that_a_page_says_is_there() -> None:
    files = [*_MONITOR.rglob("*.py"), *_MONITOR.rglob("*.html")]
    said = {key for file in files for key in _SAID.findall(file.read_text(encoding="utf-8"))}
    missing = {key for key in said if key not in strings("sv") and f"{key}.other" not in strings("sv")}
    assert len(said) > 20
    assert not missing


def test_an_unknown_string_is_an_error_that_names_it() -> None:
    with pytest.raises(MissingStringError, match=r"strings/sv.toml has no navigation.nowhere"):
        SWEDISH.t("navigation.nowhere")


@pytest.mark.parametrize(
    ("chosen", "accepted", "expected"),
    [
        (None, None, "sv"),
        (None, "", "sv"),
        (None, "en-US,en;q=0.9", "en"),
        (None, "sv-SE,sv;q=0.9,en;q=0.8", "sv"),
        (None, "de,en;q=0.4,sv;q=0.6", "sv"),
        (None, "de", "sv"),
        (None, "en;q=0, sv", "sv"),
        (None, "en;q=much", "sv"),
        ("en", "sv", "en"),
        ("de", "en", "en"),
    ],
)
def test_a_page_speaks_what_was_chosen_else_what_the_browser_prefers(
    chosen: str | None, accepted: str | None, expected: str
) -> None:
    assert choose_language(chosen, accepted) == expected


@given(st.text(max_size=80))
def test_any_wish_gives_a_language(accepted: str) -> None:
    assert choose_language(None, accepted) in LANGUAGES


def test_sums_are_written_in_full_as_each_country_does() -> None:
    assert SWEDISH.money(Decimal("2200000000.00")) == "2\u00a0200\u00a0000\u00a0000\u00a0kr"
    assert ENGLISH.money(Decimal("2200000000.00")) == "SEK\u00a02,200,000,000"
    assert SWEDISH.money(Decimal("0.098750")) == "0,09875\u00a0kr"
    assert SWEDISH.money(Decimal(-8800000), "USD") == "\u22128\u00a0800\u00a0000\u00a0USD"
    assert SWEDISH.money(None) == "–"


def test_what_is_not_all_is_never_shown_as_all() -> None:
    assert SWEDISH.share(1.0) == "100\u00a0%"
    assert SWEDISH.share(0.99999) == "99,9\u00a0%"
    assert ENGLISH.share(0.9971) == "99.7%"
    assert ENGLISH.share(0.0) == "0%"


def test_dates_are_written_as_far_as_they_are_known() -> None:
    published = date(2018, 6, 1)
    assert SWEDISH.day(published, "year") == "2018"
    assert SWEDISH.day(published, "month") == "juni 2018"
    assert ENGLISH.day(published) == "1 Jun 2018"
    assert SWEDISH.day(None) == "–"


def test_times_are_swedish_time() -> None:
    assert SWEDISH.moment(datetime(2026, 11, 20, 5, 30, tzinfo=UTC)) == "20 nov. 2026 06:30"


def test_how_long_ago_is_said_in_words() -> None:
    now = datetime(2026, 11, 20, 12, tzinfo=UTC)
    assert SWEDISH.ago(now - timedelta(seconds=20), now) == "alldeles nyss"
    assert SWEDISH.ago(now - timedelta(hours=3), now) == "för 3 timmar sedan"
    assert ENGLISH.ago(now - timedelta(days=2), now) == "2 days ago"


def test_a_code_that_no_string_knows_is_said_as_it_stands() -> None:
    assert SWEDISH.term("quality", "repaired") == "lagad"
    assert SWEDISH.term("quality", "never_heard_of") == "never heard of"
    assert SWEDISH.term("status", None) == "anges inte"
