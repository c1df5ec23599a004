"""`anslag eval-commitments`: the commitments of a warehouse, held against labels of the first document."""

import json
from pathlib import Path
from typing import Any

import pytest
from anslag_command import Installation

_PATH = "regeringens-langsiktiga-insatser-mot-segregation.txt"
# The year's sum in the lead and again in a note, and what the table gives Lund and Malmö of it.
_SUM_IN_LEAD = (_PATH, 2001, 2020)
_SUM_IN_NOTE = (_PATH, 5641, 5656)
_ANOTHER_YEAR = (_PATH, 2042, 2063)
_MALMO = (_PATH, 4949, 4959)


def _labels(folder: Path, *labels: dict[str, Any]) -> str:
    file = folder / "labels.jsonl"
    file.write_text("".join(json.dumps(label) + "\n" for label in labels), encoding="utf-8")
    return str(file)


def _label(split: str, **relations: Any) -> dict[str, Any]:
    figures = [_SUM_IN_LEAD, _SUM_IN_NOTE, _ANOTHER_YEAR, _MALMO]
    return {"id": f"segregation-{split}", "split": split, "figures": figures, **relations}


_RIGHT = {"same": [[_SUM_IN_LEAD, _SUM_IN_NOTE]], "part": [[_MALMO, _SUM_IN_LEAD]]}
_WRONG = {"same": [[_SUM_IN_LEAD, _ANOTHER_YEAR]], "part": [[_MALMO, _ANOTHER_YEAR]]}


def test_a_sum_told_twice_and_a_row_of_its_table_are_found(installation: Installation, tmp_path: Path) -> None:
    answer = installation.ask("eval-commitments", _labels(tmp_path, _label("dev", **_RIGHT)))
    rows = [line.split() for line in answer.stdout.splitlines()]
    assert rows[1] == ["the", "same", "money", "1.0000", "1.0000", "1.0000", "1", "0", "0"]
    assert rows[2] == ["part", "of", "other", "money", "1.0000", "1.0000", "1.0000", "1", "0", "0"]


def test_only_the_named_split_is_counted_and_each_miss_is_told(installation: Installation, tmp_path: Path) -> None:
    file = _labels(tmp_path, _label("dev", **_RIGHT), _label("held", **_WRONG))
    answer = installation.ask("eval-commitments", file, "--split", "held", "--misses", "9", columns=200)
    rows = answer.stdout.splitlines()
    assert rows[1].split()[3:] == ["0.0000", "0.0000", "0.0000", "0", "1", "1"]
    assert f"segregation-held  same missed  {_PATH}[2001:2020] — {_PATH}[2042:2063]" in rows
    assert f"segregation-held  part extra  {_PATH}[4949:4959] — {_PATH}[5641:5656]" in rows


@pytest.mark.parametrize(
    ("content", "told"),
    [("", "holds no label"), ('{"id": "a"}\n', "labels.jsonl:1: split"), ("[]\n", "labels.jsonl:1")],
)
def test_a_file_that_holds_no_labels_is_told_with_its_line(
    installation: Installation, tmp_path: Path, content: str, told: str
) -> None:
    file = tmp_path / "labels.jsonl"
    file.write_text(content, encoding="utf-8")
    answer = installation.ask("eval-commitments", str(file))
    assert answer.exit_code != 0
    assert told in answer.stderr
