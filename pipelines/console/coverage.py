"""How far the numbers of documents are understood: roles and their shares, and the pages that are understood least.

Belongs here: counting and printing. What a number is belongs to `pipelines.text.ledger`.
"""

import heapq
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipelines.console.terminal import count, one_line, plain, sets_off
from pipelines.text.extraction import year_of
from pipelines.text.number_roles import ROLES
from pipelines.text.reading import read_document
from pipelines.text.spans import Span

UNACCOUNTED = "unaccounted"
_EXAMPLES = 3
_AROUND = 40


class PageCoverage(NamedTuple):
    """A document's numbers.

    Attributes:
        path: names the document.
        roles: how many numbers have which role.
        examples: the first numbers without a role, each with the text before and after it on a line.
    """

    path: str
    roles: Counter[str]
    examples: tuple[tuple[str, str, str], ...]

    @property
    def unaccounted(self) -> int:
        """Numbers without a role."""
        return self.roles[UNACCOUNTED]


class Coverage:
    """The numbers of all documents, and those with most numbers that nobody knows.

    Attributes:
        documents: how many were read.
        roles: how many numbers have which role.
    """

    def __init__(self, worst: int) -> None:
        """Begin with no document.

        Args:
            worst: how many of the worst documents to remember.
        """
        self.documents = 0
        self.roles: Counter[str] = Counter()
        self._most = worst
        self._worst: list[tuple[int, int, PageCoverage]] = []

    def add(self, page: PageCoverage) -> None:
        """Count a document."""
        self.documents += 1
        self.roles.update(page.roles)
        if page.unaccounted:
            # Of two that are equally bad the earlier stays, whatever follows.
            heapq.heappush(self._worst, (page.unaccounted, -self.documents, page))
            if len(self._worst) > self._most:
                heapq.heappop(self._worst)

    def worst(self) -> list[PageCoverage]:
        """Give the documents with most numbers that nobody knows, the worst first."""
        return [page for *_, page in sorted(self._worst, key=lambda each: each[:2], reverse=True)]


def cover(path: str, text: str) -> PageCoverage:
    """Count the roles of a document's numbers.

    Args:
        path: names the document; a year and month in it date it.
        text: the document.
    """
    tokens = read_document(text, published_year=year_of(path)).tokens
    unknown = [token.span for token in tokens if token.role == UNACCOUNTED]
    return PageCoverage(
        path, Counter(token.role for token in tokens), tuple(_in_context(text, span) for span in unknown[:_EXAMPLES])
    )


def _in_context(text: str, span: Span) -> tuple[str, str, str]:
    before, after = text[max(0, span.start - _AROUND) : span.start], text[span.end : span.end + _AROUND]
    return one_line(before), one_line(span.of(text)), one_line(after)


def print_coverage(coverage: Coverage, screen: Console) -> None:
    """Print numbers by role, the share that nobody knows, and the worst documents.

    Args:
        coverage: what was counted.
        screen: where to print.
    """
    total = coverage.roles.total()
    documents = count(coverage.documents, "document")
    if not total:
        screen.print(plain(f"No numbers in {documents}."))
        return
    screen.print(_table_of_roles(coverage.roles, total))
    share = coverage.roles[UNACCOUNTED] / total
    screen.print(
        plain(
            f"{count(total, 'number')} in {documents}, {count(coverage.roles[UNACCOUNTED])} unaccounted ({share:.2%})",
            "bold",
        ),
        soft_wrap=True,
    )
    for line in _lines_of_worst(coverage.worst(), is_set_off=sets_off(screen)):
        screen.print(line, soft_wrap=True)


def _table_of_roles(roles: Counter[str], total: int) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column("Role")
    table.add_column("Numbers", justify="right")
    table.add_column("Share", justify="right")
    table.add_column("What it is", style="dim")
    for role, number in sorted(roles.items(), key=lambda item: (item[0] == UNACCOUNTED, -item[1], item[0])):
        table.add_row(role, count(number), f"{number / total:.2%}", ROLES[role])
    return table


def _lines_of_worst(pages: Iterable[PageCoverage], *, is_set_off: bool) -> Iterator[Text]:
    for page in pages:
        yield Text("")
        yield Text.assemble((one_line(page.path), "bold"), f"  {page.unaccounted}/{page.roles.total()}")
        for before, number, after in page.examples:
            shown = number if is_set_off else f"»{number}«"
            yield Text.assemble("  ", (before, "dim"), (shown, "yellow"), (after, "dim"))
