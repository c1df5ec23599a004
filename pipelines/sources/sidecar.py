"""The file NAME.meta.json beside a document NAME.txt: what is known of it that it does not say itself.

Only the form of a sidecar belongs here, from its bytes to checked fields; finding the file is `reading`'s.
"""

import json
import re
from datetime import date
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints, ValidationError

SIDECAR_SUFFIX = ".meta.json"
Precision = Literal["day", "month", "year"]

_SHOWN_CHARACTERS = 80  # of a wrong value, in a message
_REMEDY = "Mend the sidecar; the document is read without it until then."


def _without_control_characters(value: str) -> str:
    if re.search(r"[\x00-\x1f\x7f]", value):
        raise ValueError("holds a control character or a line break")
    return value


def _web_address(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname or re.search(r"\s", value):
        raise ValueError("is no address that begins with http:// or https://")
    return value


def _publication_date(value: str) -> str:
    published_on(value)
    return value


_Line = Annotated[
    str,
    StringConstraints(strict=True, strip_whitespace=True, min_length=1),
    AfterValidator(_without_control_characters),
]


class Sidecar(BaseModel):
    """What a sidecar may say of its document; every field may be left out, and no other is allowed.

    Attributes:
        title: title of the document.
        url: address that it was published at, http or https.
        publisher: who published it.
        section: part of the publisher's site that it stood in (artiklar, pressmeddelanden …).
        published: when it was published, as far as known: YYYY, YYYY-MM or YYYY-MM-DD.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: _Line | None = None
    url: Annotated[_Line, AfterValidator(_web_address)] | None = None
    publisher: _Line | None = None
    section: _Line | None = None
    published: Annotated[_Line, AfterValidator(_publication_date)] | None = None

    def as_json(self) -> str:
        """Give the fields that are set as JSON text, as `RawDocument.sidecar` holds it."""
        return self.model_dump_json(exclude_none=True)


class SidecarError(ValueError):
    """A sidecar that cannot be used.

    Attributes:
        problem: what is wrong, with line and column, or the key.
        remedy: what to do about it.
    """

    def __init__(self, problem: str) -> None:
        super().__init__(f"{problem} {_REMEDY}")
        self.problem = problem
        self.remedy = _REMEDY


def sidecar_name(document_name: str) -> str:
    """Give the name that a document's sidecar has: `a.txt` and `a.md` have `a.meta.json`."""
    stem, dot, _ = document_name.rpartition(".")
    return (stem if dot and stem else document_name) + SIDECAR_SUFFIX


def is_sidecar(name: str) -> bool:
    """Tell whether a file is a sidecar by its name."""
    return name.lower().endswith(SIDECAR_SUFFIX)


def read_sidecar(data: bytes) -> Sidecar:
    """Read the bytes of a sidecar.

    Raises:
        SidecarError: they are not JSON in UTF-8, or do not keep to the fields of `Sidecar`.
    """
    try:
        return checked(json.loads(data.decode("utf-8-sig"), object_pairs_hook=_without_repeated_keys))
    except SidecarError:
        raise
    except UnicodeDecodeError as error:
        raise SidecarError(f"The sidecar is not UTF-8: byte {error.start} does not fit.") from None
    except json.JSONDecodeError as error:
        problem = f"The sidecar is not valid JSON: line {error.lineno}, column {error.colno}: {error.msg}."
        raise SidecarError(problem) from None
    except RecursionError:
        raise SidecarError("The sidecar is not usable JSON: its brackets are nested too deep.") from None
    except ValueError as error:  # what JSON allows and Python does not: a repeated key, a number of 5,000 digits
        raise SidecarError(f"The sidecar is not usable JSON: {error}.") from None


def checked(fields: object) -> Sidecar:
    """Check what is said of a document, wherever it comes from.

    Args:
        fields: an object with the fields of `Sidecar`.

    Raises:
        SidecarError: it has others, or values that do not fit.
    """
    try:
        return Sidecar.model_validate(fields)
    except ValidationError as error:
        raise SidecarError(" ".join(_describe(item) for item in error.errors())) from None


def published_on(published: str) -> tuple[date, Precision]:
    """Give the first day of a publication date and how much of it is known.

    Args:
        published: YYYY, YYYY-MM or YYYY-MM-DD.

    Raises:
        ValueError: it has another form, or names a day that is not in the calendar.
    """
    match = re.fullmatch(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", published)
    if match is None:
        raise ValueError("is no date of the form YYYY, YYYY-MM or YYYY-MM-DD")
    year, month, day = match.groups()
    precision: Precision = "day" if day else "month" if month else "year"
    try:
        return date(int(year), int(month or 1), int(day or 1)), precision
    except ValueError:
        raise ValueError("is no day in the calendar") from None


def _without_repeated_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) < len(pairs):
        keys = [key for key, _ in pairs]
        repeated = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f"the key {_quote(repeated)} stands in it more than once")
    return fields


def _describe(error: Any) -> str:
    key = ".".join(str(part) for part in error["loc"])
    if not key:
        return 'The sidecar is not a JSON object with readable keys, like {"title": "…"}.'
    if error["type"] == "extra_forbidden":
        return f"Key {_quote(key)} is not one of {', '.join(Sidecar.model_fields)}."
    if error["type"] == "value_error":
        return f"Key {_quote(key)}: {_quote(error['input'])} {error['ctx']['error']}."
    if error["type"] == "string_type":
        return f"Key {_quote(key)} must be a text in quotation marks."
    return f"Key {_quote(key)}: {error['msg']}."


def _quote(value: str) -> str:
    shown = value if len(value) <= _SHOWN_CHARACTERS else value[:_SHOWN_CHARACTERS] + "…"
    text = json.dumps(shown, ensure_ascii=False)
    return text.encode("utf-8", "backslashreplace").decode("utf-8")  # half a surrogate pair cannot be stored
