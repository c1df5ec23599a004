"""`python -m benchmarks`: measure everything, print it, write docs/benchmarks.md."""

import platform
import tempfile
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markdown import Markdown

from benchmarks.growth import time_growth
from benchmarks.monitor_pages import measure_pages
from benchmarks.pages import given_pages, invented_pages, write_files, write_parquet
from benchmarks.report import page_of_results
from benchmarks.scale import build_corpus, measure_readers, measure_scale
from benchmarks.sentences import evenly, labelled_sentences, measure_sentences, unlabelled_sentences
from benchmarks.timing import run_process
from benchmarks.whole_corpus import MissingToolError, find_ripgrep, time_whole_corpus
from pipelines.console.evaluate import EvaluationError

_REPORT = Path(__file__).parents[1] / "docs" / "benchmarks.md"


def main(
    corpus: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="A Parquet file with path and text.")
    ] = None,
    gold: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="Labels of pages of the corpus.")
    ] = None,
    runs: Annotated[int, typer.Option(min=1, help="How often each task runs.")] = 5,
    times: Annotated[int, typer.Option(min=0, help="Run the pipeline on so many times as many pages as well.")] = 0,
    report: Annotated[Path, typer.Option(help="The page to write.")] = _REPORT,
) -> None:
    """Measure `anslag` beside ripgrep, price-parser, quantulum3 and plain Python."""
    screen = Console()
    if gold and not corpus:
        raise typer.BadParameter("Labels are for the pages of a corpus: give --corpus too.")
    try:
        ripgrep_version = run_process([find_ripgrep(), "--version"]).splitlines()[0]
        screen.print("Getting the pages")
        pages = given_pages(corpus, gold) if corpus else invented_pages()
    except (MissingToolError, EvaluationError) as error:
        screen.print(str(error))
        raise typer.Exit(2) from error
    with tempfile.TemporaryDirectory(prefix="anslag-bench-") as name:
        folder = Path(name)
        write_files(pages, folder / "pages")
        write_parquet(pages, folder / "pages.parquet")
        screen.print(f"All pages, {runs} times")
        whole = time_whole_corpus(folder / "pages.parquet", folder / "pages", folder / "read.jsonl", runs)
    screen.print("Sentences about money")
    sentences = evenly(labelled_sentences(pages.texts, pages.gold) or unlabelled_sentences(pages.texts))
    by_library = measure_sentences(sentences, runs)
    screen.print("Growth")
    growth = time_growth()
    screen.print("The whole pipeline")
    scale, readers = measure_scale(pages.texts, times=times), measure_readers()
    screen.print("The monitor's pages")
    with tempfile.TemporaryDirectory(prefix="anslag-monitor-") as name:
        monitor = measure_pages(build_corpus(Path(name), pages.texts))
    characters = sum(len(text) for _, text in pages.texts) / 1e6
    page = page_of_results(
        pages=f"{pages.described.format(count=f'{len(pages.texts):,}')}, {characters:.1f} million characters",
        whole_corpus=whole,
        sentences=sentences,
        by_library=by_library,
        growth=growth,
        scale=scale,
        readers=readers,
        monitor=monitor,
        versions=_versions(ripgrep_version),
    )
    report.parent.mkdir(parents=True, exist_ok=True)
    report.write_text(page, encoding="utf-8")
    screen.print(Markdown(page))
    screen.print(f"Written to {report}")


def _versions(ripgrep_version: str) -> str:
    libraries = ", ".join(f"{name} {version(name)}" for name in ("price-parser", "quantulum3", "pyarrow"))
    return f"Python {platform.python_version()}, {ripgrep_version}, {libraries}"


if __name__ == "__main__":
    typer.run(main)
