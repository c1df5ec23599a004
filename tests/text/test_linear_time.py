"""Reading time grows with the text, not with its square, whatever the text repeats.

No benchmark: each text is read at two lengths in the same process, and only the ratio of the times counts.
"""

from collections.abc import Callable

import pytest
from growth import grows_linearly

from pipelines.text.reading import read_document

_LENGTH = 5_000


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
def test_four_times_the_text_takes_about_four_times_the_time(repeated: str) -> None:
    def reading(length: int) -> Callable[[], object]:
        text = repeated * (length // len(repeated))
        return lambda: read_document(text, published_year=2018)

    assert grows_linearly(reading(_LENGTH), reading(4 * _LENGTH), factor=4)
