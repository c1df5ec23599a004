"""What each word tells of how firm money is, and how much it says, beside words that only look like it."""

import pytest
from spaced import doubled

from pipelines.text.spans import Span
from pipelines.text.statuses import find_status, find_telling


def told(text: str) -> list[tuple[str, str]]:
    return [(word.status, word.strength) for word in find_telling(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    ("status", "strength", "words"),
    [
        ("calculation_example", "governing", "räkneexempel|Räkneexemplet"),
        (
            "indicative",
            "governing",
            (
                "indikativ|indikativt|preliminär|preliminära|aviser|aviserar|planera|planerade|beräkna|beräknas|uppskatta"
                "|uppskattas|bedömer|bedöms|bedömdes|bedömt|bedömts|bedömning|bedömningen"
            ),
        ),
        (
            "proposed",
            "governing",
            (
                "föreslå|föreslår|föreslagit|föreslog|förslag|förslaget|vill|bör|avser att|avser  föreslå|avser avsätta"
                "|avser tillföra|avser bidra|avser satsa|lägga fram|lägger nu fram|läggs fram|går fram med"
                "|går i dag med en plan fram med"
            ),
        ),
        (
            "paid",
            "firm",
            (
                "betalar ut|betalade nu ut|betalades ut|betalats ut|betalat nu ut|utbetalar|utbetalade|utbetalades"
                "|utbetalats|betalas ut|utbetalas|bidrog|bidragit|stöttat|uppgick|använts|har gett|har nu gett"
                "|har sedan dess gett|maska betalas ut|Betalas ut"
            ),
        ),
        (
            "decided",
            "firm",
            (
                "beslut|beslutade|uppdra|uppdrar|uppdrag|avsätter|avsatt|avsatta|anvisar|anvisade|anvisat|anvisats|anvisades"
                "|tilldelar|tilldelade|tilldelades|tilldelat|tilldelats|tillför|tillförde|tillfördes|tillförts|fördelar"
                "|fördelades|bevilja|beviljas|förstärker|förstärkte|förstärktes|förstärkt|förstärkts|satsar|satsats"
                "|investerar|investerat|ger|gav|fick|fått|skjuter|sköt|lägger|var|ökade|ökades|ökat|höjde|höjdes"
                "|i dagsläget|för närvarande|Beslut"
            ),
        ),
        (
            "decided",
            "weak",
            (
                "avsätts|avsättas|avsätta|anvisa|anvisas|tilldela|tilldelas|tillförs|tillföras|tillföra|fördela|fördelas"
                "|förstärks|förstärkas|förstärka|stärk|stärker|satsa|satsas|skjuts|skjutas|investera|investeras|disponera"
                "|disponerar|använda|läggs|bidra|bidrar|få|får|ges|ge|höjs|höjas|höjer|höjd|höjt|öka|ökas|ökar"
            ),
        ),
        (
            "decided",
            "stative",
            (
                "avsättning|avsättningar|förstärkning|förstärkningen|satsning|satsningen|omfatta|omfattar|omfattas|uppgår"
                "|motsvarar|innebär|utgör|är"
            ),
        ),
    ],
)
def test_each_word_tells_in_all_its_forms(status: str, strength: str, words: str) -> None:
    for word in words.split("|"):
        assert told(f"Där {word}")[:1] == [(status, strength)], word
        assert told(f"Där {doubled(word)}")[:1] == [(status, strength)], word


@pytest.mark.parametrize(
    "text",
    [
        *(
            "oplanerade",
            "obeslutade",
            "bedömerskan",
            "anvisasen",
            "bedömaren",
            "omdöme",
            "oanvänts",
            "villan",
            "börja",
            "övervill",
            "framläggs",
        ),
        *("avser bidraget", "avser attackplanet", "avser avsättandet", "nyavser att"),
        *("går fram till", "går nu genast hem över bron igen fram med", "betalar snart nu ut", "betalar ute"),
        *("betalar tillbaka", "utbetalare", "betalas tillbaka", "återbetalas ut", "bidrogs", "stöttats", "uppgicks"),
        *("ska betalas ut", "skall betalas ut", "kan utbetalas", "att betalas ut", "kunna betalas ut", "Ska utbetalas"),
        *("har getts", "har nu genast igår gett", "uppdraget", "uppdragit", "avsättermedel", "tillförsel", "gerillan"),
        *("gavel", "fickan", "skjuterna", "varor", "varje", "ökad", "idagsläget", "närvarande", "disposition"),
        *("fåra", "bidrag", "omfattande", "motsvarande", "innebära", "utgöra", "ära", "fören", "såga", "övervar"),
        *("gesäll", "höjden", "höjdhopp", "läggspel", "skjutsen", "användare", "satsande", "förstärkande", "ökande"),
    ],
)
def test_words_that_only_look_like_them_tell_nothing(text: str) -> None:
    assert told(f"Där {text}") == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("avser satsade medel", [("decided", "firm")]),
        ("medel får betalas ut", [("decided", "weak")]),
        ("medel bör utbetalas", [("proposed", "governing")]),
        ("lägger sedan genast fram", [("decided", "firm")]),
        ("bedöms ge", [("indicative", "governing"), ("decided", "weak")]),
        ("omfattar beslutade medel", [("decided", "stative"), ("decided", "firm")]),
    ],
)
def test_each_word_of_a_stretch_tells_for_itself(text: str, words: list[tuple[str, str]]) -> None:
    assert told(text) == words


def test_a_telling_word_knows_its_place_and_what_it_overrides() -> None:
    text = "Det föreslås att medel avsätts, ger och är"
    words = find_telling(text, Span(4, len(text)))
    assert [text[word.at :].split(maxsplit=1)[0] for word in words] == ["föreslås", "avsätts,", "ger", "är"]
    assert [word.governs for word in words] == [True, False, False, False]
    assert [word.is_firm for word in words] == [True, False, True, False]
    assert find_telling(text, Span(text.index("att"), text.index("ger")))[0].strength == "weak"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Satsningen är preliminär", "indicative"),
        ("Satsningen är ny", None),
        ("Satsningen omfattar utbetalade medel som betalats ut", "paid"),
    ],
)
def test_a_stative_word_alone_states_no_status(text: str, status: str | None) -> None:
    assert find_status(text, Span(0, len(text))) == status
