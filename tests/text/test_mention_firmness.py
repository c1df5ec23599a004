"""How firm an amount is: the verb that governs it, and the paragraph, list or page that proposes."""

import pytest

from pipelines.text.reading import read_document


def statuses(text: str) -> list[str | None]:
    return [mention.status for mention in read_document(text, published_year=2025).mentions]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Regeringen föreslår att 20 miljoner kronor avsätts.", "proposed"),
        ("Regeringen kommer att lägga fram ett paket på 5 miljarder kronor.", "proposed"),
        ("Regeringen går nu fram med ett tillskott på 300 miljoner kronor.", "proposed"),
        ("Kostnaden bedöms uppgå till 300 miljoner kronor i stöd.", "indicative"),
        ("Bidraget, som uppgår till 5 miljoner kronor, föreslås fördelas.", "proposed"),
        ("Regeringen avsätter 20 miljoner kronor.", "decided"),
        ("Regeringen uppdrar åt Kammarkollegiet att betala ut 20 miljoner kronor.", "decided"),
        ("Kammarkollegiet ges i uppdrag att utbetala 20 miljoner kronor.", "decided"),
        ("Kammarkollegiet betalar även ut 25 miljoner kronor.", "paid"),
        ("Sverige bidrog med 15 miljoner kronor under 2024.", "paid"),
        ("Biståndet uppgick till 5,7 miljarder kronor.", "paid"),
        ("Bidrag till föreningen 5 miljoner kronor", None),
    ],
)
def test_the_verb_that_governs_an_amount_tells_how_firm_it_is(text: str, status: str | None) -> None:
    assert statuses(text) == [status]


def test_what_another_amount_grows_from_is_in_force() -> None:
    assert statuses("Regeringen föreslår att stödet höjs från 60 kronor per dag till 180 kronor per dag.") == [
        "decided",
        "proposed",
    ]


def test_a_proposal_goes_on_through_its_paragraph_where_verbs_do_not_say_otherwise() -> None:
    text = (
        "Regeringen föreslår en satsning på utbildning. Under 2024 tillförs 62 miljoner kronor. "
        "Regeringen har beslutat om 8 miljoner kronor. Satsningen omfattar 31 miljoner kronor."
    )
    assert statuses(text) == ["proposed", "decided", "decided"]


def test_a_list_that_a_proposal_introduces_proposes() -> None:
    text = (
        "Paketet innehåller följande förslag:\n\n* Arkivet får 20 miljoner kronor.\n* Verket får 5 miljoner kronor.\n"
    )
    assert statuses(text) == ["proposed", "proposed"]
    assert statuses(text.replace("förslag", "delar")) == ["decided", "decided"]


def test_a_page_that_presents_proposals_proposes_except_where_it_decides() -> None:
    text = (
        "# 30 miljoner kronor till arkivet\n\nArkivet förstärks med 30 miljoner kronor.\n\n"
        "Regeringen har redan avsatt 5 miljoner kronor.\n\n"
        "Förslaget bygger på en överenskommelse mellan regeringen och ett parti.\n"
    )
    assert statuses(text) == [None, "proposed", "decided"]
