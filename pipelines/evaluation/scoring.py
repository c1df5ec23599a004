"""Counts and misses over labelled pages: how often the reader is right, and where it is not.

Belongs here: what is counted, and precision, recall and F1. Which amounts are the same stands in `matching`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from pipelines.evaluation.matching import pair_cells, pair_mentions, same_recipient
from pipelines.evaluation.records import CellRecord, MentionRecord, PageRecord

AgreementField = Literal["years", "per_year", "modifier", "kind", "status"]
MissField = Literal["mention", "cell", "years", "per_year", "modifier", "kind", "status", "recipient"]

AGREEMENT_FIELDS: tuple[AgreementField, ...] = get_args(AgreementField)
MISS_FIELDS: tuple[MissField, ...] = get_args(MissField)
_FUNDING = "funding"


@dataclass(frozen=True, slots=True)
class Miss:
    """One thing that the reader got wrong.

    Attributes:
        path: the page.
        line: of the page, from 1.
        field: what is wrong: the amount or cell itself, or a field of it.
        quote: the amount as printed.
        expected: the label; None where nothing is labelled.
        got: the reading; None where nothing was read.
    """

    path: str
    line: int
    field: MissField
    quote: str
    expected: str | None
    got: str | None


@dataclass(slots=True)
class Detection:
    """How often what is there was found, and what is not there was not.

    Attributes:
        found: labelled and read.
        extra: read, not labelled.
        missed: labelled, not read.
    """

    found: int = 0
    extra: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """Share of what was read that is labelled; 1 where nothing was read."""
        return self.found / (self.found + self.extra) if self.found + self.extra else 1.0

    @property
    def recall(self) -> float:
        """Share of what is labelled that was read; 1 where nothing is labelled."""
        return self.found / (self.found + self.missed) if self.found + self.missed else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(slots=True)
class Agreement:
    """How often a field of a found amount is as labelled.

    Attributes:
        right: amounts whose field is as labelled.
        total: amounts found.
    """

    right: int = 0
    total: int = 0

    @property
    def share(self) -> float:
        """Share of the amounts that are right; 0 where none was found."""
        return self.right / max(1, self.total)


@dataclass(slots=True)
class Score:
    """The reader measured on labelled pages.

    Attributes:
        documents: labelled pages.
        documents_right: pages with every labelled amount read and none else; fields and cells do not count here.
        mentions: amounts outside table rows.
        cells: amounts in tables.
        fields: agreement of the amounts found, by field. A status counts as right where the label is no funding.
        recipient: of amounts found and labelled as funding; another name than the labelled is extra and missed.
        misses: everything that is wrong, in the order of pages and lines.
    """

    documents: int = 0
    documents_right: int = 0
    mentions: Detection = field(default_factory=Detection)
    cells: Detection = field(default_factory=Detection)
    fields: dict[AgreementField, Agreement] = field(
        default_factory=lambda: {name: Agreement() for name in AGREEMENT_FIELDS}
    )
    recipient: Detection = field(default_factory=Detection)
    misses: list[Miss] = field(default_factory=list)


def score(gold: Mapping[str, PageRecord], read: Mapping[str, PageRecord]) -> Score:
    """Compare readings with labels.

    Args:
        gold: labelled pages by path.
        read: readings by path. A labelled page without one counts as read without amounts; others are passed over.
    """
    total = Score(documents=len(gold))
    for path, page in gold.items():
        reading = read.get(path) or PageRecord(path=path, mentions=())
        misses = [*_count_mentions(total, page, reading), *_count_cells(total, page, reading)]
        total.misses += sorted(misses, key=lambda miss: miss.line)
    return total


def _count_mentions(total: Score, page: PageRecord, reading: PageRecord) -> Iterator[Miss]:
    pairs = pair_mentions(page.mentions, reading.mentions)
    total.documents_right += not (pairs.missed or pairs.extra)
    total.mentions.found += len(pairs.found)
    total.mentions.missed += len(pairs.missed)
    total.mentions.extra += len(pairs.extra)
    for label in pairs.missed:
        yield Miss(page.path, label.line, "mention", label.quote, _amount(label), None)
    for mention in pairs.extra:
        yield Miss(page.path, mention.line, "mention", mention.quote, None, _amount(mention))
    for label, mention in pairs.found:
        for name in AGREEMENT_FIELDS:
            expected, got = _printed(label, name), _printed(mention, name)
            is_right = expected == got or (name == "status" and label.kind != _FUNDING)
            total.fields[name].right += is_right
            total.fields[name].total += 1
            if not is_right:
                yield Miss(page.path, label.line, name, label.quote, expected, got)
        if label.kind == _FUNDING:
            yield from _count_recipient(total.recipient, page.path, label, mention)


def _count_recipient(counts: Detection, path: str, label: MentionRecord, mention: MentionRecord) -> Iterator[Miss]:
    expected, got = label.recipient or None, mention.recipient or None
    if expected and got and same_recipient(expected, got):
        counts.found += 1
        return
    counts.missed += expected is not None
    counts.extra += got is not None
    if expected or got:
        yield Miss(path, label.line, "recipient", label.quote, expected, got)


def _count_cells(total: Score, page: PageRecord, reading: PageRecord) -> Iterator[Miss]:
    pairs = pair_cells(page.cells, reading.cells)
    total.cells.found += len(pairs.found)
    total.cells.missed += len(pairs.missed)
    total.cells.extra += len(pairs.extra)
    for label in pairs.missed:
        yield Miss(page.path, label.line, "cell", label.text, _cell(label), None)
    for cell in pairs.extra:
        yield Miss(page.path, cell.line, "cell", cell.text, None, _cell(cell))


def _printed(mention: MentionRecord, name: AgreementField) -> str | None:
    match name:
        case "years":
            return ", ".join(map(str, sorted(mention.years))) or None
        case "per_year":
            return "per year" if mention.per_year else "once"
        case "modifier":
            return mention.modifier
        case "kind":
            return mention.kind
        case "status":
            return mention.status


def _amount(mention: MentionRecord) -> str:
    high = "" if mention.value_high is None else f"–{_number(mention.value_high)}"
    return f"{_number(mention.value)}{high} {mention.currency.upper()}"


def _cell(cell: CellRecord) -> str:
    return f"column {cell.col}: {_number(cell.value)}"


def _number(value: float) -> str:
    return f"{value:,.2f}".removesuffix(".00").replace(",", " ")
