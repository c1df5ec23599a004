"""Reading time grows with the text, not with its square, whatever the text repeats.

No benchmark: each text is read at two lengths in the same process, and only the ratio of the times counts.
"""

import gc
import time

import pytest

from pipelines.text.reading import read_document

_LENGTH = 8_000
# Twice the text takes twice the time; four times would be quadratic.
_GREATEST_RATIO = 3.5


def _seconds(repeated: str, length: int) -> float:
    text = (repeated * (length // len(repeated) + 1))[:length]
    best = float("inf")
    for _ in range(2):
        gc.collect()
        started = time.process_time()
        read_document(text, published_year=2018)
        best = min(best, time.process_time() - started)
    return best


@pytest.mark.parametrize(
    "repeated",
    [
        *("1234567890", "0", "000 ", "123 456 7890 ", "1-", "1:", "2018 ", "miljon ", "en och ", "och en halv "),
        *("|", "|\n", "| a | 1 |\n", "\n1\n", "Lund\n5\n", "* a\n", "a.", "a@", "§", "[1](", "x", " ", "\n"),
        *("Lund får 5 miljoner kronor 2018. ", "Staten, ", "när det gäller låg x, ", "5 miljoner kronor, "),
        "\n\n| Kommun | Kr |\n|---|---|\n| Lund | 5 |\n\n",
        "Kommun\nBelopp\nLund\n5\nUmeå\n6\nFalun\n7\n\nEn mening.\n\n",
    ],
)
def test_twice_the_text_takes_about_twice_the_time(repeated: str) -> None:
    short = _seconds(repeated, _LENGTH)
    long = _seconds(repeated, 2 * _LENGTH)
    assert long / max(short, 0.01) < _GREATEST_RATIO
