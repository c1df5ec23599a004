"""Whole words between an amount and a party behind it that keep it from the party, beside words that only hold them."""

import pytest
from read_recipients import recipients, recipients_as_spaced


@pytest.mark.parametrize(
    "words",
    [
        *("ska betalas tillbaka", "kan ansöka", "ges efter ansökan", "ställ", "ställs", "ges för väg", "ges för vägen"),
        *("ges som möjlighet", "ges som möjligheter", "ges för resor", "ges för insatser", "bidrar", "ska bidra"),
        *("anslut", "har anslutit", "anslöt", "och stödet", "och det stödet", "och statsbidraget", "och medlen"),
        *("ges, samt att", "ökar 5 procent", "ökar 5procent", "hämtas från staten"),
    ],
)
def test_words_before_to_that_lead_to_no_recipient(words: str) -> None:
    assert recipients(f"5 miljoner kronor {words} till Boverket.") == [None]


@pytest.mark.parametrize(
    "words",
    [
        *("efter medansökan", "efter ansökande", "för att anställa", "efter beställning", "vändande", "i tillgångar"),
        *(
            "rättvist",
            "upprätt",
            "orätt",
            "tackvis",
            "efter attack",
            "i föremål",
            "i målat glas",
            "i avväg",
            "för järnväg",
        ),
        *(
            "som omöjlighet",
            "för räddningsinsatser",
            "för ledarskap",
            "i kontroll som inleder",
            "i bidrag",
            "för inköp",
        ),
        *("i okunnigt", "kunnande", "i obehövt stöd", "i ärenden", "efter en affär", "framåt", "härfram", "i uppdrag"),
        *("därmed", "närmast", "och stödetsen", "i Koch stödet", "samt attiraljer", "om flera procent", "frånsett"),
        *("därifrån", "ensamt att"),
    ],
)
def test_words_that_only_hold_those_keep_no_amount_from_its_recipient(words: str) -> None:
    assert recipients(f"5 miljoner kronor ges {words} till Boverket.") == ["Boverket"]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("5 miljoner kronor går inåt Boverket.", None),
        ("5 miljoner kronor går intill Boverket.", None),
        ("5 miljoner kronor Till Boverket.", "Boverket"),
        ("5 miljoner kronor ges i stödform till eleverna.", "eleverna"),
        ("5 miljoner kronor ges i STÖD till eleverna.", None),
        ("5 miljoner kronor tillfaller eleverna.", "eleverna"),
        ("5 miljoner kronor, så mycket tillför Boverket.", "Boverket"),
        ("5 miljoner kronor kan använda av Boverket.", "Boverket"),
        ("5 miljoner kronor får disponera av Boverket.", "Boverket"),
        ("5 miljoner kronor kan rekvirera av Boverket.", "Boverket"),
        ("5 miljoner kronor får användas av chefen på Boverket.", None),
        ("5 miljoner kronor som av alla Boverket får.", None),
        ("5 miljoner kronor som Boverket fårar.", None),
        ("5 miljoner kronor ska dela mellan kommunerna.", "kommunerna"),
        ("5 miljoner kronor fördela mellan kommunerna.", "kommunerna"),
        ("5 miljoner kronor fördelas mellan husen i kommunerna.", None),
        ("500 kronor per hus i skola.", None),
        ("500 kronor för hus i varje skola.", None),
        ("500 kronor för varjehanda skola.", None),
        ("5 000 kronor inför den som flyttar.", None),
        ("5 000 kronor för barn åt alla den som flyttar.", None),
    ],
)
def test_a_construction_reaches_from_the_amount_to_the_party_in_whole_words(text: str, named: str | None) -> None:
    assert recipients(text) == [named]


@pytest.mark.parametrize("words", ["ges i stöd", "omfördelas", "flyttas", "överförs"])
def test_support_that_comes_from_one_to_another_is_the_others(words: str) -> None:
    assert recipients_as_spaced(f"5 miljoner kronor {words} från staten till Boverket.") == ["Boverket"]
