"""The `anslag` command as its users start it, and an installation for it with more than the first document."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from typer.testing import CliRunner, Result

from pipelines.cli import app
from pipelines.settings import CODE_ROOT, Home
from pipelines.store.versions import open_published

ANSLAG = Path(sys.executable).with_name("anslag")

# What a hostile page may hold: terminal escapes, a change of direction, Rich markup.
HOSTILE_LABEL = "\x1b[31mKiruna\x1b]0;owned\x07 [red]stad[/red] \u202e"
HOSTILE_SHOWN = "␛[31mKiruna␛]0;owned␇ [red]stad[/red] ⟨U+202E⟩"

GRANTS_NAME = "kulturskolor.md"
_GRANTS_HEADER = ("Kommun", *(f"Belopp {year} (kronor)" for year in range(2020, 2027)))
_GRANTS_ROWS = [
    ("Lund", *["12 000 000"] * 7),
    ("Umeå", *["10 000 000"] * 7),
    ("Falun", *["9 000 000"] * 7),
    ("Borås", *["8 000 000"] * 7),
    ("Växjö", *["7 000 000"] * 3, "7 000 00", *["7 000 000"] * 3),
    (HOSTILE_LABEL, *["6 000 000"] * 6, "99 99"),
    ("Totalt", *["52 000 000"] * 6, "90 000 000"),
]
# A wide table with a misprint that can be repaired, one that cannot, a total that does not add up, a hostile name.
GRANTS = "\n".join(
    [
        "# Stöd till kulturskolor",
        "",
        "Regeringen föreslår omkring 30 miljoner kronor 2024 till kulturskolor.",
        "",
        *(f"| {' | '.join(row)} |" for row in (_GRANTS_HEADER, ["---"] * 8, *_GRANTS_ROWS)),
        "",
    ]
)


@dataclass(frozen=True)
class Installation:
    """A home with a published warehouse, and what `anslag run` printed when it was built."""

    root: Path
    run: "subprocess.CompletedProcess[str]"

    def ask(self, *arguments: str, stdin: str | None = None, columns: int = 100) -> Result:
        """Give the command's answer, in this process."""
        environment = {"ANSLAG_HOME": str(self.root), "COLUMNS": str(columns)}
        return CliRunner().invoke(app, list(arguments), input=stdin, env=environment)

    def value(self, sql: str) -> str:
        """Give the only value of an answer from the warehouse."""
        with open_published(Home(self.root)) as con:
            [(value,)] = con.execute(sql).fetchall()
        return str(value)


def environment(home: Path, columns: int = 100) -> dict[str, str]:
    """Give the environment of a user without a terminal."""
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "TMPDIR"}}
    return {**kept, "LANG": "C.UTF-8", "COLUMNS": str(columns), "ANSLAG_HOME": str(home)}


def anslag(home: Path, *arguments: str, stdin: str = "", columns: int = 100) -> "subprocess.CompletedProcess[str]":
    """Start the command in a process of its own and wait for it."""
    return subprocess.run(
        [str(ANSLAG), *arguments],
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        env=environment(home, columns),
        cwd=home,
        timeout=120,
        check=False,
    )


def install(root: Path) -> Installation:
    """Build a warehouse from the repository's raw/ and from a document named on the command line."""
    shutil.copytree(CODE_ROOT / "raw", root / "raw", ignore=shutil.ignore_patterns("archive.sqlite*"))
    given = root / "elsewhere" / GRANTS_NAME
    given.parent.mkdir()
    given.write_text(GRANTS, encoding="utf-8")
    return Installation(root, anslag(root, "run", str(given)))
