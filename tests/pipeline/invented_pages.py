"""Pages like a ministry's, made up by a seeded generator: prose with amounts, tables, lists, ministers, dates."""

import random
from collections.abc import Callable

_PLACES = ["Lund", "Umeå", "Falun", "Borås", "Växjö", "Kiruna", "Malmö", "Gävle", "Örebro", "Visby"]
_AGENCIES = ["Socialstyrelsen", "Skolverket", "Naturvårdsverket", "Polismyndigheten", "Boverket", "Vinnova"]
_PURPOSES = ["kulturskolor", "bredband på landsbygden", "fler poliser", "psykisk hälsa", "laddstationer", "idrott"]


def invented_page(rng: random.Random) -> str:
    """Make a page up; every draw comes from the generator that is handed in."""
    parts: list[Callable[[random.Random], str]] = [_decision, _proposal, _list_of_measures, _table, _empty_talk, _misc]
    chosen = rng.choices(parts, weights=[5, 4, 2, 3, 4, 2], k=rng.randint(1, 6))
    title = f"# Satsning på {rng.choice(_PURPOSES)} {rng.choice(_PLACES)}"
    return "\n\n".join([title, *(part(rng) for part in chosen)]) + "\n"


def edited(text: str, rng: random.Random) -> str:
    """Edit a page the way pages are: an amount corrected, a paragraph added or taken out, or a misprint."""
    paragraphs = text.rstrip("\n").split("\n\n")
    kind = rng.choice(["amount", "added", "removed", "misprint"])
    if kind == "added":
        paragraphs.insert(rng.randint(1, len(paragraphs)), _decision(rng))
    elif kind == "removed" and len(paragraphs) > 2:
        paragraphs.pop(rng.randrange(1, len(paragraphs)))
    elif kind == "misprint" and " 000 000 " in text:
        return text.replace(" 000 000 ", " 000 00 ", 1)
    else:
        paragraphs.append(_proposal(rng))
    return "\n\n".join(paragraphs) + "\n"


def _amount(rng: random.Random) -> str:
    number = rng.randint(2, 900)
    return rng.choice(
        [f"{number} miljoner kronor", f"{number / 10:.1f} miljarder kronor".replace(".", ","), f"{number} mnkr"]
    )


def _decision(rng: random.Random) -> str:
    year = rng.randint(2018, 2027)
    return (
        f"{rng.choice(_AGENCIES)} får {_amount(rng)} {year} för {rng.choice(_PURPOSES)}. Därutöver har "
        f"{rng.choice(_PLACES)} kommun beviljats {_amount(rng)} för {year}–{year + rng.randint(1, 3)}."
    )


def _proposal(rng: random.Random) -> str:
    start = rng.choice(["Regeringen föreslår att", "I budgetpropositionen föreslås att"])
    every = rng.choice(["per år", "årligen", ""])
    return f"{start} {_amount(rng)} avsätts {every} från och med 2026 till {rng.choice(_PURPOSES)}.".replace("  ", " ")


def _list_of_measures(rng: random.Random) -> str:
    items = [
        f"- {_amount(rng)} till {rng.choice(_AGENCIES)}" if rng.random() < 0.7 else f"- Stöd till {rng.choice(_PLACES)}"
        for _ in range(rng.randint(2, 5))
    ]
    return "Regeringen satsar på följande:\n\n" + "\n".join(items)


def _table(rng: random.Random) -> str:
    places = rng.sample(_PLACES, rng.randint(3, 7))
    amounts = [rng.randint(1, 90) * 1_000_000 for _ in places]
    total = sum(amounts) + rng.choice([0, 0, 0, 1_000_000])
    rows = [f"| {place} | {amount:,} |".replace(",", " ") for place, amount in zip(places, amounts, strict=True)]
    header = f"| Kommun | Belopp {rng.randint(2018, 2026)} (kronor) |\n| --- | --- |"
    return "\n".join([header, *rows, f"| Totalt | {total:,} |".replace(",", " ")])


def _empty_talk(rng: random.Random) -> str:
    meeting = f"Mötet hålls den 3 maj {rng.randint(2018, 2026)}."
    return f"I {rng.choice(_PLACES)} bor {rng.randint(10, 300)} 000 människor. {meeting}"


def _misc(rng: random.Random) -> str:
    name = rng.choice(["Anna Ek", "anna ek", "Bo Alm"])
    return f"Strategin gäller 2018–2028. Skatten är {rng.randint(20, 60)},5 öre per kilowattimme, säger {name}."
