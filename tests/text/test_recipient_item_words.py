"""Items of lists that name a recipient, and the lines above them that say so."""

import pytest

from pipelines.text.reading import read_document


def recipients(text: str) -> list[str | None]:
    mentions = read_document(text, published_year=2025).mentions
    return [mention.recipient.of(text) if mention.recipient else None for mention in mentions]


@pytest.mark.parametrize(
    ("item", "named"),
    [
        ("Region Gotland:5 miljoner kronor", "Region Gotland"),
        ("Region Gotland: 5 miljoner kronor 2026 ,", "Region Gotland"),
        ("Region Gotland: 5 miljoner kronor 2026 – klart", None),
        ("Region Gotland med hus: 5 miljoner kronor", None),
        ("Summan Norr: 5 miljoner kronor", "Summan Norr"),
        ("SUMMA Boverket: 5 miljoner kronor", None),
        ("Kommuner: 5 miljoner kronor", "Kommuner"),
        ("Elever: 5 miljoner kronor", None),
        ("Tallvinden: 5 miljoner kronor", None),
        ("Tallvinden Norr till Syd: 5 miljoner kronor", None),
        ("Tallvinden Harsyd: 5 miljoner kronor", "Tallvinden Harsyd"),
    ],
)
def test_an_item_is_a_name_and_an_amount_and_no_more(item: str, named: str | None) -> None:
    assert recipients(f"* {item}") == [named]


@pytest.mark.parametrize(
    ("above", "named"),
    [
        ("Fördelning per stora nya kassa:\n\n", "Nordanvind"),
        ("Fördelning per stora nya fina kassa:\n\n", None),
        ("Fördelning per a kassa:\n\n", None),
        ("FÖRDELNING PER KASSA:\n\n", "Nordanvind"),
        ("Fördelning per kassa:\n \n \n", "Nordanvind"),
        ("Fördelning per kassa:\n\n* Sunnanvind: se ovan\n", "Nordanvind"),
        ("Fördelning per kassa:\n\n* Sunnanvind: se ovan\n\nVi ses.\n\n", None),
        ("Stöd ges:\n\n* Hus per kassa\n", None),
        ("Stöd ges:\n\n* Hus per kassa\n\nVi ses.\n\n", "Nordanvind"),
        ("Fördelning per kassa:\n\n  ", "Nordanvind"),
    ],
)
def test_the_lines_above_the_list_say_whose_items_they_are(above: str, named: str | None) -> None:
    assert recipients(f"{above}* Nordanvind: 5 miljoner kronor") == [named]


def test_two_amounts_make_no_item_of_a_name() -> None:
    assert recipients("* Region Gotland: 5 miljoner kronor 6 miljoner kronor") == [None, None]
