"""The command as a process: what it ends with, what it loads, and how it behaves in a pipe."""

import resource
import subprocess
import sys
from pathlib import Path

import pytest
from anslag_command import ANSLAG, GRANTS_NAME, Installation, anslag, environment

from pipelines.settings import CODE_ROOT, Home
from pipelines.store.versions import versions


def modules_loaded_by(installation: Installation, *arguments: str) -> set[str]:
    """Give the modules that a command has imported when it ends."""
    script = (
        "import sys\nfrom pipelines.cli import app\n"
        f"try:\n    app({list(arguments)!r})\nfinally:\n    print(*sys.modules, file=sys.stderr)\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        env=environment(installation.root),
        stdin=subprocess.DEVNULL,
        check=True,
    )
    return {name.partition(".")[0] for name in ended.stderr.split()}


def test_a_run_publishes_reports_and_ends_with_0(installation: Installation) -> None:
    run = installation.run
    assert (run.returncode, run.stderr) == (0, "")
    assert "done   published.warehouse" in run.stdout
    report = anslag(installation.root, "report").stdout
    assert report.strip()
    assert report in run.stdout


def test_a_named_document_is_read_together_with_raw(installation: Installation) -> None:
    answer = anslag(installation.root, "sql", "SELECT source, path FROM dim_document ORDER BY 1", "--format", "csv")
    assert answer.stdout.splitlines()[1:] == [
        "folder,regeringens-langsiktiga-insatser-mot-segregation.txt",
        f"given,{GRANTS_NAME}",
    ]


def test_a_path_that_does_not_exist_is_named_and_nothing_is_run(installation: Installation) -> None:
    before = versions(Home(installation.root))
    answer = anslag(installation.root, "run", "no-such-folder")
    assert (answer.returncode, answer.stdout) == (2, "")
    assert "no-such-folder" in answer.stderr
    assert "Errno" not in answer.stderr
    assert versions(Home(installation.root)) == before


def test_a_run_that_fails_ends_with_1_and_leaves_the_last_good_version(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "warehouse").write_text("in the way of the folder")
    answer = anslag(tmp_path, "run")
    assert answer.returncode == 1
    assert "The run failed" in answer.stderr
    assert "Nothing was published" in answer.stderr
    assert "Traceback" not in answer.stderr


@pytest.mark.parametrize("arguments", [[], ["--help"]])
def test_help_is_a_tour_in_the_order_of_use(installation: Installation, arguments: list[str]) -> None:
    answer = anslag(installation.root, *arguments, columns=80)
    assert (answer.returncode, answer.stderr) == (0, "")
    assert "Swedish government" in answer.stdout
    steps = ["anslag run", "anslag sql", "anslag explain", "anslag dev"]
    places = [answer.stdout.index(step) for step in steps]
    assert places == sorted(places)
    assert max(map(len, answer.stdout.splitlines())) <= 80


def test_the_examples_of_the_tour_work(installation: Installation) -> None:
    tour = anslag(installation.root, "--help", columns=120).stdout
    [question] = [line.split('"')[1] for line in tour.splitlines() if 'anslag sql "' in line]
    assert len(anslag(installation.root, "sql", question, "--format", "csv").stdout.splitlines()) == 6
    [figure] = [line.split()[2] for line in tour.splitlines() if line.split()[:2] == ["anslag", "explain"]]
    assert "164 000 00" in anslag(installation.root, "explain", figure).stdout


@pytest.mark.parametrize(
    ("command", "defaults"),
    [
        ("run", []),
        ("sql", ["table"]),
        ("explain", []),
        ("report", []),
        ("coverage", ["10"]),
        ("dev", ["127.0.0.1", "3000"]),
        ("status", []),
        ("doctor", []),
    ],
)
def test_every_command_has_help_with_its_defaults(
    installation: Installation, command: str, defaults: list[str]
) -> None:
    answer = anslag(installation.root, command, "--help")
    assert answer.returncode == 0
    for default in defaults:
        assert f"[default: {default}" in answer.stdout


def test_the_version_is_printed(installation: Installation) -> None:
    answer = anslag(installation.root, "--version")
    assert answer.stdout.split()[0] == "anslag"
    assert answer.stdout.split()[1][0].isdigit()


@pytest.mark.parametrize("arguments", [["nonsense"], ["sql", "--rows", "-1"], ["dev", "--port", "0"], ["explain"]])
def test_a_wrong_use_ends_with_2(installation: Installation, arguments: list[str]) -> None:
    answer = anslag(installation.root, *arguments)
    assert answer.returncode == 2
    assert answer.stderr
    assert answer.stdout == ""


def test_help_loads_neither_dagster_nor_duckdb(installation: Installation) -> None:
    loaded = modules_loaded_by(installation, "--help")
    assert "typer" in loaded
    assert not loaded & {"dagster", "duckdb", "great_expectations", "pandas", "pyarrow", "sqlalchemy"}


@pytest.mark.parametrize(
    "arguments", [["sql", "SELECT 1"], ["sql"], ["explain", "95ffadf516b5"], ["report"], ["status"]]
)
def test_asking_does_not_load_dagster(installation: Installation, arguments: list[str]) -> None:
    loaded = modules_loaded_by(installation, *arguments)
    assert "duckdb" in loaded
    assert not loaded & {"dagster", "great_expectations"}


def test_help_comes_at_once(installation: Installation) -> None:
    def cpu_seconds() -> float:
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        return used.ru_utime + used.ru_stime

    before = cpu_seconds()
    anslag(installation.root, "--help")
    # Work and not waiting, since the machine may be busy. Dagster alone takes longer to load.
    assert cpu_seconds() - before < 0.5


@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_a_reader_that_leaves_early_is_no_error(installation: Installation, form: str) -> None:
    command = [str(ANSLAG), "sql", "SELECT range, repeat('x', 50) FROM range(50000)", "--rows", "0", "--format", form]
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        text=True,
        env=environment(installation.root),
    )
    assert process.stdout is not None
    assert process.stderr is not None
    assert process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == ""
    process.stderr.close()
    assert process.wait(60) in {0, 1}


def test_a_question_comes_through_a_pipe(installation: Installation) -> None:
    answer = anslag(installation.root, "sql", "--format", "csv", stdin="SELECT 6 * 7 AS answer")
    assert answer.stdout.splitlines() == ["answer", "42"]


@pytest.mark.parametrize("arguments", [["sql", "SELECT 1"], ["sql"], ["explain", "1"], ["report"]])
def test_without_a_warehouse_every_question_says_how_to_build_one(tmp_path: Path, arguments: list[str]) -> None:
    answer = anslag(tmp_path, *arguments)
    assert (answer.returncode, answer.stdout) == (1, "")
    assert "anslag run" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_the_checkout_is_the_home_unless_told_otherwise() -> None:
    script = "from pipelines.settings import current_home; print(current_home().root)"
    kept = {name: value for name, value in environment(Path()).items() if name != "ANSLAG_HOME"}
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=kept, check=True)
    assert Path(ended.stdout.strip()) == CODE_ROOT
