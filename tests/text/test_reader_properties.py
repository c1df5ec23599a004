"""What holds for every document, whatever it says: records quote the text, amounts read back, documents add up."""

import json
import re
from collections import Counter
from decimal import Decimal
from typing import Any

import pytest
from growth import grows_linearly
from hypothesis import given
from hypothesis import strategies as st
from printed_numbers import SPACES, grouped, in_words, printed

from pipelines.text.extraction import extract

_LINE_END = re.compile(r"\r\n|\r|\n")
_INVISIBLE = ("\u00ad", "\u200b", "\u2060", "\ufeff")


def read(text: str) -> dict[str, Any]:
    return extract("pressmeddelanden/2026/02/sida.md", text)


_PIECES = st.sampled_from(
    [
        *(
            "Lund",
            "Skolverket får",
            "5",
            "1 000",
            "1,5",
            "två",
            "en halv",
            "mellan",
            "och",
            "–",
            "-",
            "|",
            "\n",
            "\r\n",
        ),
        *("miljoner", "miljarder kronor", "kronor", "mnkr", "euro", "€", "2026", "per år", "Totalt", "| --- |", "\n\n"),
        *("Belopp (kr)", "* ", "# ", "**", ".", "(", ")", "[", "](", " ", "\u00a0", "\ud800", *_INVISIBLE),
    ]
)


@given(
    st.text(max_size=300)
    | st.lists(_PIECES, max_size=60).map("".join)
    | st.lists(_PIECES, max_size=40).map(" ".join)
    | st.lists(_PIECES, max_size=40).map(" | ".join)
)
def test_whatever_is_read_of_any_text_is_quoted_from_it(text: str) -> None:
    record = read(text)
    json.dumps(record)
    lines = _LINE_END.split(text)
    for mention in record["mentions"]:
        assert text[mention["start"] : mention["end"]] == mention["quote"] != ""
        assert mention["line"] == len(_LINE_END.findall(text[: mention["start"]])) + 1
        assert mention["recipient"] is None or mention["recipient"] in text
    for cell in record["cells"]:
        assert cell["text"] in lines[cell["line"] - 1]
    starts = [mention["start"] for mention in record["mentions"]]
    assert starts == sorted(set(starts))


_FOREIGN = {"euro": "EUR", "US-dollar": "USD", "norska kronor": "NOK", "danska kronor": "DKK", "brittiska pund": "GBP"}
_GROUPS = st.sampled_from(list(SPACES.values()))
# Years are no amounts, so numbers that could be years are left to the tests of periods.
_NUMBERS = st.integers(2, 1_899) | st.integers(2_100, 999_999)


@st.composite
def _in_any_form(draw: st.DrawFn) -> tuple[str, Decimal, Decimal | None, str]:
    """Draw an amount as printed, its value, the high end of a range, and its currency."""
    number, separator = draw(_NUMBERS), draw(_GROUPS)
    digits = grouped(number, separator)
    tenths = Decimal(draw(st.integers(11, 9_999))) / 10
    high = number + draw(st.integers(1, 500))
    magnitude, factor = draw(st.sampled_from([("miljoner", 10**6), ("miljarder", 10**9)]))
    unit, currency = draw(st.sampled_from(sorted(_FOREIGN.items())))
    code = draw(st.sampled_from(["SEK", "EUR", "USD"]))
    small = draw(st.integers(2, 99))
    forms: list[tuple[str, Decimal | int, Decimal | int | None, str]] = [
        (f"{printed(tenths)} {magnitude} {unit}", tenths * factor, None, currency),
        (f"{code} {grouped(number * 1000, ' ')}", number * 1000, None, code),
        (f"€{small} miljoner", small * 10**6, None, "EUR"),
        (f"{digits}:-", number, None, "SEK"),
        (f"{small} öre", Decimal(small) / 100, None, "SEK"),
        (f"-{digits} mnkr", -number * 10**6, None, "SEK"),
        (f"{small}-miljonersprogram", small * 10**6, None, "SEK"),
        (f"{in_words(small)}miljarderspaket", small * 10**9, None, "SEK"),
        (f"{number}–{high} {magnitude} kronor", number * factor, high * factor, "SEK"),
        (f"mellan {digits} och {grouped(high, separator)} kronor", number, high, "SEK"),
        (
            f"mellan {in_words(small)} och {in_words(small + 7)} {magnitude} kronor",
            small * factor,
            (small + 7) * factor,
            "SEK",
        ),
    ]
    text, low, end, in_currency = draw(st.sampled_from(forms))
    return text, Decimal(low), None if end is None else Decimal(end), in_currency


@given(
    _in_any_form(),
    st.sampled_from(["Stödet är {}.", "I år får skolorna {} till böcker", "* {} till Lund", "# Stöd: {}", "({})"]),
    st.lists(st.tuples(st.integers(0, 60), st.sampled_from(_INVISIBLE)), max_size=3),
)
def test_an_amount_in_any_form_reads_back_in_any_place(
    amount: tuple[str, Decimal, Decimal | None, str], around: str, invisible: list[tuple[int, str]]
) -> None:
    form, low, high, currency = amount
    text = around.format(form)
    for position, character in invisible:
        text = text[:position] + character + text[position:]
    [mention] = read(text)["mentions"]
    ends = (mention["value"], mention["value_high"], mention["currency"])
    assert ends == (float(low), None if high is None else float(high), currency)


@given(
    st.lists(_NUMBERS, min_size=1, max_size=6),
    _GROUPS | st.just(""),
    st.sampled_from([("kr", 1), ("tkr", 1_000), ("mnkr", 10**6), ("miljoner kronor", 10**6), ("mdkr", 10**9)]),
    st.booleans(),
)
def test_an_amount_in_a_cell_reads_back_in_the_unit_of_its_column(
    numbers: list[int], separator: str, unit: tuple[str, int], with_empty_column: bool
) -> None:
    name, factor = unit
    gap, rule = (" |  |", "---|---|---|") if with_empty_column else (" |", "---|---|")
    rows = [f"| Kommun {chr(65 + row)}{gap} {grouped(number, separator)} |" for row, number in enumerate(numbers)]
    text = "\n".join([f"| Kommun{gap} Belopp ({name}) |", f"|{rule}", *rows])
    column = 2 if with_empty_column else 1
    assert [(cell["line"], cell["col"], cell["value"]) for cell in read(text)["cells"]] == [
        (line, column, float(number * factor)) for line, number in enumerate(numbers, start=3)
    ]


_PARAGRAPHS = st.one_of(
    st.builds("Skolverket får {} miljoner kronor {}.".format, st.integers(2, 999), st.integers(2020, 2030)),
    st.builds("Regeringen föreslår {}–{} tkr till regionerna.".format, st.integers(2, 99), st.integers(100, 999)),
    st.builds("* {} mnkr till Lund\n* {} euro till Umeå".format, st.integers(2, 999), st.integers(2, 999)),
    st.builds(
        "| Kommun | Kronor |\n|---|---|\n| Lund | {} |\n| Umeå | {} |".format, st.integers(2, 999), st.integers()
    ),
    st.sampled_from(
        ["Mötet hölls i Bryssel den 3 maj med 27 länder.", "## Bakgrund", "Tack för ordet.", "Lund\n\nUmeå"]
    ),
)
# A heading keeps what stands above from being taken for the caption of a table.
_DOCUMENTS = st.lists(_PARAGRAPHS, max_size=5).map(lambda paragraphs: "\n\n".join(["# Rubrik", *paragraphs]) + "\n")


def _stated(text: str, *, offset: int = 0, lines: int = 0) -> Counter[tuple[object, ...]]:
    """Count what a text states, each with its place moved; context such as years of a title is another matter."""
    record = read(text)
    mentions = [
        (m["start"] + offset, m["end"] + offset, m["quote"], m["value"], m["value_high"], m["currency"])
        for m in record["mentions"]
    ]
    cells = [(c["line"] + lines, c["col"], c["text"], c["value"], c["currency"]) for c in record["cells"]]
    return Counter([*mentions, *cells])


@given(_DOCUMENTS, _DOCUMENTS)
def test_one_document_behind_another_states_what_both_state(first: str, second: str) -> None:
    moved = _stated(second, offset=len(first) + 1, lines=first.count("\n") + 1)
    assert _stated(f"{first}\n{second}") == _stated(first) + moved


@pytest.mark.parametrize(
    ("unit", "length"),
    [
        *(("1234567890", 400_000), ("1 234 ", 100_000), ("1 ", 100_000), ("miljon ", 80_000), ("|", 1_000_000)),
        *(("kronor ", 80_000), ("| 5 ", 10_000), ("\u00ad5", 100_000), ("5 miljoner kronor ", 3_000)),
    ],
)
def test_four_times_the_text_takes_about_four_times_the_time(unit: str, length: int) -> None:
    short, long = (unit * (size // len(unit)) for size in (length, 4 * length))
    assert grows_linearly(lambda: read(short), lambda: read(long), factor=4)


@pytest.mark.parametrize("head", ["Namn", "Belopp", "Kronor 2026", "**Namn***"])
def test_four_times_the_columns_take_about_four_times_the_time(head: str) -> None:
    short, long = (
        "\n".join("|" + f" {cell} |" * columns for cell in (head, "---", "1 000", "2 000")) for columns in (200, 800)
    )
    assert grows_linearly(lambda: read(short), lambda: read(long), factor=4)
