"""Pages to measure on: a corpus that is given, or invented pages, the same in each run.

Belongs here: getting pages and writing them as files. The invented ones come with the amounts that they state.
"""

import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.console.evaluate import read_pages
from pipelines.evaluation.records import PageRecord, parse_pages

_INVENTED_PAGES = 30_000
_SEED = 2026
_SHARE_WITH_MONEY = 0.08
_PROSE = (
    "Ministern besökte i dag en skola och samtalade med elever, lärare och rektorer om vardagen i klassrummet.",
    "Utredningen ska redovisas senast den 31 maj och remitteras därefter till berörda myndigheter.",
    "Mötet hölls i Bryssel, där 27 länder enades om gemensamma slutsatser.",
    "Förslaget innebär att reglerna blir enklare för den som driver ett litet företag.",
    "Lagändringarna föreslås träda i kraft den 1 juli.",
    "Arbetet följs upp varje år och omfattar i dag 1 450 personer på 12 orter.",
    "Presskonferensen kan följas direkt, och frågor tas emot på telefon 08-123 45 67.",
    "Samarbetet mellan kommuner och regioner ska stärkas så att fler får hjälp i tid.",
)
_AGENCIES = ("Skolverket", "Trafikverket", "Kulturrådet", "Socialstyrelsen", "Naturvårdsverket")
_PLACES = ("Lund", "Umeå", "Falun", "Ystad", "Gävle", "Kalmar", "Borås", "Visby")


class Pages(NamedTuple):
    """Pages to measure on.

    Attributes:
        described: what they are, for the report, with a place for how many.
        texts: path and text of each.
        gold: labelled pages by path; empty where there are none.
    """

    described: str
    texts: Sequence[tuple[str, str]]
    gold: dict[str, PageRecord]


def given_pages(corpus: Path, gold: Path | None) -> Pages:
    """Take the pages of a Parquet file with the columns `path` and `text`.

    Args:
        corpus: the Parquet file.
        gold: labels of some of the pages, JSON Lines as `anslag eval` reads them.
    """
    table = pq.read_table(corpus, columns=["path", "text"])
    columns = (table.column(name).to_pylist() for name in ("path", "text"))
    texts = [(str(path), str(text or "")) for path, text in zip(*columns, strict=True)]
    return Pages("a corpus of {count} government pages", texts, read_pages(gold) if gold else {})


def invented_pages(count: int = _INVENTED_PAGES) -> Pages:
    """Invent pages like a government's: most without money, some with a few amounts, some with a table."""
    made = random.Random(_SEED)  # noqa: S311 - pages, no secrets
    texts: list[tuple[str, str]] = []
    labels: list[str] = []
    for number in range(count):
        path = f"pressmeddelanden/{2015 + number % 12}/{1 + number % 9:02d}/sida-{number}.md"
        lines = [f"# Rubrik {number}", ""]
        amounts: list[dict[str, object]] = []
        has_money = made.random() < _SHARE_WITH_MONEY
        for _ in range(made.randint(3, 12)):
            sentences = made.choices(_PROSE, k=made.randint(1, 3))
            if has_money and made.random() < 0.5:
                sentence, value = _money_sentence(made)
                sentences.insert(made.randint(0, len(sentences)), sentence)
                amounts.append({"line": len(lines) + 1, "quote": _quote(sentence), "value": value})
            lines += [" ".join(sentences), ""]
        if has_money and made.random() < 0.2:
            lines += _table(made)
        texts.append((path, "\n".join(lines)))
        labels.append(json.dumps({"path": path, "mentions": amounts}))
    return Pages("{count} invented pages", texts, parse_pages(labels, "invented pages"))


def write_files(pages: Pages, folder: Path) -> None:
    """Write each page as a file of its own, in the folders of its path."""
    for path, text in pages.texts:
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="")


def write_parquet(pages: Pages, file: Path) -> None:
    """Write the pages as a corpus of the columns `path` and `text`."""
    paths, texts = zip(*pages.texts, strict=True)
    pq.write_table(pa.table({"path": paths, "text": texts}), file)


def _money_sentence(made: random.Random) -> tuple[str, float]:
    agency, year = made.choice(_AGENCIES), made.randint(2024, 2029)
    number = made.randint(2, 900)
    form, value = made.choice(
        [
            (f"{number} miljoner kronor", number * 1e6),
            (f"{number / 10:.1f} miljarder kronor".replace(".", ","), number * 1e8),
            (f"{number} mnkr", number * 1e6),
            (f"{number} 000 kronor", number * 1e3),
        ]
    )
    return f"{agency} får {form} under {year} för att förbättra stödet.", value


def _quote(sentence: str) -> str:
    return sentence.partition(" får ")[2].partition(" under ")[0]


def _table(made: random.Random) -> Iterator[str]:
    yield from ("| Kommun | Belopp (kr) |", "| --- | --- |")
    for place in made.sample(_PLACES, k=made.randint(3, len(_PLACES))):
        yield f"| {place} | {made.randint(10, 900)} 000 |"
