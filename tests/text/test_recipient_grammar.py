"""Whom the words between a party and an amount give it to, beside sentences that give it to nobody."""

import pytest

from pipelines.text.reading import read_document


def recipients(text: str) -> list[str | None]:
    mentions = read_document(text, published_year=2025).mentions
    return [mention.recipient.of(text) if mention.recipient else None for mention in mentions]


@pytest.mark.parametrize(
    ("text", "recipient"),
    [
        ("5 miljoner kronor flyttas från Boverket till SCB.", "SCB"),
        ("5 miljoner kronor överförs från Boverket till SCB.", "SCB"),
        ("5 miljoner kronor beviljas Boverket.", "Boverket"),
        ("5 miljoner kronor, som Boverket ska få.", "Boverket"),
        ("5 miljoner kronor, som Boverket kan söka.", "Boverket"),
        ("5 miljoner kronor ska delas lika mellan Lund och Umeå.", "Lund och Umeå"),
        ("5 miljoner kronor för varje kommun.", "varje kommun"),
        ("5 miljoner kronor för den som flyttar.", "den som flyttar"),
        ("5 miljoner kronor avser Boverket.", "Boverket"),
        ("5 miljoner kronor avsåg kommunerna.", "kommunerna"),
        ("5 miljoner kronor avsätts för att Boverket ska kunna bygga.", "Boverket"),
        ("5 miljoner kronor avsätts till forskning vid Lunds universitet.", "Lunds universitet"),
        ("5 miljoner kronor för Boverkets kostnader.", "Boverket"),
        ("5 miljoner kronor för regionernas kostnader.", "regionerna"),
        ("5 miljoner kronor i försvaret.", "försvaret"),
        ("5 miljoner kronor på Boverkets förvaltningsanslag.", "Boverket"),
        ("5 miljoner kronor för att stärka kommunernas möjligheter.", "kommunerna"),
        ("5 miljoner kronor med de organisationer som söker.", "de organisationer"),
        ("Boverket får 5 miljoner kronor.", "Boverket"),
        ("Boverket föreslås få 5 miljoner kronor.", "Boverket"),
        ("Regeringen ger Boverket 5 miljoner kronor.", "Boverket"),
        ("Regeringen stödjer Boverket med 5 miljoner kronor.", "Boverket"),
        ("Regeringen stödjer föreningarnas arbete med 5 miljoner kronor.", "föreningarna"),
        ("Nu får Boverket använda 5 miljoner kronor.", "Boverket"),
        ("Nu ska Boverket använda 5 miljoner kronor.", "Boverket"),
        ("Stödet till Boverket uppgår till 5 miljoner kronor.", "Boverket"),
        ("Boverkets anslag ökar med 5 miljoner kronor.", "Boverket"),
        ("För att stärka kommunernas möjligheter avsätts 5 miljoner kronor.", "kommunerna"),
        ("Anslaget för Boverket är 5 miljoner kronor.", "Boverket"),
        ("För Boverket avsätts 5 miljoner kronor.", "Boverket"),
        ("Till Boverket betalas 5 miljoner kronor.", "Boverket"),
        ("För att kommunerna ska kunna bygga avsätts 5 miljoner kronor.", "kommunerna"),
        ("Genom att kompensera regionerna avsätts 5 miljoner kronor.", "regionerna"),
        ("Äldre får 5 miljoner kronor.", "Äldre"),
        ("De anställda får 5 miljoner kronor.", "De anställda"),
        ("Idrottsrörelsen får 5 miljoner kronor.", "Idrottsrörelsen"),
        ("Polisen får 5 miljoner kronor.", "Polisen"),
        ("Handelskammaren får 5 miljoner kronor.", "Handelskammaren"),
        ("Jordägare får 5 miljoner kronor.", "Jordägare"),
        ("Näringsidkare och odlare får 5 miljoner kronor.", "Näringsidkare och odlare"),
        ("Yrkesfiskare, producenter och utförare får 5 miljoner kronor.", "Yrkesfiskare, producenter och utförare"),
        ("Leverantörerna och arrangörerna får 5 miljoner kronor.", "Leverantörerna och arrangörerna"),
        ("Huvudmännen får 5 miljoner kronor.", "Huvudmännen"),
        ("Samarbetsländerna får 5 miljoner kronor.", "Samarbetsländerna"),
        ("Länderna får 5 miljoner kronor.", "Länderna"),
        ("Kassorna får 5 miljoner kronor.", "Kassorna"),
        ("Verket får 5 miljoner kronor.", "Verket"),
        ("Familjerna får 5 miljoner kronor.", "Familjerna"),
        ("Föräldrarna får 5 miljoner kronor.", "Föräldrarna"),
        ("Tallvinden får 5 miljoner kronor.", "Tallvinden"),
        ("Tallvinden Norr får 5 miljoner kronor.", "Tallvinden Norr"),
        ("Dessutom Tallvinden får 5 miljoner kronor.", "Tallvinden"),
        ("Friends får 5 miljoner kronor.", "Friends"),
        ("Bröderna Eks stiftelse får 5 miljoner kronor.", "Bröderna Eks stiftelse"),
        ("Coalition of the Willing får 5 miljoner kronor.", "Coalition of the Willing"),
        ("Unicef Innovation Fund får 5 miljoner kronor.", "Unicef Innovation Fund"),
        ("Norra sjukvårdsförbundet får 5 miljoner kronor.", "Norra sjukvårdsförbundet"),
        ("Boverket (BOV) får 5 miljoner kronor.", "Boverket (BOV)"),
        ("Boverket, SCB och Brå får 5 miljoner kronor.", "Boverket, SCB och Brå"),
        ("Boverket samt kommuner får 5 miljoner kronor.", "Boverket samt kommuner"),
        ("Organisationen Tallvinden får 5 miljoner kronor.", "Organisationen Tallvinden"),
        ("Organisation Tallvinden får 5 miljoner kronor.", "Organisation Tallvinden"),
        ("Kommunernas bolag får 5 miljoner kronor.", "Kommunernas bolag"),
        ("Anslaget för Boverket ökar med 5 miljoner kronor.", "Boverket"),
        ("anslaget för kommunerna uppgår till 5 miljoner kronor.", "kommunerna"),
        ("Vi höjer anslaget för Boverket med 5 miljoner kronor.", "Boverket"),
        ("Efter rekvisition från Boverket betalas 5 miljoner kronor.", "Boverket"),
        ("Nu får verket 5 miljoner kronor.", "verket"),
        ("Nu får arbetsgivarna 5 miljoner kronor.", "arbetsgivarna"),
        ("Nu får yrkesfiskare och odlarna 5 miljoner kronor.", "yrkesfiskare och odlarna"),
        ("Nu får jordägarna 5 miljoner kronor.", "jordägarna"),
        ("Nu får handelskammaren 5 miljoner kronor.", "handelskammaren"),
        ("Nu får polisen 5 miljoner kronor.", "polisen"),
        ("Nu får partnerländerna 5 miljoner kronor.", "partnerländerna"),
        ("Nu får hushåll 5 miljoner kronor.", "hushåll"),
        ("Nu får teatern 5 miljoner kronor.", "teatern"),
        ("Nu får skolorna 5 miljoner kronor.", "skolorna"),
        ("Nu får Boverket och Brå 5 miljoner kronor.", "Boverket och Brå"),
    ],
)
def test_the_grammar_of_a_clause_gives_the_amount_to_a_party(text: str, recipient: str) -> None:
    assert recipients(text) == [recipient]


@pytest.mark.parametrize(
    "text",
    [
        "Regeringen ger stöd till eleverna med 5 miljoner kronor.",
        "5 miljoner kronor avsätts till stöd till eleverna.",
        "5 miljoner kronor avsätts till elevernas stöd.",
        "5 miljoner kronor avsätts till Tallvindens arbete.",
        "5 miljoner kronor avsätts och redovisas senast i maj till Boverket.",
        "5 miljoner kronor ska betalas tillbaka till Kammarkollegiet.",
        "5 miljoner kronor avsätts och ansökan ställs till Boverket.",
        "5 miljoner kronor ger tillgång till bibliotek.",
        "5 miljoner kronor avsätts för resor till Ukraina.",
        "5 miljoner kronor avsätts för rätt till universitet.",
        "5 miljoner kronor avsätts; det är till kommunerna.",
        "5 miljoner kronor hämtas från Boverket till SCB.",
        "5 miljoner kronor beviljas Boverkets arbete.",
        "5 miljoner kronor, som Boverket ansvarar för.",
        "5 miljoner kronor för eleven.",
        "5 miljoner kronor avsätts för att Boverket bygger.",
        "5 miljoner kronor avsätts till möten vid Boverket.",
        "5 miljoner kronor för museernas kostnader.",
        "5 miljoner kronor i skolan.",
        "5 miljoner kronor på Boverkets hemsida.",
        "5 miljoner kronor för att stärka kommunernas vilja.",
        "5 miljoner kronor med de organisationer.",
        "Boverket får i uppdrag att dela ut 5 miljoner kronor.",
        "Boverket får, men SCB betalar 5 miljoner kronor.",
        "Regeringen ger Boverket i uppdrag att betala 5 miljoner kronor.",
        "Regeringen stödjer Boverket som har 5 miljoner kronor.",
        "Genom Boverket tilldelas 5 miljoner kronor.",
        "Arbetet hos Boverket får 5 miljoner kronor.",
        "Nu ska Boverket bygga för 5 miljoner kronor.",
        "Stödet till eleverna uppgår till 5 miljoner kronor.",
        "Stödet till Boverket är klart; det är 5 miljoner kronor.",
        "Elevernas anslag ökar med 5 miljoner kronor.",
        "Inom ramen för Boverket avsätts 5 miljoner kronor.",
        "För Boverket arbetar 5 miljoner kronor.",
        "Till Boverket kommer 5 miljoner kronor.",
        "Till Boverket betalas, när det passar, 5 miljoner kronor.",
        "För att kommunerna bygger avsätts 5 miljoner kronor.",
        "För att eleverna ska kunna läsa avsätts 5 miljoner kronor.",
        "Regeringskansliet får 5 miljoner kronor.",
        "Finansdepartementet får 5 miljoner kronor.",
        "Sverige får 5 miljoner kronor.",
        "Äldre bilar får 5 miljoner kronor.",
        "Energistödet får 5 miljoner kronor.",
        "Anslaget 1:5 Näringsliv får 5 miljoner kronor.",
        "Tallvinden-projektet får 5 miljoner kronor.",
        "Nu får skolstarten 5 miljoner kronor.",
        "Nu får arbetsgruppen 5 miljoner kronor.",
        "Nu får områdena 5 miljoner kronor.",
        "Nu får regelverket 5 miljoner kronor.",
        "Nu får hemländerna 5 miljoner kronor.",
        "Nu får matkassan 5 miljoner kronor.",
        "Nu får procenten 5 miljoner kronor.",
        "Nu får barnbarnen 5 miljoner kronor.",
        "Nu får kontaktpersonen 5 miljoner kronor.",
    ],
)
def test_a_party_beside_an_amount_gets_it_only_where_the_grammar_says_so(text: str) -> None:
    assert recipients(text) == [None]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Stockholm: 5 miljoner kronor", ["Stockholm"]),
        ("Följande kommuner får stöd:\n\n* Granby: 5 miljoner kronor\n* Almby: 6 miljoner kronor", ["Granby", "Almby"]),
        ("Stöd per ändamål:\n\n* Granby: 5 miljoner kronor", [None]),
        ("Varje förening får:\n\n* Granbylyftet 5 miljoner kronor\n* Summa: 6 miljoner kronor", ["Granbylyftet", None]),
        ("* Boverket: 5 miljoner kronor", ["Boverket"]),
        ("* Granby ska få: 5 miljoner kronor", [None]),
        (
            "Stöd till följande organisationer\n\n– Tallvinden Norr, 5 miljoner kronor.\n– Ekträet, 6 miljoner kronor.",
            ["Tallvinden Norr", "Ekträet"],
        ),
        (
            "Stöd till dessa regioner\n\n1. Tallvinden Norr, 5 miljoner kronor.\n12) Ekträet, 6 miljoner kronor.",
            ["Tallvinden Norr", "Ekträet"],
        ),
    ],
)
def test_items_name_who_receives_where_the_lines_above_or_the_name_say_so(text: str, named: list[str | None]) -> None:
    assert recipients(text) == named


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (
            "Boverket får 5 miljoner kronor 2026, 6 miljoner kronor 2027 och därefter 7 miljoner kronor.",
            ["Boverket", "Boverket", "Boverket"],
        ),
        (
            "Boverket får 5 miljoner kronor per år 2026–2027 och 6 miljoner kronor från och med 2028.",
            ["Boverket", "Boverket"],
        ),
        ("Boverket får 5 miljoner kronor, samt Lund 6 miljoner kronor.", ["Boverket", "Lund"]),
        ("Boverket får 5 miljoner kronor och Lund cirka 6 miljoner kronor.", ["Boverket", "Lund"]),
        ("Boverket får 5 miljoner kronor och för Lund 6 miljoner kronor.", ["Boverket", "Lund"]),
        ("Boverket får 5 miljoner kronor och i Lund byggs hus för 6 miljoner kronor.", ["Boverket", None]),
        ("Boverket får 5 miljoner kronor, varav högst 2 miljoner kronor till resor.", ["Boverket", "Boverket"]),
        ("Boverket får 5 miljoner kronor, varav ett bidrag på 2 miljoner kronor till resor.", ["Boverket", "Boverket"]),
        ("Boverket får 5 miljoner kronor till hus och 6 miljoner kronor till broar.", ["Boverket", None]),
        ("Boverket får 5 miljoner kronor till hus och ytterligare 6 miljoner kronor till broar.", ["Boverket", None]),
        ("Boverket får 5 miljoner kronor till hus och en ram på 6 miljoner kronor till broar.", ["Boverket", None]),
        (
            "Boverket får 5 miljoner kronor till hus och regeringen avsätter 6 miljoner kronor till broar.",
            ["Boverket", None],
        ),
        ("Boverket får 5 miljoner kronor till hus. Totalt är det 6 miljoner kronor.", ["Boverket", None]),
        (
            "Boverket får 5 miljoner kronor till hus och 6 miljoner kronor till broar, totalt 11 mnkr.",
            ["Boverket", None, None],
        ),
        ("Boverket får 5 miljoner kronor till hus, – sammanlagt cirka 11 miljoner kronor.", ["Boverket", "Boverket"]),
        ("Boverket får 5 miljoner kronor till hus, dvs. 11 miljoner kronor.", ["Boverket", "Boverket"]),
        (
            "5 miljoner kronor får användas av Boverket, 6 miljoner kronor av Lund och 7 mnkr vardera av Brå.",
            ["Boverket", "Lund", "Brå"],
        ),
        ("5 miljoner kronor går till Boverket, 6 miljoner kronor av medlen i Lund.", ["Boverket", None]),
        ("Regeringen ger Sverige 5 miljoner kronor.", [None]),
        ("Regeringen betalar Ekens vänner 5 miljoner kronor.", ["Ekens vänner"]),
        ("Regeringen utbetalar Ekens vänner 5 miljoner kronor.", ["Ekens vänner"]),
        ("Regeringen talar om Ekens vänner 5 miljoner kronor.", [None]),
        ("Boverket får 5 miljoner kronor. Lund får 6 miljoner kronor.", ["Boverket", "Lund"]),
    ],
)
def test_a_further_amount_is_for_the_same_party_only_where_it_is_listed_a_part_or_a_sum(
    text: str, named: list[str | None]
) -> None:
    assert recipients(text) == named
