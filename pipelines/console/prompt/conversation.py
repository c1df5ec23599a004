"""What the prompt answers to an entry: questions of the warehouse, and commands.

Belongs here: the state between entries, and one entry after the other. Reading entries from the keyboard belongs to
`prompting`, the form of an answer to `console.sql` and `console.sheet`.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter

from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipelines.console import sql as answer_forms
from pipelines.console.interrupting import interruptible
from pipelines.console.prompt.commands import COMMANDS, Command, CommandError, choice, is_command, parse
from pipelines.console.prompt.vocabulary import catalogue
from pipelines.console.sheet import Ways, is_plan, print_sheet
from pipelines.console.terminal import count, plain
from pipelines.console.values import UnprintableError
from pipelines.settings import Home
from pipelines.store.integrity import references
from pipelines.store.query import QueryResult, answers, described, open_for_questions, plan
from pipelines.store.refusals import InterruptedQuestionError, QueryError
from pipelines.store.schema import TableInfo
from pipelines.store.versions import NoWarehouseError, built_at, current_version

_MOST_ROWS = 1000
_WAYS = Ways(rows="\\rows 0", texts="\\format csv or json")
_LISTINGS = {"tables": " \\d lists the tables.", "columns": " \\d TABLE lists its columns."}
_SUFFIXES = {".csv": "csv", ".json": "json", ".parquet": "parquet"}


class Conversation:
    """Questions and commands, one after the other, with what was set for those that follow.

    Attributes:
        home: the installation.
        con: the version that is asked.
        catalogue: what can be named in a question to it.
    """

    def __init__(self, home: Home, screen: Console, show: Callable[[str], object]) -> None:
        """Open the published version.

        Args:
            home: the installation.
            screen: the terminal; its width is that of answers.
            show: what prints an answer.

        Raises:
            NoWarehouseError: nothing is published.
        """
        self.home = home
        self._screen = screen
        self._show = show
        self._form = "table"
        self._most_rows = _MOST_ROWS
        self._timing = False
        self._expanded = False
        self._output: Path | None = None
        self._version: Path | None = None
        self._told: Path | None = None
        self._open()

    def close(self) -> None:
        """Close the version."""
        self.con.close()

    def greet(self) -> None:
        """Say what there is to ask and how."""
        tables = self.catalogue.tables
        numbers = (f"{name} {sum(info.schema == name for info in tables)}" for name in self.catalogue.schemas)
        when = f" of {_when(self._version)}" if self._version else ""
        self._tell(f"Warehouse{when}: {count(len(tables), 'table')} and views ({', '.join(numbers)}).")
        self._tell("\\d lists them, \\? helps, Tab completes; a question ends with ; or an empty line; Ctrl-D leaves.")

    def tell_news(self) -> None:
        """Say once that a newer version is published, if one is."""
        version = current_version(self.home)
        if version is not None and version not in {self._version, self._told}:
            self._told = version
            self._tell(f"A newer version is published, of {_when(version)}: \\c opens it.")

    def answer(self, entry: str) -> bool:
        """Answer an entry, and tell whether the conversation goes on."""
        try:
            if is_command(entry):
                return self._obey(parse(entry))
            self._ask(lambda: answers(self.con, entry))
        except InterruptedQuestionError as error:
            # The terminal has written ^C.
            self._tell(f"\n{error}", "red")
        except QueryError as error:
            self._tell(str(error) + _LISTINGS.get(error.listing or "", ""), "red")
        except (CommandError, NoWarehouseError, UnprintableError) as error:
            self._tell(str(error), "red")
        except OSError as error:
            self._tell(f"The answer cannot be written: {error}", "red")
        return True

    def _open(self) -> None:
        # Looked for first: where the link is switched meanwhile, the news tell it.
        version = current_version(self.home)
        self.con = open_for_questions(self.home)
        self.catalogue = catalogue(self.con)
        self._version = self._told = version

    def _ask(self, asking: Callable[[], Iterator[QueryResult]]) -> None:
        started, printing = perf_counter(), 0.0
        told = asking()
        while (result := interruptible(self.con, lambda: next(told, None))) is not None:
            before = perf_counter()
            self._give(result)
            printing += perf_counter() - before
        if self._timing:
            self._tell(answer_forms.time_told(perf_counter() - started - printing), "dim")

    def _give(self, result: QueryResult) -> None:
        if self._output is not None:
            file, self._output = self._output, None
            answer_forms.write(result, _SUFFIXES.get(file.suffix.lower(), self._form), file, 0)
            self._tell(f"{count(result.table.num_rows, 'row')} written to {file}")
        elif self._form == "table" or is_plan(result):
            with self._shown() as screen:
                print_sheet(result, screen, self._most_rows, ways=_WAYS, expanded=self._expanded)
        else:
            self._show(answer_forms.shown(result, self._form))

    @contextmanager
    def _shown(self) -> Iterator[Console]:
        with self._screen.capture() as captured:
            yield self._screen
        self._show(captured.get())

    def _tell(self, text: str, style: str = "") -> None:
        # DuckDB marks a place in a line by what stands below it.
        self._screen.print(plain(text, style), soft_wrap="\n" in text)

    def _obey(self, command: Command) -> bool:
        argument = command.argument
        match command.name:
            case "q":
                return False
            case "d" if argument:
                info = described(self.con, argument)
                with self._shown() as screen:
                    answer_forms.print_columns(info, references(), screen)
            case "d" | "dt":
                self._list(argument)
            case "explain":
                self._ask(lambda: iter([plan(self.con, argument)]))
            case "o":
                self._set_output(argument)
            case "c":
                self._reopen()
            case "?":
                self._help()
            case _:
                self._set(command)
        return True

    def _list(self, schema: str) -> None:
        tables: list[TableInfo] = [info for info in self.catalogue.tables if schema.lower() in {"", info.schema}]
        if not tables:
            raise CommandError(f"There is no schema {schema}, only {', '.join(self.catalogue.schemas)}.")
        with self._shown() as screen:
            answer_forms.print_tables(tables, screen, "\\d TABLE")

    def _set(self, command: Command) -> None:
        """Change what holds for the entries that follow; without a word behind it, a switch is turned."""
        argument = command.argument
        match command.name:
            case "format":
                self._form = choice(command, ("table", "csv", "json")) if argument else self._form
                self._tell(f"Answers are shown as {self._form}.")
            case "rows":
                if argument and not argument.isdecimal():
                    raise CommandError(f"\\rows takes a number, not {argument}.")
                self._most_rows = int(argument) if argument else self._most_rows
                self._tell(f"{count(self._most_rows, 'row') if self._most_rows else 'All rows'} at most are shown.")
            case "timing":
                self._timing = choice(command, ("on", "off")) == "on" if argument else not self._timing
                self._tell(f"How long an answer took is {'told' if self._timing else 'not told'}.")
            case "x":
                self._expanded = choice(command, ("on", "off")) == "on" if argument else not self._expanded
                self._tell("One value a line." if self._expanded else "One row a line where it fits.")

    def _set_output(self, name: str) -> None:
        self._output = Path(name).expanduser() if name else None
        if self._output is None:
            self._tell("Answers are shown here.")
        else:
            form = _SUFFIXES.get(self._output.suffix.lower(), self._form)
            self._tell(f"The next answer is written to {self._output} as {form}, with all its rows.")

    def _reopen(self) -> None:
        former = self.con
        self._open()
        former.close()
        self.greet()

    def _help(self) -> None:
        listing = Table.grid(padding=(0, 2, 0, 0))
        listing.add_column(no_wrap=True, style="cyan")
        listing.add_column(overflow="fold")
        for command in COMMANDS:
            listing.add_row(Text(f"\\{command.name} {command.argument}".rstrip()), Text(command.meaning))
        with self._shown() as screen:
            screen.print(
                Text("A question is SQL and ends with ; or an empty line. Enter before that begins a new line."),
                Text("Tab completes, the arrow keys and Ctrl-R find earlier questions, Ctrl-C interrupts.\n"),
                sep="\n",
            )
            screen.print(listing)


def _when(version: Path) -> str:
    return f"{built_at(version):%Y-%m-%d %H:%M} UTC"
