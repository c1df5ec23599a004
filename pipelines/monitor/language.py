"""Swedish and English: the strings of the pages, and how numbers, sums and times are written in each.

Belongs here: choosing a language and saying things in it. What is said stands in `strings/`, one file a language.
"""

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale, negotiate_locale
from babel.dates import format_date, format_datetime, format_timedelta
from babel.numbers import format_decimal, format_percent

STRINGS_DIR = Path(__file__).with_name("strings")
LANGUAGES = ("sv", "en")
"""Languages of the pages, the first where a reader asks for neither."""
# What the government announces is dated by Swedish time.
_ZONE = ZoneInfo("Europe/Stockholm")
_MINUTE = timedelta(minutes=1)
_MOST_DECIMALS = "#,##0.######"


class MissingStringError(KeyError):
    """A page wants to say what no strings file has.

    Attributes:
        key: the name of the string.
        language: the language that lacks it.
    """

    def __init__(self, key: str, language: str) -> None:
        super().__init__(f"strings/{language}.toml has no {key}")
        self.key = key
        self.language = language


@functools.cache
def strings(language: str) -> Mapping[str, str]:
    """Give every string of a language by its dotted name."""
    with (STRINGS_DIR / f"{language}.toml").open("rb") as file:
        return dict(_flat(tomllib.load(file), ""))


def _flat(table: Mapping[str, Any], prefix: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for name, value in table.items():
        if isinstance(value, Mapping):
            found += _flat(value, f"{prefix}{name}.")
        else:
            found.append((f"{prefix}{name}", str(value)))
    return found


def choose_language(chosen: str | None, accepted: str | None) -> str:
    """Give the language of a page.

    Args:
        chosen: what the reader switched to; None if nothing.
        accepted: the request's `Accept-Language`.
    """
    if chosen in LANGUAGES:
        return str(chosen)
    wanted: list[tuple[float, str]] = []
    for part in (accepted or "").split(","):
        name, _, weight = part.strip().partition(";q=")
        try:
            wanted.append((-float(weight or 1), name.strip().replace("-", "_")))
        except ValueError:
            continue
    names = [name for weight, name in sorted(wanted, key=lambda each: each[0]) if weight < 0]
    return negotiate_locale(names, LANGUAGES) or LANGUAGES[0]


@dataclass(frozen=True, slots=True)
class Speaker:
    """Says things in one language.

    Attributes:
        language: sv | en.
    """

    language: str

    @property
    def locale(self) -> Locale:
        """The language as Babel knows it, with the customs of its country."""
        return Locale("sv", "SE") if self.language == "sv" else Locale("en", "GB")

    def t(self, key: str, **values: object) -> str:
        """Say a string, its `{names}` filled in.

        Where the strings file has `KEY.one` and `KEY.other`, `count` chooses between them and is written as a number.

        Raises:
            MissingStringError: the language has no such string.
        """
        known = strings(self.language)
        if key not in known and "count" in values:
            count = values["count"]
            key = f"{key}.one" if count == 1 else f"{key}.other"
        if key not in known:
            raise MissingStringError(key, self.language)
        written = {
            name: self.number(value) if isinstance(value, (int, Decimal)) and not isinstance(value, bool) else value
            for name, value in values.items()
        }
        return known[key].format(**written)

    def term(self, group: str, code: str | None) -> str:
        """Say a code of the warehouse (a status, a role, a kind), as it stands where the strings do not know it."""
        if code is None:
            return self.t("not_stated")
        return strings(self.language).get(f"{group}.{code}", code.replace("_", " "))

    def number(self, value: Decimal | float | None) -> str:
        """Write a number; a dash for none."""
        if value is None:
            return "–"
        return _number(value, self)

    def money(self, value: Decimal | None, currency: str | None = "SEK") -> str:
        """Write a sum in full: 2 200 000 kr, SEK 2,200,000."""
        if value is None:
            return "–"
        written = self.number(value)
        if currency == "SEK" and self.language == "sv":
            return f"{written}\u00a0kr"
        return f"{written}\u00a0{currency}" if self.language == "sv" else f"{currency}\u00a0{written}"

    def share(self, value: float | None, digits: int = 1) -> str:
        """Write a share from 0 to 1 as a percentage; what is not all is never rounded to 100 %."""
        if value is None:
            return "–"
        least_gap = 0.5 * 10.0 ** -(digits + 2)
        shown = min(value, 1 - 2 * least_gap) if value < 1 else value
        pattern = "#,##0." + "#" * digits + ("\u00a0%" if self.language == "sv" else "%")
        return str(format_percent(shown, format=pattern, locale=self.locale)).replace("-", "\u2212", 1)

    def day(self, value: date | None, precision: str | None = "day") -> str:
        """Write a date as far as it is known: a day, a month or a year."""
        if value is None:
            return "–"
        pattern = {"year": "y", "month": "LLLL y"}.get(precision or "day", "d MMM y")
        return str(format_date(value, format=pattern, locale=self.locale))

    def period(self, label: str) -> str:
        """Say a period's label, which the warehouse keeps in English: per year 2020–2027, from 2026, not stated."""
        per_year = label.removeprefix("per year ")
        years = per_year.removeprefix("from ")
        if label in {"not stated", "per year, years not stated"}:
            return self.t("period.per_year_alone" if label.startswith("per") else "not_stated")
        said = self.t("period.since", years=years) if years != per_year else years
        return self.t("period.per_year", years=said) if per_year != label else said

    def moment(self, value: datetime | None) -> str:
        """Write a time to the minute, by Swedish time."""
        if value is None:
            return "–"
        return _moment(value, self)

    def ago(self, value: datetime | None, now: datetime | None = None) -> str:
        """Write how long ago a time was."""
        if value is None:
            return "–"
        passed = (now or datetime.now(UTC)) - value
        if passed < _MINUTE:
            return self.t("just_now")
        return str(format_timedelta(-passed, add_direction=True, locale=self.locale))

    def lasting(self, value: timedelta | None) -> str:
        """Write a duration: 4.2 s, 3 min 5 s."""
        if value is None:
            return "–"
        seconds = value.total_seconds()
        if seconds < 60:
            return f"{self.number(round(seconds, 1))}\u00a0s"
        return f"{int(seconds // 60)}\u00a0min {int(seconds % 60)}\u00a0s"


# Babel takes long enough for a page of a hundred rows to wait for it, and pages say the same again and again.
@functools.lru_cache(maxsize=8_192)
def _number(value: Decimal | float, speaker: Speaker) -> str:
    return str(format_decimal(value, format=_MOST_DECIMALS, locale=speaker.locale)).replace("-", "\u2212", 1)


@functools.lru_cache(maxsize=2_048)
def _moment(value: datetime, speaker: Speaker) -> str:
    return str(format_datetime(value, format="d MMM y HH:mm", tzinfo=_ZONE, locale=speaker.locale))
