"""Every recipe of docs/sql.md runs, and gives what the page says."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from pipelines.settings import CODE_ROOT, Home

_PAGE = (CODE_ROOT / "docs" / "sql.md").read_text(encoding="utf-8")
_BLOCK = re.compile(r"^```(?P<language>\w*)\n(?P<text>.*?)\n```$", re.DOTALL | re.MULTILINE)
_TABLE = re.compile(r"\n\n((?:\|.*\n)+)")
_PRINTED = re.compile(r"\n\n```text\n(.*?)\n```$", re.DOTALL | re.MULTILINE)
_READ_ONLY_LINK = ["-readonly", "-markdown", "warehouse/anslag.duckdb"]
_BIN = Path(sys.executable).parent


def _answer(block: re.Match[str]) -> str | None:
    """Give what stands right below a block: a table below SQL, printed text below anything else."""
    kind = _TABLE if block["language"] == "sql" else _PRINTED
    below = kind.match(_PAGE, block.end())
    return below[1].rstrip("\n") if below else None


def _name(block: re.Match[str]) -> str:
    heading = re.findall(r"^#+ (.+)$", _PAGE[: block.start()], re.MULTILINE)[-1]
    return f"{block['language']} under {heading}"


_BLOCKS = list(_BLOCK.finditer(_PAGE))
_RECIPES = [block for block in _BLOCKS if block["language"] in {"sql", "sh", "python"}]


def _printed_by(recipe: re.Match[str], folder: Path) -> str:
    command = {
        "sql": [str(_BIN / "duckdb"), *_READ_ONLY_LINK, recipe["text"]],
        "sh": ["sh", "-eu", "-c", recipe["text"]],
        "python": [sys.executable, "-c", recipe["text"]],
    }[recipe["language"]]
    path = f"{_BIN}{os.pathsep}{os.environ['PATH']}"
    # The command line reads a file of settings in the user's home; the recipes must not depend on it.
    environment = {**os.environ, "PATH": path, "HOME": str(folder), "PYTHONUTF8": "1"}
    ran = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", timeout=60, check=False
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.rstrip("\n")


@pytest.fixture
def folder(built_home: Home, tmp_path: Path) -> Path:
    """An installation's folder to write in, with the warehouse that all tests share."""
    (tmp_path / "warehouse").symlink_to(built_home.warehouse_dir)
    return tmp_path


@pytest.mark.parametrize("recipe", _RECIPES, ids=_name)
def test_a_recipe_prints_what_stands_below_it(folder: Path, recipe: re.Match[str]) -> None:
    assert _printed_by(recipe, folder) == _answer(recipe)


@pytest.mark.parametrize("recipe", [block for block in _RECIPES if block["language"] == "sql"], ids=_name)
def test_the_answer_to_a_question_has_rows(recipe: re.Match[str]) -> None:
    # Below the names of the columns and the line that aligns them.
    assert len((_answer(recipe) or "").splitlines()) > 2


def test_no_block_is_of_a_kind_that_would_not_be_run_without_a_word() -> None:
    assert {block["language"] for block in _BLOCKS} == {"sql", "sh", "python", "text", "r"}
    assert len(_RECIPES) >= 15
    assert _PAGE.count("```") == 2 * len(_BLOCKS)


@pytest.mark.parametrize("recipe", [block for block in _BLOCKS if block["language"] == "text"], ids=_name)
def test_what_is_printed_stands_below_a_recipe(recipe: re.Match[str]) -> None:
    assert recipe["text"] in {_answer(block) for block in _RECIPES}


def test_a_recipe_that_says_something_else_than_the_page_would_be_noticed(folder: Path) -> None:
    [question] = [block for block in _RECIPES if "how firm is it?" in _name(block)]
    other = _BLOCK.match(question[0].replace("sum(", "max("))
    assert other is not None
    assert _printed_by(other, folder) != _answer(question)
