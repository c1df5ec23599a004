"""Which years belong to which amount of a sentence, and which of them recur."""

import pytest

from pipelines.text.mentions import Mention
from pipelines.text.reading import read_document


def when(mention: Mention) -> str:
    """Give the years of an amount, "a year" where it recurs, and "on" where it has no end."""
    years, timing = mention.timing.years, mention.timing
    span = f"{years[0]}–{years[-1]}" if len(years) > 1 else "".join(map(str, years)) or "-"
    assert list(years) == list(range(years[0], years[-1] + 1)) if years else True
    return span + " a year" * timing.per_year + " on" * timing.open_ended


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Ramen var 5 miljoner kronor 2025 och 6 miljoner kronor 2026.", ["2025", "2026"]),
        ("För 2025 var ramen 5 miljoner kronor, för 2026 6 miljoner kronor.", ["2025", "2026"]),
        ("Stödet är 5 miljoner kronor 2025, varav 2 miljoner kronor avser 2026.", ["2025", "2026"]),
        ("Under 2024 avsattes 5 miljoner kronor, och därefter 7 miljoner kronor.", ["2024", "-"]),
        ("Stödet höjs från 5 miljoner kronor 2025 till 7 miljoner kronor 2026.", ["2025", "2026"]),
        ("Stödet höjs från 5 till 7 miljoner kronor 2026.", ["-", "2026"]),
        (
            "Stödet ökar från nuvarande 5 miljoner kronor per år till 7 miljoner kronor per år 2026–2028.",
            ["2026 a year", "2028 a year"],
        ),
        ("Stödet ökar från 5 miljoner kronor till 7 miljoner kronor under 2026–2027.", ["2026", "2027"]),
        (
            "Regeringen avsätter 5 miljoner kronor 2026 och samma belopp beräknas för 2027 och 2028.",
            ["2026–2028 a year"],
        ),
        ("Regeringen avsätter 5 miljoner kronor 2026 och lika mycket 2027.", ["2026–2027 a year"]),
        (
            "Regeringen avsätter 5 miljoner kronor 2026 och motsvarande summa från och med 2027.",
            ["2026–2027 a year on"],
        ),
        ("Stödet är 5 miljoner kronor från 2026 till och med 2028.", ["2026–2028"]),
        ("Stödet är 5 miljoner kronor per år 2026 och förlängs till och med 2028.", ["2026–2028 a year"]),
        ("Stödet på 5 miljoner kronor 2026 årligen till och med 2028.", ["2026–2028 a year"]),
        ("Stödet är 5 miljoner kronor 2026, till och med 2028.", ["2026"]),
        ("5 miljoner kronor beräknas även för 2027 och 2028.", ["2027–2028 a year"]),
        ("5 miljoner kronor beräknas för 2027 och 2028.", ["2027–2028"]),
        ("5 miljoner kronor beräknas även för 2027.", ["2027"]),
        ("Stödet är 5 miljoner kronor årligen.", ["- a year"]),
        ("Stödet är årligen 5 miljoner kronor.", ["- a year"]),
        ("Stödet är 5 miljoner kronor årligen och 7 miljoner kronor engångsvis.", ["- a year", "-"]),
        ("En ökning av det årliga stödet med 5 miljoner kronor görs 2026.", ["2026"]),
        ("Därefter beräknas 5 miljoner kronor per år.", ["- a year on"]),
        ("Stödet blir permanent med 5 miljoner kronor per år från 2026.", ["2026 a year on"]),
        ("Sedan 2022 har museet fått 5 miljoner kronor.", ["2022"]),
        ("Sedan 2022 pågår arbetet, och museet har fått 5 miljoner kronor.", ["-"]),
        ("Museet har fått 5 miljoner kronor sedan 2022 och 7 miljoner kronor i dag.", ["2022", "-"]),
        ("I budgetpropositionen för 2026 föreslås 5 miljoner kronor.", ["2026"]),
        ("I budgetpropositionen för 2026 föreslås 5 miljoner kronor 2027 och 6 miljoner kronor.", ["2027", "2027"]),
        ("Stödet är 5 miljoner kronor 2026 respektive 7 miljoner kronor 2027.", ["2026", "2027"]),
        ("Stödet är 5 respektive 7 miljoner kronor 2026 respektive 2027.", ["2026", "2027"]),
        ("Stödet är 5 respektive 7 miljoner kronor 2026 och 2027.", ["2026–2027", "2026–2027"]),
        ("Stödet är 5 miljoner kronor under tre år från 2026.", ["2026–2028"]),
        ("Ett treårigt stöd på 5 miljoner kronor startar 2026.", ["2026–2028"]),
        ("Ett treårigt stöd på 5 miljoner kronor från och med 2026.", ["2026–2028"]),
        ("Stödet är 5 miljoner kronor 2026; 2027 är det 7 miljoner kronor.", ["2026", "2027"]),
        ("År 2026, 2027 och 2028 avsätts 5 miljoner kronor.", ["2026–2028"]),
        ("Museet får 5 miljoner kronor, inklusive 2 miljoner kronor för 2026.", ["-", "2026"]),
        ("Museet får nu 5 miljoner kronor.", ["-"]),
        ("Museet fick 3 miljoner kronor 2024 och får nu 5 miljoner kronor.", ["2024", "-"]),
    ],
)
def test_each_amount_has_the_years_of_its_own_clause(text: str, told: list[str]) -> None:
    assert [when(mention) for mention in read_document(text, published_year=2025).mentions] == told
