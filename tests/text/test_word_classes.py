"""What single words are: those who may receive, determiners, counts in names of rows, verbs that tell a decision."""

import pytest

from pipelines.text.headers import names_count
from pipelines.text.ledger import account
from pipelines.text.recipient_words import class_of
from pipelines.text.spans import Span
from pipelines.text.statuses import find_status


@pytest.mark.parametrize(
    "word",
    [
        *("myndighet", "myndigheten", "myndigheter", "myndigheterna", "organisationer", "föreningarna", "fonden"),
        *("förbundet", "bolagen", "företag", "universitetet", "stiftelsen", "stiftelserna", "högskolor", "lärosätena"),
        *("aktörerna", "ambassaden", "sektorn", "kassan", "skolor", "museerna", "teatern", "centrumet", "huvudmannen"),
        *("partnerlandet", "mottagarländerna", "utövare", "näringsidkarna", "jordägaren", "operatörer", "arrangören"),
        *("polisen", "idrottsrörelsen", "försvaret", "handelskammaren", "civilsamhället", "Kommuner"),
    ],
)
def test_organisations_are_known_in_their_forms(word: str) -> None:
    assert class_of(word) == ("body", False)


@pytest.mark.parametrize(
    "word",
    [
        *("person", "personer", "studenterna", "eleven", "elev", "elever", "pensionärer", "forskare", "forskarna"),
        *("medborgare", "patienten", "invånarna", "konstnärer", "flyktingar", "journalisterna", "hushåll", "hushållen"),
        *("barn", "barnet", "författarna", "musikern", "familjer", "familjen", "föräldrarna", "anhöriga", "kvinnor"),
    ],
)
def test_people_are_known_in_their_forms(word: str) -> None:
    assert class_of(word) == ("person", False)


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("kommunernas", ("body", True)),
        ("museernas", ("body", True)),
        ("elevers", ("person", True)),
        ("samtliga", ("determiner", False)),
        ("tolv", ("determiner", False)),
        ("ideella", ("describing", False)),
        ("små-", ("describing", False)),
        ("tilldela", ("other", False)),
        ("beviljat", ("other", False)),
        ("procenten", ("other", False)),
        ("hantverk", ("other", False)),
        ("barnbarn", ("other", False)),
        ("arbetsgrupp", ("other", False)),
        ("styrelsen", ("other", False)),
    ],
)
def test_genitives_describing_words_and_lookalikes_are_told_apart(word: str, told: tuple[str, bool]) -> None:
    assert class_of(word) == told


@pytest.mark.parametrize(
    ("name", "is_count"),
    [
        ("Antal bolag", True),
        ("**Antal** bolag", True),
        ("Andel, %", True),
        ("Andel (procent)", True),
        ("Bolag, st.", True),
        ("Bolag (antal", True),
        ("Antalsstöd", False),
        ("Bolag i antal", False),
        ("Kostnad, kr", False),
    ],
)
def test_the_name_of_a_row_tells_a_count_at_its_beginning_or_its_end(name: str, is_count: bool) -> None:
    assert names_count(name) is is_count


@pytest.mark.parametrize(
    ("verb", "status"),
    [
        *((verb, "decided") for verb in ("stärker", "satsas", "skjuts", "investerar", "disponerar", "läggs", "bidrar")),
        *((verb, "proposed") for verb in ("föreslår", "föreslagits", "vill", "bör")),
        *((verb, "indicative") for verb in ("planerar", "aviserar", "uppskattar", "bedömer", "beräknas")),
        ("bidragstak", None),
        ("villa", None),
        ("börs", None),
    ],
)
def test_a_verb_tells_how_firm_money_is_in_its_forms_and_no_longer_word_does(verb: str, status: str | None) -> None:
    text = f"Staten {verb} 5 miljoner kronor"
    assert find_status(text, Span(0, len(text))) == status


@pytest.mark.parametrize(("text", "role"), [("Det gäller den 31.", "date"), ("Det gäller den 32.", "unaccounted")])
def test_a_day_of_a_month_goes_to_the_thirty_first(text: str, role: str) -> None:
    assert [token.role for token in account(text, [])] == [role]
