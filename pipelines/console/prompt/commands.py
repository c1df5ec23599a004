r"""The commands of the prompt, which begin with a backslash as those of psql do.

Belongs here: their names, what they are for, and reading one. Doing it belongs to `conversation`.
"""

from dataclasses import dataclass
from difflib import get_close_matches

_WORDS = {"exit": "q", "quit": "q", "help": "?"}
"""What people type for a command who do not know of the backslash."""


@dataclass(frozen=True, slots=True)
class Described:
    """A command as its help tells it.

    Attributes:
        name: what stands behind the backslash.
        argument: what may follow, for people; empty where nothing may.
        meaning: what it does.
        takes: what its argument names: table | format | switch | file | text, empty where it has none.
        must: whether it needs an argument.
    """

    name: str
    argument: str
    meaning: str
    takes: str = ""
    must: bool = False


COMMANDS = (
    Described("d", "[TABLE]", "tables; with TABLE, its columns, what they mean and their keys", "table"),
    Described("dt", "[SCHEMA]", "tables, of one schema if it is named", "schema"),
    Described("explain", "QUESTION", "the plan of a question, which is not run", "text", must=True),
    Described("format", "[table|csv|json]", "how answers are shown", "format"),
    Described("o", "[FILE]", "write the next answer to FILE: .csv, .json or .parquet, else as shown here", "file"),
    Described("rows", "[NUMBER]", "most rows of a table to show; 0 shows all", "number"),
    Described("timing", "[on|off]", "tell how long each question took", "switch"),
    Described("x", "[on|off]", "show one value a line, as for rows that are too wide", "switch"),
    Described("c", "", "open the version that is published now"),
    Described("?", "", "this help; \\h too"),
    Described("q", "", "leave; Ctrl-D too"),
)
_BY_NAME = {command.name: command for command in COMMANDS} | {"h": COMMANDS[-2]}


class CommandError(Exception):
    """A command that cannot be understood, with what is meant."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command as it was typed.

    Attributes:
        name: one of those of `COMMANDS`.
        argument: what follows it, without blanks around; empty where nothing does.
    """

    name: str
    argument: str = ""


def is_command(text: str) -> bool:
    """Tell whether an entry is a command and not a question."""
    return text.lstrip().startswith("\\") or _bare(text) in _WORDS


def parse(text: str) -> Command:
    r"""Read a command.

    Args:
        text: the entry; a semicolon at its end, out of habit, is no part of it.

    Raises:
        CommandError: there is none of that name, or what follows is missing or too much.
    """
    if (word := _bare(text)) in _WORDS:
        return Command(_WORDS[word])
    name, _, rest = text.strip().removeprefix("\\").partition(" ")
    name, argument = name.rstrip(";"), rest.strip().rstrip(";").rstrip()
    if name.lower() not in _BY_NAME:
        raise CommandError(f"There is no command \\{name}.{_meant(name.lower())} \\? lists the commands.")
    command = _BY_NAME[name.lower()]
    if argument and not command.argument:
        raise CommandError(f"\\{command.name} takes nothing behind it.")
    if command.must and not argument:
        raise CommandError(f"\\{command.name} wants {command.argument} behind it.")
    return Command(command.name, argument)


def choice(command: Command, choices: "tuple[str, ...]") -> str:
    """Give which of some words a command's argument is.

    Raises:
        CommandError: none of them.
    """
    if command.argument.lower() in choices:
        return command.argument.lower()
    raise CommandError(f"\\{command.name} takes {' or '.join(choices)}, not {command.argument}.")


def _bare(text: str) -> str:
    return text.strip().rstrip(";").rstrip().lower()


def _meant(name: str) -> str:
    # People from psql list views, schemas and the like by letters of their own.
    if name.startswith("d"):
        return " Did you mean \\d?"
    close = get_close_matches(name, _BY_NAME, n=1, cutoff=0.5)
    return f" Did you mean \\{close[0]}?" if close else ""
