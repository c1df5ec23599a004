"""The page about commitments names the rules that there are, and its example of a label is one."""

import json
import re
from pathlib import Path

from pipelines.evaluation.commitments import CommitmentLabel
from pipelines.settings import CODE_ROOT

PAGE = CODE_ROOT / "docs" / "commitments.md"
RULES = CODE_ROOT / "pipelines" / "model" / "commitments"
_RULE = re.compile(r'"([a-z]+(?:_[a-z]+)+)"')
_RELATIONS = {"part_of"}


def _named_in_code(folder: Path) -> set[str]:
    linking = [file for file in folder.glob("*.py") if file.stem in {"repeats", "parts", "cells", "across"}]
    code = "\n".join(file.read_text("utf-8") for file in linking)
    values = {"list_item", "at_least", "at_most"}
    return set(_RULE.findall(code)) - _RELATIONS - values


def test_every_rule_that_ties_figures_together_is_told() -> None:
    page = PAGE.read_text("utf-8")
    assert {rule for rule in _named_in_code(RULES) if f"`{rule}`" not in page} == set()


def test_the_example_of_a_label_is_one() -> None:
    [example] = re.findall(r"```json\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    label = CommitmentLabel.model_validate(json.loads(example))
    assert label.same == ((("a.txt", 12, 24), ("b.txt", 40, 52)),)
