from benchmarks.report import page_of_results
from benchmarks.sentences import Sentence, SentenceResult
from benchmarks.timing import Timing, time_each
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
        versions="Python 3.11",
    )
    lines = page.splitlines()
    assert any(line.startswith(f"| {EXTRACT} |") and line.endswith("| 4.00 | 5.00 | 4.00 |") for line in lines)
    assert "| anslag | 0.00 | 1000 | 2 of 3 (66.7%) | 3 |" in lines
    assert "| pipes | 1.00 | 2.00 | 4.00 | 8.40 | 8.4 |" in lines


def test_tasks_take_turns() -> None:
    order: list[str] = []
    timings = time_each({"a": lambda: order.append("a"), "b": lambda: order.append("b")}, 2)
    assert order == ["a", "b", "a", "b"]
    assert all(len(timing.seconds) == 2 and timing.least <= timing.median for timing in timings.values())
