import hashlib
from pathlib import Path

import pytest

from pipelines.settings import POPULATION_NAME, Home
from pipelines.sources.folder import FolderSource
from pipelines.sources.population import POPULATION, Supplied, SuppliedFile, supplied_population
from pipelines.sources.types import RefusedFile

GOOD = "code,year,inhabitants,source\n1280,2017,333633,Malmö stad\n"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    (tmp_path / "raw").mkdir()
    return Home(tmp_path)


def write(home: Home, content: bytes) -> Home:
    (home.raw_dir / "population.csv").write_bytes(content)
    return home


def refused(home: Home) -> RefusedFile:
    (file,) = supplied_population(home).refused
    assert file.source == POPULATION
    return file


def test_an_installation_without_the_file_supplies_nothing(home: Home) -> None:
    assert supplied_population(home) == Supplied((), ())


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "byte order mark"])
def test_the_file_comes_with_its_hash_and_its_text(home: Home, mark: bytes) -> None:
    content = mark + GOOD.encode()
    expected = SuppliedFile(POPULATION_NAME, hashlib.sha256(content).hexdigest(), GOOD)
    assert supplied_population(write(home, content)) == Supplied((expected,), ())


def test_another_encoding_is_told_with_the_line_where_it_shows(home: Home) -> None:
    file = refused(write(home, GOOD.encode("cp1252")))
    assert file.path == "population.csv:2"
    assert "UTF-8" in file.problem
    assert "UTF-8" in file.remedy
    assert supplied_population(home).files[0].text is None


def test_a_wrong_line_is_told_with_file_line_and_remedy(home: Home) -> None:
    file = refused(write(home, GOOD.encode() + b"180,2017,949761,SCB\n"))
    assert file.path == "population.csv:3"
    assert "leading zero" in file.problem
    assert "nothing of the file is used" in file.remedy


def test_what_is_no_file_is_told_and_counts_as_there(home: Home) -> None:
    (home.raw_dir / POPULATION_NAME).mkdir()
    assert refused(home).path == "population.csv"
    assert supplied_population(home).files == (SuppliedFile("population.csv", None, None),)


def test_the_file_is_no_document_of_the_folder_but_one_below_it_is_refused_as_ever(home: Home) -> None:
    write(home, GOOD.encode())
    source = FolderSource(home.raw_dir)
    assert (list(source.offers()), source.count()) == ([], 0)
    (home.raw_dir / "more").mkdir()
    (home.raw_dir / "more" / POPULATION_NAME).write_bytes(GOOD.encode())
    (offered,) = source.offers()
    assert isinstance(offered, RefusedFile)
    assert offered.path == "more/population.csv"
