"""Words near an amount that tell funding from other money, beside words that only look like them."""

import pytest

from pipelines.text.mentions import Mention
from pipelines.text.reading import read_document


def mention(text: str) -> Mention:
    (only,) = read_document(text).mentions
    return only


@pytest.mark.parametrize(
    "text",
    [
        "Skatten på 5 miljoner kronor sänks.",
        "Inkomsten är 5 miljoner kronor.",
        "Lönen är 50 000 kronor.",
        "Vitet är 5 miljoner kronor.",
        "Ett vite på 5 miljoner kronor.",
        "Vinsten är 5 miljoner kronor.",
        "Resultatet efter finansnetto är 5 miljoner kronor.",
        "Exporten är 5 miljarder kronor.",
        "Importen är 5 miljarder kronor.",
        "Handeln är 5 miljarder kronor.",
        "BNP är 5 miljarder kronor.",
        "Skulden är 5 miljarder kronor.",
        "Föreningen samlade in 5 miljoner kronor.",
        "Målet om 5 miljoner kronor nås.",
        "Utgifterna beräknas minska med 5 miljoner kronor.",
        "Gränsvärdet är 5 miljoner kronor.",
        "Gränsen är 5 miljoner kronor.",
        "Gräns 5 miljoner kronor.",
        "Försäkringen är på 5 miljoner kronor.",
        "Priset är 5 miljoner kronor.",
        "Hyran är 5 miljoner kronor.",
        "Lånet är 5 miljoner kronor.",
        "Det kostar 5 miljoner kronor.",
        "Värdet är 5 miljoner kronor.",
        "Användarna betalar avgift med 5 miljoner kronor.",
        "Datorprogrammet är på 5 miljoner euro.",
        "Geriatriken 5 miljoner euro.",
        "Tilläggsavgiften är 500 kronor.",
        "Medelvärdet av avgiften är 5 miljoner kronor.",
        "En budgetram för avgifter på 5 miljoner kronor.",
        "Lön på 50 000 kronor.",
        "Vinst på 5 miljoner kronor.",
        "Import 5 miljarder kronor.",
        "Skuld 5 miljarder kronor.",
        "Pris 5 miljoner kronor.",
        "Lån på 5 miljoner kronor.",
        "Vi får kosta på 5 miljoner kronor.",
        "Hyrorna är 5 miljoner kronor.",
        "Utgift som ska minska med 5 miljoner kronor.",
        "Vi vill samla in 5 miljoner kronor i stöd.",
        "Gränsvärdena är 5 miljoner kronor.",
        "Skatte- och avgiftsfusk med 5 miljoner kronor.",
        "BNP växer med 5 miljarder kronor.",
        "Bidrande avgifter är 5 miljoner kronor.",
        "Vi betalar utan avgift 5 miljoner kronor.",
        "Sjukpenningens avgift är 500 kronor.",
        "Pensionsavgiften är 500 kronor.",
        "I detta läge 5 miljoner euro.",
        "Bolaget uppgav 5 miljoner euro.",
        "En gavel för 5 miljoner euro.",
    ],
)
def test_taxes_fees_trade_debts_and_collections_are_other_money(text: str) -> None:
    assert mention(text).kind == "other"


@pytest.mark.parametrize(
    "text",
    [
        "Före skatt ger stödet 5 miljoner kronor.",
        "Skatteverkets satsning är 5 miljoner kronor.",
        "Skattemyndigheten får 5 miljoner kronor.",
        "Skattepengarna är 5 miljoner kronor.",
        "Inkomstländernas stöd är 5 miljoner kronor.",
        "Låginkomstländerna får 5 miljoner kronor.",
        "Lönsamma lantbruk får 5 miljoner kronor.",
        "Vinstdrivande skolor får 5 miljoner kronor.",
        "Resultatet av stödet, 5 miljoner kronor, redovisas.",
        "Exportrådet får 5 miljoner kronor.",
        "Importcentralen får 5 miljoner kronor.",
        "Handelskammaren får 5 miljoner kronor.",
        "Skuldrådgivningen får 5 miljoner kronor.",
        "Samlade insatser får 5 miljoner kronor.",
        "Målet nås när museet får 5 miljoner kronor.",
        "Utgifterna ökar. Stödet minskar till 5 miljoner kronor.",
        "Gränspolisen fick 5 miljoner kronor.",
        "Försäkringskassan fick 5 miljoner kronor.",
        "Hyresgästerna fick 5 miljoner kronor.",
        "Långsiktigt är det 5 miljoner kronor.",
        "Kostsamma projekt fick 5 miljoner kronor.",
        "Biblioteket kan använda 5 miljoner kronor i avgifter.",
        "Programmet är på 5 miljoner euro.",
        "Unionen gav 5 miljoner euro.",
        "Unionen ger 5 miljoner euro.",
        "Faciliteten är på 5 miljoner euro.",
        "Avgiften per betald plats 500 kronor är stöd.",
        "För att minska skatterna avsätter regeringen 5 miljoner kronor.",
        "Pension är 5 miljoner kronor.",
        "Sjukpenningen 500 kronor.",
        "Tillägget är 500 kronor.",
        "Medel 5 miljoner kronor.",
        "En budget med avgifter på 5 miljoner kronor.",
        "Hälsovinst på 5 miljoner kronor.",
        "Bonusfusk med 5 miljoner kronor i stöd.",
        "Årsresultatet efter stödet är 5 miljoner kronor.",
        "Utgiften för stödet ska förminskas med 5 miljoner kronor.",
        "Målet förenklas med 5 miljoner kronor i stöd.",
        "Prisvärda tåg för 5 miljoner kronor.",
        "Hyrande familjer, 5 miljoner kronor.",
        "Bekosta 5 miljoner kronor.",
        "Kostarna 5 miljoner kronor.",
        "Värdetransporten 5 miljoner kronor.",
        "Försäkringarnas 5 miljoner kronor.",
        "Studielån på 500 kronor.",
        "Avgifter ska bidra med 5 miljoner kronor.",
        "Avgiften bidras med 5 miljoner kronor.",
        "Avgiften avsätts med 5 miljoner kronor.",
        "Avgiften avsatt med 5 miljoner kronor.",
        "Vi ska betala ut avgiften 5 miljoner kronor.",
        "Sjukpenning på 500 kronor i avgift.",
        "Tillägg på 500 kronor i avgift.",
        "Pension på 500 kronor i avgift.",
        "Unionen ska ge 5 miljoner euro.",
        "Satsningen på varuexporten är 5 miljoner kronor.",
        "Stödet till sjuklöner är 5 miljoner kronor.",
    ],
)
def test_words_that_only_begin_or_end_like_those_of_other_money_do_not_tell(text: str) -> None:
    assert mention(text).kind == "funding"


@pytest.mark.parametrize(
    ("text", "per"),
    [
        ("Stödet är 500 kronor per år.", None),
        ("Stödet är 500 kronor om året.", None),
        ("Stödet är 500 kronor per kalenderår.", None),
        ("Stödet är 500 kronor/år.", None),
        ("Stödet är 500 kronor/elev.", "elev"),
        ("Stödet är 500 kronor per beviljad plats.", "beviljad plats"),
        ("Stödet är 500 kronor per elev och månad.", "elev och månad"),
        ("Stödet är 500 kronor per elev och skola.", "elev"),
        ("Stödet är 500 kronor per elev och person.", "elev och person"),
        ("Stödet är 500 kronor per elev och kalendermånad.", "elev och kalendermånad"),
        ("Stödet är 500 kronor per kalender månad.", "kalender månad"),
        ("Stödet är 500 kronor per viktigt ändamål.", "viktigt ändamål"),
        ("Stödet är 500 kronor per året.", None),
        ("Stödet är 500 kronor i timmen.", "timme"),
        ("Stödet är 500 kronor i veckan.", "vecka"),
        ("Stödet är 500 kronor om dagen.", "dag"),
        ("Stödet är 500 kronor i månad.", "månad"),
        ("Stödet är 500 kronor om eleven slutar.", None),
        ("Stödet är 500 kronor i Lund.", None),
    ],
)
def test_a_rate_is_told_with_its_unit_and_years_are_no_unit(text: str, per: str | None) -> None:
    assert mention(text).per == per


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Avgiften är 5 miljoner kronor (500 tusen euro).", ["other", "other"]),
        ("Stödet är 5 miljoner kronor (cirka 500 tusen euro).", ["funding", "funding"]),
        ("Stödet är 5 miljoner kronor (det är nu ungefär 500 tusen euro).", ["funding", "other"]),
        ("Stödet är 5 miljoner kronor(500 tusen euro).", ["funding", "funding"]),
        ("Skatten är 4 miljoner kronor. (Stödet är 5 miljoner kronor.)", ["other", "funding"]),
    ],
)
def test_only_a_bare_amount_in_brackets_is_the_same_money(text: str, kinds: list[str]) -> None:
    assert [each.kind for each in read_document(text).mentions] == kinds


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("Månadslönen", "other"),
        ("Minimilön", "other"),
        ("Varuexporten", "other"),
        ("Energiimporten", "other"),
        ("Det som gått till spannmålsexport", "funding"),
    ],
)
def test_wages_and_trade_of_one_sort_are_other_money_where_nothing_is_given(word: str, kind: str) -> None:
    assert mention(f"{word} är 50 000 kronor.").kind == kind
    assert mention(f"Stödet till {word.lower()} är 50 000 kronor.").kind == "funding"
