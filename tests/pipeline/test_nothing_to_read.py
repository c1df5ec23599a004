"""A run without any document fails in plain words and leaves what is published alone."""

from pathlib import Path

import pytest
from pipeline_runs import build

from pipelines.runner import RunFailedError
from pipelines.settings import Home
from pipelines.store.versions import current_version


def test_an_empty_raw_folder_is_told_with_what_to_do(tmp_path: Path) -> None:
    home = Home(tmp_path)
    with pytest.raises(RunFailedError, match=r"No document was read.*Put a document"):
        build(home)
    assert current_version(home) is None


def test_a_folder_of_refused_files_names_the_first_of_them(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.raw_dir.mkdir()
    (home.raw_dir / "notes.txt").write_bytes(b"")
    with pytest.raises(RunFailedError, match=r"1 files were refused\. notes\.txt: .*empty"):
        build(home)
