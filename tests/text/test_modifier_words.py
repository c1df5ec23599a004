"""How far a qualification reaches over the words between it and its amount, and which qualification counts."""

import pytest

from pipelines.text.modifiers import read_modifier


def modifier(before: str, amount: str = "5 000 kronor", behind: str = "") -> str:
    text = before + amount + behind
    return read_modifier(text, 0, len(before), len(before) + len(amount))


@pytest.mark.parametrize(
    ("limit", "told"),
    [
        *((limit, "at_most") for limit in ("högst", "maximalt", "max", "högsta", "som mest", "som högst")),
        *((limit, "at_least") for limit in ("minst", "lägst", "som lägst", "som minst")),
        *((word, "exact") for word in ("cirka", "drygt", "upp till", "åtminstone", "knappt", "mer än")),
    ],
)
def test_only_the_plainest_limits_reach_over_a_verb(limit: str, told: str) -> None:
    assert modifier(f"stödet {limit} ska uppgå till ") == told


@pytest.mark.parametrize(
    ("word", "told"),
    [
        *((word, "at_most") for word in ("upp till", "inte mer än", "max.", "uppemot", "som allra mest")),
        *((word, "at_least") for word in ("åtminstone", "inte under", "inte mindre än")),
        *((word, "exact") for word in ("cirka", "drygt", "knappt", "nästan")),
        ("storleksordningen", "about"),
    ],
)
def test_limits_and_orders_of_magnitude_reach_over_a_sum(word: str, told: str) -> None:
    assert modifier(f"stödet är {word} ett belopp om ") == told


@pytest.mark.parametrize(
    ("before", "told"),
    [
        ("totalt cirka ", "about"),
        ("cirka totalt ytterligare ", "about"),
        ("cirka stora ", "exact"),
        ("inte mer än ", "at_most"),
        ("mer än ", "over"),
        ("än ", "exact"),
        ("högst drygt ", "at_most"),
        ("drygt högst ", "at_most"),
        ("minst cirka ", "at_least"),
        ("nästan drygt ", "over"),
        ("cirka nästan ", "under"),
        ("CIRKA ", "about"),
        ("(högst ", "at_most"),
        ("< ", "under"),
        ("≤", "at_most"),
        ("> ", "over"),
        ("≥", "at_least"),
        ("~", "about"),
        ("≈ ", "about"),
        ("= ", "exact"),
        ("högst ett prisbasbelopp (", "at_most"),
        ("högst ett prisbasbelopp ( ", "at_most"),
        ("högst 0,5 prisbasbelopp (", "at_most"),
        ("högst tio prisbasbelopp (", "at_most"),
        ("cirka tio prisbasbelopp (", "exact"),
        ("högst tjugo prisbasbelopp (", "exact"),
        ("högst prisbasbelopp (", "exact"),
        ("högst tio procent (cirka ", "at_most"),
        ("högst tio procent cirka ", "about"),
        ("prisbasbelopp (", "exact"),
        ("högst " + "ytterligare " * 8, "at_most"),
        ("högst " + "ytterligare " * 9, "exact"),
        ("", "exact"),
    ],
)
def test_the_strictest_qualification_in_reach_counts(before: str, told: str) -> None:
    assert modifier(before) == told


@pytest.mark.parametrize(
    ("amount", "told"),
    [
        ("en dryg miljon kronor", "over"),
        ("två dryga miljoner kronor", "over"),
        ("en knapp miljon kronor", "under"),
        ("två knappa miljoner kronor", "under"),
        ("en drygare miljon kronor", "exact"),
        ("en odryg miljon kronor", "exact"),
    ],
)
def test_a_qualification_may_stand_inside_the_amount(amount: str, told: str) -> None:
    assert modifier("", amount) == told
    assert modifier("högst ", amount) == "at_most"


@pytest.mark.parametrize(
    ("behind", "told"),
    [
        *(
            (f" {words}", "at_least")
            for words in ("eller mer", "eller mera", "och mer", "eller däröver", "och däröver")
        ),
        *(
            (f" {words}", "at_least")
            for words in ("eller uppåt", "och uppåt", "eller högre", "eller över", "och  mera")
        ),
        *((f" {words}", "at_most") for words in ("eller därunder", "och nedåt", "eller mindre", "eller  lägre")),
        (" eller under", "at_most"),
        (" eller mer än 6 000", "exact"),
        (" eller mera än 6 000", "exact"),
        (" och högre", "exact"),
        (" och mindre", "exact"),
        (" eller mersmak", "exact"),
        (" eller undersökning", "exact"),
        (" mer", "exact"),
        ("eller mer", "exact"),
        (", eller mer", "exact"),
    ],
)
def test_more_or_less_behind_an_amount_bounds_it(behind: str, told: str) -> None:
    assert modifier("", behind=behind) == told
    assert modifier("drygt ", behind=behind) == "over"


def test_nothing_before_the_floor_is_read() -> None:
    text = "högst 4 000 kronor 5 000 kronor"
    assert read_modifier(text, 18, 19, len(text)) == "exact"
    assert read_modifier(text, 0, 6, 18) == "at_most"
