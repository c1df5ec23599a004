"""The whole pipeline on a whole corpus: from Parquet to a published warehouse, and what changes cost.

Belongs here: what is run and measured. What the figures mean is told in `scale_report`.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.watched import Watched, watch
from pipelines.settings import Home
from pipelines.store.lock import publisher_lock
from pipelines.store.schema import create_schema
from pipelines.store.versions import open_published, publish, start_build

Text = tuple[str, str]

_SEED = 20261123
_CHANGED = 100
_PUBLISHES = 50
_READERS = 4
_QUERIES = 10_000
# Everything that a run has to import before it can do anything.
_IMPORTS = "import pipelines.runner, pipelines.quality.gx_judge, great_expectations"
_BOTH_NUMBERS = "SELECT (SELECT max(label) FROM core.dim_period), (SELECT max(name_sv) FROM core.dim_programme)"
_ANSLAG = [sys.executable, "-c", "from pipelines.cli import app; app()"]


@dataclass(frozen=True, slots=True)
class RunMeasure:
    """A run of the pipeline.

    Attributes:
        documents: how many the corpus has.
        watched: time and memory of the process.
        steps: seconds of each step.
        size_bytes: of the published file.
    """

    documents: int
    watched: Watched
    steps: Mapping[str, float]
    size_bytes: int


@dataclass(frozen=True, slots=True)
class ScaleMeasures:
    """All that is measured.

    Attributes:
        whole: the corpus read into an empty installation.
        imports: importing what a run needs, and nothing else.
        unchanged: the command again, with nothing changed.
        changed: the command after a hundred pages were changed.
        larger: several times as many documents, recombined; None where not asked for.
    """

    whole: RunMeasure
    imports: Watched
    unchanged: Watched
    changed: RunMeasure
    larger: RunMeasure | None


@dataclass(frozen=True, slots=True)
class ReadersMeasure:
    """Readers beside a publisher.

    Attributes:
        publishes: versions published meanwhile.
        queries: answered.
        errors: queries that failed.
        mixed: answers that held rows of two versions.
    """

    publishes: int
    queries: int
    errors: int
    mixed: int


def build_corpus(folder: Path, texts: Sequence[Text]) -> Home:
    """Build the warehouse of a corpus, and give its installation.

    Args:
        folder: where to put it.
        texts: path and text of each page.
    """
    _write(folder / "corpus.parquet", texts)
    _run(folder / "home", folder / "corpus.parquet", len(texts))
    return Home(folder / "home")


def measure_scale(texts: Sequence[Text], *, times: int = 0) -> ScaleMeasures:
    """Run the pipeline on a corpus and on changes of it.

    Args:
        texts: path and text of each page.
        times: how many times as many documents to make of them and read as well; 0 for none.
    """
    with tempfile.TemporaryDirectory(prefix="anslag-scale-") as name:
        folder = Path(name)
        corpus, home = folder / "corpus.parquet", folder / "home"
        _write(corpus, texts)
        whole = _run(home, corpus, len(texts))
        imports = watch([sys.executable, "-c", _IMPORTS], dict(os.environ))
        command = [*_ANSLAG, "run", "--corpus", str(corpus)]
        unchanged = watch(command, {**os.environ, "ANSLAG_HOME": str(home)})
        _write(corpus, _with_changes(texts))
        changed = _run(home, corpus, len(texts))
        larger = None
        if times:
            _write(corpus, recombined(texts, times))
            larger = _run(folder / "larger", corpus, len(texts) * times)
    return ScaleMeasures(whole, imports, unchanged, changed, larger)


def recombined(texts: Sequence[Text], times: int) -> list[Text]:
    """Make several times as many documents, each of the beginning of one page and the end of another.

    Args:
        texts: path and text of each page.
        times: how many times as many.
    """
    rng = random.Random(_SEED)  # noqa: S311 - no secret
    made = []
    for copy in range(times):
        ends = rng.sample(range(len(texts)), len(texts))
        for (path, text), end in zip(texts, ends, strict=True):
            paragraphs, others = text.split("\n\n"), texts[end][1].split("\n\n")
            mixed = [*paragraphs[: (len(paragraphs) + 1) // 2], *others[(len(others) + 1) // 2 :], f"Blad {copy}"]
            made.append((f"{copy}/{path}", "\n\n".join(mixed) + "\n"))
    return made


def measure_readers() -> ReadersMeasure:
    """Let readers ask while a publisher republishes; each version holds one number in two tables."""
    with tempfile.TemporaryDirectory(prefix="anslag-readers-") as name:
        home = Home(Path(name))
        _publish_number(home, 0)
        found = {"queries": 0, "errors": 0, "mixed": 0}
        lock = threading.Lock()

        def read() -> None:
            while True:
                with lock:
                    if found["queries"] >= _QUERIES and not publisher.is_alive():
                        return
                    found["queries"] += 1
                try:
                    with open_published(home) as con:
                        [(one, other)] = con.execute(_BOTH_NUMBERS).fetchall()
                    mixed = one != other
                except Exception:
                    with lock:
                        found["errors"] += 1
                else:
                    with lock:
                        found["mixed"] += mixed

        def republish() -> None:
            for number in range(1, _PUBLISHES + 1):
                _publish_number(home, number)

        publisher = threading.Thread(target=republish)
        readers = [threading.Thread(target=read) for _ in range(_READERS)]
        for thread in (publisher, *readers):
            thread.start()
        for thread in (publisher, *readers):
            thread.join()
    return ReadersMeasure(_PUBLISHES, **found)


def _publish_number(home: Home, number: int) -> None:
    with publisher_lock(home):
        build = start_build(home, f"{number:08d}")
        with duckdb.connect(build) as con:
            create_schema(con)
            con.execute("INSERT INTO core.dim_period VALUES ('p', NULL, NULL, false, false, ?)", [str(number)])
            con.execute("INSERT INTO core.dim_programme VALUES ('p', ?)", [str(number)])
        publish(home, build, built_at=datetime.now(UTC))


def _run(home: Path, corpus: Path, documents: int) -> RunMeasure:
    (home / "raw").mkdir(parents=True, exist_ok=True)
    try:
        watched = watch([sys.executable, "-m", "benchmarks.measured_run", str(home), str(corpus)], dict(os.environ))
    except subprocess.CalledProcessError as error:
        raise RuntimeError(f"The run failed: {error.stderr[-2000:]}") from error
    told = json.loads(watched.output.splitlines()[-1])
    return RunMeasure(documents, watched, told["steps"], told["bytes"])


def _with_changes(texts: Sequence[Text]) -> list[Text]:
    rng = random.Random(_SEED)  # noqa: S311 - no secret
    changed = set(rng.sample(range(len(texts)), min(_CHANGED, len(texts))))
    added = "\n\nRegeringen avsätter {} miljoner kronor 2025 till Lunds kommun.\n"
    return [
        (path, text + added.format(rng.randint(1, 999)) if number in changed else text)
        for number, (path, text) in enumerate(texts)
    ]


def _write(corpus: Path, texts: Sequence[Text]) -> None:
    pq.write_table(pa.table({"path": [path for path, _ in texts], "text": [text for _, text in texts]}), corpus)
