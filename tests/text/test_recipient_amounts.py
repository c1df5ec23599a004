"""Which amounts of a sentence go together, in whole words: lists of years, parts, sums and ellipses."""

import pytest
from read_recipients import recipients


@pytest.mark.parametrize(
    ("between", "listed"),
    [
        ("2026 och", True),
        ("år 2026, dvs", True),
        ("år 2026, dvs.", True),
        ("(2026) –", False),
        ("per år 2026–2027 och upp till", True),
        ("periodvis", False),
        ("2026a", False),
        ("x20 och", False),
        ("201a och", False),
        ("supermer", False),
        ("kring", False),
    ],
)
def test_only_years_and_small_words_stand_between_amounts_of_one_list(between: str, listed: bool) -> None:
    text = f"Staten anvisar 5 miljoner kronor {between} 6 miljoner kronor till Boverket."
    assert recipients(text) == ["Boverket" if listed else None, "Boverket"]


@pytest.mark.parametrize(
    ("words", "shared"),
    [
        (" och en ram på", True),
        (", och ett tilläggsanslag på", True),
        (" och ett anslag på", True),
        (" och ett anslagstillskott på", True),
        (" och en förstärkning på", True),
        (" och en ny ram på", False),
        (", varav", True),
        (", varav den allra första", True),
        (", varav den allra första nya", False),
        (", varav det är väl känt att", False),
        (" totalt", True),
        (" – totalt", True),
        (", – totalt drygt", True),
        (", dvs", True),
        (", totalt för landet satsas", False),
        (" epoch", False),
        (" och för broar", False),
        (", regeringens", False),
        (", minoritetsregeringen,", True),
        (", undergår och", True),
        (", attiraljer och", True),
        (", REGERINGEN vill och", False),
        (", går ut och", False),
        (", som föreslås, och", False),
        (", som beräknats, och", False),
        (", som avsätts, och", False),
        (", som avsatts, och", False),
        (", som satsas, och", False),
        (", som tillförs, och", False),
        (", en klimatsatsning, och", False),
        (" av Lund och", True),
        (" från Lund och", True),
        (" i Lund och", False),
        (" av material i Lund och", False),
        (" av Lund i Umeå och", False),
        (" slav Lund och", False),
    ],
)
def test_a_further_amount_goes_to_the_same_party_unless_other_words_stand_between(words: str, shared: bool) -> None:
    text = f"Boverket får 5 miljoner kronor för hus{words} 6 miljoner kronor."
    assert recipients(text) == ["Boverket", "Boverket" if shared else None]


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (" och för Lund", "Lund"),
        (", Lund", "Lund"),
        (" och Lund upp till", "Lund"),
        (" och Lund cirka", "Lund"),
        (" och för hus i Lund", None),
        (" och Lund för", None),
        (" och Lunds", None),
        (" med Lund", None),
        (" och Lund bygger", None),
        (" och Lund i hus", None),
        (" epoch Lund", None),
    ],
)
def test_a_party_named_alone_beside_a_further_amount_has_it(words: str, named: str | None) -> None:
    assert recipients(f"Boverket får 5 miljoner kronor{words} 6 miljoner kronor.") == ["Boverket", named]


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("av Lund", "Lund"),
        ("vardera av Lund", "Lund"),
        ("till hus av Lund", None),
        ("av hus i Lund", None),
        ("för Lund", None),
    ],
)
def test_a_further_amount_is_used_by_whom_by_names_directly(words: str, named: str | None) -> None:
    assert recipients(f"5 miljoner kronor får användas av Boverket, 6 miljoner kronor {words}.") == ["Boverket", named]


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("vill bevilja Ekens vänner", "Ekens vänner"),
        ("beviljar Ekens vänner", "Ekens vänner"),
        ("vill tilldela Ekens vänner", "Ekens vänner"),
        ("har tilldelat Ekens vänner", "Ekens vänner"),
        ("ger bland annat Ekens vänner", "Ekens vänner"),
        ("ger Ekens vänner cirka", "Ekens vänner"),
        ("ger E vänner", "E vänner"),
        ("ger Ekens vänner forna", "Ekens vänner forna"),
        ("ger Ekens vänner medvetet", "Ekens vänner medvetet"),
        ("ger Sidans vänner", "Sidans vänner"),
        ("ger Ekens vänner med", "Ekens vänner"),
        ("ger Ekens vänner i norr,", None),
        ("omger Ekens vänner", None),
    ],
)
def test_what_stands_between_a_verb_of_giving_and_the_amount_is_its_object(words: str, named: str | None) -> None:
    assert recipients(f"Staten {words} 5 miljoner kronor.") == [named]


def test_beside_money_that_nobody_receives_the_other_has_its_recipient() -> None:
    text = "Omsättningen i branschen är 3 miljarder kronor, och regeringen ger Boverket 5 miljoner kronor i stöd."
    assert recipients(text) == [None, "Boverket"]


def test_how_far_into_its_document_a_sentence_stands_says_nothing_of_its_recipient() -> None:
    text = "Staten betalar i år 5 miljoner kronor till Lund."
    assert recipients(text) == recipients("Det regnar i dag. " * 100 + text) == ["Lund"]
