"""What g0v.se says of its pages: the listing of a section, and the names that its codes stand for.

Belongs here: from the bytes of a route to checked entries, and from an entry to what is known of its page. Pure: asking
for the routes is `g0v`'s.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Annotated, Any
from urllib.parse import quote, unquote

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from pipelines.sources.sidecar import Sidecar

SITE = "g0v"
"""Name of the source that the site's pages belong to, however they came."""
PUBLISHER = "Regeringskansliet"
# g0v.se gives the paths of the pages that it copies.
COPIED_SITE = "https://www.regeringen.se"

_MAX_PATH_CHARACTERS = 1_000
_MAX_PATH_BYTES = 4_000
_SECTION = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:/[a-z0-9]+(?:-[a-z0-9]+)*)*")
# Whatever else may stand in an address has a meaning of its own there: % : ? # \ and spaces.
_SEGMENT = re.compile(r"[\w.,;=@&'()+!~*$–-]+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")
# Under a sender's code stands a ministry, a minister or the government as a whole: only the name tells which.
_MINISTRY = re.compile(r"\w.*departementet|Statsrådsberedningen")
_SHOWN_CHARACTERS = 120


class UnusableError(ValueError):
    """A route's answer that is not what the route promises."""


class Coded(BaseModel):
    """A code and what it stands for.

    Attributes:
        code: as the listing has it.
        name: by the key to the codes; None where that lacks it.
    """

    model_config = ConfigDict(frozen=True)

    code: str
    name: str | None


class PageDescription(Sidecar):
    """What is known of a page beside its text: what a sidecar may say, and what the listing adds.

    Attributes:
        updated: when it was last updated, YYYY-MM-DD.
        types: kinds of page (Pressmeddelande, Tal …).
        ministries: the ministries among its senders.
        senders: its other senders: ministers, the government as a whole.
        categories: what it is about.
    """

    updated: str | None = None
    types: tuple[Coded, ...] = ()
    ministries: tuple[Coded, ...] = ()
    senders: tuple[Coded, ...] = ()
    categories: tuple[Coded, ...] = ()

    def as_fields(self) -> dict[str, object]:
        """Give what is known as JSON values, without what is not."""
        return self.model_dump(mode="json", exclude_defaults=True)


@dataclass(frozen=True, slots=True)
class Entry:
    """A page in a listing.

    Attributes:
        path: its path as a document: without a slash before it, ending in .md.
        route: its path as the site is asked for it: the same, quoted.
        copied_path: its path on the site that was copied.
        title: its title.
        published: when it was published.
        updated: when it was last updated.
        types: codes of its kinds.
        senders: codes of its senders.
        categories: codes of what it is about.
    """

    path: str
    route: str
    copied_path: str
    title: str | None
    published: date | None
    updated: date | None
    types: tuple[str, ...]
    senders: tuple[str, ...]
    categories: tuple[str, ...]

    @property
    def dated(self) -> date | None:
        """Give the later of publication and update."""
        return max((day for day in (self.published, self.updated) if day), default=None)


@dataclass(frozen=True, slots=True)
class Listing:
    """All pages of a section.

    Attributes:
        entries: the pages, each once, in the order of the listing.
        rejected: what is listed but is no page that can be asked for, and why.
    """

    entries: tuple[Entry, ...]
    rejected: tuple[str, ...]


def _day(value: object) -> object:
    # Day and time are given as one in some places; an empty text stands for none.
    return (value[:10] or None) if isinstance(value, str) else value


def _none_is_empty(value: object) -> object:
    return () if value is None else value


def _one_line(value: object) -> object:
    return (" ".join(_CONTROL.sub(" ", value).split()) or None) if isinstance(value, str) else value


_Day = Annotated[date | None, BeforeValidator(_day)]
_Codes = Annotated[tuple[str, ...], BeforeValidator(_none_is_empty)]


class _Listed(BaseModel):
    model_config = ConfigDict(extra="ignore", coerce_numbers_to_str=True)

    url: str = Field(strict=True)
    title: Annotated[str | None, BeforeValidator(_one_line)] = None
    published: _Day = None
    updated: _Day = None
    types: _Codes = ()
    senders: _Codes = ()
    categories: _Codes = ()


def is_section(name: str) -> bool:
    """Tell whether a section can have this name."""
    return _SECTION.fullmatch(name) is not None


def read_listing(data: bytes) -> Listing:
    """Read the listing of a section.

    An entry that cannot be used is rejected by itself; the others are no worse for it.

    Raises:
        UnusableError: it is no JSON list, not whole, or empty: a section without pages is not listed at all.
    """
    listed = _json(data)
    if not isinstance(listed, list):
        raise UnusableError("the listing is no JSON list")
    if not listed:
        raise UnusableError("the listing is empty")
    entries: dict[str, Entry] = {}
    rejected: list[str] = []
    for each in listed:
        try:
            entry = _entry(_Listed.model_validate(each))
        except ValidationError as error:
            rejected.append(_told(each, error.errors(include_url=False)[0]))
        except UnusableError as error:
            rejected.append(f"{_shown(each['url'])}: {error}")
        else:
            entries.setdefault(entry.path, entry)
    return Listing(tuple(entries.values()), tuple(rejected))


def read_codes(data: bytes) -> dict[str, str]:
    """Read the key to the codes.

    Raises:
        UnusableError: it is no JSON object of names.
    """
    codes = _json(data)
    if not isinstance(codes, dict):
        raise UnusableError("the key to the codes is no JSON object")
    names = {code: _one_line(name) for code, name in codes.items()}
    return {code: name for code, name in names.items() if isinstance(name, str)}


def describe(entry: Entry, codes: Mapping[str, str]) -> dict[str, object]:
    """Give what is known of a page beside its text, as the archive keeps it.

    Args:
        entry: the page in its listing.
        codes: the name that each code stands for.
    """
    senders = _named(entry.senders, codes)
    ministries = tuple(each for each in senders if _MINISTRY.fullmatch(each.name or ""))
    return PageDescription(
        title=entry.title,
        url=COPIED_SITE + entry.copied_path,
        publisher=PUBLISHER,
        section=entry.path.partition("/")[0],
        published=entry.published.isoformat() if entry.published else None,
        updated=entry.updated.isoformat() if entry.updated else None,
        types=_named(entry.types, codes),
        ministries=ministries,
        senders=tuple(each for each in senders if each not in ministries),
        categories=_named(entry.categories, codes),
    ).as_fields()


def document_path(address: str) -> str:
    """Give the path that a page has as a document: of /tal/2025/01/x/, tal/2025/01/x and tal/2025/01/x.md the last.

    Args:
        address: its path on the site, or as a document.

    Raises:
        UnusableError: it leads out of the site, or to no page.
    """
    return _page_path("/" + address.removeprefix("/").removesuffix(".md")) + ".md"


def copied_address(path: str) -> str:
    """Give the address of the page that a document is a copy of.

    Args:
        path: its path as a document.
    """
    return f"{COPIED_SITE}/{quote(path.removesuffix('.md'))}/"


def page_route(path: str) -> str:
    """Give the path that the site is asked for a document by."""
    return quote(path)


def _entry(listed: _Listed) -> Entry:
    path = _page_path(listed.url)
    copied = "/" + quote(path) + ("/" if listed.url.endswith("/") else "")
    return Entry(
        path=f"{path}.md",
        route=page_route(f"{path}.md"),
        copied_path=copied,
        title=listed.title,
        published=listed.published,
        updated=listed.updated,
        types=listed.types,
        senders=listed.senders,
        categories=listed.categories,
    )


def _page_path(url: str) -> str:
    """Give the path of a page without slashes around it.

    Raises:
        UnusableError: it leads to another host, out of the site, or to no page.
    """
    if not url.startswith("/") or url.startswith("//"):
        raise UnusableError("is no path on the site")
    if len(url) > _MAX_PATH_CHARACTERS:
        raise UnusableError(f"is longer than {_MAX_PATH_CHARACTERS:,} characters")
    # Unquoted first: %2e%2e%2f leads as far as ../ does.
    segments = unquote(url).removesuffix("/")[1:].split("/")
    if any(segment in {".", ".."} or not _SEGMENT.fullmatch(segment) for segment in segments):
        raise UnusableError("leads out of the site, or holds what the path of a page cannot")
    path = "/".join(segments)
    if len(quote(path)) > _MAX_PATH_BYTES:
        raise UnusableError("is too long")
    return path


def _named(listed: Iterable[str], codes: Mapping[str, str]) -> tuple[Coded, ...]:
    return tuple(_coded(code, codes.get(code)) for code in dict.fromkeys(listed))


@lru_cache(maxsize=10_000)  # thousands of pages share a few hundred codes
def _coded(code: str, name: str | None) -> Coded:
    return Coded(code=code, name=name)


def _json(data: bytes) -> Any:
    try:
        return json.loads(data)
    except UnicodeDecodeError as error:
        raise UnusableError(f"it is not JSON in UTF-8: byte {error.start} does not fit") from None
    except json.JSONDecodeError as error:
        raise UnusableError(f"it is no valid JSON: line {error.lineno}, column {error.colno}: {error.msg}") from None
    except (RecursionError, ValueError):
        raise UnusableError("it is no usable JSON") from None


def _told(each: object, problem: Any) -> str:
    url = each.get("url") if isinstance(each, dict) else None
    place = ".".join(str(part) for part in problem["loc"])
    return f"{_shown(url if isinstance(url, str) else each)}: {place or 'entry'}: {problem['msg']}"


def _shown(value: object) -> str:
    text = json.dumps(value, ensure_ascii=True)
    return text if len(text) <= _SHOWN_CHARACTERS else text[:_SHOWN_CHARACTERS] + "…"
