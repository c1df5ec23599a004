"""The source that fetches from g0v.se: the open copy of regeringen.se as Markdown and JSON.

Belongs here: which pages to ask for, and what an answer means for the archive. How a site is asked stands in `web`,
what its listings say in `g0v_listing`.

A page is written to the archive as soon as it is received. A fetch that is broken off has done no harm: the next one
asks for what is lacking.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TypeVar

from pipelines.sources.archive import Archive
from pipelines.sources.archive_types import Observation, Receipt
from pipelines.sources.files import MAX_DOCUMENT_BYTES
from pipelines.sources.g0v_listing import (
    SITE,
    Entry,
    Listing,
    UnusableError,
    describe,
    page_route,
    read_codes,
    read_listing,
)
from pipelines.sources.types import Received
from pipelines.sources.web import Answer, Clock, FetchError, Known, LeftAloneError, WebClient

SOURCE = SITE
BASE_URL = "https://g0v.se"

_CODES_ROUTE = "api/codes.json"
_MAX_ROUTE_BYTES = 200_000_000  # 35,000 entries take 30 million
# A listing gives days, not times, and the site copies a page some hours after it was published. What is received later
# than this after the last day that a page was updated on is what it came to be on that day.
_SETTLED_AFTER = timedelta(days=2)
# A site that fails this often in a row is out of order: asking it for thousands of pages more helps nobody.
_FAILURES_IN_A_ROW = 5
# Some pages are withdrawn. More than a few at once, and more than this share, is a site that has changed its routes.
_FEW_WITHDRAWN = 10
_WITHDRAWN_SHARE = 0.5
_HTML_BEGINS = (b"<!doctype html", b"<html")

_T = TypeVar("_T")


@dataclass
class Summary:
    """What came of fetching a section.

    Attributes:
        section: name of the section.
        listed: pages of the listing that were published or updated in the time asked for.
        asked: pages that the site was asked for, listed or not any more.
        unchanged: pages that are as they were, by the listing or by the site.
        added: pages that were not in the archive, or had vanished from it.
        changed: pages with other bytes than before.
        redescribed: pages of which only what the listing says has changed.
        vanished: pages of the archive that the site has no more.
        failed: addresses without a usable answer and listed entries that are no pages, each with the reason.
        stopped: why the fetch was stopped early; None where it was not.
        not_asked: pages left for another time because of that.
    """

    section: str
    listed: int = 0
    asked: int = 0
    unchanged: int = 0
    added: int = 0
    changed: int = 0
    redescribed: int = 0
    vanished: int = 0
    failed: list[str] = field(default_factory=list)
    stopped: str | None = None
    not_asked: int = 0

    @property
    def is_complete(self) -> bool:
        """Tell whether everything was had that was to be had."""
        return not self.failed and self.stopped is None


@dataclass(frozen=True, slots=True)
class Question:
    """A page to ask for.

    Attributes:
        path: its path as a document.
        route: its path on the site.
        description: what is known of it beside its text.
        held: what the archive holds of it; None where it is new.
        receipt: what the last answer came with; None where the page has to be sent whole.
        is_listed: whether the listing has it.
    """

    path: str
    route: str
    description: Mapping[str, object] | None
    held: Observation | None
    receipt: Receipt | None
    is_listed: bool


Tracked = Callable[[Sequence[Question]], Iterable[Question]]
"""Passes on the pages to ask for, and may tell how far it has come."""


class SectionFetch:
    """Fetches what is new or changed in one section.

    Attributes:
        summary: what has come of it so far, also when it was broken off.

    Args:
        archive: where everything goes.
        client: asks the site.
        clock: tells when something was received.
        section: name of the section, as `g0v_listing.is_section` allows.
        since: only pages published or updated on this day or later, and those without a date; None for all.
        recheck: ask for all these pages, not only for those that the listing gives as new or updated.
    """

    def __init__(
        self,
        archive: Archive,
        client: WebClient,
        clock: Clock,
        section: str,
        since: date | None = None,
        *,
        recheck: bool = False,
    ) -> None:
        self.summary = Summary(section)
        self._archive = archive
        self._client = client
        self._clock = clock
        self._since = since
        self._recheck = recheck
        self._receipts = archive.receipts(SOURCE)
        self._held = archive.current(SOURCE)

    def run(self, tracked: Tracked = iter) -> Summary:
        """Fetch, and give what came of it. What fails is told there and raises nothing.

        Args:
            tracked: is handed the pages to ask for, for a progress display.

        Raises:
            ArchiveError: the archive is damaged.
        """
        try:
            codes = self._route(_CODES_ROUTE, read_codes, stale_will_do=True)
            listing = self._route(f"{self.summary.section}.json", read_listing, stale_will_do=False)
        except LeftAloneError as error:
            self.summary.stopped = str(error)
            return self.summary
        if listing:
            self._ask_all(self._questions(listing, codes), tracked)
        return self.summary

    def _route(self, route: str, read: Callable[[bytes], _T], *, stale_will_do: bool) -> _T | None:
        """Read a route: its answer, or the last one where that still holds; None where there is no usable one."""
        earlier, known = self._earlier(route, read)
        fresh: list[_T] = []

        def use(answer: Answer) -> None:
            self._keep(route, answer, answer.content, is_document=False)
            fresh.append(read(answer.content))

        try:
            answer = self._client.get(route, max_bytes=_MAX_ROUTE_BYTES, known=known, use=use)
        except LeftAloneError:
            raise
        except FetchError as error:
            self.summary.failed.append(str(error))
            return earlier if stale_will_do else None
        if answer.is_gone:
            self.summary.failed.append(f"{self._client.address_of(route)}: it answered {answer.status}")
            return earlier if stale_will_do else None
        return earlier if answer.is_unchanged else fresh[-1]

    def _earlier(self, route: str, read: Callable[[bytes], _T]) -> tuple[_T | None, Known | None]:
        receipt, data = self._receipts.get(route), self._archive.received(SOURCE, route)
        if receipt is None or data is None or receipt.address != self._client.address_of(route):
            return None, None
        try:
            # What came cut short was kept as well, and "nothing new" would be no help with that.
            return read(data), Known(receipt.etag, receipt.last_modified)
        except UnusableError:
            return None, None

    def _questions(self, listing: Listing, codes: Mapping[str, str] | None) -> list[Question]:
        """Find the pages to ask for; of the others, note at once what the listing says anew."""
        self.summary.failed.extend(f"listed, but no page: {each}" for each in listing.rejected)
        questions: list[Question] = []
        redescribed: list[Received] = []
        for entry in listing.entries:
            if self._since and entry.dated and entry.dated < self._since:
                continue
            self.summary.listed += 1
            held = self._held.get(entry.path)
            # Without the names of the codes a description would lose what it has: the one before stays.
            said = held.description if held and codes is None else describe(entry, codes or {})
            receipt = self._receipt_of(held, entry.route)
            if held is None or self._recheck or not _is_settled(entry, held, receipt):
                questions.append(Question(entry.path, entry.route, said, held, receipt, is_listed=True))
            elif held.description == said:
                self.summary.unchanged += 1
            else:
                redescribed.append(Received(entry.path, self._bytes_of(held), held.address, said))
        if redescribed:
            self._record(redescribed)
        # That a page is listed no more may mean that it was withdrawn, that it moved to another section, or that it
        # could not be read when the listing was made: only its own address tells.
        listed = {entry.path for entry in listing.entries}
        for path, held in self._held_in_section().items():
            if path not in listed:
                route = page_route(path)
                receipt = self._receipt_of(held, route)
                questions.append(Question(path, route, held.description, held, receipt, is_listed=False))
        return questions

    def _ask_all(self, questions: Sequence[Question], tracked: Tracked) -> None:
        summary, answered, failures = self.summary, 0, 0
        gone: list[Question] = []
        summary.not_asked = len(questions)
        for question in tracked(questions):
            try:
                answer = self._ask(question)
            except LeftAloneError as error:
                summary.stopped = str(error)
                break
            except FetchError as error:
                summary.failed.append(str(error))
                answer, failures = None, failures + 1
            summary.asked += 1
            summary.not_asked -= 1
            if failures == _FAILURES_IN_A_ROW:
                summary.stopped = f"{failures} pages failed one after the other"
                break
            if answer is None:
                continue
            failures = 0
            answered += question.is_listed and question.held is not None
            if answer.is_gone and question.held:
                gone.append(question)
            elif answer.is_gone:
                address = self._client.address_of(question.route)
                summary.failed.append(f"{address}: it is listed, but it answered {answer.status}")
        self._close([each.path for each in gone if each.is_listed], answered)
        self._close([each.path for each in gone if not each.is_listed], len(self._held_in_section()))

    def _ask(self, question: Question) -> Answer:
        """Ask for a page, and write to the archive what is new of it."""
        receipt = question.receipt
        known = Known(receipt.etag, receipt.last_modified) if receipt else None
        answer = self._client.get(question.route, max_bytes=MAX_DOCUMENT_BYTES, known=known, use=_check_page)
        if not answer.is_gone:
            is_held = answer.is_unchanged and question.held is not None
            content = self._bytes_of(question.held) if is_held and question.held else answer.content
            address = self._client.address_of(question.route)
            self._record([Received(question.path, content, address, question.description)])
            self._keep(question.path, answer, content, earlier=receipt)
        return answer

    def _close(self, paths: Sequence[str], among: int) -> None:
        """Note that pages have vanished, unless there are so many that the site must be at fault."""
        if len(paths) > max(_FEW_WITHDRAWN, _WITHDRAWN_SHARE * among):
            self.summary.failed.append(
                f"{self._client.root}: {len(paths)} of {among} pages that were there are not, {paths[0]} for one. The "
                "site may have changed its addresses; nothing was closed"
            )
        elif paths:
            self.summary.vanished += self._archive.vanish(SOURCE, paths, seen_at=self._clock.now())

    def _record(self, pages: Sequence[Received]) -> None:
        changes = self._archive.record(SOURCE, pages, seen_at=self._clock.now())
        self.summary.added += changes.added
        self.summary.changed += changes.changed
        self.summary.redescribed += changes.redescribed
        self.summary.unchanged += changes.unchanged

    def _keep(
        self, path: str, answer: Answer, content: bytes, *, earlier: Receipt | None = None, is_document: bool = True
    ) -> None:
        """Keep what an answer came with; one that says "unchanged" need not repeat what it said before."""
        route = page_route(path)
        receipt = Receipt(
            path=path,
            address=self._client.address_of(route),
            received_at=self._clock.now(),
            sha256=hashlib.sha256(content).hexdigest(),
            etag=answer.etag,
            last_modified=answer.last_modified,
        )
        if earlier and answer.is_unchanged:
            receipt = replace(
                receipt,
                etag=answer.etag or earlier.etag,
                last_modified=answer.last_modified or earlier.last_modified,
            )
        self._archive.keep_receipt(SOURCE, receipt, None if is_document else content)

    def _receipt_of(self, held: Observation | None, route: str) -> Receipt | None:
        """Give the receipt of what the archive holds; None where the last answer brought other bytes."""
        receipt = self._receipts.get(held.path) if held else None
        if held is None or receipt is None:
            return None
        is_of_it = receipt.sha256 == held.sha256 and receipt.address == self._client.address_of(route)
        return receipt if is_of_it else None

    def _bytes_of(self, held: Observation) -> bytes:
        return self._archive.content(held.sha256 or "")

    def _held_in_section(self) -> dict[str, Observation]:
        return {path: held for path, held in self._held.items() if path.startswith(f"{self.summary.section}/")}


def _is_settled(entry: Entry, held: Observation, receipt: Receipt | None) -> bool:
    """Tell whether a page that is held can be taken for unchanged by what the listing says of it."""
    said = held.description or {}
    listed = [day.isoformat() if day else None for day in (entry.published, entry.updated)]
    if receipt is None or listed != [said.get("published"), said.get("updated")]:
        return False
    return entry.dated is not None and receipt.received_at.date() > entry.dated + _SETTLED_AFTER


def _check_page(answer: Answer) -> None:
    """Refuse what a server sends in place of a page that it has not got.

    Raises:
        ValueError: it is empty, or HTML.
    """
    begin = answer.content[:1_000].lstrip()
    if not begin:
        raise ValueError("it answered with nothing")
    if begin.lower().startswith(_HTML_BEGINS):
        raise ValueError("it answered with HTML in place of Markdown")
