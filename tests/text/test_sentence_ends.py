"""What ends a sentence, what only looks like an end, and lines by number."""

import pytest

from pipelines.text.sentences import LONGEST_SENTENCE, split_sentences
from pipelines.text.spans import LineIndex, Span, split_lines


def sentences(text: str) -> list[str]:
    return [span.of(text) for span in split_sentences(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    "abbreviation",
    [
        *("bl.a.", "t.ex.", "m.m.", "m.fl.", "dvs.", "d.v.s.", "s.k.", "ca.", "c:a.", "fr.o.m.", "t.o.m.", "o.s.v."),
        *("osv.", "f.d.", "inkl.", "exkl.", "resp.", "prop.", "dnr.", "kap.", "nr.", "milj.", "mn.", "tfn.", "st."),
        *("bet.", "rskr.", "art.", "jfr.", "kl.", "kungl.", "Kungl.", "DNR."),
    ],
)
def test_an_abbreviation_ends_no_sentence(abbreviation: str) -> None:
    assert sentences(f"Stödet gäller {abbreviation} Boverket. Det är nytt.") == [
        f"Stödet gäller {abbreviation} Boverket.",
        "Det är nytt.",
    ]


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("Stödet är nytt. Det gäller nu.", 2),
        ("Är stödet nytt? Ja! Det är det.", 3),
        ("Stödet är nytt. det gäller nu.", 1),
        ("Stödet är 2.5 miljoner.", 1),
        ("Han sade: ”Stödet är nytt.” ”Bra”, sade hon.", 2),
        ("Stödet är nytt (sedan i mars.) Det gäller.", 2),
        ("**Stödet är nytt.** Det gäller.", 2),
        ("Stödet är nytt. – Det gäller.", 2),
        ("Stödet är nytt. 5 miljoner avsätts.", 2),
        ("Stödet är nytt\n\nDet gäller", 2),
        ("Stödet är\nnytt", 1),
        ("1. Uppdraget är nytt. 23. Stödet är nytt.", 2),
        ("Stödet ges under 2026. Uppdraget är nytt.", 2),
        ("Stödet ges till 12. Uppdraget är nytt.", 2),
        ("123. Uppdraget är nytt.", 2),
        ("Eva A. Ek är chef. Hon är ny.", 2),
        ("Alternativ A. och B. gäller.", 1),
        ("   Stödet är nytt.   Det gäller.  ", 2),
        ("", 0),
        ("   ", 0),
    ],
)
def test_a_stop_before_a_capital_or_a_digit_ends_a_sentence(text: str, ends: int) -> None:
    found = sentences(text)
    assert len(found) == ends
    assert all(each == each.strip() for each in found)


def test_a_stretch_without_an_end_is_cut_behind_a_comma() -> None:
    text = "kommuner och regioner, " * 200
    found = sentences(text)
    assert all(len(each) <= LONGEST_SENTENCE for each in found)
    assert all(each.endswith(",") for each in found[:-1])
    assert " ".join(found) == text.strip()


def test_without_commas_it_is_cut_at_white_space_and_without_that_not_at_all() -> None:
    assert max(map(len, sentences("kommuner " * 500))) <= LONGEST_SENTENCE
    assert sentences("x" * 5000) == ["x" * 5000]
    assert sentences(("y" * 999 + " ") * 2) == ["y" * 999 + " " + "y" * 999]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_counted_from_one_and_a_line_end_belongs_to_its_line(end: str) -> None:
    text = f"ett{end}två{end}{end}fyra"
    lines = LineIndex(text)
    assert lines.line_count == 4
    assert [lines.line_of(at) for at in (0, 2, 3, 3 + len(end), len(text) - 1, len(text))] == [1, 1, 1, 2, 4, 4]
    assert [(line.number, line.text) for line in split_lines(text)] == [(1, "ett"), (2, "två"), (3, ""), (4, "fyra")]


def test_lines_are_told_without_the_space_around_them() -> None:
    text = "  ett \n \n\ttvå"
    lines = split_lines(text)
    assert [line.span.of(text) for line in lines] == ["ett", "", "två"]
    assert [line.span.start for line in lines] == [2, 7, 10]
