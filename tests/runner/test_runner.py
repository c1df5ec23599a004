import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from dagster import (
    AssetCheckResult,
    AssetCheckSpec,
    AssetExecutionContext,
    AssetKey,
    AssetSelection,
    DagsterInstance,
    Definitions,
    LoggerDefinition,
    MaterializeResult,
    asset,
    define_asset_job,
    in_process_executor,
)
from published_run import publish_run

from pipelines.assets.publish import published_warehouse
from pipelines.definitions import JOB_NAME
from pipelines.operation.checkup.results import wrong
from pipelines.runner import RunFailedError, RunReport, run, run_pipeline
from pipelines.settings import Home
from pipelines.sources.archive_types import ArchiveState
from pipelines.sources.files import PathNotFoundError
from pipelines.sources.reading import documents_of
from pipelines.store.lock import publisher_lock
from pipelines.store.sums import sum_path
from pipelines.store.versions import current_version, open_published, versions

TABLE = AssetKey(["core", "dim_period"])
STEP = "core__dim_period"
Work = Callable[[AssetExecutionContext, duckdb.DuckDBPyConnection], object]


class Watcher:
    """A progress display that remembers what it is told."""

    def __init__(self) -> None:
        self.told: list[tuple[Any, ...]] = []

    def plan(self, steps: Any) -> None:
        self.told.append(("plan", *steps))

    def start(self, step: str) -> None:
        self.told.append(("start", step))

    def tell(self, step: str, message: str) -> None:
        self.told.append(("tell", step, message))

    def done(self, step: str, *, ok: bool) -> None:
        self.told.append(("done", step, ok))


def small_graph(work: Work, *, passes: bool = True) -> Callable[..., Definitions]:
    """One table with a blocking check, and publishing: the shape of the whole in a second."""

    @asset(
        key=TABLE,
        check_specs=[AssetCheckSpec("period_known", asset=TABLE, blocking=True)],
        required_resource_keys={"build", "sources"},
    )
    def dim_period(context: AssetExecutionContext) -> Iterator[MaterializeResult[None] | AssetCheckResult]:
        context.resources.build.continue_from(ArchiveState("archive", 1, ""), "")
        with context.resources.build.connect(context.run.run_id) as con:
            work(context, con)
        yield MaterializeResult()
        yield AssetCheckResult(
            check_name="period_known", passed=passes, metadata={"reason": "A period is a year.", "unexpected_count": 3}
        )

    def build_defs(resources: Mapping[str, Any], *, loggers: Mapping[str, LoggerDefinition]) -> Definitions:
        job = define_asset_job(JOB_NAME, selection=AssetSelection.all(), executor_def=in_process_executor)
        assets = [dim_period, published_warehouse([TABLE], ())]
        return Definitions(assets=assets, jobs=[job], resources=dict(resources), loggers=dict(loggers))

    return build_defs


def nothing(_context: AssetExecutionContext, _con: duckdb.DuckDBPyConnection) -> None: ...


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


@pytest.fixture
def start(home: Home, monkeypatch: pytest.MonkeyPatch) -> Callable[..., RunReport]:
    def start(
        work: Work = nothing,
        *,
        passes: bool = True,
        paths: tuple[Path, ...] = (),
        corpora: tuple[Path, ...] = (),
        rebuild: bool = False,
        progress: Watcher | None = None,
    ) -> RunReport:
        monkeypatch.setattr(run, "build_defs", small_graph(work, passes=passes))
        return run_pipeline(home, paths, corpora=corpora, rebuild=rebuild, progress=progress or Watcher())

    return start


Start = Callable[..., RunReport]


def test_a_run_reports_what_it_published_and_how_long_it_took(start: Start, home: Home) -> None:
    report = start()
    assert report.is_new
    assert report.published == current_version(home)
    assert 0 < report.seconds < 60
    assert report.notice is None
    with open_published(home) as con:
        assert con.execute("SELECT run_id FROM quality.run").fetchone() == (report.run_id,)


def test_progress_is_told_of_every_step_and_of_what_a_step_says(start: Start) -> None:
    watcher = Watcher()

    def speak(context: AssetExecutionContext, _con: duckdb.DuckDBPyConnection) -> None:
        context.log.info("1 of 2 documents read")

    start(speak, progress=watcher)
    assert watcher.told == [
        ("plan", STEP, "published__warehouse"),
        ("start", STEP),
        ("tell", STEP, "1 of 2 documents read"),
        ("done", STEP, True),
        ("start", "published__warehouse"),
        ("done", "published__warehouse", True),
    ]


def test_dagster_writes_nothing_to_the_terminal(start: Start, capfd: pytest.CaptureFixture[str]) -> None:
    def speak(context: AssetExecutionContext, _con: duckdb.DuckDBPyConnection) -> None:
        context.log.warning("for the event log")

    start(speak)
    with pytest.raises(RunFailedError):
        start(fail)
    assert capfd.readouterr() == ("", "")


def test_a_fresh_home_gets_an_instance_without_telemetry_that_keeps_every_run(start: Start, home: Home) -> None:
    first, second = start(), start()
    assert "enabled: false" in (home.dagster_dir / "dagster.yaml").read_text(encoding="utf-8")
    with DagsterInstance.from_config(str(home.dagster_dir)) as instance:
        assert not instance.telemetry_enabled
        assert {each.run_id for each in instance.get_runs()} == {first.run_id, second.run_id}
        kinds = {entry.dagster_event_type for entry in instance.all_logs(second.run_id) if entry.is_dagster_event}
    assert {"STEP_START", "ASSET_MATERIALIZATION", "ASSET_CHECK_EVALUATION", "RUN_SUCCESS"} <= {
        kind.name.replace("PIPELINE", "RUN") for kind in kinds if kind
    }


def test_settings_that_a_home_has_are_kept(start: Start, home: Home) -> None:
    home.dagster_dir.mkdir(parents=True)
    (home.dagster_dir / "dagster.yaml").write_text("telemetry: {enabled: false} # mine\n")
    start()
    assert "mine" in (home.dagster_dir / "dagster.yaml").read_text()


def test_where_no_history_can_be_kept_the_run_goes_on_and_says_so(start: Start, home: Home) -> None:
    home.root.mkdir()
    home.dagster_dir.write_text("in the way")
    report = start()
    assert report.published.exists()
    assert report.notice
    assert str(home.dagster_dir) in report.notice


def test_a_history_that_is_read_only_is_told_by_name(start: Start, home: Home) -> None:
    start()
    (home.dagster_dir / "history").chmod(0o555)
    if os.access(home.dagster_dir / "history", os.W_OK):
        pytest.skip("this user may write everywhere")
    try:
        report = start()
    finally:
        (home.dagster_dir / "history").chmod(0o755)
    assert report.published.exists()
    assert ".dagster/history is read-only" in (report.notice or "")


def fail(_context: AssetExecutionContext, _con: duckdb.DuckDBPyConnection) -> None:
    try:
        raise OSError("disk")
    except OSError as error:
        raise PathNotFoundError(Path("a.txt"), "Put it there.") from error


def test_a_failed_run_says_where_and_why_in_the_words_of_our_code_and_keeps_the_last_version(
    start: Start, home: Home
) -> None:
    good = start().published
    watcher = Watcher()
    with pytest.raises(RunFailedError) as caught:
        start(fail, progress=watcher)
    assert caught.value.step == STEP
    assert "a.txt" in caught.value.reason
    assert "Put it there." in str(caught.value)
    assert "Nothing was published" in str(caught.value)
    assert "PathNotFoundError" not in str(caught.value)
    assert watcher.told[-1] == ("done", STEP, False)
    assert versions(home) == [good]
    assert current_version(home) == good


def test_a_fault_of_the_program_is_told_with_its_kind_and_where_to_look(start: Start) -> None:
    def slip(_context: AssetExecutionContext, _con: duckdb.DuckDBPyConnection) -> None:
        _ = {"a": 1}["b"]

    with pytest.raises(RunFailedError) as caught:
        start(slip)
    assert caught.value.reason == "KeyError: 'b'"
    assert "anslag dev" in caught.value.remedy


def test_a_run_that_fails_on_a_full_disk_says_so_whatever_failed_first(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_context: AssetExecutionContext, _con: duckdb.DuckDBPyConnection) -> None:
        raise OSError("disk I/O error")

    full = wrong("Disk", "3 MiB free, 1.0 GiB needed", "Make room there, or move the home.")
    monkeypatch.setattr(run, "disk", lambda _: full)
    with pytest.raises(RunFailedError, match=r"The disk may be why: 3 MiB free, 1\.0 GiB needed\. Make room there"):
        start(fail)


def test_a_critical_check_that_fails_is_named_with_its_reason_and_the_remedy(start: Start, home: Home) -> None:
    good = start().published
    with pytest.raises(RunFailedError) as caught:
        start(passes=False)
    [check] = caught.value.checks
    assert (check.table, check.name) == ("core.dim_period", "period_known")
    assert "core.dim_period: period_known – A period is a year. (3 rows)" in str(caught.value)
    assert "expectations/" in caught.value.remedy
    assert versions(home) == [good]


def test_a_second_run_says_who_runs_and_leaves_it_alone(start: Start, home: Home) -> None:
    with publisher_lock(home), pytest.raises(RunFailedError) as caught:
        start()
    assert caught.value.step is None
    assert f"is being built by process {os.getpid()}" in str(caught.value)
    assert start().published.exists()


def test_a_run_that_is_stopped_says_so_and_leaves_nothing_behind(start: Start, home: Home) -> None:
    def stop(_context: AssetExecutionContext, _con: duckdb.DuckDBPyConnection) -> None:
        signal.raise_signal(signal.SIGINT)
        time.sleep(10)

    with pytest.raises(RunFailedError, match="it was stopped"):
        start(stop)
    assert list(home.versions_dir.iterdir()) == []
    assert start().published.exists()


def test_named_paths_and_corpora_reach_the_sources(start: Start, tmp_path: Path) -> None:
    (tmp_path / "named.txt").write_text("Lund får 3 miljoner kronor.")
    pq.write_table(pa.table({"path": ["a"], "text": ["Umeå får 4 miljoner kronor."]}), tmp_path / "pages.parquet")
    found: list[str] = []

    def read(context: AssetExecutionContext, _con: duckdb.DuckDBPyConnection) -> None:
        sources = context.resources.sources.sources()
        found.extend(f"{each.source}:{each.path}" for source in sources for each in documents_of(source))

    start(read, paths=(tmp_path / "named.txt",), corpora=(tmp_path / "pages.parquet",))
    assert found == ["given:named.txt", "corpus:a"]


def test_a_run_adds_to_what_is_published_unless_told_to_read_everything(start: Start, home: Home) -> None:
    start()
    start()
    start(rebuild=True)
    with open_published(home) as con:
        kinds = con.execute("SELECT kind FROM quality.run ORDER BY finished_at").fetchall()
    assert kinds == [("rebuild",), ("increment",), ("rebuild",)]


def test_a_run_that_finds_nothing_new_gives_the_version_that_stays(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    published = publish_run(home, ArchiveState("archive", 1, ""))

    @asset(key=TABLE, output_required=False, required_resource_keys={"build", "sources"})
    def dim_period() -> Iterator[MaterializeResult[None]]:
        yield from ()

    def build_defs(resources: Mapping[str, Any], *, loggers: Mapping[str, LoggerDefinition]) -> Definitions:
        job = define_asset_job(JOB_NAME, selection=AssetSelection.all(), executor_def=in_process_executor)
        assets = [dim_period, published_warehouse([TABLE], ())]
        return Definitions(assets=assets, jobs=[job], resources=dict(resources), loggers=dict(loggers))

    monkeypatch.setattr(run, "build_defs", build_defs)
    report = run_pipeline(home, progress=Watcher())
    assert not report.is_new
    assert report.published == published
    assert sorted(home.versions_dir.iterdir()) == [published, sum_path(published)]


_KILLED = """
import sys, time
from pathlib import Path
sys.path[:0] = {tests!r}
import test_runner as small
from pipelines.runner import run, run_pipeline
from pipelines.settings import Home

def hang(_context, con):
    con.execute("INSERT INTO raw.refused_file VALUES ('folder', 'a', NULL, NULL, '', '')")
    print("writing", flush=True)
    time.sleep(60)

run.build_defs = small.small_graph(hang)
run_pipeline(Home(Path({home!r})), progress=small.Watcher())
"""


def test_a_killed_run_leaves_the_last_version_and_the_next_run_is_clean(start: Start, home: Home) -> None:
    good = start().published
    code = _KILLED.format(tests=[str(folder) for folder in Path(__file__).parents[:2]], home=str(home.root))
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "writing\n"
        with pytest.raises(RunFailedError, match=f"is being built by process {process.pid} "):
            start()
        process.kill()
    assert len(list(home.versions_dir.iterdir())) > 1
    with open_published(home) as con:
        assert con.execute("SELECT count(*) FROM quality.run").fetchone() == (1,)
    new = start().published
    assert versions(home) == [good, new]
    assert sorted(home.versions_dir.iterdir()) == sorted([good, sum_path(good), new, sum_path(new)])
