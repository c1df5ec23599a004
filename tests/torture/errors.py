"""Known errors in copies of real tables: how many are noticed, and how many repairs are right.

Belongs here: drawing the errors and counting what became of them. The kinds of errors stand in `error_kinds`, the
tables in `error_tables`, the pipeline's path in `error_judging`.
"""

import json
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline_runs import build

from pipelines.settings import Home
from pipelines.store.versions import open_published
from torture.error_judging import Judged, Outcome, judge, outcome_of
from torture.error_kinds import KINDS, ErrorKind
from torture.error_subjects import Harm, Subject
from torture.error_tables import corpus_subjects, own_subjects
from torture.trial import Trial, times_of

_PART = "errors"
# Errors of each kind in each table; those of a corpus are many.
_TIMES = 12
_TIMES_IN_CORPUS = 4
# What is lost where a total or a column in proportion shows it.
_LEAST_NOTICED = 0.9
_NAMES = ("repaired", "wrongly repaired", "flagged", "noticed", "silent", "harmless")
# A cut is printed below zero and told, wherever it stands; June 2018 has two misprints of its own.
_EXPECTED_UNTOUCHED = frozenset({"negative_amount", "repaired_amount"})
_FIGURES = """
SELECT recipient_text, column_no, amount, quality FROM core.fact_allocation
JOIN core.dim_document USING (document_id) WHERE path = ?
"""
_FINDINGS = "SELECT kind, message FROM quality.finding WHERE path = ? AND kind <> 'doubtful_commitment'"


@dataclass(frozen=True, slots=True)
class Injected:
    """An error and what became of it.

    Attributes:
        kind: the kind of error.
        subject: the table.
        harm: the error.
        shows: whether a total to the last digit, or a column in proportion, can show it.
        outcome: what became of it.
    """

    kind: ErrorKind
    subject: Subject
    harm: Harm
    shows: bool
    outcome: Outcome


def trials(share: float, folder: Path) -> Iterator[Trial]:
    """Put errors of each kind into tables and look at each; then some of them through a whole run."""
    own = list(own_subjects())
    yield from _of_tables(own, "", times_of(_TIMES, share))
    yield untouched(own, "tables as they are")
    yield whole_run(own, folder)
    if corpus := list(corpus_subjects()):
        yield from _of_tables(corpus, " (corpus)", times_of(_TIMES_IN_CORPUS, share))
        yield untouched(corpus, "tables as they are (corpus)", may_be_wrong=True)


def inject(subjects: Sequence[Subject], times: int) -> Iterator[Injected]:
    """Draw errors of each kind for each table, the same in every run, and judge each harmed text."""
    for subject in subjects:
        for kind in KINDS:
            for harm in draw(subject, kind, times):
                shows = bool(kind.shows_in & subject.evidence(harm.column_no))
                yield Injected(kind, subject, harm, shows, _outcome(subject, harm))


def draw(subject: Subject, kind: ErrorKind, times: int) -> list[Harm]:
    """Draw errors of a kind in a table, each only once."""
    chance = random.Random(f"{subject.name} {subject.table.table.table_no} {kind.name}")  # noqa: S311 - repeatable
    drawn = (kind.harm(subject, chance) for _ in range(times))
    return list({harm.text: harm for harm in drawn if harm}.values())


def told_of(injected: Sequence[Injected]) -> str:
    """Tell in a line what became of errors."""
    real = [each for each in injected if each.outcome.name != "harmless"]
    counts = Counter(each.outcome.name for each in injected)
    told = ", ".join(f"{counts[name]} {name}" for name in _NAMES if counts[name])
    return f"noticed {_share(real)}, {_share([each for each in real if each.shows])} where something shows it: {told}"


def untouched(subjects: Sequence[Subject], done: str, *, may_be_wrong: bool = False) -> Trial:
    """Tell what is said of the tables as they are: of those without errors, nothing may be."""
    documents = {subject.name: subject.judged for subject in subjects}
    told = [(name, found) for name, judged in documents.items() for found in judged.findings]
    counts = Counter(found.kind for _, found in told)
    lost = [
        f"{name}: {found.kind}: {found.message}"
        for name, found in told
        if not may_be_wrong and found.kind not in _EXPECTED_UNTOUCHED
    ]
    return Trial(
        _PART, done, len(subjects), tuple(lost), ", ".join(f"{times} {kind}" for kind, times in counts.items())
    )


def whole_run(subjects: Sequence[Subject], folder: Path) -> Trial:
    """Let a run take in a harmed copy of each document, and hold what it publishes against what its functions say."""
    home = Home(folder / "errors")
    home.raw_dir.mkdir(parents=True)
    harmed: dict[str, tuple[str, Judged]] = {}
    for number, subject in enumerate(subjects):
        kind = KINDS[number % len(KINDS)]
        for harm in draw(subject, kind, 1):
            name = f"document-{number}.md"
            (home.raw_dir / name).write_text(harm.text, encoding="utf-8")
            sidecar = json.dumps({"published": str(subject.published_year)})
            (home.raw_dir / f"document-{number}.meta.json").write_text(sidecar, encoding="utf-8")
            harmed[name] = (f"{subject.name}: {harm.done}", judge(harm.text, subject.published_year))
    build(home)
    lost: list[str] = []
    with open_published(home) as con:
        for name, (done, judged) in harmed.items():
            figures = {(each.recipient_text, each.column_no, each.amount, each.quality) for each in judged.figures}
            if figures != set(con.execute(_FIGURES, [name]).fetchall()):
                lost.append(f"{done}: the run has other figures")
            if {(each.kind, each.message) for each in judged.findings} != set(
                con.execute(_FINDINGS, [name]).fetchall()
            ):
                lost.append(f"{done}: the run tells otherwise")
    return Trial(_PART, "harmed documents through a whole run", len(harmed), tuple(lost))


def _of_tables(subjects: Sequence[Subject], where: str, times: int) -> Iterator[Trial]:
    injected = list(inject(subjects, times))
    for kind in KINDS:
        of_kind = [each for each in injected if each.kind is kind]
        lost = [f"{each.subject.name}: {each.harm.done}: {wrong}" for each in of_kind for wrong in each.outcome.wrong]
        yield Trial(_PART, f"{kind.name}{where}", len(of_kind), tuple(lost), told_of(of_kind))
    shown = [each for each in injected if each.shows and each.outcome.name != "harmless"]
    silent = [each for each in shown if each.outcome.name == "silent"]
    lost = [f"{each.kind.name}: {each.subject.name}: {each.harm.done}: nobody noticed" for each in silent]
    is_lost = len(silent) > (1 - _LEAST_NOTICED) * len(shown)
    yield Trial(_PART, f"all kinds{where}", len(injected), tuple(lost) if is_lost else (), told_of(injected))


def _share(injected: Sequence[Injected]) -> str:
    noticed = sum(each.outcome.name != "silent" for each in injected)
    return f"{noticed} of {len(injected)}" + (f" ({noticed / len(injected):.1%})" if injected else "")


def _outcome(subject: Subject, harm: Harm) -> Outcome:
    start = subject.table.table.char_start
    end = subject.table.table.char_end + len(harm.text) - len(subject.text)
    after = judge(harm.text, subject.published_year)
    return outcome_of(
        subject.judged, after, truth=subject.truth, span=(start, end), touched=harm.rows, are_renamed=harm.are_renamed
    )
