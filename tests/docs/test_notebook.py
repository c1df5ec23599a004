"""The notebook runs from top to bottom, draws its charts, and is kept without what a run leaves in it."""

import json
import re
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from pipelines.settings import CODE_ROOT, Home

_NOTEBOOK = CODE_ROOT / "docs" / "three_questions.ipynb"
_SVG = "image/svg+xml"


@pytest.fixture
def quiet_jupyter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A kernel that finds no settings of the user's, writes nothing into their home, and whose web requests fail."""
    for name in ("HOME", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")


def _outputs(folder: Path) -> dict[str, list[Any]]:
    """Run the notebook in a folder; give what each of its code cells showed."""
    notebook = nbformat.read(_NOTEBOOK, as_version=4)  # type: ignore[no-untyped-call]  # nbformat has no types here
    client = NotebookClient(notebook, timeout=60, kernel_name="python3", resources={"metadata": {"path": str(folder)}})
    client.execute()
    return {cell.id: cell.outputs for cell in notebook.cells if cell.cell_type == "code"}


@pytest.mark.usefixtures("quiet_jupyter")
def test_it_answers_three_questions_with_charts(
    built_home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANSLAG_HOME", str(built_home.root))
    shown = _outputs(tmp_path)
    assert all(output.output_type != "error" for outputs in shown.values() for output in outputs)
    assert not [output for outputs in shown.values() for output in outputs if output.output_type == "stream"]

    assert "2175000000.00" in shown["firmness"][0].data["text/html"]
    promised = shown["promised-2025"][0].data[_SVG]
    assert len(re.findall(r'aria-roledescription="bar"', promised)) == 32
    assert "municipality: Stockholm; How firm: calculation_example" in promised

    frames = shown["frames-chart"][0].data[_SVG]
    assert re.findall(r">(\d\d\.\d %)<", frames) == ["96.6 %", "98.1 %", "98.9 %"]

    readings = shown["ratios-chart"][0].data[_SVG]
    accepted = re.findall(r"amount: ([\d.]+); [^\"]*verdict: accepted", readings)
    # Each against the two other columns of its row.
    assert sorted(accepted) == ["106000000"] * 2 + ["164000000"] * 2
    assert len(re.findall(r"verdict: refused", readings)) == 16
    assert "106 000 00" in shown["where-printed"][0].data["text/html"]


@pytest.mark.usefixtures("quiet_jupyter")
def test_it_finds_the_warehouse_of_the_checkout_that_it_is_in(
    built_home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ANSLAG_HOME", raising=False)
    (tmp_path / "warehouse").symlink_to(built_home.warehouse_dir)
    (tmp_path / "docs").mkdir()
    assert _SVG in _outputs(tmp_path / "docs")["promised-2025"][0].data


def test_it_is_kept_without_outputs_and_without_traces_of_a_machine() -> None:
    text = _NOTEBOOK.read_text(encoding="utf-8")
    content = json.loads(text)
    nbformat.validate(content)
    for cell in content["cells"]:
        assert cell["metadata"] == {}
        if cell["cell_type"] == "code":
            assert cell["outputs"] == []
            assert cell["execution_count"] is None
    assert content["metadata"] == {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    assert not re.search(r"/(home|root|tmp|Users|work)/|[A-Z]:\\\\", text)
