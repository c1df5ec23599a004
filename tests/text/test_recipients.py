"""Who receives an amount, told by the grammar of its clause."""

import pytest

from pipelines.text.reading import read_document


def recipients(text: str) -> list[str | None]:
    """Give the recipient of each amount of a text."""
    mentions = read_document(text, published_year=2025).mentions
    return [mention.recipient.of(text) if mention.recipient else None for mention in mentions]


@pytest.mark.parametrize(
    ("sentence", "recipient"),
    [
        ("Boverket får 12 miljoner kronor för uppdraget.", "Boverket"),
        ("För uppdraget får Vinnova under 2025 använda högst 3 miljoner kronor.", "Vinnova"),
        ("Kustbevakningen förstärks med 40 miljoner kronor.", "Kustbevakningen"),
        ("Under 2025 tilldelas regionerna 90 miljoner kronor för fler vårdplatser.", "regionerna"),
        ("Regeringen föreslår att 7 miljoner kronor tillförs Konsumentverket.", "Konsumentverket"),
        ("Rymdstyrelsen föreslås få 15 miljoner kronor nästa år.", "Rymdstyrelsen"),
    ],
)
def test_the_subject_of_a_verb_of_getting_receives(sentence: str, recipient: str) -> None:
    assert recipients(sentence) == [recipient]
