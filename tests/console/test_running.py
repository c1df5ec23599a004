"""`anslag run`: what it reads, what it keeps, and that it is done at once where nothing is new."""

import resource
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from anslag_command import Installation, anslag, environment
from pipeline_runs import build
from published_run import FINISHED, archive_state, publish_run

from pipelines.assets.looking import look, sources_of
from pipelines.operation.run_history import PUBLISHED_ASSET, asset_seen_at
from pipelines.settings import Home
from pipelines.sources.archive import Archive
from pipelines.store.versions import open_published, versions

NOTHING_NEW = "Nothing new since 2026-11-20 06:30 UTC: the warehouse stays as it is"

Told = dict[str, tuple[object, str]]
"""By run, how many runs the warehouse knew of when it ended, and the last line that it printed."""


def ask(home: Home, sql: str) -> list[tuple[object, ...]]:
    with open_published(home) as con:
        return con.execute(sql).fetchall()


def run(home: Home, *arguments: str) -> tuple[int, list[str], str]:
    """Give exit code, lines of output and what was told of errors, of the command in this process."""
    unused = subprocess.CompletedProcess[str]([], 0)
    answer = Installation(home.root, unused).ask("run", *arguments)
    return answer.exit_code, answer.stdout.splitlines(), answer.stderr


@pytest.fixture
def up_to_date(tmp_path: Path) -> Home:
    """An installation whose published version, built some days ago, has all that lies in raw/."""
    home = Home(tmp_path / "home")
    home.raw_dir.mkdir(parents=True)
    (home.raw_dir / "a.txt").write_text("Lund får 3 miljoner kronor.", encoding="utf-8")
    with Archive(home.archive) as archive:
        look(home, archive, sources_of(home), seen_at=FINISHED)
    publish_run(home, archive_state(home))
    return home


def test_with_nothing_new_nothing_is_published_and_the_report_is_printed_at_once(up_to_date: Home) -> None:
    before = versions(up_to_date)

    def cpu_seconds() -> float:
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        return used.ru_utime + used.ru_stime

    anslag(up_to_date.root, "run")
    began = cpu_seconds()
    answer = anslag(up_to_date.root, "run")
    # Work and not waiting, since the machine may be busy; a run of the graph takes many times as much.
    assert cpu_seconds() - began < 2
    assert (answer.returncode, answer.stderr) == (0, "")
    assert answer.stdout.splitlines()[0].startswith("Documents")
    assert answer.stdout.splitlines()[-1] == NOTHING_NEW
    assert versions(up_to_date) == before


def test_with_nothing_new_dagster_is_not_loaded_but_told_once_an_hour_that_the_data_is_fresh(up_to_date: Home) -> None:
    script = (
        "import sys\nfrom pipelines.cli import app\n"
        "try:\n    app(['run'])\nfinally:\n    print('dagster' in sys.modules, file=sys.stderr)\n"
    )

    def loads_dagster() -> bool:
        command = [sys.executable, "-c", script]
        ended = subprocess.run(
            command, capture_output=True, text=True, env=environment(up_to_date.root), check=True, timeout=60
        )
        assert NOTHING_NEW in ended.stdout
        return ended.stderr == "True\n"

    began = datetime.now(UTC) - timedelta(seconds=1)
    assert [loads_dagster() for _ in range(2)] == [True, False]
    told = asset_seen_at(up_to_date, PUBLISHED_ASSET)
    assert told is not None
    assert began < told <= datetime.now(UTC)


def test_where_no_history_can_be_kept_nothing_new_is_no_less_told(up_to_date: Home) -> None:
    up_to_date.dagster_dir.write_text("in the way")
    code, lines, errors = run(up_to_date)
    assert (code, lines[-1], errors) == (0, NOTHING_NEW, "")


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> tuple[Home, Told]:
    """An installation after runs with a named path, with a corpus, and a rebuild; and what each run printed last."""
    outside = tmp_path_factory.mktemp("outside")
    home = Home(tmp_path_factory.mktemp("home"))
    home.raw_dir.mkdir()
    (home.raw_dir / "a.txt").write_text("Lunds kommun får 3 miljoner kronor 2025.\n", encoding="utf-8")
    (outside / "named.txt").write_text("Umeå kommun får 5 miljoner kronor 2025.\n", encoding="utf-8")
    corpus = outside / "pages.parquet"
    texts = ["Skolverket får 7 miljoner kronor 2025.", "Vinnova får 8 miljoner kronor nästa år."]
    paths = ["/pressmeddelanden/2025/01/skolverket", "/artiklar/2024/11/vinnova"]
    pq.write_table(pa.table({"path": paths, "text": texts}), corpus)
    told: Told = {}
    for name, arguments in {
        "named": [str(outside / "named.txt")],
        "corpus": ["--corpus", str(corpus)],
        "the same corpus": ["--corpus", str(corpus)],
        "rebuild": ["--rebuild"],
    }.items():
        code, lines, errors = run(home, *arguments)
        assert (code, errors) == (0, ""), lines
        told[name] = (ask(home, "SELECT count(*) FROM quality.run")[0][0], lines[-1])
    return home, told


def test_each_run_that_reads_something_publishes_and_says_so(lived: tuple[Home, Told]) -> None:
    home, told = lived
    assert [runs for runs, _ in told.values()] == [1, 2, 2, 3]
    assert [line.split()[0] for _, line in told.values()] == ["Published", "Published", "Nothing", "Published"]
    assert len(versions(home)) == 3
    assert ask(home, "SELECT kind, read_count, document_count FROM quality.run ORDER BY finished_at") == [
        ("rebuild", 2, 2),
        ("increment", 2, 4),
        ("rebuild", 4, 4),
    ]


def test_named_paths_and_corpora_stay_in_the_warehouse(lived: tuple[Home, Told]) -> None:
    home, _ = lived
    assert ask(home, "SELECT source, path, is_current FROM core.dim_document ORDER BY ALL") == [
        ("corpus", "/artiklar/2024/11/vinnova", True),
        ("corpus", "/pressmeddelanden/2025/01/skolverket", True),
        ("folder", "a.txt", True),
        ("given", "named.txt", True),
    ]


def test_a_page_of_a_corpus_is_read_by_the_month_that_its_address_states(
    lived: tuple[Home, Told],
) -> None:
    home, _ = lived
    described = (
        "SELECT section, published_on::VARCHAR, published_precision FROM core.dim_document WHERE section IS NOT NULL"
    )
    assert ask(home, f"{described} ORDER BY 1") == [
        ("artiklar", "2024-11-01", "month"),
        ("pressmeddelanden", "2025-01-01", "month"),
    ]
    next_year = "SELECT period_id FROM core.fact_funding WHERE amount_text = '8 miljoner kronor'"
    assert ask(home, next_year) == [("2025",)]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["gone"], "gone: there is no file or folder here"),
        (["--corpus", "gone.parquet"], "gone.parquet cannot be read as Parquet"),
        (["--corpus", "raw/a.txt"], "a.txt cannot be read as Parquet"),
        (["--rebuild", "gone"], "gone: there is no file or folder here"),
    ],
)
def test_what_cannot_be_taken_in_is_named_before_anything_is_run(
    up_to_date: Home, arguments: list[str], told: str
) -> None:
    answer = anslag(up_to_date.root, "run", *arguments)
    assert (answer.returncode, answer.stdout) == (2, "")
    assert told in answer.stderr
    assert "Traceback" not in answer.stderr
    assert len(versions(up_to_date)) == 1


@pytest.mark.parametrize("damage", ["a folder in its place", "no database"])
def test_an_archive_that_cannot_be_used_is_told_with_a_remedy(up_to_date: Home, damage: str) -> None:
    for path in up_to_date.raw_dir.glob("archive.sqlite*"):
        path.unlink()
    if damage == "no database":
        up_to_date.archive.write_bytes(b"no database at all" * 100)
    else:
        up_to_date.archive.mkdir()
    code, lines, errors = run(up_to_date)
    assert (code, lines) == (1, [])
    assert f"The archive {up_to_date.archive} cannot be" in errors.replace("\n", " ")


def test_a_run_that_fails_says_so_and_leaves_what_is_published(up_to_date: Home) -> None:
    before = versions(up_to_date)
    (up_to_date.raw_dir / "a.txt").unlink()
    up_to_date.archive.unlink()
    code, _, errors = run(up_to_date)
    assert code == 1
    assert "Nothing was published" in errors
    assert "No document was read" in errors
    assert versions(up_to_date) == before


def test_what_another_run_has_published_meanwhile_is_nothing_new(
    up_to_date: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    (up_to_date.raw_dir / "a.txt").write_text("Lunds kommun får 4 miljoner kronor 2025.", encoding="utf-8")

    def run_when_another_has_ended(home: Home, *_: object, **__: object) -> object:
        with Archive(home.archive) as archive:
            publish_run(home, archive.state())
        return build(home)

    monkeypatch.setattr("pipelines.runner.run_pipeline", run_when_another_has_ended)
    code, lines, _ = run(up_to_date)
    assert (code, lines[-1]) == (0, NOTHING_NEW)
