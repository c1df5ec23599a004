"""How far each construction reaches that gives money to a party, beside the sentence that just misses it."""

import pytest
from spaced import doubled, single

from pipelines.text.reading import read_document


def recipients(text: str) -> list[str | None]:
    """Give who receives each amount, with one space and with two between the words alike."""
    read = [
        [
            single(mention.recipient.of(printed)) if mention.recipient else None
            for mention in read_document(printed, published_year=2025).mentions
        ]
        for printed in (text, doubled(text))
    ]
    assert read[0] == read[1]
    return read[0]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Boverket, samt SCB får 5 miljoner kronor.", "Boverket, samt SCB"),
        ("Boverket och även SCB får 5 miljoner kronor.", "Boverket och även SCB"),
        ("5 miljoner kronor avsätts till Boverket och till SCB.", "Boverket och till SCB"),
        ("5 miljoner kronor avsätts till Boverket eller SCB.", "Boverket eller SCB"),
        ("Boverket respektive SCB får 5 miljoner kronor.", "Boverket respektive SCB"),
        ("Boverket/SCB får 5 miljoner kronor.", "Boverket/SCB"),
        ("Boverket / SCB får 5 miljoner kronor.", "Boverket / SCB"),
        ("Boverket, SCB, och Brå får 5 miljoner kronor.", "Boverket, SCB, och Brå"),
        ("Boverket, SCB, Brå, Sida och Formas får 5 miljoner kronor.", "Boverket, SCB, Brå, Sida och Formas"),
        ("Utöver Boverket, SCB får 5 miljoner kronor.", "SCB"),
        ("Med hjälp av Boverket får SCB 5 miljoner kronor.", "SCB"),
        ("Statistiska centralbyrån, SCB, får 5 miljoner kronor.", "Statistiska centralbyrån, SCB"),
        ("Statistiska centralbyrån, scb, får 5 miljoner kronor.", "Statistiska centralbyrån"),
        ("Boverket (BOV) får 5 miljoner kronor.", "Boverket (BOV)"),
        ("Boverket (B) får 5 miljoner kronor.", "Boverket"),
        ("Boverkets och SCB:s anslag ökar med 5 miljoner kronor.", "Boverkets och SCB"),
        ("SCB:s och Boverkets anslag ökar med 5 miljoner kronor.", "SCB:s och Boverket"),
        ("Kommuners och regioners anslag ökar med 5 miljoner kronor.", "Kommuners och regioner"),
        ("Boverkets chef och SCB får 5 miljoner kronor.", "SCB"),
        ("Elever och studenter får 5 miljoner kronor.", "Elever och studenter"),
        ("SCB:s stiftelse får 5 miljoner kronor.", "SCB:s stiftelse"),
        ("Kommunernas bolag får 5 miljoner kronor.", "Kommunernas bolag"),
        ("5 miljoner kronor avsätts till elevernas hemkommuner.", "elevernas hemkommuner"),
        ("Föreningen Tallvinden och Ekträet får 5 miljoner kronor.", "Föreningen Tallvinden och Ekträet"),
        ("Förbundet Tallvinden får 5 miljoner kronor.", "Förbundet Tallvinden"),
        ("Myndigheten Boverket får 5 miljoner kronor.", "Myndigheten Boverket"),
        ("Myndigheten, Boverket, får 5 miljoner kronor.", "Boverket"),
    ],
)
def test_parties_that_are_joined_are_one_recipient(text: str, named: str) -> None:
    assert recipients(text) == [named]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Den som flyttar får 5 000 kronor.", "Den som flyttar"),
        ("5 000 kronor för den som flyttar", "den som flyttar"),
        ("5 000 kronor för den som flyttar ska sökas.", "den som flyttar"),
        ("5 000 kronor för den som flyttar under året.", "den som flyttar"),
        ("5 000 kronor för den som flyttar – och arbetar.", "den som flyttar"),
        ("5 000 kronor för dem som flyttar, och betalas ut.", "dem som flyttar"),
        ("5 000 kronor för de som flyttar med barn.", "de som flyttar"),
        ("5 000 kronor; för den som flyttar.", None),
        ("5 000 kronor enligt den som flyttar.", None),
        ("5 000 kronor för handen som flyttar.", None),
        ("Äldre med hemtjänst får 5 000 kronor.", "Äldre"),
        ("Unga i Lund får 5 000 kronor.", "Unga"),
        ("Äldre och unga får 5 000 kronor.", "Äldre och unga"),
        ("Äldre, unga och vuxna får 5 000 kronor.", "Äldre, unga och vuxna"),
        ("Nu får äldre 5 000 kronor.", "äldre"),
        ("Nu får äldre fastigheter 5 000 kronor.", None),
        ("Nu får unga träd 5 000 kronor.", None),
    ],
)
def test_people_are_named_by_what_they_do_or_are(text: str, named: str | None) -> None:
    assert recipients(text) == [named]


@pytest.mark.parametrize(
    ("phrase", "named"),
    [
        ("små kommuner", "små kommuner"),
        ("12 kommuner", "12 kommuner"),
        ("ett antal kommuner", "ett antal kommuner"),
        ("en rad nya kommuner", "en rad nya kommuner"),
        ("delar av regionerna", "delar av regionerna"),
        ("en del av skolorna", "en del av skolorna"),
        ("en del skolor", "en del skolor"),
        ("flera av kommunerna", "flera av kommunerna"),
        ("var och en av kommunerna", "var och en av kommunerna"),
        ("en eller flera kommuner", "en eller flera kommuner"),
        ("läns- och regionmuseerna", "läns- och regionmuseerna"),
        ("Sveriges kommuner", "Sveriges kommuner"),
        ("Finlands kommuner", "Finlands kommuner"),
        ("landets kommuner", "landets kommuner"),
        ("det civila samhällets organisationer", "det civila samhällets organisationer"),
        ("skattefria stiftelser", "skattefria stiftelser"),
        ("de tre stora nya fina museerna", "de tre stora nya fina museerna"),
        ("föreningen Tallvinden", "Tallvinden"),
        ("den svenska stiftelsen Tallvinden", "Tallvinden"),
        ("samhället och museerna", None),
        ("hjälp åt brandens offer i byn", None),
    ],
)
def test_determiners_counts_and_owners_belong_to_the_name(phrase: str, named: str | None) -> None:
    assert recipients(f"5 miljoner kronor går till {phrase}.") == [named]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Staten vill förbättra skolor med 5 miljoner kronor.", None),
        ("För att förbättra skolorna får staten 5 miljoner kronor.", None),
        ("Att hjälpa Boverket får kosta 5 miljoner kronor.", None),
        ("Staten ska betala Boverket och få 5 miljoner kronor.", None),
        ("Staten vill stärka Tallvinden och får 5 miljoner kronor.", None),
        ("Staten vill tilldela Vasallen 5 miljoner kronor.", "Vasallen"),
        ("Staten ska ge mindre skolor 5 miljoner kronor.", "mindre skolor"),
        ("5 miljoner kronor avsätts för att stärka ideella regioners möjligheter.", "ideella regioner"),
        ("5 miljoner kronor avsätts för att förbättra regionernas möjligheter.", "regionerna"),
    ],
)
def test_a_verb_before_a_party_is_no_part_of_its_name(text: str, named: str | None) -> None:
    assert recipients(text) == [named]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Boverket tar emot 5 miljoner kronor.", "Boverket"),
        ("Boverket tar upp 5 miljoner kronor.", None),
        ("Boverket tilldelades 5 miljoner kronor.", "Boverket"),
        ("Boverket tillskjuts 5 miljoner kronor.", "Boverket"),
        ("Boverket har tillskjutits 5 miljoner kronor.", "Boverket"),
        ("Boverket stärks med 5 miljoner kronor.", "Boverket"),
        ("Boverket stärker sig med 5 miljoner kronor.", None),
        ("Boverket kompenseras med 5 miljoner kronor.", "Boverket"),
        ("Boverket kan kvalificera sig för 5 miljoner kronor.", "Boverket"),
        ("Boverket kan söka 5 miljoner kronor.", "Boverket"),
        ("Boverket försökte spara 5 miljoner kronor i stöd.", None),
        ("Boverket höjs med 5 miljoner kronor.", "Boverket"),
        ("Nu föreslås Boverket få 5 miljoner kronor.", "Boverket"),
        ("I år får också Boverket 5 miljoner kronor.", "Boverket"),
        ("I år får även bland annat Boverket 5 miljoner kronor.", "Boverket"),
        ("I år tidigare Boverket 5 miljoner kronor.", None),
        ("Regeringen medger Boverket 5 miljoner kronor.", "Boverket"),
        ("Regeringen bemyndigar Boverket att under året använda 5 miljoner kronor.", "Boverket"),
        ("Regeringen ersätter Boverket med 5 miljoner kronor.", "Boverket"),
        ("Regeringen utbetalar nu Boverket 5 miljoner kronor.", "Boverket"),
        ("Staten har stött Boverket med 5 miljoner kronor.", "Boverket"),
        ("Staten stödde Boverket genom 5 miljoner kronor.", "Boverket"),
        ("Staten stödde Boverket i striden om 5 miljoner kronor.", None),
        ("Staten hjälper också kommunerna med 5 miljoner kronor.", "kommunerna"),
        ("Staten bidrar också till Boverket med 5 miljoner kronor.", "Boverket"),
        ("Staten bidrog till Boverket med 5 miljoner kronor.", "Boverket"),
        ("Staten stärker arbetet hos Boverket med 5 miljoner kronor.", "Boverket"),
        ("Staten stärker arbetet inom kommunerna med 5 miljoner kronor.", "kommunerna"),
        ("Staten stärker arbetet om kommunerna med 5 miljoner kronor.", None),
        ("Staten stärker kommunernas arbete med ytterligare 5 miljoner kronor.", "kommunerna"),
        ("Staten stärker kommunernas arbete om 5 miljoner kronor i stöd.", None),
        ("Tillsammans med Boverket får SCB 5 miljoner kronor.", "SCB"),
        ("Boverket får ansvara för 5 miljoner kronor i stöd.", None),
        ("Boverket får fördela 5 miljoner kronor.", None),
        ("Boverket får betala 5 miljoner kronor.", None),
        ("Boverket får tillgång till 5 miljoner kronor i stöd.", None),
        ("Boverket får låna ut 5 miljoner kronor av stödet.", None),
        ("Boverket får; stödet är 5 miljoner kronor.", None),
        ("Boverket får följande: 5 miljoner kronor.", "Boverket"),
        ("Boverket får stöd, och regeringen ger 5 miljoner kronor.", None),
        ("Boverket får i uppdrag att följa frågan och tilldelas 5 miljoner kronor.", "Boverket"),
        ("Boverket, som bygger hus, får 5 miljoner kronor.", "Boverket"),
        ("Boverket bygger, men regeringen får 5 miljoner kronor.", None),
        ("För att Boverket får 5 miljoner kronor.", "Boverket"),
    ],
)
def test_a_verb_of_getting_or_giving_reaches_over_adverbs_and_no_other_clause(text: str, named: str | None) -> None:
    assert recipients(text) == [named]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Ökningen av det statliga stödet till Boverket är 5 miljoner kronor.", "Boverket"),
        ("Stödet åt främst Boverket är 5 miljoner kronor.", "Boverket"),
        ("Bidragen till Boverket är 5 miljoner kronor.", "Boverket"),
        ("Medel till Boverket, 5 miljoner kronor.", "Boverket"),
        ("Nivån till Boverket blir 5 miljoner kronor.", "Boverket"),
        ("Stödet och resan till Boverket är 5 miljoner kronor.", None),
        ("Stödet som ska gå nu genast till Boverket är 5 miljoner kronor.", None),
        ("Stödet till Boverket: 5 miljoner kronor.", "Boverket"),
        ("Stödet till Boverket är en del av satsningen på 5 miljoner kronor.", None),
        ("Stödet till Tallvinden är 5 miljoner kronor.", "Tallvinden"),
        ("Stödet till Tallvindens arbete är 5 miljoner kronor.", None),
        ("Anslagen för Boverket är 5 miljoner kronor.", "Boverket"),
        ("Ramen för Boverket är 5 miljoner kronor.", "Boverket"),
        ("Till Boverket har avsatts 5 miljoner kronor.", "Boverket"),
        ("Till Boverket skyndade alla och gav 5 miljoner kronor.", None),
        ("Till Boverket lämnas hjälp medan staten ger 5 miljoner kronor.", None),
        ("Staten skänker stolar till Boverket till ett värde av 5 miljoner kronor.", "Boverket"),
        (
            "Staten skänker stolar till Boverket helt nya till ett sammanlagt belopp om 5 miljoner kronor i stöd.",
            "Boverket",
        ),
        (
            "Staten skänker stolar till Boverket helt nya fina till ett belopp om 5 miljoner kronor i stöd.",
            None,
        ),
        ("Boverkets budget är 5 miljoner kronor.", "Boverket"),
        ("Boverkets hela stora förvaltningsanslag är 5 miljoner kronor.", "Boverket"),
        ("Boverkets hela nya stora dyra budget är 5 miljoner kronor.", None),
        ("Boverkets arbete med budget är 5 miljoner kronor.", None),
        ("Boverkets budgetering är 5 miljoner kronor.", None),
        ("SCB:s ram är 5 miljoner kronor.", "SCB"),
        ("Ukrainas största givare bidrar med 5 miljoner kronor.", "Ukraina"),
        ("För att stärka Boverkets förutsättningar ges 5 miljoner kronor.", "Boverket"),
        ("För att stärka Boverkets ekonomiska möjligheter ges 5 miljoner kronor.", "Boverket"),
        ("För att stärka Boverkets bildmöjligheter ges 5 miljoner kronor.", None),
        ("För att pröva Boverkets möjligheter ges 5 miljoner kronor.", None),
        ("Strategin omfattar för Boverket 5 miljoner kronor.", "Boverket"),
        ("Strategin gäller inför Boverket 5 miljoner kronor.", None),
        ("Rekvisition från Boverket ger 5 miljoner kronor.", "Boverket"),
        ("Rekvisitioner från Boverket ger 5 miljoner kronor.", "Boverket"),
        ("För att Boverket nu snart ska kunna bygga ges 5 miljoner kronor.", "Boverket"),
        ("För att Boverket nu mycket snart ska kunna bygga ges 5 miljoner kronor.", None),
        ("För att Tallvinden ska kunna bygga ges 5 miljoner kronor.", None),
        ("Kostnaden är stor och för Boverket motsvarar det 5 miljoner kronor.", "Boverket"),
        ("Det gäller alla, för Boverket blir det 5 miljoner kronor.", "Boverket"),
        ("Det är klart. För Boverket uppgår stödet till 5 miljoner kronor.", "Boverket"),
        ("Det är klart. För Boverket i Karlskrona blir stödet 5 miljoner kronor.", "Boverket"),
        ("Det är klart. För Boverket i Karlskrona, som nu växer, blir stödet 5 miljoner kronor.", None),
        ("Införandet för Boverket blir 5 miljoner kronor.", None),
    ],
)
def test_funds_that_belong_to_or_go_to_a_party_are_its_own(text: str, named: str | None) -> None:
    assert recipients(text) == [named]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("5 miljoner kronor åt Boverket.", "Boverket"),
        ("5 miljoner kronor satsas nu till bland annat Boverket.", "Boverket"),
        ("5 miljoner kronor avsätts till understöd till eleverna.", "eleverna"),
        ("5 miljoner kronor tillförs Boverket.", "Boverket"),
        ("5 miljoner kronor per år i tio år tillförs Boverket.", "Boverket"),
        ("5 miljoner kronor; sedan tillförs Boverket.", None),
        ("5 miljoner kronor tillfaller Boverket.", "Boverket"),
        ("5 miljoner kronor ges Boverkets chef.", None),
        ("5 miljoner kronor får användas av Boverkets avdelning.", "Boverket"),
        ("5 miljoner kronor får sökas av Boverket.", "Boverket"),
        ("5 miljoner kronor återanvänds av Boverket.", None),
        ("5 miljoner kronor, och därför: det används av Boverket.", None),
        ("5 miljoner kronor som Boverket fick.", "Boverket"),
        ("5 miljoner kronor som Boverket i går fick.", "Boverket"),
        ("5 miljoner kronor som Boverket redan i går fick.", None),
        ("5 miljoner kronor, vilket Boverket kan ta del av.", "Boverket"),
        ("5 miljoner kronor vilka Boverket disponerar.", "Boverket"),
        ("5 miljoner kronor som Boverkets chef får.", None),
        ("5 miljoner kronor som Boverket ska bevilja.", None),
        ("5 miljoner kronor mellan Boverket och SCB.", "Boverket och SCB"),
        ("5 miljoner kronor fördelas på kommunerna.", "kommunerna"),
        ("5 miljoner kronor fördelas sedan lika på kommunerna.", "kommunerna"),
        ("5 miljoner kronor fördelas sedan helt lika på kommunerna.", None),
        ("5 miljoner kronor delas bland kommunerna.", "kommunerna"),
        ("500 kronor för varje skola.", "varje skola"),
        ("500 kronor för denna skola.", None),
        ("500 kronor för varje elev.", None),
        ("5 miljoner kronor avser nu Boverket.", None),
        ("500 kronor avser elever.", None),
        ("5 miljoner kronor så att Boverket nu kan bygga.", "Boverket"),
        ("5 miljoner kronor för att Boverkets chef ska bygga.", None),
        ("5 miljoner kronor för att eleverna ska bygga.", None),
        ("5 miljoner kronor till forskning vid Chalmers.", "Chalmers"),
        ("5 miljoner kronor; arbetet sker vid Chalmers.", None),
        ("5 miljoner kronor för SCB.", "SCB"),
        ("5 miljoner kronor för ökade kostnader för Boverket.", "Boverket"),
        ("5 miljoner kronor för kostnader för Boverket.", "Boverket"),
        ("5 miljoner kronor för resor för Boverket.", None),
        ("5 miljoner kronor nu varje år i all framtid för Boverket.", "Boverket"),
        ("5 miljoner kronor nu varje år i all vår framtid för Boverket.", None),
        ("5 miljoner kronor för Tallvinden.", None),
        ("5 miljoner kronor för civilsamhället.", "civilsamhället"),
        ("5 miljoner kronor för skolorna.", None),
        ("5 miljoner kronor i totalförsvaret.", "totalförsvaret"),
        ("5 miljoner kronor i skolorna.", None),
        ("5 miljoner kronor i år från nu på Boverkets anslag.", "Boverket"),
        ("5 miljoner kronor i år från nu och på Boverkets anslag.", None),
        ("5 miljoner kronor inom SCB:s stora förvaltningsanslag.", "SCB"),
        ("5 miljoner kronor inom SCB:s mycket stora förvaltningsanslag.", None),
        ("5 miljoner kronor avsätts för att stödja kommunernas ekonomiska förutsättningar.", "kommunerna"),
        ("5 miljoner kronor avsätts för att utreda kommunernas möjligheter.", None),
        ("5 miljoner kronor satsas med de aktörer, som finns.", None),
        ("5 miljoner kronor satsas med SCB som finns.", None),
    ],
)
def test_a_party_behind_an_amount_gets_it_within_the_reach_of_its_construction(text: str, named: str | None) -> None:
    assert recipients(text) == [named]


@pytest.mark.parametrize(
    ("item", "named"),
    [
        ("Region Gotland - ca 5 miljoner kronor", "Region Gotland"),
        ("Region Gotland, cirka 5 miljoner kronor 2026.", "Region Gotland"),
        ("Region Gotland: 5 miljoner kronor per år;", "Region Gotland"),
        ("Region Gotland: 5 miljoner kronor årligen", "Region Gotland"),
        ("Region Gotland: 5 miljoner kronor år 2026", "Region Gotland"),
        ("Region Gotland: 5 miljoner kronor i år", None),
        ("Region Gotland; 5 miljoner kronor", None),
        ("Region: Gotland 5 miljoner kronor", None),
        ("Övrigt: 5 miljoner kronor", None),
        ("Totalt Boverket: 5 miljoner kronor", None),
        ("Nordanvind: 5 miljoner kronor", None),
        ("Nordanvind Syd: 5 miljoner kronor", "Nordanvind Syd"),
    ],
)
def test_an_item_names_a_recipient_where_it_says_nothing_else(item: str, named: str | None) -> None:
    assert recipients(f"* {item}") == [named]


@pytest.mark.parametrize(
    ("lead", "named"),
    [
        ("Fördelning per kassa:", "Nordanvind"),
        ("Fördelning mellan de olika föreningarna:", "Nordanvind"),
        ("Fördelning per kassa:\n\nSå här blev det.", "Nordanvind"),
        ("Fördelning per kassa:\n\nSå här blev det.\n\nTänk på det.", None),
        ("Fördelning per månad:", None),
        ("Fördelning i föreningarna:", None),
        ("Stöd super föreningarna:", None),
    ],
)
def test_the_two_lines_above_a_list_tell_whether_it_lists_recipients(lead: str, named: str | None) -> None:
    for mark in ("*", "+", "–", "•", "1.", "12)"):
        assert recipients(f"{lead}\n\n{mark} Nordanvind: 5 miljoner kronor") == [named]
    assert recipients(f"{lead}\n\nNordanvind: 5 miljoner kronor") == [None]


@pytest.mark.parametrize("space", [" ", "\n", "\u00a0"])
def test_within_a_frame_is_no_frame_of_ones_own(space: str) -> None:
    text = f"Inom{space}ramen för Boverket finns 5 miljoner kronor i stöd."
    assert [mention.recipient for mention in read_document(text).mentions] == [None]
    moved = f"Vi vet att 5 miljoner kronor flyttas{space}från Boverket till SCB."
    (mention,) = read_document(moved).mentions
    assert mention.recipient is not None
    assert mention.recipient.of(moved) == "SCB"
