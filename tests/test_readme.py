"""The README's questions get the README's answers, and its Python recipe runs."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from pipelines.settings import CODE_ROOT, Home

_README = (CODE_ROOT / "README.md").read_text(encoding="utf-8")
_QUESTIONS = re.findall(r"\*\*(\d+\. .*?)\*\*\n\n```sql\n(.*?)\n```\n\n```text\n(.*?)\n```", _README, re.DOTALL)


def _environment(home: Home) -> dict[str, str]:
    return {**os.environ, "ANSLAG_HOME": str(home.root), "COLUMNS": "100", "NO_COLOR": "1"}


def test_the_readme_asks_eleven_questions() -> None:
    assert [name.split(".")[0] for name, _, _ in _QUESTIONS] == [str(number) for number in range(1, 12)]


@pytest.mark.parametrize(("question", "answer"), [(sql, answer) for _, sql, answer in _QUESTIONS])
def test_a_question_gets_the_answer_that_is_printed(built_home: Home, question: str, answer: str) -> None:
    command = [str(Path(sys.executable).with_name("anslag")), "sql", question]
    asked = subprocess.run(command, env=_environment(built_home), capture_output=True, text=True, check=True)
    assert [line.rstrip() for line in asked.stdout.splitlines()] == answer.splitlines()


def test_the_python_recipe_runs(built_home: Home) -> None:
    [recipe] = re.findall(r"```python\n(.*?)\n```", _README, re.DOTALL)
    ran = subprocess.run(
        [sys.executable, "-c", recipe], cwd=built_home.root, capture_output=True, text=True, check=True
    )
    assert "Stockholms län" in ran.stdout
