"""What is typed at the prompt: where a question ends, which command is meant, how its words are told apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.console.prompt.commands import COMMANDS, Command, CommandError, choice, is_command, parse
from pipelines.console.prompt.entry import is_complete
from pipelines.console.prompt.prompting import coloured
from pipelines.console.prompt.tokens import tokens


@pytest.mark.parametrize(
    "entry",
    [
        "SELECT 1;",
        "SELECT 1 ;  ",
        "SELECT name\nFROM dim_minister;",
        "SELECT 1; -- in kronor",
        "SELECT ';' AS a;",
        "SELECT 'Malmö'\n",
        "FROM dim_period\n  ",
        r"\d",
        r"\d fact_total",
        "quit",
        "HELP;",
        "",
        "  ",
    ],
)
def test_enter_asks(entry: str) -> None:
    assert is_complete(entry)


@pytest.mark.parametrize(
    "entry",
    [
        "SELECT 1",
        "SELECT ';",
        "SELECT ';'",
        "SELECT 1 -- ;",
        "SELECT 1 /* ;",
        'SELECT 1 AS "a;',
        "SELECT $$ a;",
        "SELECT 'första raden\n",
        "SELECT 'it''s;",
        "FROM quit",
    ],
)
def test_enter_begins_a_new_line(entry: str) -> None:
    assert not is_complete(entry)


@pytest.mark.parametrize(
    ("entry", "command"),
    [
        (r"\d", Command("d")),
        (r"\d core.fact_total;", Command("d", "core.fact_total")),
        (r"  \D   fact_total ", Command("d", "fact_total")),
        (r"\dt mart", Command("dt", "mart")),
        (r"\explain SELECT 1;", Command("explain", "SELECT 1")),
        (r"\o ~/svar med blanksteg.csv", Command("o", "~/svar med blanksteg.csv")),
        (r"\h", Command("?")),
        (r"\?", Command("?")),
        ("exit", Command("q")),
        ("Quit;", Command("q")),
        ("help", Command("?")),
    ],
)
def test_a_command_is_read_with_what_stands_behind_it(entry: str, command: Command) -> None:
    assert is_command(entry)
    assert parse(entry) == command


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        (r"\tming", r"There is no command \tming. Did you mean \timing? \? lists the commands."),
        (r"\dv", r"Did you mean \d?"),
        (r"\formt csv", r"Did you mean \format?"),
        (r"\zzz", r"There is no command \zzz. \? lists"),
        ("\\", r"\? lists the commands"),
        (r"\q now", r"\q takes nothing behind it."),
        (r"\explain", r"\explain wants QUESTION behind it."),
    ],
)
def test_a_wrong_command_says_what_is_meant(entry: str, told: str) -> None:
    with pytest.raises(CommandError) as caught:
        parse(entry)
    assert told in str(caught.value)


def test_a_wrong_choice_names_those_that_there_are() -> None:
    assert choice(Command("x", "ON"), ("on", "off")) == "on"
    with pytest.raises(CommandError, match="takes on or off, not yes"):
        choice(Command("x", "yes"), ("on", "off"))


def test_every_command_that_the_help_tells_of_can_be_typed() -> None:
    for command in COMMANDS:
        assert parse(f"\\{command.name} {'a' if command.must else ''}").name == command.name


@pytest.mark.parametrize("entry", ["SELECT quit", "exit_code", "FROM help;", "helper", "-- \\d"])
def test_a_question_is_no_command(entry: str) -> None:
    assert not is_command(entry)


def test_the_words_of_a_question_are_told_apart() -> None:
    sql = """SELECT "Å b", 'it''s' || E'a\\'b' || $$x;y$$ -- remark\nFROM t1 /* a */ WHERE kr_2 >= 1.5e3 AND 'op"""
    assert [(token.kind, token.text) for token in tokens(sql)] == [
        ("word", "SELECT"),
        ("quoted", '"Å b"'),
        ("sign", ","),
        ("string", "'it''s'"),
        ("sign", "|"),
        ("sign", "|"),
        ("string", "E'a\\'b'"),
        ("sign", "|"),
        ("sign", "|"),
        ("string", "$$x;y$$"),
        ("comment", "-- remark"),
        ("word", "FROM"),
        ("word", "t1"),
        ("comment", "/* a */"),
        ("word", "WHERE"),
        ("word", "kr_2"),
        ("sign", ">"),
        ("sign", "="),
        ("number", "1.5e3"),
        ("word", "AND"),
        ("open", "'op"),
    ]


@given(st.text(alphabet="aÅ1 '\"$-*/;.,()\n\\") | st.text())
def test_nothing_of_a_text_is_lost_in_its_words(text: str) -> None:
    found = tokens(text)
    assert all(text[token.start : token.end] == token.text for token in found)
    ends = [0, *(token.end for token in found)]
    starts = [*(token.start for token in found), len(text)]
    assert not "".join(text[end:start] for end, start in zip(ends, starts, strict=True)).strip()


@given(st.text(alphabet="aÅ1 '\"$-*/;.,()\n\\selct") | st.text())
def test_colours_change_no_character(text: str) -> None:
    lines = coloured(text, frozenset({"select"}))
    assert "\n".join("".join(piece[1] for piece in line) for line in lines) == text


def test_keywords_strings_and_commands_are_coloured_each_its_own_way() -> None:
    [line] = coloured("SELECT 'a' AS kr", frozenset({"select", "as"}))
    assert [(style, text) for style, text, *_ in line if text.strip()] == [
        ("class:sql.keyword", "SELECT"),
        ("class:sql.string", "'a'"),
        ("class:sql.keyword", "AS"),
        ("class:sql.word", "kr"),
    ]
    assert coloured(r"\d select", frozenset({"select"})) == [[("class:sql.command", r"\d select")]]
