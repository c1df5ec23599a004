"""Asking a site for its pages, politely: seldom enough, again after a failure, and no longer than it wants to be asked.

Belongs here: one answer to one question over HTTP. What the site's addresses are and what is done with the answers is
each site's own matter.
"""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from types import TracebackType
from typing import NoReturn, Self
from urllib.parse import urlsplit

import httpx
from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_attempt, wait_exponential_jitter

# Answers that another attempt may change.
_PASSING = frozenset({408, 425, 429, *range(500, 600)})
_GONE = frozenset({404, 410})
_VALIDATOR_CHARACTERS = 1_000  # an ETag or a date is far shorter; it is sent back, so it must not be just anything


class Clock:
    """Time and waiting, so that a test need not wait."""

    def now(self) -> datetime:
        """Give the time of day, in UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Give seconds from a fixed start."""
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)


@dataclass(frozen=True, slots=True)
class Manners:
    """How a site is asked.

    Attributes:
        requests_per_second: most requests that are begun in a second; a further one waits.
        attempts: how often one address is tried before it is given up.
        first_wait_seconds: wait before the second attempt; it doubles with each, and up to a second is added by chance.
        longest_backoff_seconds: what it grows to.
        longest_wait_seconds: a site that asks to be left alone for longer is left alone altogether.
        timeout_seconds: longest wait for a connection, and for the next bytes of an answer.
        longest_answer_seconds: longest that one answer may take from its first byte to its last.
    """

    requests_per_second: float = 2.0
    attempts: int = 5
    first_wait_seconds: float = 1.0
    longest_backoff_seconds: float = 60.0
    longest_wait_seconds: float = 600.0
    timeout_seconds: float = 30.0
    longest_answer_seconds: float = 300.0


@dataclass(frozen=True, slots=True)
class Known:
    """What is already had of an address: the answer is spared if it is still the same.

    Attributes:
        etag: the ETag it came with.
        last_modified: the Last-Modified it came with.
    """

    etag: str | None
    last_modified: str | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a site answered.

    Attributes:
        status: 200, 304 (what is known is still so), 404 or 410 (there is nothing).
        content: the body, with status 200; empty otherwise.
        etag: its ETag header.
        last_modified: its Last-Modified header.
    """

    status: int
    content: bytes
    etag: str | None
    last_modified: str | None

    @property
    def is_unchanged(self) -> bool:
        """Tell whether what was known is still so."""
        return self.status == httpx.codes.NOT_MODIFIED

    @property
    def is_gone(self) -> bool:
        """Tell whether there is nothing at the address."""
        return self.status in _GONE


class FetchError(Exception):
    """An address that gave no usable answer, however often it was asked.

    Attributes:
        address: what was asked for.
        reason: what came of it.
    """

    def __init__(self, address: str, reason: str) -> None:
        super().__init__(f"{address}: {reason}")
        self.address = address
        self.reason = reason


class LeftAloneError(FetchError):
    """A site that wants to be left alone for longer than one waits."""


class _PassingError(Exception):
    """A failure that may be over in a moment; `wait_seconds` is how long the site asks to wait."""

    def __init__(self, reason: str, wait_seconds: float = 0.0) -> None:
        super().__init__(reason)
        self.wait_seconds = wait_seconds


class WebClient:
    """Asks one site, over one connection; use it as a context manager.

    Args:
        root: address that all paths are below, as `web_root` gives it.
        user_agent: who asks, as `user_agent` gives it.
        manners: how.
        clock: time and waiting.
    """

    def __init__(self, root: str, user_agent: str, manners: Manners, clock: Clock) -> None:
        self.root = root
        self._manners = manners
        self._clock = clock
        self._last_begun: float | None = None
        # A redirection could lead to another host: none is followed.
        self._http = httpx.Client(
            headers={"User-Agent": user_agent},
            timeout=manners.timeout_seconds,
            limits=httpx.Limits(max_connections=1),
            follow_redirects=False,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.close()

    def address_of(self, path: str) -> str:
        """Give the address of a path below the root, already quoted."""
        return self.root + path

    def get(
        self, path: str, *, max_bytes: int, known: Known | None = None, use: Callable[[Answer], None] | None = None
    ) -> Answer:
        """Ask for a path, again after what may be over in a moment.

        Args:
            path: below the root, without a slash before it, quoted.
            max_bytes: a larger body is refused.
            known: what is already had of it.
            use: is handed every complete body; a ValueError says that it is unusable, and it is asked for again.

        Raises:
            LeftAloneError: the site wants to be left alone.
            FetchError: no attempt gave a usable answer.
        """
        manners, address = self._manners, self.address_of(path)
        backoff = wait_exponential_jitter(initial=manners.first_wait_seconds, max=manners.longest_backoff_seconds)

        def wait(state: RetryCallState) -> float:
            error = state.outcome.exception() if state.outcome else None
            asked = error.wait_seconds if isinstance(error, _PassingError) else 0.0
            return max(asked, backoff(state))

        attempts = Retrying(
            stop=stop_after_attempt(manners.attempts),
            wait=wait,
            sleep=self._clock.sleep,
            retry=retry_if_exception_type(_PassingError),
            reraise=True,
        )
        try:
            return attempts(self._ask, address, max_bytes, known, use)
        except _PassingError as error:
            raise FetchError(address, f"{error}, {manners.attempts} times") from error

    def _ask(self, address: str, max_bytes: int, known: Known | None, use: Callable[[Answer], None] | None) -> Answer:
        self._keep_pace()
        try:
            with self._http.stream("GET", address, headers=_conditions(known)) as response:
                if response.status_code != httpx.codes.OK:
                    return self._other(address, response, known)
                content = self._body(address, response, max_bytes)
        except httpx.TimeoutException as error:
            raise _PassingError(f"no answer within {self._manners.timeout_seconds:g} s") from error
        except httpx.RequestError as error:  # connection refused, reset, body cut short or not decodable
            raise _PassingError(str(error) or type(error).__name__) from error
        answer = Answer(response.status_code, content, *_validators(response))
        if use:
            try:
                use(answer)
            except ValueError as error:
                raise _PassingError(str(error)) from error
        return answer

    def _keep_pace(self) -> None:
        if self._last_begun is not None:
            early = self._last_begun + 1 / self._manners.requests_per_second - self._clock.monotonic()
            if early > 0:
                self._clock.sleep(early)
        self._last_begun = self._clock.monotonic()

    def _body(self, address: str, response: httpx.Response, max_bytes: int) -> bytes:
        begun, body = self._clock.monotonic(), bytearray()
        for chunk in response.iter_bytes():
            body += chunk
            if len(body) > max_bytes:
                raise FetchError(address, f"the answer is larger than {max_bytes:,} bytes")
            # Bytes that drip in keep a connection from timing out.
            if self._clock.monotonic() - begun > self._manners.longest_answer_seconds:
                raise _PassingError(f"the answer took longer than {self._manners.longest_answer_seconds:g} s")
        return bytes(body)

    def _other(self, address: str, response: httpx.Response, known: Known | None) -> Answer:
        status = response.status_code
        if status in _GONE or (status == httpx.codes.NOT_MODIFIED and known):
            return Answer(status, b"", *_validators(response))
        if status in _PASSING:
            self._raise_passing(address, response)
        if response.has_redirect_location:
            target = response.headers["Location"]
            raise FetchError(address, f"it answered {status} and points to {target}; redirections are not followed")
        raise FetchError(address, f"it answered {status}")

    def _raise_passing(self, address: str, response: httpx.Response) -> NoReturn:
        seconds = _seconds_to_wait(response.headers.get("Retry-After", ""), self._clock.now())
        if seconds > self._manners.longest_wait_seconds:
            reason = f"it answered {response.status_code} and asks to be left alone for {seconds:.0f} s"
            raise LeftAloneError(address, reason)
        raise _PassingError(f"it answered {response.status_code}", seconds)


def web_root(address: str) -> str:
    """Give the address of a site as what paths are added to.

    Raises:
        ValueError: it is no address of the web, or holds a name, a question or a fragment.
    """
    try:
        parts = urlsplit(address)
        _ = parts.port
        httpx.URL(address)
    except (ValueError, httpx.InvalidURL) as error:
        raise ValueError(f"{address!r} is no address ({error}): write https://host") from error
    if parts.scheme not in {"http", "https"} or not parts.hostname or re.search(r"\s", address):
        raise ValueError(f"{address!r} is no address of the web: write https://host")
    if parts.username is not None or parts.query or parts.fragment:
        raise ValueError(f"{address!r} holds more than host and path: write https://host")
    return address.rstrip("/") + "/"


def user_agent(contact: str | None) -> str:
    """Give what a site is told of who asks: program, version and where to reach its operator.

    Args:
        contact: a mail address or a page; None where the operator gave none.

    Raises:
        ValueError: it holds what cannot be sent in a header.
    """
    program = f"anslag/{version('anslag')}"
    if contact is None:
        return program
    if not contact.isascii() or not contact.isprintable() or re.search(r"[()\\]", contact):
        raise ValueError(f"{contact!r} cannot be sent: write a mail address or an address of the web, in ASCII")
    return f"{program} (+{contact})"


def _conditions(known: Known | None) -> dict[str, str]:
    if known is None:
        return {}
    conditions = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    return {name: value for name, value in conditions.items() if value}


def _validators(response: httpx.Response) -> tuple[str | None, str | None]:
    etag, last_modified = (_sendable(response.headers.get(name)) for name in ("ETag", "Last-Modified"))
    return etag, last_modified


def _sendable(value: str | None) -> str | None:
    fits = value and len(value) <= _VALIDATOR_CHARACTERS and value.isascii() and value.isprintable()
    return value if fits else None


def _seconds_to_wait(retry_after: str, now: datetime) -> float:
    """Give the seconds that a Retry-After header asks for, a number or a date; 0 where it says neither."""
    if retry_after.isascii() and retry_after.isdigit():
        return float(retry_after)
    try:
        until = parsedate_to_datetime(retry_after)
    except ValueError:
        return 0.0
    return max(0.0, (until.replace(tzinfo=until.tzinfo or UTC) - now).total_seconds())
