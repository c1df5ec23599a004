import subprocess
import sys
import unicodedata
from decimal import Decimal

import pytest
from anslag_command import HOSTILE_LABEL, HOSTILE_SHOWN
from hypothesis import given
from hypothesis import strategies as st

from pipelines.console.terminal import amount, count, one_line, plain, share, visible


def test_escapes_and_direction_changes_are_shown_as_symbols() -> None:
    assert visible(HOSTILE_LABEL) == HOSTILE_SHOWN


@given(st.text())
def test_nothing_that_a_terminal_acts_on_is_left_but_line_ends(text: str) -> None:
    left = {c for c in visible(text) if unicodedata.category(c) in {"Cc", "Cf", "Cs", "Zl", "Zp"}}
    # A soft hyphen is printed or not, and does nothing else.
    assert left <= {"\n", "\u00ad"}


@given(st.text(alphabet=st.characters(exclude_categories=["C", "Z"])))
def test_a_text_of_letters_marks_and_signs_is_printed_as_it_is(text: str) -> None:
    assert visible(text) == text


def test_a_text_on_one_line_shows_its_line_ends() -> None:
    assert one_line("a\nb\tc") == "a␊b    c"


def test_markup_in_a_document_stays_characters() -> None:
    text = plain("[bold red]1[/] [link=http://x]y[/link]")
    assert text.plain == "[bold red]1[/] [link=http://x]y[/link]"
    assert text.spans == []


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        (Decimal("164000000.00"), "164 000 000"),
        (Decimal("0.50"), "0.50"),
        (Decimal("-1234.25"), "-1 234.25"),
        (Decimal("12345678901234567890.12"), "12 345 678 901 234 567 890.12"),
        (None, "no value"),
    ],
)
def test_amounts_have_spaces_between_thousands_and_decimals_only_where_they_say_something(
    value: Decimal | None, printed: str
) -> None:
    assert amount(value).replace("\u00a0", " ") == printed


def test_an_amount_names_its_currency() -> None:
    assert amount(Decimal(1500), "SEK").replace("\u00a0", " ") == "1 500 SEK"


def test_things_are_counted_in_the_singular_and_the_plural() -> None:
    assert [count(number, "row").replace("\u00a0", " ") for number in (0, 1, 1200)] == ["0 rows", "1 row", "1 200 rows"]


def test_a_share_is_a_percentage_and_a_missing_one_a_dash() -> None:
    assert (share(0.0344), share(None)) == ("3.4%", "–")


def test_what_a_command_does_goes_on_when_the_reader_of_its_output_has_left() -> None:
    script = (
        "import sys\nfrom pipelines.console.terminal import console\nscreen = console()\n"
        "for _ in range(1000): screen.print('x' * 1000)\nprint('went on', file=sys.stderr)"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == "went on\n"
    process.stderr.close()
    assert process.wait(60) == 0
