from benchmarks.monitor_pages import MonitorMeasures, PageMeasure
from benchmarks.report import page_of_results
from benchmarks.scale import ReadersMeasure, RunMeasure, ScaleMeasures, recombined
from benchmarks.sentences import Sentence, SentenceResult
from benchmarks.timing import Timing, time_each
from benchmarks.watched import Watched
from benchmarks.whole_corpus import EXTRACT, PYTHON, RIPGREP


def test_the_page_gives_times_and_ratios() -> None:
    page = page_of_results(
        pages="10 invented pages",
        whole_corpus={
            EXTRACT: Timing((5.0, 4.0, 9.0)),
            RIPGREP: Timing((1.0, 2.0, 1.5)),
            PYTHON: Timing((0.5, 0.5, 0.5)),
        },
        sentences=[Sentence("Lund får 5–7 kr.", (5.0, 7.0)), Sentence("8 kr", (8.0,))],
        by_library={"anslag": SentenceResult(Timing((0.004, 0.002)), right=2, given=3)},
        growth={"pipes": {1: Timing((1.0,)), 2: Timing((2.0,)), 4: Timing((4.0,)), 8: Timing((8.4,))}},
        scale=ScaleMeasures(
            whole=RunMeasure(100, Watched(40.0, 900_000_000, ""), {"reading": 20.0, "core__dim_term": 2.0}, 5_000_000),
            imports=Watched(4.0, 1, ""),
            unchanged=Watched(2.0, 1_000_000, ""),
            changed=RunMeasure(100, Watched(8.0, 1_000_000, ""), {}, 5_000_000),
            larger=RunMeasure(1000, Watched(300.0, 1_000_000_000, ""), {}, 50_000_000),
        ),
        readers=ReadersMeasure(publishes=50, queries=10_000, errors=0, mixed=0),
        monitor=MonitorMeasures(
            100, [PageMeasure("/findings", 36.6, 351.2)], 187.4, "SELECT  count(*)\nFROM mart.figure"
        ),
        versions="Python 3.11",
    )
    lines = page.splitlines()
    assert any(line.startswith(f"| {EXTRACT} |") and line.endswith("| 4.00 | 5.00 | 4.00 |") for line in lines)
    assert "| anslag | 0.00 | 1000 | 2 of 3 (66.7%) | 3 |" in lines
    assert "| pipes | 1.00 | 2.00 | 4.00 | 8.40 | 8.4 |" in lines
    assert "| 100 pages into an empty installation | 40.00 | 900 | 5 | |" in lines
    assert "| nothing changed | 2.00 | 1 | | 0.50 × importing |" in lines
    assert "| 100 pages changed | 8.00 | 1 | 5 | 2.00 × importing, 4.00 × nothing changed |" in lines
    assert "| 1,000 pages, recombined | 300.00 | 1000 | 50 | 7.5 × the time for 10 × |" in lines
    assert "| read the texts (all processes) | 20.00 | 50% |" in lines
    assert "| the rest | 18.00 | 45% |" in lines
    assert "| /findings | 37 | 351 |" in lines
    assert "The slowest question took 187 ms: `SELECT count(*) FROM mart.figure …`" in lines
    assert "4 readers asked 10,000 questions: 0 errors, 0 answers from two versions." in page


def test_tasks_take_turns() -> None:
    order: list[str] = []
    timings = time_each({"a": lambda: order.append("a"), "b": lambda: order.append("b")}, 2)
    assert order == ["a", "b", "a", "b"]
    assert all(len(timing.seconds) == 2 and timing.least <= timing.median for timing in timings.values())


def test_recombined_documents_are_as_many_as_asked_for_and_all_different() -> None:
    texts = [(f"{number}.md", f"# Sida {number}\n\nEtt.\n\nTvå {number}.\n\nTre.\n") for number in range(5)]
    made = recombined(texts, 3)
    assert len({path for path, _ in made}) == len({text for _, text in made}) == 15
    assert made == recombined(texts, 3)
