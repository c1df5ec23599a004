"""Which of several telling words counts for an amount, and where a clause, a list or a page ends its say."""

import pytest
from spaced import doubled

from pipelines.text.blocks import split_blocks
from pipelines.text.firmness import firmness_of
from pipelines.text.reading import read_document


def statuses(text: str) -> list[str | None]:
    """Give how firm each amount is, with one space and with two between the words alike."""
    read = _statuses(text)
    assert _statuses(doubled(text)) == read
    return read


def _statuses(text: str) -> list[str | None]:
    return [mention.status for mention in read_document(text, published_year=2025).mentions]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Stödet beräknas öka och föreslås bli 5 miljoner kronor.", ["proposed"]),
        ("Stödet föreslås öka och beräknas bli 5 miljoner kronor.", ["indicative"]),
        ("Staten beslutade i går och betalade nu ut 5 miljoner kronor.", ["paid"]),
        ("Staten betalade nu ut, och beslutade om, 5 miljoner kronor.", ["decided"]),
        ("Museet får 5 miljoner kronor som betalats ut.", ["decided"]),
        ("Museets bidrag, 5 miljoner kronor, har betalats ut.", ["paid"]),
        ("Museets bidrag, 5 miljoner kronor, betalades ut när det beslutats.", ["paid"]),
        ("Museets bidrag omfattar 5 miljoner kronor som betalats ut.", ["paid"]),
        ("Museets bidrag omfattar 5 miljoner kronor.", ["decided"]),
        ("Bidraget, 5 miljoner kronor, tilldelas museet.", ["decided"]),
        ("Bidraget, 5 miljoner kronor, och 6 miljoner kronor som föreslås.", [None, "proposed"]),
        ("Det föreslogs i mars och beslutades i maj: 5 miljoner kronor i stöd.", ["decided"]),
        ("Det beslutades i mars och föreslogs i maj: 5 miljoner kronor i stöd.", ["proposed"]),
        ("Museet får stöd: 5 miljoner kronor.", ["decided"]),
        ("Vi föreslår stöd, planerar hus; museet får 5 miljoner kronor.", ["decided"]),
        ("Vi planerar hus; vi föreslår stöd; museet får 5 miljoner kronor.", ["decided"]),
        ("Vi föreslår stöd;5 miljoner kronor ges till museet.", ["decided"]),
        ("Nu föreslår riksdagen 4 mnkr i stöd och beslutar regeringen om 6 mnkr i stöd.", ["proposed", "decided"]),
    ],
)
def test_the_nearest_of_the_strongest_words_counts(text: str, told: list[str | None]) -> None:
    assert statuses(text) == told


@pytest.mark.parametrize(
    ("joint", "told"),
    [
        (" och då regeringen ger", "decided"),
        (", och då regeringen ger", "decided"),
        (" men då regeringen ger", "decided"),
        (" medan då regeringen ger", "decided"),
        (" samt då regeringen ger", "decided"),
        (" och därmed i budgeten ger", "decided"),
        ("; staten ger", "decided"),
        (": staten ger", "decided"),
        (" och därefter ger staten", "decided"),
        (" och då staten ger", "proposed"),
        (" eller då regeringen ger", "proposed"),
        (" och därmed i byn ger", "proposed"),
        (" och däreftersom staten ger", "proposed"),
        (" och regeringen ger", "proposed"),
        (" enligt epoch därefter ger staten", "proposed"),
    ],
)
def test_a_proposal_governs_until_its_clause_ends(joint: str, told: str) -> None:
    assert statuses(f"Museet föreslås få 5 miljoner kronor i stöd{joint} 6 mnkr.") == ["proposed", told]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("från 5 mnkr till 6 mnkr", ["decided", "proposed"]),
        ("från dagens 5 mnkr till 6 mnkr", ["decided", "proposed"]),
        ("från dagens låga 5 mnkr per år till 6 mnkr", ["decided", "proposed"]),
        ("från 5 mnkr om året till 6 mnkr", ["decided", "proposed"]),
        ("från 5 mnkr i dag till 6 mnkr", ["decided", "proposed"]),
        ("från 5 mnkr eller till 6 mnkr", ["proposed", "proposed"]),
        ("härifrån 5 mnkr till 6 mnkr", ["proposed", "proposed"]),
        ("med 5 mnkr till 6 mnkr", ["proposed", "proposed"]),
        ("från 5 mnkr tillsammans med 6 mnkr", ["proposed", "proposed"]),
        ("från dagens mycket höga 5 mnkr till 6 mnkr", ["proposed", "proposed"]),
        ("från dagens nivå, i år 5 mnkr till 6 mnkr", ["proposed", "proposed"]),
    ],
)
def test_only_what_a_sum_grows_from_is_in_force(text: str, told: list[str]) -> None:
    assert statuses(f"Regeringen föreslår att stödet höjs {text}.") == told


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Förslaget bygger på en överenskommelse.", "proposed"),
        ("Förslagen bygger på en överenskommelse.", "proposed"),
        ("Förslagen lämnas i budgetpropositionen.", "proposed"),
        ("Förslaget presenteras i budgetpropositionen.", "proposed"),
        ("Vi ska lämna förslag till riksdagen.", "proposed"),
        ("Vi ska lämna de här förslagen till riksdagen.", "proposed"),
        ("Vi ska överlämna förslaget till riksdagen.", "proposed"),
        ("Vi ska lägga fram dessa förslag i budgeten.", "proposed"),
        ("Vi ska lämna förslag till kommunen.", "decided"),
        ("Vi ska lämna dessa bra förslag till riksdagen.", "decided"),
        ("Vi ska hemlämna förslag till riksdagen.", "decided"),
        ("Förslaget bygger på en idé.", "decided"),
        ("Motförslaget bygger på en överenskommelse.", "decided"),
    ],
)
def test_a_page_proposes_where_it_says_that_its_proposals_are_put(sentence: str, told: str) -> None:
    assert statuses(f"Museet tillförs 5 miljoner kronor.\n\n{sentence}") == [told]


@pytest.mark.parametrize(
    ("lead", "told"),
    [
        ("Vi har följande förslag:", "proposed"),
        ("Vi har följande förslag.", "decided"),
        ("Vi föreslår. Detta ingår:", "decided"),
        ("Vi beslutar. Detta är förslagen:", "proposed"),
        ("Vi föreslår det vi beslutat:", "decided"),
        ("Vi beslutade men föreslår nu:", "proposed"),
    ],
)
def test_the_last_sentence_above_a_list_tells_whether_it_proposes(lead: str, told: str) -> None:
    assert statuses(f"{lead}\n\n* Arkivet tillförs 5 mnkr.\n* Museet tillförs 6 mnkr.") == [told, told]
    assert statuses(f"{lead}\n\nArkivet tillförs 5 miljoner kronor.") == ["decided"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Vi föreslår stöd. Arkivet tillförs 5 mnkr. Museet tillförs 6 mnkr.", ["proposed", "proposed"]),
        (
            "Vi beslutar stöd. Arkivet tillförs 5 mnkr. Vi föreslår mer. Museet tillförs 6 mnkr.",
            ["decided", "proposed"],
        ),
        ("Vi föreslår stöd. Vi beslutar mer. Arkivet tillförs 5 mnkr.", ["decided"]),
        ("Vi föreslår stöd. Vi har fått 4 mnkr. Arkivet tillförs 5 mnkr.", ["decided", "decided"]),
        ("Vi föreslår stöd.\n\nArkivet tillförs 5 mnkr.", ["decided"]),
    ],
)
def test_a_paragraph_goes_on_proposing_until_a_firm_word(text: str, told: list[str]) -> None:
    assert statuses(text) == told


def test_a_page_that_proposes_without_an_amount_has_nothing_to_tell_of() -> None:
    text = "Vi ska lämna förslag till riksdagen."
    assert firmness_of(text, [], split_blocks(text)) == []
