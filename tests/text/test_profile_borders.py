"""Where the lists of a strategy begin and end, and which words lead to them."""

import pytest
from spaced import doubled, single

from pipelines.text.blocks import split_blocks
from pipelines.text.profile import Profile, read_profile, split_list
from pipelines.text.spans import Span


def read(text: str) -> Profile:
    return read_profile(text, split_blocks(text), published_year=2026)


def terms(text: str, kind: str) -> list[str]:
    return [single(term.span.of(text)) for term in read(text).terms if term.kind == kind]


def wanted(listed: str) -> list[str]:
    return listed.split("|") if listed else []


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("präglas av låg tillit och höga hyror", "låg tillit|höga hyror"),
        ("kännetecknas av lågt deltagande och hög oro", "lågt deltagande|hög oro"),
        ("i form av låga löner samt svag ekonomi", "låga löner|svag ekonomi"),
        ("när det gäller svagt stöd och bristande vård", "svagt stöd|bristande vård"),
        ("präglas av exempelvis stor oro, ökande brott och minskande tillit", "stor oro|ökande brott|minskande tillit"),
        ("präglas av till exempel ökad oro och dålig vård", "ökad oro|dålig vård"),
        ("präglas av t.ex. dåligt ljus och otillräcklig vård", "dåligt ljus|otillräcklig vård"),
        ("präglas av bland annat stort svinn och mycket hög oro", "stort svinn|mycket hög oro"),
        ("präglas av bl.a. dåliga hus och otillräckliga medel", "dåliga hus|otillräckliga medel"),
        ("Präglas av låg tillit och höga hyror", "låg tillit|höga hyror"),
        ("präglas av låg tillit och höga hyror: så är det", "låg tillit|höga hyror"),
        ("präglas av låg tillit och höga hyror; så är det", "låg tillit|höga hyror"),
        ("präglas av Låg tillit och Höga hyror", "Låg tillit|Höga hyror"),
        (
            "präglas av låg tillit och höga hyror; det kännetecknas av svag ekonomi och hög oro",
            "låg tillit|höga hyror|svag ekonomi|hög oro",
        ),
        ("präglas av låg tillit och höga nya hyror", ""),
        ("präglas av rätt låg tillit och höga hyror", ""),
        ("präglas av mycket tillit och höga hyror", ""),
        ("präglas starkt av låg tillit och höga hyror", ""),
        ("omformas av låg tillit och höga hyror", ""),
        ("kan sägas i reform av låg tillit och höga hyror", ""),
    ],
)
def test_needs_follow_the_words_that_introduce_them(text: str, listed: str) -> None:
    for printed in (f"Området {text}.", doubled(f"Området {text}.")):
        assert terms(printed, "need_indicator") == wanted(listed)


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("Prioriterade områden: skola, vård och omsorg.", "skola|vård|omsorg"),
        ("Strategiska insatsområden är dessa: skola, vård samt omsorg.", "skola|vård|omsorg"),
        ("Sex prioriterade mål: skola, vård.", "skola|vård"),
        ("Prioriterade frågorna: skola, vård.", ""),
        ("Oprioriterade frågor: skola, vård.", ""),
        ("Prioriterade vägar: skola, vård.", ""),
        ("Prioriterade frågor, skola, vård.", ""),
    ],
)
def test_areas_follow_the_words_and_the_colon_that_introduce_them(text: str, listed: str) -> None:
    for printed in (text, doubled(text)):
        assert terms(printed, "priority_area") == wanted(listed)


def test_forty_characters_may_stand_before_the_colon() -> None:
    assert terms(f"Prioriterade frågor {'n' * 39}: skola, vård.", "priority_area") == ["skola", "vård"]
    assert terms(f"Prioriterade frågor {'n' * 40}: skola, vård.", "priority_area") == []


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("I dag möts kommuner, regioner och staten här", "kommuner|regioner|staten"),
        ("Vi bjöd in alla kommuner, regioner samt polisen", "kommuner|regioner|polisen"),
        ("Alla kommuner, svenska regioner och hela staten", "kommuner|regioner|staten"),
        ("Kommuner i norr, regioner och staten", "Kommuner|regioner|staten"),
        (
            "Kommuner, regioner, staten, polisen, skolan, forskare, företag, invånare, lärosäten och myndigheter",
            "Kommuner|regioner|staten|polisen|skolan|forskare|företag|invånare|lärosäten|myndigheter",
        ),
        ("Kommuner, regioner och bilar", ""),
        ("Kommuner, regioner eller staten", ""),
        ("Kommuner; regioner och staten", ""),
        ("Kommuner-A, regioner och staten", ""),
        ("Kommunskatt, regioner och staten", ""),
    ],
)
def test_actors_stand_in_lists_of_three_or_more(text: str, listed: str) -> None:
    assert terms(f"{text}.", "actor") == wanted(listed)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Strategin gäller 2026.", (2026,)),
        ("Strategin under perioden 2026–2027.", (2026, 2027)),
        ("Strategin under åren 2026–2027.", (2026, 2027)),
        ("Strategin för perioden 2026–2027.", (2026, 2027)),
        ("Strategin för åren 2026–2027.", (2026, 2027)),
        ("Strategins mål sträcker sig till 2026.", (2026,)),
        ("Matstrategi gäller 2026.", (2026,)),
        ("Strategin gäller i år.", (2026,)),
        ("Strategin från 2024 gäller 2026.", (2026,)),
        ("Strategin: Gäller 2026.", (2026,)),
        ("Strategin är ny. Den gäller 2026.", None),
        ("Strategier gäller 2026.", None),
        ("Strategin gällerar 2026.", None),
        ("Strategin sträcker ut 2026.", None),
        ("Strategin kom 2026.", None),
    ],
)
def test_the_years_of_a_strategy_follow_words_of_duration(text: str, years: tuple[int, ...] | None) -> None:
    for printed in (text, doubled(text)):
        strategy = read(printed).strategy
        assert (strategy.period.years if strategy and strategy.period else None) == years


@pytest.mark.parametrize(
    ("text", "goal"),
    [
        ("Det övergripande målet är att alla läser.", "alla läser"),
        ("Det överordnade målet är god vård.", "god vård"),
        ("Ett övergripande mål är att alla läser.", "alla läser"),
        ("Det Övergripande Målet Är fred.", "fred"),
        ("De övergripande målen är fred.", None),
        ("Det övergripande målet blir fred.", None),
        ("Det högsta målet är fred.", None),
    ],
)
def test_the_goal_of_a_strategy_follows_its_name(text: str, goal: str | None) -> None:
    for printed in (f"Strategin är ny. {text}", doubled(f"Strategin är ny. {text}")):
        strategy = read(printed).strategy
        assert (single(strategy.goal.of(printed)) if strategy and strategy.goal else None) == goal


@pytest.mark.parametrize(
    ("item", "name", "portfolio"),
    [
        ("Eva Ek, skolminister", "Eva Ek", "skolminister"),
        ("Eva af Ek, statsråd", "Eva af Ek", "statsråd"),
        ("Eva de la Ek, statsråd", None, None),
        ("Eva-Maria d'Ek Alm, skolminister", None, None),
        ("Eva-Maria O'Ek, skolministern", "Eva-Maria O'Ek", "skolministern"),
        ("Eva A B C D Ek, skolminister", None, None),
        ("Eva Ek Alm Bo Ask, skolminister", "Eva Ek Alm Bo Ask", "skolminister"),
        ("Eva Ek Alm Bo Ask Al, skolminister", None, None),
        ("Eva Ek, äldre- och skolminister", "Eva Ek", "äldre- och skolminister"),
        ("Eva Ek, vård, skolminister", "Eva Ek", "vård, skolminister"),
        ("Eva Ek, minister och vice statsminister", "Eva Ek", "minister och vice statsminister"),
        ("Eva Ek, vice chef", None, None),
        ("Eva Ek, skolminister.", None, None),
        ("Fru Eva Ek skolminister", None, None),
    ],
)
def test_a_minister_has_a_name_and_a_portfolio(item: str, name: str | None, portfolio: str | None) -> None:
    text = f"* {item}"
    assert [(each.name.of(text), each.portfolio.of(text)) for each in read(text).ministers] == (
        [(name, portfolio)] if name else []
    )
    assert read(item).ministers == ()


def test_ministers_are_numbered_over_other_items() -> None:
    text = "* Eva Ek, skolminister\n* Bo Alm, chef\n* Bo Ask, statsråd"
    assert [(each.position, each.span.of(text)) for each in read(text).ministers] == [
        (0, "Eva Ek, skolminister"),
        (1, "Bo Ask, statsråd"),
    ]


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("a, b samt c", "a|b|c"),
        ("a och b, och c", "a och b|c"),
        ("a samt b, samt c", "a samt b|c"),
        ("a och b,  och  c", "a och b|c"),
        ("a och b,och c", "a och b|c"),
        ("a , och b", "a|b"),
        ("a  såväl  som  b", "a|b"),
        ("aoch b", "aoch b"),
        (",a,,b,", "a|b"),
    ],
)
def test_a_list_is_split_at_its_own_joints(text: str, items: str) -> None:
    printed = f"x{text}x"
    assert [span.of(printed) for span in split_list(printed, Span(1, len(printed) - 1))] == wanted(items)


@pytest.mark.parametrize("word", ["övergripande", "överordnade"])
def test_the_goal_may_stand_in_a_paragraph_of_its_own(word: str) -> None:
    text = f"Strategin är ny.\n\nDet {word} målet är fred."
    strategy = read(text).strategy
    assert strategy is not None
    assert strategy.goal is not None
    assert strategy.goal.of(text) == "fred"
