import pytest

from pipelines.text.modifiers import read_modifier


@pytest.mark.parametrize(
    ("before", "modifier"),
    [
        ("med som mest cirka", "at_most"),
        ("cirka högst", "at_most"),
        ("garantiramen högst ska uppgå till", "at_most"),
        ("får högst uppgå till ett belopp om", "at_most"),
        ("upp till ett värde av", "at_most"),
        ("avgift som inte överstiger", "at_most"),
        ("högst ett prisbasbelopp (", "at_most"),
        ("får använda minst totalt", "at_least"),
        ("ett belopp som överstiger", "over"),
        ("mer än", "over"),
        ("nära", "under"),
        ("inkomster under", "under"),
        ("i storleksordningen", "about"),
        ("(ca.", "about"),
        ("~", "about"),
        ("<", "under"),
        ("cirka tre år får de", "exact"),
        ("drygt hälften av", "exact"),
        ("minst tre myndigheter delar på", "exact"),
    ],
)
def test_the_words_before_an_amount_qualify_it(before: str, modifier: str) -> None:
    text = f"{before}{'' if before[-1] in '(<~' else ' '}5 000 kronor"
    start = text.index("5 000")
    assert read_modifier(text, 0, start, len(text)) == modifier


@pytest.mark.parametrize(
    ("after", "modifier"), [(" eller mer", "at_least"), (" och uppåt", "at_least"), (" eller lägre", "at_most")]
)
def test_the_words_behind_an_amount_qualify_it(after: str, modifier: str) -> None:
    text = f"5 000 kronor{after}"
    assert read_modifier(text, 0, 0, len("5 000 kronor")) == modifier


def test_words_before_the_floor_do_not_count() -> None:
    text = "Cirka. 5 000 kronor"
    assert read_modifier(text, 7, 7, len(text)) == "exact"
