"""`anslag explain`: a figure in its source, with what was done to it."""

import io

import pytest
from anslag_command import HOSTILE_SHOWN, Installation
from rich.console import Console

from pipelines.console.explain import print_explanation
from pipelines.settings import Home
from pipelines.store.versions import open_published

STOCKHOLM = "SELECT figure_id FROM core.fact_allocation WHERE amount_text = '164 000 00'"
QUARANTINED = "SELECT figure_id FROM core.fact_allocation WHERE quality = 'quarantined'"
POLICE = "SELECT figure_id FROM core.fact_funding WHERE recipient_text = 'Polismyndigheten' AND amount_low > 7e9"


def lines_of(installation: Installation, figure: str, columns: int = 120) -> list[str]:
    answer = installation.ask("explain", figure, columns=columns)
    assert answer.exit_code == 0, answer.stderr
    return answer.stdout.splitlines()


def fact(lines: list[str], name: str) -> str:
    [line] = [line for line in lines if line.split()[: len(name.split())] == name.split()]
    return line.strip().removeprefix(name).strip()


def test_a_figure_of_a_table_is_told_with_recipient_document_and_line(installation: Installation) -> None:
    lines = lines_of(installation, installation.value(STOCKHOLM))
    assert lines[0] == "164 000 000 SEK   printed “164 000 00”"
    assert fact(lines, "recipient") == "Stockholm (municipality 0180, Stockholms län)"
    assert fact(lines, "period") == "2019"
    assert fact(lines, "status") == "calculation_example"
    assert fact(lines, "quality") == "repaired"
    assert fact(lines, "programme") == "Miljardsatsning till kommuner med socioekonomiska utmaningar"
    assert fact(lines, "title") == "Regeringens långsiktiga insatser mot segregation"
    assert fact(lines, "address").startswith("https://www.regeringen.se/artiklar/2018/06/")
    assert fact(lines, "file").endswith("regeringens-langsiktiga-insatser-mot-segregation.txt:74")
    assert fact(lines, "sha256").startswith("923938f1")


def test_its_cell_is_marked_among_the_rows_around_under_their_headers(installation: Installation) -> None:
    lines = lines_of(installation, installation.value(STOCKHOLM))
    header = next(at for at, line in enumerate(lines) if line.split()[:2] == ["Kommun", "Belopp"])
    assert lines[header].split("  ")[-1].strip() == "Belopp per år 2020–2027***"
    rows = [line.split() for line in lines[header + 2 : header + 7]]
    assert [row[0] for row in rows] == ["Huddinge", "Botkyrka", "Stockholm", "Södertälje", "Uppsala"]
    assert " ".join(rows[2]) == "Stockholm 50 725 000 »164 000 00« 269 000 000"
    assert "\n".join(lines).count("»") == 1


def test_the_footnote_of_its_column_is_printed(installation: Installation) -> None:
    text = " ".join(" ".join(lines_of(installation, installation.value(STOCKHOLM))).split())
    assert "Totalt 1,35 miljarder kr (i beloppet ingår också administrativa kostnader). Endast räkneexempel" in text


def test_each_reading_is_told_with_what_speaks_for_and_against_it(installation: Installation) -> None:
    lines = lines_of(installation, installation.value(STOCKHOLM))
    text = " ".join(" ".join(lines).split())
    assert "exactly one reading survives all the evidence" in text
    assert "confidence 0.9" in text
    readings = [line for line in lines if line.split()[:3] in (["164", "000", "000"], ["164", "000", "100"])]
    assert any("a lost zero" in line and "✓ 3.23 × “Belopp 2018*”" in line for line in readings)
    assert any("a lost digit" in line for line in readings)
    assert "✗ no multiple of 1 000 000" in text
    assert "✗ 0.32 × “Belopp 2018*”, unlike the other rows" in text
    assert "2.86 to 3.61 × “Belopp 2018*”" in text


def test_its_column_is_held_against_the_stated_total(installation: Installation) -> None:
    lines = lines_of(installation, installation.value(STOCKHOLM))
    lines = lines[lines.index("Its column") :]
    assert fact(lines, "stated").startswith("1 350 000 000 SEK")
    assert fact(lines, "summed").startswith("1 324 000 000 SEK")
    assert fact(lines, "left").startswith("26 000 000 SEK, 1.9%")
    assert fact(lines, "verdict") == "reconciled"


def test_its_findings_are_told_with_their_remedy(installation: Installation) -> None:
    lines = lines_of(installation, installation.value(STOCKHOLM))
    at = next(number for number, line in enumerate(lines) if "info repaired_amount" in line)
    assert any("→" in line for line in lines[at:])


def test_a_quarantined_figure_has_no_value_and_a_reason(installation: Installation) -> None:
    lines = lines_of(installation, installation.value(QUARANTINED))
    assert lines[0] == "quarantined: no value   printed “99 99”"
    assert fact(lines, "recipient") == HOSTILE_SHOWN
    assert "no reading survives the evidence" in "\n".join(lines)
    assert fact(lines, "verdict") == "NOT reconciled"


def test_of_a_wide_table_the_columns_beside_the_figure_are_shown(installation: Installation) -> None:
    text = "\n".join(lines_of(installation, installation.value(QUARANTINED), columns=80))
    assert "»99 99«" in text
    assert "Belopp 2025" in text
    assert "of 8 columns" in text


def test_an_amount_in_prose_is_marked_in_its_sentence(installation: Installation) -> None:
    lines = lines_of(installation, installation.value(POLICE))
    assert lines[0] == "7 100 000 000 SEK   printed “7,1 miljarder kronor”"
    assert fact(lines, "period") == "2018–2020"
    assert "»7,1 miljarder kronor«" in " ".join(" ".join(lines).split())


def test_an_approximate_amount_is_said_to_be_one(installation: Installation) -> None:
    figure = installation.value("SELECT figure_id FROM core.fact_funding WHERE modifier = 'about'")
    assert lines_of(installation, figure)[0] == "about 30 000 000 SEK   printed “30 miljoner kronor”"


def test_a_measure_without_an_amount_is_marked_whole(installation: Installation) -> None:
    question = "SELECT figure_id FROM core.fact_funding WHERE amount_low IS NULL ORDER BY char_start LIMIT 1"
    lines = lines_of(installation, installation.value(question))
    assert lines[0] == "no amount stated"
    assert "»Flera satsningar på skola" in "\n".join(lines)


@pytest.mark.parametrize(
    ("condition", "marked"),
    [
        ("amount = 90000000", "»90 000 000«"),
        ("amount = 425000000 AND scope = 'footnote'", "»425 miljoner kr«"),
        ("amount = 425000000 AND scope = 'prose'", "»425 miljoner kronor«"),
    ],
)
def test_a_stated_total_is_shown_where_it_stands(installation: Installation, condition: str, marked: str) -> None:
    # The condition is one of those above.
    total = installation.value(f"SELECT total_id FROM core.fact_total WHERE {condition}")
    lines = lines_of(installation, total)
    assert marked in "\n".join(lines)
    assert fact(lines, "verdict") in {"reconciled", "NOT reconciled"}


def test_the_beginning_of_an_id_is_enough(installation: Installation) -> None:
    figure = installation.value(STOCKHOLM)
    assert lines_of(installation, figure[:7].upper()) == lines_of(installation, figure)


def test_every_figure_of_every_fact_table_can_be_explained(installation: Installation) -> None:
    screen = Console(file=io.StringIO(), width=100)
    with open_published(Home(installation.root)) as con:
        figures = con.execute(
            """SELECT figure_id FROM core.fact_funding UNION ALL SELECT total_id FROM core.fact_total
               UNION ALL SELECT figure_id FROM core.fact_allocation WHERE row_no % 7 = 0"""
        ).fetchall()
        for (figure,) in figures:
            print_explanation(con, figure, screen)
    assert len(figures) > 40


def test_an_unknown_id_is_answered_with_how_to_find_ids(installation: Installation) -> None:
    answer = installation.ask("explain", "zzz")
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert "zzz" in answer.stderr
    assert "SELECT figure_id" in answer.stderr


def test_the_queries_that_find_ids_work(installation: Installation) -> None:
    told = installation.ask("explain", "zzz").stderr
    queries = [line.split('"')[1] for line in told.splitlines() if 'sql "' in line]
    assert len(queries) == 3
    assert [installation.ask("sql", query).exit_code for query in queries] == [0, 0, 0]


@pytest.mark.parametrize("nothing", ["", "   "])
def test_no_id_at_all_is_unknown(installation: Installation, nothing: str) -> None:
    answer = installation.ask("explain", nothing)
    assert answer.exit_code == 1
    assert "SELECT figure_id" in answer.stderr


def test_an_ambiguous_beginning_lists_candidates(installation: Installation) -> None:
    figure = installation.value("SELECT min(figure_id) FROM core.fact_allocation")
    answer = installation.ask("explain", figure[0])
    assert answer.exit_code == 1
    assert figure in answer.stderr


def on_a_terminal(installation: Installation, figure: str, **form: bool) -> str:
    screen = Console(file=io.StringIO(), force_terminal=True, width=100, color_system="truecolor", **form)  # type: ignore[arg-type]  # a bool for no_color
    with open_published(Home(installation.root)) as con:
        print_explanation(con, figure, screen)
    assert isinstance(screen.file, io.StringIO)
    return screen.file.getvalue()


def test_on_a_terminal_exactly_the_characters_are_in_reverse(installation: Installation) -> None:
    printed = on_a_terminal(installation, installation.value(STOCKHOLM))
    assert "\x1b[1;7m164 000 00\x1b[0m" in printed
    assert "»" not in printed


def test_without_colour_on_a_terminal_the_characters_stand_between_marks(installation: Installation) -> None:
    assert "»164 000 00«" in on_a_terminal(installation, installation.value(STOCKHOLM), no_color=True)


def test_a_hostile_name_sends_nothing_to_the_terminal(installation: Installation) -> None:
    printed = on_a_terminal(installation, installation.value(QUARANTINED))
    assert "[red]" in printed
    for sequence in ("\x1b[31mKiruna", "\x1b]0;", "\x07", "\u202e"):
        assert sequence not in printed
