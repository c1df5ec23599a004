import pytest

from pipelines.text.blocks import split_blocks
from pipelines.text.profile import Profile, read_profile, split_list
from pipelines.text.spans import Span


def read(text: str, published_year: int | None = None) -> Profile:
    return read_profile(text, split_blocks(text), published_year=published_year)


def terms(text: str, kind: str) -> list[str]:
    found = [term for term in read(text).terms if term.kind == kind]
    assert [term.position for term in found] == list(range(len(found)))
    return [term.span.of(text) for term in found]


def test_the_strategy_of_2018_has_its_period_and_goal(segregation_text: str) -> None:
    strategy = read(segregation_text).strategy
    assert strategy is not None
    assert strategy.period is not None
    assert strategy.goal is not None
    assert (strategy.period.start_year, strategy.period.end_year) == (2018, 2028)
    assert strategy.period.span.of(segregation_text) == "2018–2028"
    assert (
        strategy.goal.of(segregation_text)
        == "minskad segregation, jämlika uppväxt- och levnadsvillkor och goda livschanser för alla"
    )


def test_the_strategy_of_2018_names_areas_actors_and_needs(segregation_text: str) -> None:
    assert terms(segregation_text, "priority_area") == [
        "boende",
        "utbildning",
        "arbetsmarknad",
        "demokrati och civilsamhälle",
        "brottslighet",
    ]
    assert terms(segregation_text, "actor") == [
        "staten",
        "kommunen",
        "landstinget",
        "civilsamhället",
        "näringslivet",
        "forskare",
    ]
    assert terms(segregation_text, "need_indicator") == [
        "lågt valdeltagande",
        "hög arbetslöshet",
        "låg utbildningsnivå",
        "låg sysselsättningsgrad",
    ]


def test_the_ten_ministers_of_2018_have_their_portfolios(segregation_text: str) -> None:
    ministers = read(segregation_text).ministers
    assert [(each.name.of(segregation_text), each.portfolio.of(segregation_text)) for each in ministers] == [
        ("Ibrahim Baylan", "samordnings- och energiminister"),
        ("Alice Bah Kuhnke", "kultur- och demokratiminister"),
        ("Anna Ekström", "gymnasie- och kunskapslyftsminister"),
        ("Gustav Fridolin", "utbildningsminister"),
        ("Heléne Fritzon", "migrationsminister och biträdande justitieminister"),
        ("Karolina Skog", "miljöminister"),
        ("Lena Hallengren", "barn-, äldre- och jämställdhetsminister"),
        ("Morgan Johansson", "justitie- och inrikesminister"),
        ("Peter Eriksson", "bostads- och digitaliseringsminister"),
        ("Ylva Johansson", "arbetsmarknads- och etableringsminister"),
    ]
    assert [each.position for each in ministers] == list(range(10))
    assert ministers[0].span.of(segregation_text) == "Ibrahim Baylan, samordnings- och energiminister"


OUTDOORS = """# Strategi för friluftslivet

Regeringens strategi gäller för perioden 2022–2030. Det övergripande målet är att alla ska kunna vistas i naturen.
Strategin har tre strategiska områden: allemansrätten, skyddad natur och tillgänglighet, samt skolan.

Arbetet görs av kommuner, regioner, länsstyrelser och ideella organisationer. Det behövs i områden som präglas av hög
ohälsa, låg utbildningsnivå och bristande tillgång.

- Karl-Petter Borg, näringsminister
- Anna af Ugglas, klimat- och miljöminister
- Bo Ek, generaldirektör
- Läs mer om våra ministrar, som arbetar med detta
"""


def test_another_strategy_in_other_words_reads_as_well() -> None:
    strategy = read(OUTDOORS).strategy
    assert strategy is not None
    assert strategy.period is not None
    assert (strategy.period.start_year, strategy.period.end_year) == (2022, 2030)
    assert strategy.goal is not None
    assert strategy.goal.of(OUTDOORS) == "alla ska kunna vistas i naturen"
    assert terms(OUTDOORS, "priority_area") == ["allemansrätten", "skyddad natur och tillgänglighet", "skolan"]
    assert terms(OUTDOORS, "actor") == ["kommuner", "regioner", "länsstyrelser", "ideella organisationer"]
    assert terms(OUTDOORS, "need_indicator") == ["hög\nohälsa", "låg utbildningsnivå", "bristande tillgång"]
    assert [(each.name.of(OUTDOORS), each.portfolio.of(OUTDOORS)) for each in read(OUTDOORS).ministers] == [
        ("Karl-Petter Borg", "näringsminister"),
        ("Anna af Ugglas", "klimat- och miljöminister"),
    ]


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Staten, det civila samhället, näringslivet och universitet samverkar.", 4),
        ("Vi tackar polisen, socialtjänsten samt arbetsmarknadens parter.", 3),
        ("Staten, kommuner och regioner får stöd. Kommunen, regionen och staten ansvarar.", 3),
        ("Stödet går till kommuner och regioner.", 0),
        ("Vi köpte äpplen, päron och bananer.", 0),
    ],
)
def test_only_enumerations_of_three_kinds_of_actors_name_actors_each_once(text: str, actors: int) -> None:
    assert len(terms(text, "actor")) == actors


def test_levels_of_something_are_indicators_and_other_lists_are_not() -> None:
    assert terms("Området präglas av hög brottslighet och svag ekonomi.", "need_indicator") == [
        "hög brottslighet",
        "svag ekonomi",
    ]
    assert terms("Det märks när det gäller skola, vård och omsorg.", "need_indicator") == []


@pytest.mark.parametrize("text", ["", "Regeringen satsar 5 mnkr under perioden 2018–2020.", "Strategin är klar."])
def test_a_text_without_strategy_has_none(text: str) -> None:
    assert read(text) == Profile(None, (), ())


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("boende", ["boende"]),
        ("a, b och c", ["a", "b", "c"]),
        ("a, b och c, samt d", ["a", "b och c", "d"]),
        ("a såväl som b", ["a", "b"]),
        (" a ,  b ", ["a", "b"]),
        ("", []),
    ],
)
def test_lists_are_split_at_commas_and_conjunctions(text: str, items: list[str]) -> None:
    assert [span.of(text) for span in split_list(text, Span(0, len(text)))] == items
