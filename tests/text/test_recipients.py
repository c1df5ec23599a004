"""Who receives an amount, told by the grammar of its clause."""

from collections.abc import Callable

import pytest
from growth import grows_linearly

from pipelines.text.reading import read_document
from pipelines.text.recipients import recipient_of_measure, recipients_of
from pipelines.text.spans import Span


def recipients(text: str) -> list[str | None]:
    """Give the recipient of each amount of a text."""
    mentions = read_document(text, published_year=2025).mentions
    return [mention.recipient.of(text) if mention.recipient else None for mention in mentions]


@pytest.mark.parametrize(
    ("sentence", "recipient"),
    [
        ("Boverket får 12 miljoner kronor för uppdraget.", "Boverket"),
        ("För uppdraget får Vinnova under 2025 använda högst 3 miljoner kronor.", "Vinnova"),
        ("För det fortsatta arbetet får myndigheten rekvirera 800 000 kronor.", "myndigheten"),
        ("Kustbevakningen förstärks med 40 miljoner kronor.", "Kustbevakningen"),
        ("Under 2025 tilldelas regionerna 90 miljoner kronor för fler vårdplatser.", "regionerna"),
        ("Rymdstyrelsen föreslås få 15 miljoner kronor nästa år.", "Rymdstyrelsen"),
        ("För detta beviljas föreningen Tallvinden 2 miljoner kronor i bidrag.", "Tallvinden"),
        ("Lantmäteriet ska redovisa arbetet i maj och tilldelas 4 miljoner kronor för detta.", "Lantmäteriet"),
        ("Hamnlyftet ökas med 60 miljoner kronor från och med 2026.", "Hamnlyftet"),
        ("Under våren har regeringen tillfört kommunerna 70 miljoner kronor.", "kommunerna"),
        ("Sex lärosäten får dela på 18 miljoner kronor.", "Sex lärosäten"),
    ],
)
def test_the_subject_of_a_verb_of_getting_receives(sentence: str, recipient: str) -> None:
    assert recipients(sentence) == [recipient]


@pytest.mark.parametrize(
    ("sentence", "recipient"),
    [
        ("Regeringen föreslår att 7 miljoner kronor tillförs Konsumentverket.", "Konsumentverket"),
        ("Regeringen beviljar Bröderna Ek Stiftelse 3 miljoner kronor.", "Bröderna Ek Stiftelse"),
        ("Regeringen ger Skogsstyrelsen ytterligare 9 miljoner kronor.", "Skogsstyrelsen"),
        ("Sverige har stöttat Moldavien med 300 miljoner kronor i reformstöd.", "Moldavien"),
        ("Sverige bidrar till Anpassningsfonden med 60 miljoner kronor.", "Anpassningsfonden"),
        ("Totalt 8 miljoner kronor får användas av Riksarkivet.", "Riksarkivet"),
        ("Regeringen vill höja ramen, tilldela Vasallen 90 miljoner kronor och vänta.", "Vasallen"),
        ("Av pengarna fördelas 50 miljoner kronor mellan landets museer.", "landets museer"),
    ],
)
def test_the_object_of_a_verb_of_giving_receives(sentence: str, recipient: str) -> None:
    assert recipients(sentence) == [recipient]


@pytest.mark.parametrize(
    ("sentence", "recipient"),
    [
        ("Regeringen avsätter 30 miljoner kronor 2026 till friluftsorganisationer.", "friluftsorganisationer"),
        ("Sverige ger 25 miljoner kronor i humanitärt stöd till Sudan.", "Sudan"),
        ("Sverige lämnar 90 miljoner kronor till den nya Fonden för vattenvård.", "Fonden"),
        ("Regeringen ger 9 miljoner kronor till organisationen Tallvinden i Umeå.", "Tallvinden"),
        ("Sverige ger 9 miljoner kronor till Coalition for Better Wells.", "Coalition for Better Wells"),
        ("Sverige skänker materiel till Moldavien till ett värde av 9 miljoner kronor.", "Moldavien"),
        ("Till Statskontoret avsätts 6 miljoner kronor.", "Statskontoret"),
        ("Årets bidrag till FN:s organ för ökenfrågor beräknas till 12 miljoner kronor.", "FN:s organ"),
        ("Sveriges stöd till Ukraina uppgår till 11 miljarder kronor.", "Ukraina"),
        (
            "Anslaget till Patent- och registreringsverket höjs med 5 miljoner kronor.",
            "Patent- och registreringsverket",
        ),
        ("Regeringen avsätter 40 miljoner kronor för Tullverkets ökade kostnader.", "Tullverket"),
        ("Det rör sig om 80 miljoner kronor på länsstyrelsernas förvaltningsanslag.", "länsstyrelserna"),
        ("Regeringen avsätter 3 miljoner kronor för att Brå ska kunna följa utvecklingen.", "Brå"),
        ("Regeringen avsätter 3 miljoner kronor till SCB:s arbete med prisindex.", "SCB"),
        ("Stöd lämnas med högst 15 000 kronor per stödberättigat företag.", "stödberättigat företag"),
    ],
)
def test_a_preposition_gives_to_what_follows(sentence: str, recipient: str) -> None:
    assert recipients(sentence) == [recipient]


@pytest.mark.parametrize(
    ("sentence", "recipient"),
    [
        ("Regeringen föreslår att Sjöfartsverkets anslag ökas med 22 miljoner kronor.", "Sjöfartsverket"),
        ("Regeringen föreslår att SGU:s förvaltningsanslag förstärks med 14 miljoner kronor.", "SGU"),
        ("Det är viktigt att stärka regionernas förutsättningar och därför avsätts 9 miljoner kronor.", "regionerna"),
    ],
)
def test_the_owner_of_funds_that_grow_receives(sentence: str, recipient: str) -> None:
    assert recipients(sentence) == [recipient]


@pytest.mark.parametrize(
    "sentence",
    [
        "Regeringen avsätter 45 miljoner kronor för bättre vägar.",
        "Regeringen avsätter 45 miljoner kronor till forskning om läsning.",
        "Socialstyrelsen får i uppdrag att fördela 45 miljoner kronor för ändamålet.",
        "Regeringen uppdrar åt Kammarkollegiet att under året betala ut 45 miljoner kronor för ändamålet.",
        "Försvarsmakten får donera materiel för högst 45 miljoner kronor.",
        "Regeringen satsar 45 miljoner kronor, och uppdraget ska redovisas till Boverket.",
        "Uppdraget till Boverket avslutades när regeringen avsatte 45 miljoner kronor för ändamålet.",
        "Sverige bidrog med 45 miljoner kronor under året.",
        "Anslaget ökas med 45 miljoner kronor under utgiftsområde 8 Migration.",
    ],
)
def test_a_purpose_a_giver_or_one_who_hands_on_receives_nothing(sentence: str) -> None:
    assert recipients(sentence) == [None]


def test_who_hands_the_money_on_is_passed_over_for_who_gets_it() -> None:
    sentence = "Regeringen ger Socialstyrelsen i uppdrag att fördela 75 miljoner kronor till kommunerna."
    assert recipients(sentence) == ["kommunerna"]
    sentence = "Kammarkollegiet ska, efter rekvisition från Region Gävleborg, betala ut 2 miljoner kronor."
    assert recipients(sentence) == ["Region Gävleborg"]


@pytest.mark.parametrize(
    ("sentence", "recipient"),
    [
        ("Regeringen avsätter 5 miljoner kronor till kommuner och regioner.", "kommuner och regioner"),
        ("Boverket, Formas och Lantmäteriet får 5 miljoner kronor vardera.", "Boverket, Formas och Lantmäteriet"),
        ("FN:s barnfond (Unicef) tilldelas 5 miljoner kronor.", "FN:s barnfond (Unicef)"),
        (
            "Regeringen avsätter 5 miljoner kronor till ett antal ideella organisationer.",
            "ett antal ideella organisationer",
        ),
        (
            "Regeringen avsätter 5 miljoner kronor till kommuner, regioner och ideella föreningar.",
            "kommuner, regioner och ideella föreningar",
        ),
        ("Regeringen avsätter 5 miljoner kronor till ett eller två lärosäten.", "ett eller två lärosäten"),
        ("Regeringen ger 5 miljoner kronor till lärosätenas holdingbolag.", "lärosätenas holdingbolag"),
        ("Regeringen ger 5 miljoner kronor till Östra räddningsförbundet.", "Östra räddningsförbundet"),
        ("Tillägget höjs med 90 kronor i månaden för den som är ensamstående.", "den som är ensamstående"),
    ],
)
def test_the_whole_phrase_names_the_recipient(sentence: str, recipient: str) -> None:
    assert recipients(sentence) == [recipient]


def test_amounts_of_one_enumeration_have_one_recipient() -> None:
    years = "Tillväxtverket får 4 miljoner kronor 2026, 5 miljoner kronor 2027 och därefter 6 miljoner kronor per år."
    assert recipients(years) == ["Tillväxtverket"] * 3
    purposes = "Brå får 4 miljoner kronor för en studie om isar och 5 miljoner kronor för en om brand."
    assert recipients(purposes) == ["Brå", "Brå"]
    part = "Brå får 9 miljoner kronor för studier, varav 2 miljoner kronor 2026."
    assert recipients(part) == ["Brå", "Brå"]


def test_each_part_of_a_list_has_its_own_recipient() -> None:
    to_each = (
        "Av detta går 12 miljoner kronor till Brå, 8 miljoner kronor till Åklagarmyndigheten och 3 miljoner till SCB."
    )
    assert recipients(to_each) == ["Brå", "Åklagarmyndigheten", "SCB"]
    ellipsis = "Jordbruksverket får använda 2 miljoner kronor och SVA 900 000 kronor."
    assert recipients(ellipsis) == ["Jordbruksverket", "SVA"]
    by_each = "Av medlen får 6 miljoner kronor användas av Formas och 2 miljoner kronor av Vinnova."
    assert recipients(by_each) == ["Formas", "Vinnova"]


def test_an_amount_told_of_one_party_is_not_the_next_ones() -> None:
    sentence = "Stödet till Norrlandsfonden ökade till 35 miljoner kronor och stödet till Almi till 20 miljoner kronor."
    assert recipients(sentence) == ["Norrlandsfonden", "Almi"]
    givers = "Föreningen Tallvinden fick 4 miljoner kronor av Boverket och 2 miljoner kronor av Sida."
    assert recipients(givers) == ["Föreningen Tallvinden"] * 2


def test_parts_of_a_frame_are_for_who_they_are_said_to_be_for() -> None:
    sentence = "För Sida omfattar strategin 7 miljarder kronor och för Svenska institutet totalt 90 miljoner kronor."
    assert recipients(sentence) == ["Sida", "Svenska institutet"]
    sentence = "Strategin omfattar 7 miljarder kronor, varav 90 miljoner kronor avser FBA:s verksamhet."
    assert recipients(sentence) == [None, "FBA"]


def test_the_next_clause_of_a_sentence_keeps_nothing_of_the_last() -> None:
    sentence = "Brå får 3 miljoner kronor 2025, och regeringen avsätter 8 miljoner kronor för bättre vägar."
    assert recipients(sentence) == ["Brå", None]


def test_items_of_a_list_name_who_gets_how_much() -> None:
    text = "Bidraget fördelas per förening:\n\n* Alsikes hembygd 120 000 kr\n* Bastun: 80 000 kr\n* Summa 200 000 kr\n"
    assert recipients(text) == ["Alsikes hembygd", "Bastun", None]


def test_items_of_a_list_of_purposes_name_no_recipient() -> None:
    text = "Pengarna ska gå till följande insatser:\n\n* Utbildning 120 000 kr\n* Vägunderhåll: 80 000 kr\n"
    assert recipients(text) == [None, None]


def test_a_name_with_soft_hyphens_is_a_recipient_as_printed() -> None:
    assert recipients("Boverket får 5 miljoner kronor.".replace("verk", "\u00adverk")) == ["Bo\u00adverket"]


@pytest.mark.parametrize(
    ("measure", "recipient"),
    [
        ("Medel till Polismyndigheten för fler utredare.", "Polismyndigheten"),
        ("Socialstyrelsen får i uppdrag att se över reglerna.", None),
        ("Ett nytt program för hållbart byggande.", None),
    ],
)
def test_a_measure_without_an_amount_may_name_its_recipient(measure: str, recipient: str | None) -> None:
    named = recipient_of_measure(measure)
    assert (named.of(measure) if named else None) == recipient


def test_time_grows_with_the_amounts_and_names_of_a_sentence_alone() -> None:
    def naming(parts: int) -> Callable[[], object]:
        text = "Boverket får, efter ansökan och prövning, 5 miljoner kronor till kommunerna i norr, " * parts
        amounts = [Span(at, at + 17) for at in range(len(text)) if text.startswith("5 miljoner kronor", at)]
        assert len(recipients_of(text, Span(0, len(text)), amounts)) == parts
        return lambda: recipients_of(text, Span(0, len(text)), amounts)

    assert grows_linearly(naming(80), naming(320), factor=4)
