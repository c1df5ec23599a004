"""Who is listed as an actor, what is a level of something, and where strategies, goals and ministers stand."""

import pytest

from pipelines.text.blocks import split_blocks
from pipelines.text.profile import Profile, read_profile


def read(text: str) -> Profile:
    return read_profile(text, split_blocks(text), published_year=2026)


def terms(text: str, kind: str) -> list[str]:
    return [term.span.of(text) for term in read(text).terms if term.kind == kind]


@pytest.mark.parametrize(
    "listed",
    [
        "kommuner, regioner, länsstyrelser och universitet",
        "akademin, arbetsgivarna, arbetsmarknadens parter och civilsamhället",
        "det civila samhället, fackföreningar, forskarna och forskningen",
        "företagen, föreningar, ideella organisationer och invånarna",
        "den ideella sektorn, landstingen, lärosätena och medborgarna",
        "landsting, ideella sektorn, lärosäten och medborgare",
        "myndigheterna, näringslivet, polisen och regeringen",
        "sjukvården, skolorna, socialtjänsten, staten och trossamfunden",
    ],
)
def test_every_kind_of_actor_is_listed_in_its_forms(listed: str) -> None:
    assert terms(f"Bakom planen står {listed}.", "actor") == listed.replace(" och ", ", ").split(", ")


@pytest.mark.parametrize(
    "listed",
    [
        "kommuner, regioner och badplatser",
        "kommunalråd, statister och polisonger",
        "kommuner och regioner",
        "kommuner, regioner, länsstyrelser",
    ],
)
def test_what_only_begins_like_an_actor_makes_no_list(listed: str) -> None:
    assert terms(f"Planen rör {listed}.", "actor") == []


def test_an_actor_is_listed_once_in_the_order_of_the_text() -> None:
    text = "Planen rör kommuner, regioner och staten. Även kommunerna, skolan och polisen deltar."
    assert terms(text, "actor") == ["kommuner", "regioner", "staten", "skolan", "polisen"]
    assert [term.position for term in read(text).terms] == [0, 1, 2, 3, 4]


def test_lists_of_actors_stand_in_paragraphs_and_items_but_not_in_headings() -> None:
    assert terms("* Kommuner, regioner och staten deltar.", "actor") == ["Kommuner", "regioner", "staten"]
    assert terms("# Kommuner, regioner och staten\n\nDe deltar.", "actor") == []


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("som kännetecknas av låg sysselsättning, hög ohälsa och svagt förtroende", 3),
        ("i form av bristande service, ökande trångboddhet samt mycket låga inkomster", 3),
        ("när det gäller bland annat stor oro, ökad stress och otillräckliga resurser", 3),
        ("som präglas av t.ex. dåliga resultat och minskande valdeltagande", 2),
        ("som präglas av hög frånvaro, dåliga resultat och bilar", 0),
        ("som präglas av hög frånvaro", 0),
        ("som präglas av hög frånvaro i skolan och låg närvaro", 0),
        ("som byggs av hög frånvaro och dåliga resultat", 0),
        ("där arbetet, när det gäller skolor som präglas av hög frånvaro och svaga resultat, fortsätter", 0),
    ],
)
def test_needs_are_levels_of_two_things_or_more(text: str, indicators: int) -> None:
    assert len(terms(f"Stödet går till områden {text}.", "need_indicator")) == indicators


def test_of_nested_introductions_the_innermost_counts() -> None:
    text = "Det är svårt när det gäller skolor som präglas av hög frånvaro och svaga resultat."
    assert terms(text, "need_indicator") == ["hög frånvaro", "svaga resultat"]


def test_needs_of_several_sentences_are_numbered_through() -> None:
    text = "Området präglas av stor oro och låg tillit. Det kännetecknas av svag ekonomi och höga hyror."
    assert [(term.position, term.span.of(text)) for term in read(text).terms] == [
        (0, "stor oro"),
        (1, "låg tillit"),
        (2, "svag ekonomi"),
        (3, "höga hyror"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "De prioriterade områdena är följande.",
        "Regeringens prioriterade frågor: skola, vård och omsorg",
        "Våra strategiska mål för landet: skola, vård och omsorg",
        "Sju prioriterade insatsområden: skola, vård och omsorg",
    ],
)
def test_areas_follow_a_colon(text: str) -> None:
    assert terms(text, "priority_area") == (["skola", "vård", "omsorg"] if ":" in text else [])


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Strategin gäller 2026–2030.", (2026, 2030)),
        ("Den nationella skogsstrategin sträcker sig till 2030.", (2030, 2030)),
        ("En strategi för åren 2026–2028 tas fram.", (2026, 2028)),
        ("Strategin beslutades 2024 och pågår under perioden 2026–2028.", (2026, 2028)),
        (
            "Strategins första år är 2026. Strategin gäller 2026–2027, och nästa strategi gäller 2028–2029.",
            (2026, 2027),
        ),
    ],
)
def test_the_first_period_of_a_strategy_is_its_period(text: str, years: tuple[int, int]) -> None:
    strategy = read(text).strategy
    assert strategy is not None
    assert strategy.period is not None
    assert (strategy.period.start_year, strategy.period.end_year) == years


@pytest.mark.parametrize(
    "text",
    [
        "Strategiskt arbete under perioden 2026–2028 ska ge resultat.",
        "Arbetet under perioden 2026–2028 ska ge resultat.",
        "Det övergripande målet är att fler läser.",
    ],
)
def test_without_a_strategy_there_is_no_period_and_no_goal(text: str) -> None:
    assert read(text).strategy is None


def test_the_first_goal_counts_to_the_end_of_its_sentence() -> None:
    text = "Strategin är klar. Det överordnade målet är god vård, för alla. Ett övergripande mål är att spara."
    strategy = read(text).strategy
    assert strategy is not None
    assert strategy.goal is not None
    assert strategy.goal.of(text) == "god vård, för alla"


@pytest.mark.parametrize(
    ("item", "portfolio"),
    [
        ("Eva Ek, skolminister", "skolminister"),
        ("Eva von Ek, statsråd och biträdande skolminister", "statsråd och biträdande skolminister"),
        ("Eva Ek, biträdande skol- och forskningsminister", "biträdande skol- och forskningsminister"),
        ("Eva, skolminister", None),
        ("eva ek, skolminister", None),
        ("Eva Ek, skolminister sedan 2022", None),
        ("Eva Ek skolminister", None),
    ],
)
def test_a_minister_is_an_item_of_a_name_and_a_portfolio(item: str, portfolio: str | None) -> None:
    text = f"- {item}\n- Bo Alm, chef\n"
    assert [each.portfolio.of(text) for each in read(text).ministers] == ([portfolio] if portfolio else [])
