"""What was measured of the whole pipeline, as a section of the benchmarks page. No measuring."""

from collections.abc import Mapping

from benchmarks.scale import ReadersMeasure, RunMeasure, ScaleMeasures
from benchmarks.tables import seconds, table

_STAGES = {
    "look at the sources, archive and decode": ("raw_documents",),
    "read the texts (all processes)": ("reading",),
    "dimensions and facts": ("core__",),
    "repairs, reconciliation, findings": ("quality__",),
    "judge by Great Expectations": ("expectations_",),
    "merge, verify and publish": ("published__",),
}
_ABOUT = """\
Each is one process as a user starts it, in an installation of its own; memory is the most that it and its children
held together. “Nothing changed” and “100 pages changed” are the same corpus again. The stages are those of the first
run; the rest of its time is starting, importing and Dagster's own book-keeping."""


def scale_section(measures: ScaleMeasures, readers: ReadersMeasure) -> str:
    """Give the section.

    Args:
        measures: of the runs.
        readers: of readers beside a publisher.
    """
    whole, imports = measures.whole, measures.imports.seconds
    rows = [
        _row(f"{whole.documents:,} pages into an empty installation", whole, ""),
        ("importing what a run needs", seconds(imports), "", "", "1.00 × importing"),
        (
            "nothing changed",
            seconds(measures.unchanged.seconds),
            _megabytes(measures.unchanged.peak_bytes),
            "",
            f"{measures.unchanged.seconds / imports:.2f} × importing",
        ),
        _row(
            "100 pages changed",
            measures.changed,
            f"{measures.changed.watched.seconds / imports:.2f} × importing, "
            f"{measures.changed.watched.seconds / measures.unchanged.seconds:.2f} × nothing changed",
        ),
    ]
    if larger := measures.larger:
        times = larger.documents / whole.documents
        ratio = larger.watched.seconds / whole.watched.seconds
        rows.append(
            _row(f"{larger.documents:,} pages, recombined", larger, f"{ratio:.1f} × the time for {times:.0f} ×")
        )
    beside = (
        f"While {readers.publishes} versions were published, 4 readers asked {readers.queries:,} questions: "
        f"{readers.errors} errors, {readers.mixed} answers from two versions."
    )
    return "\n\n".join(
        [
            "## The whole pipeline",
            table(("", "wall, s", "memory, MB", "file, MB", ""), rows),
            _ABOUT,
            table(("stage of the first run", "s", "share"), _stages(whole)),
            beside,
        ]
    )


def _row(name: str, run: RunMeasure, note: str) -> tuple[str, ...]:
    megabytes = _megabytes(run.watched.peak_bytes)
    return (name, seconds(run.watched.seconds), megabytes, _megabytes(run.size_bytes), note)


def _stages(run: RunMeasure) -> list[tuple[str, str, str]]:
    total = run.watched.seconds
    taken = {name: _sum(run.steps, beginnings) for name, beginnings in _STAGES.items()}
    taken["the rest"] = total - sum(taken.values())
    return [(name, seconds(each), f"{each / total:.0%}") for name, each in taken.items()]


def _sum(steps: Mapping[str, float], beginnings: tuple[str, ...]) -> float:
    return sum(taken for step, taken in steps.items() if step.startswith(beginnings))


def _megabytes(size_bytes: int) -> str:
    return f"{size_bytes / 1e6:.0f}"
