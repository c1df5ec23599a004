"""A bare "miljoner" is money, or counts what the next word names."""

import pytest

from pipelines.text.bare_magnitudes import money_in
from pipelines.text.money import find_amounts
from pipelines.text.spans import Span


def money(text: str, *, on_money: bool = True) -> list[str]:
    block = Span(0, len(text))
    return [amount.span.of(text) for amount in money_in(text, block, find_amounts(text, block), on_money=on_money)]


@pytest.mark.parametrize(
    "behind",
    [
        *("", ".", ",", ";", ":", "!", "?", ")", "]", "»", "”", '"', " –", " —", "*", "|", "-", "  .", "\n"),
        *(" till vården", " för vägar", " på fem år", " i stöd", " under året", " per år", " om året", " från staten"),
        *(" som fördelas", " och mer", " att dela på", " har betalats", " är avsatta", " ska delas", " skall delas"),
        *(" kommer att delas", " kan sökas", " får användas", " går till Lund", " respektive 8", " av dessa går"),
        *(" av detta går", " av medlen går", " av de pengarna", " av dem går", " av  dem går", " extra till vården"),
        *(" ytterligare", " mer i stöd", " mindre i stöd", " årligen", " varje år", " inom ramen", " med start nu"),
        *(" mot våld", " vid behov", " via länen", " genom lån", " då vi", " när vi", " samt lån", " eller mer"),
        *(" men inte mer", " så att", " över tid", " utöver det", " nästa år", " fördelas", " fördelat på tre"),
        *(" satsa", " satsas", " avsätts", " avsatts", " avsattes", " avsätt", " tillför", " tillförs", " tilldelas"),
        *(" tilldela", " skjuts till", " skjut", " beräknas", " beräkna", " föreslås", " föreslå", " lägg", " läggs"),
        *(" lagts", " betalas ut", " betala", " används", " använd", " använts", " redan i år", " inklusive moms"),
        *(" exklusive moms", " totalt", " sammanlagt", " därefter", " vilket är", " varav 3", " plus moms"),
        *(" minus moms", " de kommande åren", " de  kommande åren", " bidrar till", " bidras", " bidra", " bidrog"),
        *(" gå till", " går vidare", " gås igenom", " gick till", " öronmärks", " öronmärk", " motsvarar det"),
        *(" vardera", " rikta in", " riktas dit", " finns kvar", " den här gången", " det här året", " nu", " i år"),
        *(" i  år", " år 2019", " 2019", " 2020", " 7 gånger", " TILL VÅRDEN"),
    ],
)
def test_what_goes_on_about_the_money_leaves_a_bare_magnitude_money(behind: str) -> None:
    assert money(f"Det blev 5 miljoner{behind}") == ["5 miljoner"]


@pytest.mark.parametrize(
    "behind",
    [
        *(
            " människor",
            " ton",
            " tillfällen",
            " förare",
            " påsar",
            " isberg",
            " underlag",
            " persikor",
            " omröstningar",
        ),
        *(" attacker", " harar", " skallar", " skatter", " kannor", " fåglar", " gårdar", " av djuren", " av detaljer"),
        *(
            " merkantila varor",
            " mobiler",
            " vidder",
            " dåliga kort",
            " menyer",
            " såar",
            " överlevande",
            " nattfjärilar",
        ),
        *(" lägenheter", " redaktörer", " totaler", " dekommande", " bidragstagare", " gångare", " gåsar", " vardagar"),
        *(" finskor", " denar", " detaljer", " nudlar", " isår", " årsverken", " fördel", " riktade kort", " 20191"),
        *(" 2130", " 78", " sats"),
    ],
)
def test_what_a_bare_magnitude_counts_is_no_money(behind: str) -> None:
    assert money(f"Det blev 5 miljoner{behind}") == []


@pytest.mark.parametrize(
    "words",
    [
        *("kronor", "kronan", "krona", "kr", "mnkr", "mdkr", "mkr", "tkr", "Vi satsar", "en satsning", "Vi avsätter"),
        *("det är avsatt", "ett anslag", "medel", "en budget", "bidrag", "stöd", "Vi tillför", "ett tillskott"),
        *("finansieras", "investera", "en kostnad", "det kostar", "Vi tilldelar", "ersättning", "biståndet"),
        *(
            "Vi förstärker",
            "betalar",
            "skatt",
            "belopp",
            "resurser",
            "reformen",
            "pengar",
            "skjuter till",
            "skolan får",
        ),
        *("staten lägger", "det ger", "MEDEL"),
    ],
)
def test_a_bare_magnitude_is_money_where_its_text_speaks_of_money(words: str) -> None:
    assert money(f"Här {words} 5 miljoner.", on_money=False) == ["5 miljoner"]


@pytest.mark.parametrize(
    "words", ["krokar", "krav", "ökrig", "tks", "sats", "avsikt", "fårskallar", "lägen", "gerillan", "vi ser", "mk"]
)
def test_a_bare_magnitude_is_nothing_where_no_word_is_of_money(words: str) -> None:
    assert money(f"Här {words} 5 miljoner.", on_money=False) == []
    assert money(f"Här {words} 5 miljoner.", on_money=True) == ["5 miljoner"]


def test_the_words_of_another_block_do_not_make_a_bare_magnitude_money() -> None:
    text = "Anslag. Det blev 5 miljoner. Anslag."
    block = Span(8, 28)
    assert block.of(text) == "Det blev 5 miljoner."
    assert list(money_in(text, block, find_amounts(text, block), on_money=False)) == []


def test_an_amount_with_its_currency_is_money_whatever_stands_around_it() -> None:
    text = "Antalet är 5 miljoner kronor människor och 3 miljoner ton."
    assert money(text, on_money=False) == ["5 miljoner kronor"]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("19 miljoner får användas av Statens råd, 4 miljoner av Boverket.", ["19 miljoner", "4 miljoner"]),
        ("19 miljoner får användas av Statens råd, 4 miljoner av boverket.", ["19 miljoner"]),
        ("19 miljoner går till Statens råd, 4 miljoner av Boverket.", ["19 miljoner"]),
        ("19 miljoner får återanvändas, 4 miljoner av Boverket.", ["19 miljoner"]),
        ("Här används 4 miljoner  av  Ågrenska.", ["4 miljoner"]),
        ("Här användes 4 miljoner av Österåker.", ["4 miljoner"]),
        ("Här används 4 miljoner avBoverket.", []),
    ],
)
def test_the_user_of_the_money_is_not_what_is_counted(text: str, read: list[str]) -> None:
    assert money(text) == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Antalet flyktingar uppgår till 1,6 miljoner.", False),
        ("Antalet uppgår till 1,6 miljoner.", False),
        ("Antal: det uppgår till 1,6 miljoner.", True),
        ("Sett till antal handlar det om 1,6 miljoner.", False),
        ("Sett till antalet handlar det om 1,6 miljoner.", False),
        ("Landets befolkning är 1,6 miljoner.", False),
        ("Landets befolkningen är 1,6 miljoner.", False),
        ("Lokala invånare är 1,6 miljoner.", False),
        ("Invånarna: de är 1,6 miljoner.", True),
        ("Alla människor är 1,6 miljoner.", False),
        ("Alla flyktingar är 1,6 miljoner.", False),
        ("Alla personer är 1,6 miljoner.", False),
        ("Torkan drabbar 1,6 miljoner.", False),
        ("Av torkan är drabbade 1,6 miljoner.", False),
        ("Flera personer. Det blev 1,6 miljoner.", True),
        ("Flera personer; det blev 1,6 miljoner.", True),
        ("Flera personer: det blev 1,6 miljoner.", True),
        ("Flera personers kort, det blev 1,6 miljoner.", True),
        ("Kommunen har antalat 1,6 miljoner.", True),
        ("Manantal är 1,6 miljoner.", True),
        ("Alla människor " + "x" * 100 + " 1,6 miljoner.", False),
        ("Alla människor " + "x" * 118 + " 1,6 miljoner.", True),
    ],
)
def test_what_is_counted_may_stand_before_a_bare_magnitude(text: str, *, read: bool) -> None:
    assert money(text) == (["1,6 miljoner"] if read else [])


def test_what_is_counted_in_another_block_tells_nothing() -> None:
    text = "flera personer\n5 miljoner och 1 till"
    block = Span(text.index("5"), len(text))
    assert [amount.span.of(text) for amount in money_in(text, block, find_amounts(text, block), on_money=True)] == [
        "5 miljoner"
    ]


def test_what_stands_in_the_next_block_is_not_what_is_counted() -> None:
    text = "Det blev 5 miljoner människor"
    block = Span(0, text.index(" människor"))
    assert [amount.span.of(text) for amount in money_in(text, block, find_amounts(text, block), on_money=True)] == [
        "5 miljoner"
    ]
