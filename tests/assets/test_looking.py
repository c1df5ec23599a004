import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from published_run import archive_state, publish_run

from pipelines.assets.looking import Look, look, sources_of
from pipelines.settings import Home
from pipelines.sources.archive import Archive
from pipelines.sources.archive_types import Changes
from pipelines.sources.files import PathNotFoundError
from pipelines.sources.parquet import CorpusError
from pipelines.store.versions import current_version

DAY = datetime(2026, 3, 1, 6, 30, tzinfo=UTC)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    made = Home(tmp_path / "home")
    made.raw_dir.mkdir(parents=True)
    (made.raw_dir / "a.txt").write_text("Lund får 3 miljoner kronor.", encoding="utf-8")
    return made


@pytest.fixture
def named(tmp_path: Path) -> Path:
    path = tmp_path / "named.txt"
    path.write_text("Umeå får 4 miljoner kronor.", encoding="utf-8")
    return path


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "pages.parquet"
    pq.write_table(pa.table({"path": ["/a", "/b"], "text": ["Ett.", "Två."]}), path)
    return path


def seen(home: Home, *paths: Path, corpora: tuple[Path, ...] = (), day: int = 0) -> Look:
    with Archive(home.archive) as archive:
        return look(home, archive, sources_of(home, paths, corpora), seen_at=DAY + timedelta(days=day))


def test_raw_comes_first_then_named_paths_then_corpora(home: Home, named: Path, corpus: Path) -> None:
    assert [source.name for source in sources_of(home)] == ["folder"]
    assert [source.name for source in sources_of(home, [named], [corpus, corpus])] == [
        *("folder", "given", "corpus", "corpus")
    ]


def test_a_fresh_home_gets_an_empty_raw_folder(tmp_path: Path) -> None:
    home = Home(tmp_path / "new")
    assert seen(home).changes == Changes()
    assert home.raw_dir.is_dir()


def test_what_is_named_and_cannot_be_taken_in_is_an_error(home: Home, tmp_path: Path) -> None:
    with pytest.raises(PathNotFoundError, match="gone"):
        sources_of(home, [tmp_path / "gone.txt"])
    with pytest.raises(CorpusError, match="gone"):
        sources_of(home, [], [tmp_path / "gone.parquet"])


def test_a_look_stores_what_is_offered_and_tells_what_of_it_is_new(home: Home, named: Path, corpus: Path) -> None:
    first = seen(home, named, corpora=(corpus,))
    assert first.changes == Changes(added=4)
    assert first.state == archive_state(home)
    assert seen(home, day=1).changes == Changes(unchanged=1)
    (home.raw_dir / "a.txt").rename(home.raw_dir / "b.txt")
    assert seen(home, named, day=2).changes == Changes(added=1, unchanged=1, vanished=1)


def test_what_was_named_once_vanishes_with_no_look(home: Home, named: Path, corpus: Path) -> None:
    seen(home, named, corpora=(corpus,))
    seen(home, day=1)
    with Archive(home.archive) as archive:
        assert [*archive.current("given"), *archive.current("corpus")] == ["named.txt", "/a", "/b"]


def test_nothing_is_published_before_the_first_run(home: Home) -> None:
    assert not seen(home).is_published


def test_everything_is_published_when_a_run_has_taken_in_all_that_the_archive_has(home: Home, named: Path) -> None:
    publish_run(home, seen(home, named).state)
    assert seen(home, day=1).is_published
    assert seen(home, named, day=2).is_published


@pytest.mark.parametrize("change", ["new", "changed", "described", "refused", "vanished", "named", "corpus"])
def test_what_the_published_version_lacks_is_told(home: Home, named: Path, corpus: Path, change: str) -> None:
    publish_run(home, seen(home).state)
    match change:
        case "new":
            (home.raw_dir / "b.txt").write_text("Umeå får 4 miljoner kronor.", encoding="utf-8")
        case "changed":
            (home.raw_dir / "a.txt").write_text("Lund får 4 miljoner kronor.", encoding="utf-8")
        case "described":
            (home.raw_dir / "a.meta.json").write_text('{"published": "2025"}', encoding="utf-8")
        case "refused":
            (home.raw_dir / "a.docx").write_bytes(b"PK")
        case "vanished":
            (home.raw_dir / "a.txt").unlink()
    named_now = (named,) if change == "named" else ()
    assert not seen(home, *named_now, corpora=(corpus,) if change == "corpus" else (), day=1).is_published


def test_a_file_touched_but_not_changed_is_nothing_new(home: Home) -> None:
    publish_run(home, seen(home).state)
    path = home.raw_dir / "a.txt"
    path.write_bytes(path.read_bytes())
    assert seen(home, day=1).is_published


def test_under_other_rules_or_with_another_archive_nothing_is_published(home: Home) -> None:
    publish_run(home, seen(home).state, rules="other rules")
    assert not seen(home).is_published
    publish_run(home, archive_state(home))
    assert seen(home).is_published
    for path in home.raw_dir.glob("archive.sqlite*"):
        path.unlink()
    assert not seen(home).is_published


def test_a_published_version_that_cannot_be_read_counts_for_nothing(home: Home) -> None:
    publish_run(home, seen(home).state)
    published = current_version(home)
    assert published
    published.chmod(0o644)
    published.write_bytes(b"no warehouse")
    assert not seen(home).is_published


def test_looking_does_not_load_dagster() -> None:
    code = "import sys, pipelines.assets.looking; sys.exit('dagster' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode == 0


def test_a_long_look_tells_how_far_it_has_come(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(3):
        (home.raw_dir / f"{number}.txt").write_text(f"Lund får {number + 2} miljoner kronor.", encoding="utf-8")
    clock = iter(range(100))
    monkeypatch.setattr("time.monotonic", lambda: next(clock))
    told: list[str] = []
    with Archive(home.archive) as archive:
        look(home, archive, sources_of(home), seen_at=DAY, tell=told.append)
    assert told
    assert all(message.endswith(" of 4 files looked at") for message in told)
