import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.text.blocks import footnote_mark, split_blocks


def told(text: str) -> list[tuple[str, str, str]]:
    return [(block.kind, block.mark, block.span.of(text)) for block in split_blocks(text)]


def test_plain_text_has_headings_told_by_form_and_by_what_follows() -> None:
    text = (
        "Staten tar ansvar\n\nRegeringen satsar.\n\nFoto: Bo Ek\n\nPengar till skolan\n\n• ett\n• två\n\nSlut utan text"
    )
    assert told(text) == [
        ("heading", "", "Staten tar ansvar"),
        ("paragraph", "", "Regeringen satsar."),
        ("paragraph", "", "Foto: Bo Ek"),
        ("heading", "", "Pengar till skolan"),
        ("list_item", "•", "ett"),
        ("list_item", "•", "två"),
        ("paragraph", "", "Slut utan text"),
    ]


def test_markdown_has_headings_lists_tables_and_paragraphs() -> None:
    text = (
        "# Stöd till skolan\nRegeringen satsar\npå skolan.\n\n## Fördelning\n- Malmö\n  och Lund\n* Umeå\n1. först\n"
        "2) sen\n| Kommun | Kr |\n|---|---|\n| Malmö | 5 |\nEfter tabellen.\n"
    )
    assert told(text) == [
        ("heading", "#", "Stöd till skolan"),
        ("paragraph", "", "Regeringen satsar\npå skolan."),
        ("heading", "##", "Fördelning"),
        ("list_item", "-", "Malmö\n  och Lund"),
        ("list_item", "*", "Umeå"),
        ("list_item", "1.", "först"),
        ("list_item", "2)", "sen"),
        ("table", "", "| Kommun | Kr |\n|---|---|\n| Malmö | 5 |"),
        ("paragraph", "", "Efter tabellen."),
    ]


def test_line_ends_of_windows_change_nothing() -> None:
    text = "Rubrik\n\nText här.\n\n* ett\n* två\n"
    windows = text.replace("\n", "\r\n")
    assert told(windows) == told(text)


@pytest.mark.parametrize("bullet", ["•", "▪", "◦", "●", "*", "-", "+", "–", "·"])
def test_every_usual_bullet_opens_a_list_item(bullet: str) -> None:
    assert told(f" {bullet} Malmö\n {bullet}\u00a0Lund\n {bullet} Umeå") == [
        ("list_item", bullet, "Malmö"),
        ("list_item", bullet, "Lund"),
        ("list_item", bullet, "Umeå"),
    ]


def test_a_dash_opens_speech_where_few_follow_each_other() -> None:
    text = "Ministern är nöjd.\n\n– Vi satsar 5 miljoner kronor, säger hon.\n\nSlut på texten."
    assert [kind for kind, _, _ in told(text)] == ["paragraph", "paragraph", "paragraph"]


def test_an_asterisk_is_a_footnote_mark_where_two_follow_and_a_bullet_where_one_does() -> None:
    assert told("* Totalt 5 miljoner kr.\n\n** Endast räkneexempel.") == [
        ("footnote", "*", "Totalt 5 miljoner kr."),
        ("footnote", "**", "Endast räkneexempel."),
    ]
    assert [kind for kind, _, _ in told("* Malmö\n\n* Lund")] == ["list_item", "list_item"]


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("*Totalt", "*"),
        ("** Totalt", "**"),
        ("*** Totalt", "***"),
        (r"\*\* Totalt", "**"),
        ("¹ Totalt", "¹"),
        ("[2] Totalt", "[2]"),
        ("1) Totalt", "1)"),
        ("† Totalt", "†"),
        ("**Totalt 6 (se *).", "**"),
        ("Totalt", None),
        ("2 Totalt", None),
        ("**Totalt** 5 miljoner", None),
        ("*Kursiv mening.*", None),
        ("***", None),
        ("", None),
    ],
)
def test_footnote_marks_are_told_from_emphasis(text: str, mark: str | None) -> None:
    assert footnote_mark(text) == mark


def test_bold_paragraphs_are_no_footnotes() -> None:
    assert told("**Fet ingress.**\n\n*Kursiv.* Mer.") == [
        ("paragraph", "", "**Fet ingress.**"),
        ("paragraph", "", "*Kursiv.* Mer."),
    ]


_LINES = st.sampled_from(
    [
        "",
        " ",
        "Rubrik",
        "En mening.",
        "# R",
        "* a",
        "** b",
        "- c",
        "| d | 1 |",
        "1. e",
        "¹ f",
        "9 000",
        "**g**",
        "\u2028",
    ]
)


@given(
    st.text(max_size=200)
    | st.lists(_LINES, max_size=30).flatmap(
        lambda lines: st.sampled_from(["\n", "\r\n", "\r"]).map(lambda end: end.join(lines))
    )
)
def test_blocks_of_any_text_are_in_order_and_lose_nothing_but_marks_and_space(text: str) -> None:
    position = 0
    for block in split_blocks(text):
        between = text[position : block.span.start]
        assert between.replace("\\", "").split() == ([block.mark] if block.mark else [])
        assert block.span.start < block.span.end
        position = block.span.end
    assert not text[position:].strip()
