import threading
from pathlib import Path
from typing import Any

import duckdb
import pytest
from dagster import AssetExecutionContext, AssetsDefinition, ExecuteInProcessResult, asset, materialize
from published_run import publish_run

from pipelines.assets import resources
from pipelines.assets.resources import DocumentSources, WarehouseBuild
from pipelines.settings import Home
from pipelines.sources.archive_types import ArchiveState
from pipelines.sources.files import PathNotFoundError
from pipelines.sources.reading import documents_of
from pipelines.store.lock import PublisherBusyError, publisher_lock


def step(name: str, see: Any, *, after: str | None = None) -> AssetsDefinition:
    @asset(name=name, deps=[after] if after else [], required_resource_keys={"build"})
    def look(context: AssetExecutionContext) -> None:
        see(context)

    return look


def run(
    home: Home, assets: list[AssetsDefinition], *, wait_seconds: float = 0, rebuild: bool = False
) -> ExecuteInProcessResult:
    build = WarehouseBuild(home_dir=str(home.root), wait_seconds=wait_seconds, rebuild=rebuild)
    return materialize(assets, resources={"build": build}, raise_on_error=False)


def is_locked(home: Home) -> bool:
    try:
        with publisher_lock(home):
            return False
    except PublisherBusyError:
        return True


def unfinished(home: Home) -> list[str]:
    return (
        sorted(path.name for path in home.versions_dir.iterdir() if path.suffix != ".sha256")
        if home.versions_dir.exists()
        else []
    )


def test_all_steps_of_a_run_write_to_one_file_under_one_lock(tmp_path: Path) -> None:
    home = Home(tmp_path)
    seen: list[tuple[list[str], bool, int]] = []

    def see(context: AssetExecutionContext) -> None:
        with context.resources.build.connect(context.run.run_id) as con:
            con.execute("INSERT INTO raw.refused_file VALUES ('folder', ?, NULL, NULL, '', '')", [str(len(seen))])
            [(count,)] = con.execute("SELECT count(*) FROM raw.refused_file").fetchall()
        databases = [name for name in unfinished(home) if name.endswith(".duckdb")]
        seen.append((databases, is_locked(home), count))

    result = run(home, [step("one", see), step("two", see, after="one"), step("three", see, after="two")])
    assert result.success
    files, locked, counts = zip(*seen, strict=True)
    assert files == ([f".building-{result.run_id}.duckdb"],) * 3
    assert locked == (True,) * 3
    assert counts == (1, 2, 3)


def test_a_run_that_publishes_nothing_leaves_no_file_and_no_lock(tmp_path: Path) -> None:
    home = Home(tmp_path)
    assert run(home, [step("one", lambda _: None)]).success
    assert unfinished(home) == []
    assert not is_locked(home)


@pytest.mark.parametrize("error", [ValueError("no"), KeyboardInterrupt()])
def test_a_failed_or_stopped_run_leaves_no_file_and_no_lock(tmp_path: Path, error: BaseException) -> None:
    home = Home(tmp_path)

    def fail(context: AssetExecutionContext) -> None:
        with context.resources.build.connect(context.run.run_id) as con:
            con.execute("INSERT INTO raw.refused_file VALUES ('folder', 'a', NULL, NULL, '', '')")
            raise error

    assert not run(home, [step("one", fail)]).success
    assert unfinished(home) == []
    assert not is_locked(home)


def test_a_schema_that_cannot_be_made_leaves_no_file_and_no_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_con: object) -> None:
        raise ValueError("no schema")

    monkeypatch.setattr(resources, "create_schema", refuse)
    home = Home(tmp_path)
    assert not run(home, [step("one", lambda _: None)]).success
    assert unfinished(home) == []
    assert not is_locked(home)


def test_a_second_run_fails_with_the_name_of_the_first_and_leaves_its_file_alone(tmp_path: Path) -> None:
    home = Home(tmp_path)
    second: list[ExecuteInProcessResult] = []
    kept: list[bytes] = []

    def start_another(context: AssetExecutionContext) -> None:
        [path] = home.versions_dir.glob("*.duckdb")
        before = path.read_bytes()
        second.append(run(home, [step("other", lambda _: pytest.fail("ran beside the first"))]))
        kept.append(before)
        assert path.read_bytes() == before
        with context.resources.build.connect(context.run.run_id) as con:
            con.execute("INSERT INTO raw.refused_file VALUES ('folder', 'a', NULL, NULL, '', '')")

    assert run(home, [step("one", start_another)]).success
    [failed] = second
    assert not failed.success
    told = str([event.event_specific_data for event in failed.all_events if event.is_failure])
    assert "PublisherBusyError" in told
    assert "is being built by process" in told
    assert kept


def test_a_run_that_may_wait_starts_when_the_first_has_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources, "_TRY_LOCK_EVERY_SECONDS", 0.05)
    home = Home(tmp_path)
    held, ends = threading.Event(), threading.Event()

    def hold() -> None:
        with publisher_lock(home):
            held.set()
            ends.wait(10)

    first = threading.Thread(target=hold)
    first.start()
    held.wait(10)
    threading.Timer(0.3, ends.set).start()
    ended_first: list[bool] = []
    assert run(home, [step("one", lambda _: ended_first.append(ends.is_set()))], wait_seconds=10).success
    first.join()
    assert ended_first == [True]


def test_a_run_waits_no_longer_than_it_may(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources, "_TRY_LOCK_EVERY_SECONDS", 0.05)
    home = Home(tmp_path)
    with publisher_lock(home):
        assert not run(home, [step("one", lambda _: None)], wait_seconds=0.2).success


def test_nothing_is_written_to_a_sealed_file(tmp_path: Path) -> None:
    def seal(context: AssetExecutionContext) -> None:
        build = context.resources.build
        build.continue_from(ArchiveState("archive", 1, ""), "")
        path = build.whole()
        assert path.exists()
        assert not path.with_name(path.name + ".wal").exists()
        with pytest.raises(RuntimeError, match="sealed"), build.connect(context.run.run_id):
            pass

    result = run(Home(tmp_path), [step("one", seal)])
    assert result.success
    assert unfinished(Home(tmp_path)) == []


def test_before_the_sources_were_looked_at_nobody_knows_what_the_archive_holds(tmp_path: Path) -> None:
    def see(context: AssetExecutionContext) -> None:
        with pytest.raises(RuntimeError, match="the raw assets come first"):
            _ = context.resources.build.archive

    assert run(Home(tmp_path), [step("one", see)]).success


@pytest.mark.parametrize(
    ("state", "rules", "rebuild", "since"),
    [
        (ArchiveState("archive", 9, "now"), None, False, 7),
        (ArchiveState("archive", 7, "now"), None, False, 7),
        (ArchiveState("archive", 9, "now"), None, True, 0),
        (ArchiveState("archive", 9, "now"), "other rules", False, 0),
        (ArchiveState("another", 9, "now"), None, False, 0),
        (ArchiveState("archive", 6, "now"), None, False, 0),
    ],
    ids=["more", "the same", "asked to rebuild", "other rules", "another archive", "an older copy of the archive"],
)
def test_a_run_adds_to_the_published_version_where_that_has_the_beginning_of_what_there_is(
    tmp_path: Path, state: ArchiveState, rules: str | None, *, rebuild: bool, since: int
) -> None:
    home = Home(tmp_path)
    published = publish_run(home, ArchiveState("archive", 7, "then"), rules=rules)
    seen: list[Path | None] = []

    def see(context: AssetExecutionContext) -> None:
        build = context.resources.build
        assert build.continue_from(state, "") == since
        assert build.archive == state
        seen.append(build.base.path if build.base else None)
        with build.connect(context.run.run_id) as con, build.attached_base(con) as base:
            assert base == build.base
            attached = con.execute("SELECT count(*) FROM duckdb_databases() WHERE database_name = 'base'").fetchone()
            assert attached == (int(base is not None),)
            if base:
                [(run_id,)] = con.execute("SELECT run_id FROM base.quality.run").fetchall()
                assert run_id == base.run_id
        with build.connect(context.run.run_id) as con:
            assert con.execute("FROM duckdb_databases() WHERE database_name = 'base'").fetchall() == []

    assert run(home, [step("one", see)], rebuild=rebuild).success
    assert seen == [published if since else None]


def test_what_is_added_to_a_version_leaves_that_version_as_it_was(tmp_path: Path) -> None:
    home = Home(tmp_path)
    published = publish_run(home, ArchiveState("archive", 7, "then"))
    before = published.read_bytes()

    def add(context: AssetExecutionContext) -> None:
        build = context.resources.build
        build.continue_from(ArchiveState("archive", 8, "now"), "")
        with build.connect(context.run.run_id) as con:
            con.execute("INSERT INTO raw.refused_file VALUES ('folder', 'a', NULL, NULL, '', '')")
        whole = build.whole()
        assert whole != published
        with duckdb.connect(whole, read_only=True) as con:
            assert con.execute("SELECT path FROM raw.refused_file").fetchall() == [("a",)]
            assert con.execute("SELECT archive_last_no FROM quality.run").fetchall() == [(7,)]

    assert run(home, [step("one", add)]).success
    assert published.read_bytes() == before
    assert unfinished(home) == [published.name]


def test_the_home_is_the_one_of_the_environment_unless_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANSLAG_HOME", str(tmp_path / "here"))
    assert WarehouseBuild().home == Home(tmp_path / "here")
    assert WarehouseBuild(home_dir=str(tmp_path / "there")).home == Home(tmp_path / "there")


def test_raw_is_always_read_and_named_paths_besides(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    home.raw_dir.mkdir(parents=True)
    (home.raw_dir / "a.txt").write_text("a")
    (tmp_path / "b.txt").write_text("b")
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "c.txt").write_text("c")
    named = [str(tmp_path / "b.txt"), str(tmp_path / "more")]

    def paths(sources: DocumentSources) -> list[tuple[str, str]]:
        return [(found.source, found.path) for source in sources.sources() for found in documents_of(source)]

    assert paths(DocumentSources(home_dir=str(home.root))) == [("folder", "a.txt")]
    assert paths(DocumentSources(home_dir=str(home.root), paths=named)) == [
        ("folder", "a.txt"),
        ("given", "b.txt"),
        ("given", "more/c.txt"),
    ]


def test_a_fresh_home_gets_an_empty_raw_folder(tmp_path: Path) -> None:
    [source] = DocumentSources(home_dir=str(tmp_path / "new")).sources()
    assert list(documents_of(source)) == []
    assert (tmp_path / "new" / "raw").is_dir()


def test_a_named_path_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(PathNotFoundError, match="gone"):
        DocumentSources(home_dir=str(tmp_path), paths=[str(tmp_path / "gone.txt")]).sources()
