"""Commitments of the published warehouse measured against labels: pairs found, extra and missed.

Belongs here: the file of labels, what the warehouse says of its figures, and printing. What is counted stands in
`pipelines.evaluation.commitments`.
"""

from pathlib import Path

import duckdb
from pydantic import ValidationError
from rich.console import Console
from rich.table import Table

from pipelines.console.evaluate import EvaluationError
from pipelines.console.terminal import count, one_line, plain
from pipelines.evaluation.commitments import CommitmentLabel, PairScore, Place, score_pairs

_FIGURES = """
SELECT figure.path, figure.char_start, figure.char_end, bridge.commitment_id
FROM core.bridge_commitment_figure AS bridge
JOIN mart.figure AS figure USING (figure_id)
"""


def read_labels(file: Path) -> list[CommitmentLabel]:
    """Read labels: JSON Lines, a document or a group of documents a line.

    Raises:
        EvaluationError: the file cannot be read, holds nothing, or a line of it is no label.
    """
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise EvaluationError(f"{file} cannot be read as UTF-8 text: {error}. Name a JSON Lines file.") from error
    labels = []
    for number, line in enumerate(lines, start=1):
        try:
            labels += [CommitmentLabel.model_validate_json(line)] if line.strip() else []
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(map(str, first["loc"])) or "the line"
            raise EvaluationError(f"{file}:{number}: {where}: {first['msg']}. See docs/commitments.md.") from error
    if not labels:
        raise EvaluationError(f"{file} holds no label. See docs/commitments.md for their form.")
    return labels


def score_labels(con: duckdb.DuckDBPyConnection, labels: list[CommitmentLabel]) -> PairScore:
    """Hold the commitments of a warehouse against labels; a figure that states none is alone in its group."""
    commitment_of = {(path, start, end): found for path, start, end, found in con.execute(_FIGURES).fetchall()}
    wholes = dict(con.execute("SELECT commitment_id, parent_commitment_id FROM core.dim_commitment").fetchall())

    def group_of(place: Place) -> str:
        return str(commitment_of.get(place, place))

    return score_pairs(labels, group_of, wholes.get)


def print_pairs(score: PairScore, misses: int, screen: Console) -> None:
    """Print a score, and what is wrong.

    Args:
        score: the counted pairs.
        misses: most errors to print.
        screen: where to print.
    """
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    table.add_column("pairs")
    for head in ("P", "R", "F1", "found", "extra", "missed"):
        table.add_column(head, justify="right")
    for name, counted in (("the same money", score.same), ("part of other money", score.part)):
        shares = (f"{share:.4f}" for share in (counted.precision, counted.recall, counted.f1))
        table.add_row(name, *shares, str(counted.found), str(counted.extra), str(counted.missed))
    screen.print(table)
    for label, relation, problem, one, other in score.errors[:misses]:
        line = f"{one_line(label)}  {relation} {problem}  {_place(one)} — {_place(other)}"
        screen.print(plain(line), soft_wrap=True)
    if len(score.errors) > misses:
        screen.print(plain(f"{count(len(score.errors) - misses)} more: --misses {len(score.errors)} shows all", "dim"))


def _place(place: Place) -> str:
    return f"{one_line(place[0])}[{place[1]}:{place[2]}]"
