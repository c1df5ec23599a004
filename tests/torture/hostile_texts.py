"""Texts made by hand to do harm: nesting, size, repetition, digits and years that are not what they seem, injections.

Belongs here: what can be written in a plain text. Other formats stand in `hostile_formats`.
"""

from collections.abc import Callable, Iterator
from decimal import Decimal

from torture.hostile_document import Hostile, sound_text

_NOTHING: frozenset[Decimal] = frozenset()
_REPEATED_CHARACTERS = 150_000


def documents() -> Iterator[Hostile]:
    """Give them all."""
    for name, text in _NESTED.items():
        yield sound_text("nesting", f"{name}.md", text, may=None)
    for name, text in _TABLES.items():
        yield sound_text("tables", f"{name}.md", text, may=None)
    for name, unit in _REPEATED.items():
        yield sound_text("one thing repeated", f"{name}.txt", _repeated(unit), may=None)
    for name, printed in _NO_NUMBERS.items():
        yield sound_text("digits", f"{name}.txt", _stated(printed), may=_NOTHING)
    for name, (printed, value) in _NUMBERS.items():
        yield sound_text("digits", f"{name}.txt", _stated(printed), value, may=_NOTHING)
    for name, (printed, values) in _CELLS.items():
        yield sound_text("cells", f"{name}.md", _in_cell(printed), *values, 5_000, 6_000, may=_NOTHING)
    for name, stated in _YEARS.items():
        yield sound_text("years", f"{name}.txt", _stated(f"5 miljoner kronor {stated}", ""), 5_000_000, may=_NOTHING)
    for name, code in _INJECTIONS.items():
        yield sound_text("injections", f"{name}.md", _injected(code), 5_000_000, may=None)


# A short text with as many control characters would be no text.
_PADDING = "\n\nRegeringen vill se fler skolor i hela landet." * 200


def _repeated(unit: str) -> Callable[[], str]:
    return lambda: unit * (_REPEATED_CHARACTERS // len(unit))


def _stated(printed: str, unit: str = " kronor") -> Callable[[], str]:
    return lambda: f"# Stöd\n\nUmeå kommun får {printed}{unit} till skolor."


def _in_cell(printed: str) -> Callable[[], str]:
    head = "| Kommun | Belopp 2025 (kronor) |\n| --- | --- |\n"
    return lambda: f"{head}| Lund | {printed} |\n| Umeå | 5 000 |\n| Falun | 6 000 |\n"


def _injected(code: str) -> Callable[[], str]:
    table = f"| Kommun | Belopp 2025 {code} (kr) |\n| --- | --- |\n| {code} | {code} |\n| Lund {code} | 5 000 |\n"
    return lambda: f"# {code}\n\n{code} får 5 miljoner kronor till {code}.\n\n{table}\n* {code}\n\n{code}{_PADDING}"


_NESTED: dict[str, Callable[[], str]] = {
    "lists": lambda: "".join("  " * depth + "- 5 kr\n" for depth in range(1_400)),
    "one-deep-item": lambda: "- " * 10_000 + "5 miljoner kronor",
    "quotes": lambda: "> " * 10_000 + "Umeå får 5 miljoner kronor 2025.",
    "brackets": lambda: "[" * 10_000 + "5 miljoner kronor" + "]" * 10_000,
    "parentheses": lambda: "(" * 10_000 + "5 miljoner kronor" + ")" * 10_000,
    "links": lambda: "[5](" * 10_000 + "5 kr" + ")" * 10_000,
    "emphasis": lambda: "*" * 10_000 + "5 miljoner kronor" + "*" * 10_000,
    "headings": lambda: "\n\n".join("#" * (1 + depth % 9) + f" Rubrik {depth}" for depth in range(10_000)),
    "code": lambda: "```\n" * 9_999 + "5 kr\n",
    "footnotes-in-footnotes": lambda: "".join(
        f"[^{number}]: Se [^{number + 1}], 5 kr.\n\n" for number in range(10_000)
    ),
}

_HEAD = "| Kommun | " + " | ".join(f"Belopp {year} (kr)" for year in range(2020, 2029)) + " |\n" + "| --- " * 10 + "|\n"
_TABLES: dict[str, Callable[[], str]] = {
    "pipes-100000-cells": lambda: _HEAD + ("| Lund | " + " | ".join(["1 000"] * 9) + " |\n") * 10_000,
    "flat-100000-cells": lambda: (
        "Kommun\n\nBelopp 2025\n\nBelopp 2026\n\n" + "".join(f"Lund\n\n{n} 000\n\n5 000\n\n" for n in range(1, 33_334))
    ),
    "pipes-2000-columns": lambda: "".join(
        "|" + f" {cell} |" * 2_000 + "\n" for cell in ("Belopp (kr)", "---", *["1 000"] * 20)
    ),
    "pipes-ragged": lambda: _HEAD + "".join("| Lund " + "| 1 000 " * (row % 23) + "|\n" for row in range(5_000)),
    "flat-ragged": lambda: (
        "Kommun\n\nBelopp 2025\n\nBelopp 2026\n\n"
        + "".join(f"Lund\n\n{row} 000\n\n" + ("5 000\n\n" if row % 3 else "") for row in range(1, 20_000))
    ),
    "only-pipes": lambda: "|" * 100_000,
    "lines-of-a-pipe": lambda: "|\n" * 60_000,
    "rules": lambda: "| --- | --- |\n" * 50_000,
    "header-without-rows": lambda: _HEAD,
    "cell-of-a-megabyte": lambda: _HEAD + "| " + "Lund " * 200_000 + "| 1 000 |\n",
    "header-of-a-megabyte": lambda: "| Kommun | " + "Belopp 2025 " * 80_000 + "|\n|---|---|\n| Lund | 1 000 |\n",
    "tables-2000": lambda: "| Kommun | Kr |\n|---|---|\n| Lund | 5 000 |\n\nText.\n\n" * 2_000,
    "a-line-of-2-megabytes": lambda: "Regeringen vill se fler skolor i hela landet och " * 40_000,
    "footnotes-100000": lambda: "\n".join(f"{number % 99}) Not om {number} personer." for number in range(100_000)),
    "stars-10000": lambda: "\n\n".join("*" * (1 + number % 6) + " Not om fem skolor." for number in range(10_000)),
    "dashes": lambda: "Kommun\n\nBelopp 2025\n\n" + "–\n\n" * 30_000,
    "sums-beyond-a-column": lambda: _HEAD + ("| Lund | " + " | ".join(["999 999 999 999 999"] * 9) + " |\n") * 200,
}

_REPEATED = {
    "digits": "1234567890",
    "groups": " 000",
    "points": ".000",
    "commas": "1,",
    "colons": "1:",
    "slashes": "1/",
    "dashes": "1-",
    "ranges": "5–6–7–8–",
    "years": "2018–",
    "lists-of-years": "2018 och ",
    "words": "hundra",
    "halves": "en och en halv ",
    "between": "mellan 5 och ",
    "sentences": "Lund får 5 miljoner kronor 2025. ",
    "shares": "5 miljoner kronor, ",
    "percent": "5 % ",
    "at": "a@",
    "links": "](",
    "web": "http://",
    "tabs": "\t5",
    "base64": ";base64,",
    "zero-width": "5\u200b",
    "overrides": "\u202e5",
    "accents": "e\u0301",
    "rings": "\u030a",
    "line-ends": "\r\n\r",
    "spaces": " ",
    "quotation-marks": "”",
    "less": "<",
    "telephones": "08-405 10 00 ",
    "ministers": "Anna Ekström, gymnasieminister, ",
    "agencies": "Polismyndigheten, ",
    "forms-feed": "\f5 kr",
    "units": "kr ",
    "magnitudes": "miljoner ",
    "dots": ".",
    "days": "1, 2, 3 och ",
    "nel": "5\x85",
}

_NO_NUMBERS = {
    "override": "12\u202e345",
    "override-around": "\u202e543 21\u202c",
    "right-to-left-mark": "12\u200f345",
    "isolate": "12\u2066 345\u2069",
    "control": "12\x01345",
    "combining-stroke": "1\u03362\u0336 345",
    "keycap": "1\u20e3 000",
    "filler": "12\u3164345",
    "line-separator": "12\u2028345",
    "ideographic-space": "12\u3000345",
    "apostrophe": "12'345",
    "underscore": "12_345",
    "cyrillic-o": "1О 000",
    "cyrillic-o-within": "1 2О0 000",
    "greek-omicron": "1Ο 500",
    "latin-o": "1O 500",
    "latin-l": "l2 000",
    "roman": "Ⅻ",
    "circled": "①②",
    "fullwidth-mixed": "１2 000",
    "arabic-mixed": "1٣ 000",
    "bengali-mixed": "1৪ 000",
    "arabic-separators": "١٢٬٣٤٥",
    "mathematical": "1𝟎 000",
    "exponent": "1e6",
    "exponent-beyond": "1e999",
    "power": "10^6",
    "hexadecimal": "0x1F",
    "not-a-number": "NaN",
    "infinity": "inf",
    "ten-thousand-digits": "9" * 10_000,
    "thirty-digits": "9" * 30,
    "million-billions": "1 000 000 000 000 000",
    "ten-million-sevenths": "0,0000001",
    "many-decimals": "1," + "3" * 10_000,
    "groups-broken": "164 000 00",
    "points-broken": "1.00.000",
    "lost-first-group": "000",
}
_NUMBERS = {
    "soft-hyphen": ("12\u00ad345", 12_345),
    "zero-width-space": ("12\u200b345", 12_345),
    "left-to-right-mark": ("\u200e12 345\u200e", 12_345),
    "hard-spaces": ("1\u00a0234\u202f567", 1_234_567),
    "decomposed": ("tva\u030ahundra", 200),
    "decomposed-million": ("a\u030atta miljoner", 8_000_000),
    "just-below-all": ("999 999 999 999 999", 999_999_999_999_999),
    "minus-nothing": ("-0", 0),
}
_CELLS: dict[str, tuple[str, tuple[int, ...]]] = {
    "cell-arabic": ("١٢ ٣٤٥", (12_345,)),
    "cell-fullwidth": ("１２ ３４５", (12_345,)),
    "cell-mathematical": ("𝟏𝟐 𝟑𝟒𝟓", (12_345,)),
    "cell-mixed": ("1２ 345", ()),
    "cell-bengali": ("1৪ 000", ()),
    "cell-override": ("12\u202e345", ()),
    "cell-control": ("12\x02345", ()),
    "cell-cyrillic": ("1О 000", ()),
    "cell-exponent": ("1e999", ()),
    "cell-thirty-digits": ("9" * 30, ()),
    "cell-ten-thousand-digits": ("9" * 10_000, ()),
    "cell-beyond-decimal": ("99 999 999 999 999 999,99", ()),
    "cell-many-decimals": ("1,333333333333", ()),
    "cell-of-signs": ("-" * 5_000 + "5", ()),
    "cell-of-commas": ("1," * 5_000, ()),
    "cell-of-pipes": ("\\|" * 5_000, ()),
    "cell-not-a-number": ("NaN", ()),
}
_YEARS = {
    "far-year": "år 99999",
    "endless": "per år 2020–999999",
    "reversed": "2027–2020",
    "same": "2020–2020",
    "nought": "år 0000",
    "many": ", ".join(["2020–2027"] * 2_000),
    "century": "1900–2099",
    "open": "från och med 2099 och framåt",
    "full-width": "år ２０２５",
    "arabic": "år ٢٠٢٥",
    "year-overridden": "20\u202e52",
}
_INJECTIONS = {
    "formula": "=cmd|' /C calc'!A0",
    "formula-at": "@SUM(1+1)*cmd",
    "html": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "sql": "'; DROP TABLE core.fact_allocation; --",
    "rich": "[bold red]Lund[/bold red][/][link=file:///etc/passwd]",
    "jinja": "{{ 7 * 7 }}{% for x in range(9) %}{{ config }}",
    "format": "%s%n{0.__class__}{}${HOME}`id`$(id)",
    "terminal": "\x1b[31m\x1b]0;owned\x07\x1b[2J",
    "markdown": "[Lund](javascript:alert(1)) ![](http://127.0.0.1/x)",
    "entities": "&lt;&amp;&#0;&#x202e;&nbsp;",
    "json": '{"path": "../../x", "amount": 1e999}',
    "surrogate": "\udc80".encode("utf-8", "surrogatepass").decode("utf-8", "replace"),
    "noncharacter": "\uffff\ufdd0\U0010ffff",
    "regex": "(a+)+$ [[:digit:]]{1,99999}",
    "path": "../../../../etc/passwd",
}
