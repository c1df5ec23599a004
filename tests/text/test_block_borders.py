"""The form of blocks, sentences, durations and spans at their borders."""

from dataclasses import dataclass

import pytest

from pipelines.text.blocks import footnote_mark, split_blocks
from pipelines.text.durations import Duration, find_duration
from pipelines.text.invisible import Visible
from pipelines.text.passages import find_passages
from pipelines.text.sentences import LONGEST_SENTENCE, split_sentences
from pipelines.text.spans import Line, LineIndex, Span, split_lines


def blocks(text: str) -> list[tuple[str, str, str]]:
    return [(block.kind, block.mark, block.span.of(text)) for block in split_blocks(text)]


@pytest.mark.parametrize(
    ("text", "block"),
    [
        *((f"{'#' * level} Stöd", ("heading", "#" * level, "Stöd")) for level in range(1, 7)),
        ("####### Stöd", ("paragraph", "", "####### Stöd")),
        ("#Stöd", ("paragraph", "", "#Stöd")),
        ("#  Stöd", ("heading", "#", "Stöd")),
        ("#", ("paragraph", "", "#")),
        *((f"{bullet} Lund", ("list_item", bullet, "Lund")) for bullet in "•▪◦‣·∙●○*+-"),
        ("-  Lund", ("list_item", "-", "Lund")),
        ("-Lund", ("paragraph", "", "-Lund")),
        ("•Lund", ("paragraph", "", "•Lund")),
        ("– Lund", ("paragraph", "–", "Lund")),
        ("–Lund", ("paragraph", "", "–Lund")),
        ("1. Lund", ("list_item", "1.", "Lund")),
        ("12) Lund", ("list_item", "12)", "Lund")),
        ("123. Lund", ("paragraph", "", "123. Lund")),
        ("1.Lund", ("paragraph", "", "1.Lund")),
        ("1: Lund", ("paragraph", "", "1: Lund")),
        ("1)Lund", ("footnote", "1)", "Lund")),
        ("[1]Lund", ("footnote", "[1]", "Lund")),
        ("[1] Lund", ("footnote", "[1]", "Lund")),
        ("[12] Lund", ("footnote", "[12]", "Lund")),
        ("[123] Lund", ("paragraph", "", "[123] Lund")),
        ("[1) Lund", ("footnote", "[1)", "Lund")),
        ("*Lund", ("footnote", "*", "Lund")),
        ("** Lund", ("footnote", "**", "Lund")),
        ("****** Lund", ("footnote", "******", "Lund")),
        ("******* Lund", ("paragraph", "", "******* Lund")),
        ("\\* Lund", ("footnote", "*", "Lund")),
        ("\\*\\*Lund", ("footnote", "**", "Lund")),
        *((f"{mark} Lund", ("footnote", mark, "Lund")) for mark in ("¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹", "†")),
        ("‡‡ Lund", ("footnote", "‡‡", "Lund")),
        ("*Lund* är stort", ("paragraph", "", "*Lund* är stort")),
        ("**Lund** är stort", ("paragraph", "", "**Lund** är stort")),
        ("***Lund*** är stort", ("paragraph", "", "***Lund*** är stort")),
        ("*Lund*s är", ("footnote", "*", "Lund*s är")),
        ("*Lund *är", ("footnote", "*", "Lund *är")),
        ("*L* är", ("paragraph", "", "*L* är")),
        ("| Lund |", ("table", "", "| Lund |")),
        ("Lund |", ("paragraph", "", "Lund |")),
    ],
)
def test_a_line_is_the_block_that_its_opening_says(text: str, block: tuple[str, str, str]) -> None:
    assert blocks(text) == [block]
    assert blocks(f"\n\n  {text}  \n") == [block]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("ett\ntvå", [("paragraph", "", "ett\ntvå")]),
        ("ett\n- två", [("paragraph", "", "ett"), ("list_item", "-", "två")]),
        ("ett\n1. två", [("paragraph", "", "ett"), ("list_item", "1.", "två")]),
        ("ett\n# två", [("paragraph", "", "ett"), ("heading", "#", "två")]),
        ("ett\n| två", [("paragraph", "", "ett"), ("table", "", "| två")]),
        ("ett\n¹ två", [("paragraph", "", "ett"), ("footnote", "¹", "två")]),
        ("ett\n1 två", [("paragraph", "", "ett\n1 två")]),
        ("# ett\ntvå", [("heading", "#", "ett"), ("paragraph", "", "två")]),
        ("- ett\ntvå\n\ntre", [("list_item", "-", "ett\ntvå"), ("paragraph", "", "tre")]),
        ("| ett\n| två\ntre", [("table", "", "| ett\n| två"), ("paragraph", "", "tre")]),
        ("| ett\n- två", [("table", "", "| ett"), ("list_item", "-", "två")]),
        ("* ett\n\n** två", [("footnote", "*", "ett"), ("footnote", "**", "två")]),
        ("* ett\n\ntre\n\n** två", [("list_item", "*", "ett"), ("paragraph", "", "tre"), ("footnote", "**", "två")]),
        ("- ett\n\n** två", [("list_item", "-", "ett"), ("footnote", "**", "två")]),
        ("– ett\n– två", [("paragraph", "–", "ett"), ("paragraph", "–", "två")]),
        ("– ett\n– två\n– tre", [("list_item", "–", "ett"), ("list_item", "–", "två"), ("list_item", "–", "tre")]),
        (
            "– ett\n– två\n- tre",
            [("paragraph", "–", "ett"), ("paragraph", "–", "två"), ("list_item", "-", "tre")],
        ),
        ("Stöd\n\nDet ges.", [("heading", "", "Stöd"), ("paragraph", "", "Det ges.")]),
        ("Stöd\n\nDet ges.”", [("heading", "", "Stöd"), ("paragraph", "", "Det ges.”")]),
        ("Stöd\n\nDet ges", [("paragraph", "", "Stöd"), ("paragraph", "", "Det ges")]),
        ("Stöd\n\n- Lund", [("heading", "", "Stöd"), ("list_item", "-", "Lund")]),
        ("Stöd\n- Lund", [("paragraph", "", "Stöd"), ("list_item", "-", "Lund")]),
        ("stöd\n\nDet ges.", [("paragraph", "", "stöd"), ("paragraph", "", "Det ges.")]),
        *(
            (f"Stöd{end}\n\nDet ges.", [("paragraph", "", f"Stöd{end}"), ("paragraph", "", "Det ges.")])
            for end in (".", "!", "?", ":", ";", ",", "…", ".”", '."', ".»", ".')", ".)")
        ),
        *(
            (f"{word}: Bo Ek\n\nDet ges.", [("paragraph", "", f"{word}: Bo Ek"), ("paragraph", "", "Det ges.")])
            for word in ("Foto", "Fotograf", "Bild", "Illustration", "Källa", "FOTO", "Foto ")
        ),
        ("Fotot: Bo Ek\n\nDet ges.", [("heading", "", "Fotot: Bo Ek"), ("paragraph", "", "Det ges.")]),
        ("S" * 120 + "\n\nDet ges.", [("heading", "", "S" * 120), ("paragraph", "", "Det ges.")]),
        ("S" * 121 + "\n\nDet ges.", [("paragraph", "", "S" * 121), ("paragraph", "", "Det ges.")]),
        ("Stöd\noch mer\n\nDet ges.", [("paragraph", "", "Stöd\noch mer"), ("paragraph", "", "Det ges.")]),
        (
            "Stöd\n\nDet ges.\n\n# Mer",
            [("paragraph", "", "Stöd"), ("paragraph", "", "Det ges."), ("heading", "#", "Mer")],
        ),
        ("", []),
        ("\n \n", []),
    ],
)
def test_lines_make_blocks_by_what_follows_them(text: str, read: list[tuple[str, str, str]]) -> None:
    assert blocks(text) == read


@pytest.mark.parametrize(
    ("text", "mark"),
    [("* Lund", "*"), ("*  Lund", "*"), ("* ", None), ("1) Lund", "1)"), ("Lund *", None), (" *a", None)],
)
def test_a_footnote_opens_with_its_mark(text: str, mark: str | None) -> None:
    assert footnote_mark(text) == mark


def sentences(text: str, start: int = 0, end: int | None = None) -> list[str]:
    return [span.of(text) for span in split_sentences(text, Span(start, len(text) if end is None else end))]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        *((f"Ett{end} Två", [f"Ett{end}", "Två"]) for end in (".", "!", "?", '."', ".”", ".»", ".'", ".)", ".]", ".*")),
        *(
            (f"Ett. {opening}Två", ["Ett.", f"{opening}Två"])
            for opening in ('"', "”", "»", "'", "(", "[", "–", "*", "-")
        ),
        *((f"Ett. {letter}", ["Ett.", letter]) for letter in "AZÅÄÖÉ09"),
        *((f"Ett. {letter}", [f"Ett. {letter}"]) for letter in "azåäöé"),
        ("Ett.Två", ["Ett.Två"]),
        ("Ett: Två", ["Ett: Två"]),
        ("Ett.  Två", ["Ett.", "Två"]),
        ("Ett. – Två", ["Ett.", "– Två"]),
        ("Ett\n\nTvå", ["Ett", "Två"]),
        ("ett\n \ntvå", ["ett", "två"]),
        ("ett\ntvå", ["ett\ntvå"]),
        ("Se 1. Två", ["Se 1.", "Två"]),
        ("1. Två", ["1. Två"]),
        ("12. Två", ["12. Två"]),
        ("123. Två", ["123.", "Två"]),
        ("Ett. 1. Två", ["Ett.", "1. Två"]),
        ("Bo E. Ek", ["Bo E. Ek"]),
        ("Bo Ek. Ek", ["Bo Ek.", "Ek"]),
        ("Bo E. 5", ["Bo E.", "5"]),
        ("Bo E! Ek", ["Bo E!", "Ek"]),
        ("Det är ca! Ek", ["Det är ca!", "Ek"]),
        ("Det är bl.a. Ek", ["Det är bl.a. Ek"]),
        ("Det är xbl.a. Ek", ["Det är xbl.a.", "Ek"]),
        ("Det är ö. Ek", ["Det är ö. Ek"]),
        ("Det är en st. Ek", ["Det är en st. Ek"]),
        ("Det är bast. Ek", ["Det är bast.", "Ek"]),
        ("...", ["..."]),
        ("”. Ett", ["”.", "Ett"]),
    ],
)
def test_sentences_end_at_their_signs(text: str, read: list[str]) -> None:
    assert sentences(text) == read


def test_sentences_stay_within_their_stretch() -> None:
    text = "Ett. Två. Tre."
    assert sentences(text, 3, 10) == [".", "Två."]
    assert sentences(text, 5, 8) == ["Två"]
    assert sentences(text, 4, 5) == []


def test_a_sentence_of_the_greatest_length_is_left_whole_and_one_more_is_cut_in_two() -> None:
    whole = "a" * 1000 + " " + "b" * (LONGEST_SENTENCE - 1001)
    assert sentences(whole) == [whole]
    assert sentences(whole + "b") == ["a" * 1000, "b" * (LONGEST_SENTENCE - 1000)]
    for sign in ",;:)":
        marked = "a" * 100 + sign + " " + "b" * 100 + " " + "c" * LONGEST_SENTENCE
        assert sentences(marked) == ["a" * 100 + sign, "b" * 100, "c" * LONGEST_SENTENCE]
    unmarked = "a" * 100 + ". " + "b" * 100 + " " + "c" * LONGEST_SENTENCE
    assert sentences(unmarked) == ["a" * 100 + ". " + "b" * 100, "c" * LONGEST_SENTENCE]


_COUNTS = (["ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio"], range(1, 11))


@pytest.mark.parametrize(("word", "count"), [*zip(*_COUNTS, strict=True), ("1", 1), ("29", 29), ("30", 30)])
def test_a_duration_is_of_so_many_years(word: str, count: int) -> None:
    for words in (
        *(f"{preposition} {word} år" for preposition in ("i", "under", "på", "över", "I")),
        f"i de kommande {word} år",
        f"i  de  närmaste  {word}  år",
        f"{word}årig",
        f"{word}-åriga",
        f"{word}årigt",
        f"{word}årsperiod",
        f"{word}årsperioden",
    ):
        text = f"Det gäller {words}, sägs det."
        assert find_duration(text, Span(0, len(text))) == Duration(count, Span(11, 11 + len(words)))


@pytest.mark.parametrize(
    "words",
    [
        *("i en år", "i 0 år", "i 31 år", "i 301 år", "till tre år", "ni tre år", "i de tre år", "i åren tre år"),
        *("i tre års", "i tre åren", "treårigs", "tre–årig", "xtreårig", "tre-årsperiod", "treårsperioder", "treåring"),
        *("i de senaste tre år", "elvaårig", "treår"),
    ],
)
def test_what_looks_like_a_duration_is_none(words: str) -> None:
    text = f"Det gäller {words}, sägs det."
    assert find_duration(text, Span(0, len(text))) is None


@pytest.mark.parametrize("hidden", ["\u00ad", "¬", "\u200b", "\u200c", "\u200d", "\u200e", "\u2060", "\ufeff"])
def test_an_invisible_character_is_read_past_and_spans_count_it(hidden: str) -> None:
    printed = f"{hidden}ab{hidden}{hidden}cd{hidden}"
    visible = Visible(printed)
    assert visible.text == "abcd"
    assert visible.in_print(Span(0, 4)).of(printed) == f"ab{hidden}{hidden}cd"
    assert visible.in_print(Span(0, 2)).of(printed) == "ab"
    assert visible.in_print(Span(2, 4)).of(printed) == "cd"
    assert visible.in_print(Span(1, 3)).of(printed) == f"b{hidden}{hidden}c"
    assert visible.in_print(Span(2, 2)) == Span(5, 5)


@pytest.mark.parametrize(
    ("split", "letter"),
    [
        ("a\u030a", "å"),
        ("O\u0308", "Ö"),
        ("e\u0301", "é"),
        ("A\u0300", "À"),
        ("z\u0308", "z\u0308"),
        ("å\u0308", "å\u0308"),
    ],
)
def test_an_accent_behind_its_letter_is_read_on_it(split: str, letter: str) -> None:
    printed = f"x{split}y"
    visible = Visible(printed)
    assert visible.text == f"x{letter}y"
    assert visible.in_print(Span(0, len(visible.text))).of(printed) == printed
    assert visible.in_print(Span(1, 1 + len(letter))).of(printed) == split
    assert visible.in_print(Span(0, 1)).of(printed) == "x"


@dataclass(frozen=True)
class _Held:
    span: Span
    spans: tuple[Span, ...]
    name: str


def test_spans_are_moved_wherever_they_are_held() -> None:
    visible = Visible("a\u00adb")
    line = Line(1, Span(1, 2), "b")
    assert visible.in_print(_Held(Span(0, 2), (Span(1, 2),), "x")) == _Held(Span(0, 3), (Span(2, 3),), "x")
    assert visible.in_print(line) == Line(1, Span(2, 3), "b")
    assert visible.in_print((Span(0, 1), 5, _Held)) == (Span(0, 1), 5, _Held)
    assert Visible("ab").in_print(Span(1, 2)) == Span(1, 2)


def test_lines_and_spans_count_each_end_once() -> None:
    assert split_lines("") == [Line(1, Span(0, 0), "")]
    assert split_lines("  ") == [Line(1, Span(0, 0), "")]
    assert split_lines(" a \r\n\n b") == [
        Line(1, Span(1, 2), "a"),
        Line(2, Span(5, 5), ""),
        Line(3, Span(7, 8), "b"),
    ]
    index = LineIndex("a\r\nb\rc\n")
    assert index.line_count == 4
    assert [index.line_of(at) for at in range(8)] == [1, 1, 1, 2, 2, 3, 3, 4]
    assert Span(1, 4).holds(Span(1, 4))
    assert not Span(1, 4).holds(Span(0, 4))
    assert not Span(1, 4).holds(Span(1, 5))


def test_a_passage_is_a_sentence_with_amounts_and_its_neighbours() -> None:
    text = "# Stöd\n\nFörst. Lund får 5 kr och 6 kr. Sedan.\n\nInget här.\n\nUmeå får 7 kr."
    read = split_blocks(text)
    prose = [(number + 10, block) for number, block in enumerate(read)]
    first, second = find_passages(text, prose)
    assert (first.block_no, first.prose_no, first.block) == (11, 1, read[1])
    assert first.sentence.of(text) == "Lund får 5 kr och 6 kr."
    assert first.before is not None
    assert first.before.of(text) == "Först."
    assert first.behind is not None
    assert first.behind.of(text) == "Sedan."
    assert [amount.span.of(text) for amount in first.amounts] == ["5 kr", "6 kr"]
    assert [stretch.of(text) for stretch in first.stretches] == ["Lund får 5 kr och ", " och 6 kr."]
    assert (second.block_no, second.prose_no, second.before, second.behind) == (13, 3, None, None)
    assert [stretch.of(text) for stretch in second.stretches] == ["Umeå får 7 kr."]


def test_amounts_go_to_the_sentence_that_they_stand_in() -> None:
    text = "Lund får 5 kr. Umeå får 6 kr. Eda får 7 kr."
    found = list(find_passages(text, list(enumerate(split_blocks(text)))))
    assert [[amount.span.of(text) for amount in passage.amounts] for passage in found] == [["5 kr"], ["6 kr"], ["7 kr"]]
    assert [passage.before and passage.before.of(text) for passage in found] == [
        None,
        "Lund får 5 kr.",
        "Umeå får 6 kr.",
    ]


def test_a_bare_magnitude_is_read_where_the_document_names_a_currency_anywhere() -> None:
    text = "Det blir 5 miljoner till.\n\nUmeå har 7 kr."
    assert len(list(find_passages(text, list(enumerate(split_blocks(text)))))) == 2
    bare = "Det blir 5 miljoner till.\n\nUmeå har 7."
    assert list(find_passages(bare, list(enumerate(split_blocks(bare))))) == []
