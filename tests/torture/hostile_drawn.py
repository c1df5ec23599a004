"""Documents that Hypothesis draws, the same in every run.

Belongs here: what is drawn, and what may be read of it. The same strategies in the tests of the reader look for faults
anew each time; here the corpus must stand still, so that two runs can be compared.
"""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import TypeVar

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from printed_numbers import SPACES, grouped, in_words

from torture.hostile_document import Hostile, sound_text

_COUNT = 60
_Drawn = TypeVar("_Drawn")
_PIECES = st.sampled_from(
    [
        *(
            "Lund",
            "Skolverket får",
            "5",
            "1 000",
            "1,5",
            "två",
            "en halv",
            "mellan",
            "och",
            "–",
            "|",
            "\n",
            "\n\n",
            "2025",
        ),
        *(
            "miljoner",
            "kronor",
            "mnkr",
            "euro",
            "€",
            "per år",
            "Totalt",
            "| --- |",
            "* ",
            "# ",
            "**",
            "1)",
            "(",
            ")",
            "[",
        ),
        *("\u202e", "\u200f", "\u200b", "\u00ad", "\u030a", "\u0336", "\x01", "\x0b", "\u2028", "\ufeff", "\U000e0030"),
        *(
            "٣",
            "１",
            "৪",
            "𝟎",
            "О",
            "l",
            "²",
            "½",
            "Ⅻ",
            "<b>",
            "{{",
            "]",
            "](",
            "://",
            "@",
            "%",
            "§",
            "kap.",
            "\r",
            "\t",
        ),
    ]
)
_TEARING = st.sampled_from(
    ["\u202e", "\u200f", "\u2066", "\x01", "\u0336", "\u2005", "\u3000", "'", "·", "О", "٬", "\ufe0f"]
)
_UNITS = st.sampled_from([(" kronor", 1), (" tkr", 1_000), (" miljoner kronor", 10**6), (" mnkr", 10**6)])


@st.composite
def _torn(draw: st.DrawFn) -> tuple[str, frozenset[Decimal]]:
    """Draw a sentence with a number in which something stands that does not belong there: nothing may be read of it."""
    number = grouped(draw(st.integers(10_000, 999_999)), draw(st.sampled_from(["", *SPACES.values()])))
    at = draw(st.integers(1, len(number) - 1))
    unit, _ = draw(_UNITS)
    return f"Umeå kommun får {number[:at]}{draw(_TEARING)}{number[at:]}{unit} till skolor.", frozenset()


@st.composite
def _plain(draw: st.DrawFn) -> tuple[str, tuple[int, ...]]:
    """Draw sentences with amounts that are known, among noise without any."""
    sentences, amounts = [], []
    for _ in range(draw(st.integers(1, 12))):
        number = draw(st.integers(2, 999))
        unit, factor = draw(_UNITS)
        printed = in_words(number) if draw(st.booleans()) and factor > 1 and "kronor" in unit else str(number)
        sentences.append(f"Umeå kommun får {printed}{unit} till {draw(st.sampled_from(['böcker', 'bad', 'broar']))}.")
        amounts.append(number * factor)
        sentences.append(draw(st.text(alphabet="abcåäö <>{}[]*_#\u202e\u00ad", max_size=60)))
    return "\n\n".join(sentences), tuple(amounts)


def documents() -> Iterator[Hostile]:
    """Give them all."""
    noise = st.lists(_PIECES, max_size=300).map(" ".join) | st.lists(_PIECES, max_size=300).map("".join)
    anything = st.text(max_size=2_000).filter(lambda text: "\0" not in text)
    # Too many control characters make a file binary.
    for number, text in enumerate(_drawn(noise | anything.map(_encodable), 2018)):
        yield sound_text("drawn noise", f"noise-{number:03d}.txt", _giving(text), may=None, is_refused=None)
    for number, (text, may) in enumerate(_drawn(_torn(), 2019)):
        yield sound_text("drawn torn numbers", f"torn-{number:03d}.txt", _giving(f"# A\n\n{text}"), may=may)
    for number, (text, amounts) in enumerate(_drawn(_plain(), 2020)):
        yield sound_text(
            "drawn amounts", f"amounts-{number:03d}.md", _giving(f"# A\n\n{text}"), *amounts, may=frozenset()
        )


def _giving(text: str) -> Callable[[], str]:
    return lambda: text


def _encodable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")


def _drawn(strategy: st.SearchStrategy[_Drawn], number: int) -> list[_Drawn]:
    examples: list[_Drawn] = []

    @seed(number)
    @settings(
        max_examples=_COUNT,
        database=None,
        phases=[Phase.generate],
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def draw(example: _Drawn) -> None:
        examples.append(example)

    draw()
    return examples
