"""A share of each part of the torture, small enough for every run of the tests: nothing is lost."""

import importlib
from pathlib import Path

import pytest

from torture.__main__ import PARTS
from torture.trial import Trial

# All parts together take some two minutes of one worker at this share.
_SHARE = 0.1


@pytest.mark.parametrize("part", PARTS)
def test_nothing_is_lost(part: str, tmp_path: Path) -> None:
    trials: list[Trial] = list(importlib.import_module(f"torture.{part}").trials(_SHARE, tmp_path))
    assert [f"{trial.done}: {loss}" for trial in trials for loss in trial.lost] == []
    assert trials
    assert all(trial.times > 0 for trial in trials), [trial.told for trial in trials if not trial.times]
