"""Which capital words are a name, where it ends, and what stands before it, beside words that only look like it."""

import pytest
from read_recipients import recipients


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("Coalition of the Willing", "Coalition of the Willing"),
        ("Coalition for of the Willing", "Willing"),
        ("Tallvinden A", "Tallvinden A"),
        ("Unicef Innovation Funders", "Unicef"),
        ("Vi Almby", "Almby"),
        ("Dessutom Tallvinden", "Tallvinden"),
        ("Insatsledarna", "Insatsledarna"),
        ("Många", None),
        ("Tallvinden ökasen", None),
    ],
)
def test_a_name_at_the_start_of_a_sentence(words: str, named: str | None) -> None:
    assert recipients(f"{words} får 5 miljoner kronor.") == [named]


@pytest.mark.parametrize(
    ("words", "named"),
    [
        *((name, None) for name in ("Riksdagen", "Sverigedemokraterna", "Statsministern", "Ministern", "Minister")),
        *((name, None) for name in ("Vårpropositionen", "Klimatpaketet", "Covid", "Låneram", "RIKSDAGEN")),
        ("Paketet", "Paketet"),
        ("Fram Norr", None),
        ("anslaget Tallvinden", None),
        ("anslagsposten Tallvinden", None),
        ("posten Tallvinden", None),
        ("storanslaget Tallvinden", "Tallvinden"),
        ("komposten Tallvinden", "Tallvinden"),
        ("anslaget till Tallvinden", "Tallvinden"),
        ("Norra sjukvårdsförbundet", "Norra sjukvårdsförbundet"),
        ("Norra sjukvårdsförbundets chef", None),
        ("Bidraget för Boverket", None),
    ],
)
def test_givers_funds_and_titles_are_no_names(words: str, named: str | None) -> None:
    assert recipients(f"Nu får {words} 5 miljoner kronor.") == [named]


@pytest.mark.parametrize(
    ("owner", "named"),
    [
        ("Tallvindens", "Tallvinden"),
        ("Tallvinden:s", "Tallvinden"),
        ("ABBA:s", "ABBA"),
        ("Åses", "Åse"),
        ("Eks", None),
        ("RFSS", None),
    ],
)
def test_a_genitive_is_told_by_its_s_unless_the_name_is_short_or_of_capitals(owner: str, named: str | None) -> None:
    assert recipients(f"5 miljoner kronor på {owner} anslag.") == [named]


@pytest.mark.parametrize(
    ("words", "named"), [("Granens försvar", None), ("Alms arbete", None), ("Granens för arbete", "Granens")]
)
def test_an_s_is_a_genitive_only_where_a_noun_follows(words: str, named: str | None) -> None:
    assert recipients(f"Vi ger 5 miljoner kronor till {words}.") == [named]


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("Boverket samt den SCB", "Boverket samt den SCB"),
        ("Boverket(BOV)", "Boverket(BOV)"),
        ("Boverket (BO)", "Boverket (BO)"),
        ("Boverket (bostads- och byggverket i riket)", "Boverket"),
        ("Statistiska centralbyrån SCB,", "Statistiska centralbyrån SCB"),
        ("Boverket, BO,", "Boverket, BO"),
        ("Boverkets elever", "elever"),
        ("Boverkets SCB", "SCB"),
        ("Boverkets och SCB", "SCB"),
        ("Boverket och elever", "elever"),
        ("Elever och Boverket", "Boverket"),
        ("Kommunen och Tallvinden", "Kommunen och Tallvinden"),
        ("Förbundet Boverket", "Förbundet Boverket"),
        ("Unga förare", None),
        ("Unga ivriga", None),
    ],
)
def test_parties_of_different_sorts_are_not_joined_and_short_forms_are(words: str, named: str | None) -> None:
    assert recipients(f"{words} får 5 miljoner kronor.") == [named]


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("den som flyttar iväg nu", "den som flyttar iväg nu"),
        ("den som flyttar haren", "den som flyttar haren"),
        ("den som nu då genast hem snabbt flyttar", "den som nu då genast hem snabbt flyttar"),
        ("den som nu då genast hem snabbt bort flyttar", None),
    ],
)
def test_people_are_told_by_at_most_six_words(words: str, named: str | None) -> None:
    assert recipients(f"5 000 kronor för {words}.") == [named]


@pytest.mark.parametrize("words", ["ideella", "stora", "statliga", "finska", "drabbade", "fria", "12", "5", "läns-"])
def test_sure_adjectives_belong_to_a_name_behind_a_word_that_verbs_follow(words: str) -> None:
    assert recipients(f"Att {words} kommuner får 5 miljoner kronor.") == [f"{words} kommuner"]


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("ett antal till museerna", "museerna"),
        ("läns- och till museerna", "museerna"),
        ("vilketdera Tallvinden", "Tallvinden"),
        ("den svenska ideella stora Tallvinden", None),
        ("flickornas kommuner", "flickornas kommuner"),
    ],
)
def test_what_leads_up_to_a_name_stands_directly_before_it(words: str, named: str | None) -> None:
    assert recipients(f"5 miljoner kronor till {words}.") == [named]


def test_a_genitive_with_a_colon_names_without_it() -> None:
    assert recipients("5 miljoner kronor på kommun:s anslag.") == ["kommun"]
