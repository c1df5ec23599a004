from pathlib import Path
from subprocess import CompletedProcess

import pytest
from anslag_command import Installation
from rdflib import DCTERMS, FOAF, Graph, URIRef


def test_the_command_exports_and_says_what(installation: Installation, tmp_path: Path) -> None:
    told = installation.ask("export", str(tmp_path / "out"))
    assert told.exit_code == 0, told.output
    assert told.stdout.endswith(f": {tmp_path / 'out'}\n")
    assert " tables with " in told.stdout
    assert (tmp_path / "out" / "csv" / "core.fact_allocation.csv").is_file()


def test_address_and_publisher_go_into_the_catalogue(installation: Installation, tmp_path: Path) -> None:
    told = installation.ask(
        *("export", str(tmp_path / "out"), "--base-url", "https://data.example.se/anslag"),
        *("--publisher", "Exempels kommun", "--publisher-uri", "https://example.se/"),
        *("--publisher-type", "LocalAuthority"),
    )
    assert told.exit_code == 0, told.output
    graph = Graph().parse(tmp_path / "out" / "catalog.ttl")
    catalogue = URIRef("https://data.example.se/anslag/catalog#catalog")
    agent = URIRef("https://example.se/")
    assert list(graph.objects(catalogue, DCTERMS.publisher)) == [agent]
    assert [str(name) for name in graph.objects(agent, FOAF.name)] == ["Exempels kommun"]


@pytest.mark.parametrize(
    "address",
    [
        "data.example.se",
        "ftp://data.example.se/",
        "https://",
        "https://user:secret@data.example.se/",
        "https://data.example.se/?a=1",
        "https://data.example.se/a b",
        'https://data.example.se/"> .',
        "https://data.example.se/\n",
        "",
    ],
)
@pytest.mark.parametrize("option", ["--base-url", "--publisher-uri"])
def test_an_address_that_is_none_is_refused(
    installation: Installation, tmp_path: Path, option: str, address: str
) -> None:
    told = installation.ask("export", str(tmp_path / "out"), "--publisher", "X", option, address)
    assert told.exit_code == 2
    assert option in told.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("options", [("--publisher-uri", "https://example.se/"), ("--publisher", "  ")])
def test_a_publisher_without_a_name_is_refused(
    installation: Installation, tmp_path: Path, options: tuple[str, str]
) -> None:
    assert installation.ask("export", str(tmp_path / "out"), *options).exit_code == 2
    assert not (tmp_path / "out").exists()


def test_files_of_others_end_the_command_with_a_remedy(installation: Installation, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    told = installation.ask("export", str(tmp_path))
    assert told.exit_code == 1
    assert "name a folder that is new or empty" in told.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_a_place_that_cannot_be_written_ends_the_command(installation: Installation, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    told = installation.ask("export", str(tmp_path / "file" / "out"))
    assert told.exit_code == 1
    assert "cannot be written" in told.stderr


def test_without_a_warehouse_the_command_says_how_to_build_one(tmp_path: Path) -> None:
    empty = Installation(tmp_path / "home", CompletedProcess([], 0, "", ""))
    told = empty.ask("export", str(tmp_path / "out"))
    assert told.exit_code == 1
    assert "anslag run" in told.stderr
    assert not (tmp_path / "out").exists()
