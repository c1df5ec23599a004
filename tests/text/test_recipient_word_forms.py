"""Single words at the edges of what may receive, and adverbs between a verb and its party."""

import pytest

from pipelines.text.reading import read_document
from pipelines.text.recipient_words import class_of


@pytest.mark.parametrize(
    ("word", "told"),
    [
        *((word, ("body", False)) for word in ("huvudman", "huvudmännen", "länder", "länderna", "total-försvaret")),
        *((word, ("body", False)) for word in ("idrottsrörelsen", "kulturskolerörelsen")),
        *((word, ("body", True)) for word in ("kommun:s", "skolans")),
        *((word, ("other", False)) for word in ("skolbiblioteken", "grundskolbibliotek", "grupp")),
        *((word, ("other", False)) for word in ("grupper", "verk", "verken")),
        *(
            (word, ("other", False))
            for word in ("avsätta", "fört", "gjort", "stöttade", "polisenheten", "mediapolitik")
        ),
        *((word, ("describing", False)) for word in ("1", "123", "företaga", "naturområdet", "styrelse", "regionens")),
        ("1234", ("other", False)),
    ],
)
def test_a_word_is_told_by_the_whole_of_it(word: str, told: tuple[str, bool]) -> None:
    assert class_of(word) == told


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Nu får i dag Boverket 5 miljoner kronor.", "Boverket"),
        ("Nu får till exempel Boverket 5 miljoner kronor.", "Boverket"),
        ("Nu får i  dag Boverket 5 miljoner kronor.", "Boverket"),
        ("Nu får till  exempel Boverket 5 miljoner kronor.", "Boverket"),
        ("Nu ges nu även dessutom Boverket 5 miljoner kronor.", None),
        ("5 miljoner kronor ges efter ANSÖKAN till Boverket.", None),
        ("5 miljoner kronor för att Boverket kanske bygger.", None),
        ("5 miljoner kronor för att stärka kommunernas möjlighetersökande.", None),
    ],
)
def test_at_most_two_adverbs_stand_before_a_party(text: str, named: str | None) -> None:
    (mention,) = read_document(text, published_year=2025).mentions
    assert (mention.recipient.of(text) if mention.recipient else None) == named
