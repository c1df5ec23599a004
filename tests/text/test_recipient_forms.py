"""Forms of the words that give an amount to a party, beside longer words that only hold them."""

import pytest
from read_recipients import recipients


@pytest.mark.parametrize(
    "verb",
    [
        *("erhåller", "kan erhålla", "tillförts", "tillförs", "förstärktes med", "stärktes med", "ska stärkas med"),
        *("kan kompensera för", "disponerar", "kan disponera", "rekvirerar", "kan rekvirera", "utökas med"),
        *("har utökats med", "behöver dela på", "kan dela på", "får fullfölja uppdraget med"),
    ],
)
def test_verbs_of_getting_are_known_in_their_forms(verb: str) -> None:
    assert recipients(f"Boverket {verb} 5 miljoner kronor.") == ["Boverket"]


@pytest.mark.parametrize("verb", ["fårar", "förfick", "vill fördela på", "anger", "utökad med", "tillförd", "lämnas"])
def test_words_that_only_hold_a_verb_of_getting_give_nothing(verb: str) -> None:
    assert recipients(f"Boverket {verb} 5 miljoner kronor.") == [None]


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("vill bevilja Boverket", "Boverket"),
        ("vill anvisa Boverket", "Boverket"),
        ("vill medge Boverket", "Boverket"),
        ("medger att Boverket använder", "Boverket"),
        ("vill ersätta Boverket med", "Boverket"),
        ("betalar Boverket", "Boverket"),
        ("GER Boverket", "Boverket"),
        ("vill stötta Boverket med", "Boverket"),
        ("kompenserar Boverket med", "Boverket"),
        ("vill utöka Boverket med", "Boverket"),
        ("utökar Boverket med", "Boverket"),
        ("ska bidra till Boverket med", "Boverket"),
        ("bidrar nu till Boverket med", "Boverket"),
        ("bidrar även till Boverket med", "Boverket"),
        ("STÖDJER Boverket med", "Boverket"),
        ("omger Boverket med", None),
        ("anger Boverket", None),
        ("undfår Boverket", None),
        ("vill understötta Boverket med", None),
        ("understödjer Boverket med", None),
        ("utökad Boverket med", None),
        ("stödjer föreningarnas arbete med hela nya fina", None),
        ("stödjer föreningarnas arbete med skolor i form av", None),
        ("stödjer föreningarna medelst", None),
        ("stödjer föreningarna genomgående för", None),
        ("stödjer föreningarna i Hemmed för", None),
        ("stödjer föreningarnas arbete som ges med", None),
        ("stödjer föreningarna som har uppdrag med", None),
    ],
)
def test_verbs_of_giving_and_supporting_are_known_in_their_forms(words: str, named: str | None) -> None:
    assert recipients(f"Staten {words} 5 miljoner kronor.") == [named]


@pytest.mark.parametrize(
    "words",
    [
        *(
            "veta att de har",
            "veta att",
            "veta att drygt",
            "rätt att högst",
            "rätt att högst totalt",
            "dela ut",
            "fördela ut",
        ),
        *("omfördela", "återbetala", "inbetala", "ställa ut", "hjälp, men det saknas", "hjälp, medan SCB har"),
        *("hjälp, och det kostar", "teckna", "donera"),
    ],
)
def test_who_pays_lends_or_hands_on_receives_nothing(words: str) -> None:
    assert recipients(f"Boverket får {words} 5 miljoner kronor.") == [None]


@pytest.mark.parametrize(
    "words",
    [
        *("ett uppdragsvärde på", "ett deluppdrag med", "av regeringens råd", "av minoritetsregeringen", "somliga"),
        *("veta att denna sak ger", "hus, mentorer och", "hjälp, och detta ger", "hjälp, och vilar på", "modela ut"),
        *("dela utrymme för", "ställa utrustning för", "beställa ut", "beteckna", "tecknade", "betalare med"),
        *("fördelaktiga", "lämnade", "debatt", "kredittillgång med", "tillgångar på", "välansvarad hjälp med"),
    ],
)
def test_longer_words_than_those_of_handing_on_take_nothing_away(words: str) -> None:
    assert recipients(f"Boverket får {words} 5 miljoner kronor.") == ["Boverket"]


@pytest.mark.parametrize(
    "words",
    [
        *(", i regeringens regi,", ", vilket är känt,", " i Sverigehuset", ", mentorer till trots,"),
        *(" nyavsätter mark och", " i Viskan"),
    ],
)
def test_longer_words_than_those_of_another_subject_part_no_subject_from_its_verb(words: str) -> None:
    assert recipients(f"Boverket{words} får 5 miljoner kronor.") == ["Boverket"]


@pytest.mark.parametrize(
    "forms",
    [
        "stöd|bidrag|anslag|tillskott|resurstillskott|paket|stödpaket|ram|låneram|garantier|kreditgarantier|finansiering",
        "satsning|jättesatsningarna|förstärkning|betalning|ökning|kostnad|bistånd|resurser|pengar|nivå|bemyndigande",
        "ersättning|överföring|tilldelning|höjning|regleringsbrev|regleringsbrevet|stödet som går nu|stödet ochdess",
    ],
)
def test_funds_are_known_in_their_forms(forms: str) -> None:
    for form in forms.split("|"):
        assert recipients(f"{form.capitalize()} till Boverket är 5 miljoner kronor.") == ["Boverket"], form


@pytest.mark.parametrize("form", ["Läkemedel", "Biståndare", "Vägen"])
def test_words_that_only_end_or_begin_like_funds_are_none(form: str) -> None:
    assert recipients(f"{form} till Boverket är 5 miljoner kronor.") == [None]


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("Stödet till Boverket är en delad summa på", "Boverket"),
        ("Stödet till Boverket, där en del är", "Boverket"),
        ("Anslag för Boverket är", "Boverket"),
        ("Nyanslag för Boverket är", "Boverket"),
        ("Beställningsbemyndiganderam för Boverket är", "Boverket"),
        ("Sjukersättning för Boverket är", None),
        ("Anslaget för hus hos Boverket är", None),
    ],
)
def test_what_funds_are_for_is_who_has_them(words: str, named: str | None) -> None:
    assert recipients(f"{words} 5 miljoner kronor.") == [named]


@pytest.mark.parametrize(
    "verb",
    ["går", "lämnas", "ges", "ger vi", "vill vi ge", "vill vi lämna", "avses", "avser vi", "omfördelas", "överförs"],
)
def test_to_whom_money_is_paid_or_moved_has_it(verb: str) -> None:
    assert recipients(f"Till Boverket {verb} 5 miljoner kronor.") == ["Boverket"]


@pytest.mark.parametrize("verb", ["lämnar", "lämnade", "undergår", "gåva", "gesten", "gen", "går det bra; det är"])
def test_words_that_only_hold_a_verb_of_paying_give_nothing(verb: str) -> None:
    assert recipients(f"Till Boverket {verb} 5 miljoner kronor.") == [None]


@pytest.mark.parametrize("word", ["under närvaro", "danär", "dårskapens", "skådå", "alltmedan-", "årsedan", "dårligt"])
def test_only_whole_words_of_time_open_another_clause(word: str) -> None:
    assert recipients(f"Till Boverket betalas {word} 5 miljoner kronor.") == ["Boverket"]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Till arbete hos Boverket betalas 5 miljoner kronor.", None),
        ("Stödet till arbete hos Boverket är 5 miljoner kronor.", None),
        ("Stödet till kommunernas arbete är 5 miljoner kronor.", "kommunerna"),
        ("Staten skänker stolar till Boverket till ett värde omkring 5 miljoner kronor.", None),
        ("Boverkets fördubblade budget är 5 miljoner kronor.", "Boverket"),
        ("Boverkets innersta budget är 5 miljoner kronor.", "Boverket"),
        ("Boverkets budget ger uppdrag på 5 miljoner kronor.", "Boverket"),
        ("Boverkets verksamhet och uppdrag får 5 miljoner kronor.", "Boverket"),
        ("Boverkets budget ska betala 5 miljoner kronor.", None),
        ("Boverkets medel för att fördela 5 miljoner kronor.", None),
        ("Ukrainas givare bidrar med 5 miljoner kronor.", "Ukraina"),
        ("Ukrainas nya fem största nya givare bidrar med 5 miljoner kronor.", "Ukraina"),
        ("Ukrainas allra mest kända stora nya givare bidrar med 5 miljoner kronor.", None),
        ("Ukrainas givarens vänner bidrar med 5 miljoner kronor.", None),
        ("Ukrainas givare medbidrar med 5 miljoner kronor.", None),
        ("Det är att bestärka Boverkets förutsättningar med 5 miljoner kronor.", None),
        ("Att stärka husen i Boverkets förutsättningar ger 5 miljoner kronor.", None),
        ("Att kompensera Boverket avsätts 5 miljoner kronor.", "Boverket"),
        ("Rekvisition från hus hos Boverket ger 5 miljoner kronor.", None),
        ("Strategin omfattar för hus hos Boverket 5 miljoner kronor.", None),
        ("Det görs för att Tallvinden får 5 miljoner kronor i år.", None),
        ("Nu får Boverket, som ska använda 5 miljoner kronor.", None),
        ("Boverket växer, men får 5 miljoner kronor.", None),
        ("Boverket får hus, och att bygga ger 5 miljoner kronor.", None),
        ("Anslaget för Boverket är klart: 5 miljoner kronor.", None),
    ],
)
def test_owners_and_purposes_have_what_their_own_words_reach(text: str, named: str | None) -> None:
    assert recipients(text) == [named]


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("med hus i norr blir stödet", "Boverket"),
        ("i det stora kontoret som står vid ån nu blir stödet", "Boverket"),
        ("i det stora kontoret som står vid den å som rinner nu blir stödet", None),
        ("nu genast blir stödet", "Boverket"),
        ("nu genast då blir stödet", None),
        ("kanske", None),
    ],
)
def test_for_a_party_an_amount_is_meant_by_a_verb_near_it(words: str, named: str | None) -> None:
    assert recipients(f"Det är klart. För Boverket {words} 5 miljoner kronor.") == [named]
