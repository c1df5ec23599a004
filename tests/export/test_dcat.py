import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from rdflib import DCAT, DCTERMS, FOAF, RDF, XSD, BNode, Graph, Literal, Namespace, URIRef
from rdflib.compare import isomorphic
from rdflib.term import Node

from pipelines.export.dcat import DescribedDataset, catalogue_graph, json_ld, turtle
from pipelines.export.publication import Publication, Publisher, PublisherType
from pipelines.export.sums import MeasuredFile

BASE = "https://data.example.se/anslag/"
SPDX = Namespace("http://spdx.org/rdf/terms#")
CSV = MeasuredFile("csv/core.dim_thing.csv", 31, "ab" * 32)
PARQUET = MeasuredFile("parquet/core.dim_thing.parquet", 1_234_567_890_123, "cd" * 32)
HOSTILE = 'Åland "quoted" <b>\\ back\nline @sv ."""'
THING = DescribedDataset(
    name="core.dim_thing",
    title={"sv": "Saker", "en": "Things"},
    description={"sv": "Alla saker", "en": HOSTILE},
    files=(CSV, PARQUET),
)
COVERED = (date(2018, 6, 1), date(2026, 11, 20))
NAMED = Publication(
    Publisher("Exempels kommun", "https://www.example.se/", PublisherType.local_authority), base_url=BASE
)


def _graph(publication: Publication = NAMED, covered: tuple[date, date] | None = COVERED) -> Graph:
    return catalogue_graph([THING], ("README.md",), covered, publication)


def _one(graph: Graph, subject: Node, predicate: URIRef) -> Node:
    (value,) = graph.objects(subject, predicate)
    return value


def _languages(graph: Graph, subject: Node, predicate: URIRef) -> set[str | None]:
    return {text.language for text in graph.objects(subject, predicate) if isinstance(text, Literal)}


def _read(folder: Path, name: str, notation: str) -> Graph:
    # Where the catalogue is put decides what its relative addresses are.
    return Graph().parse(data=(folder / name).read_bytes(), format=notation, publicID=BASE + name)


def test_turtle_and_json_ld_say_the_same(exported: Path) -> None:
    as_turtle, as_json = _read(exported, "catalog.ttl", "turtle"), _read(exported, "catalog.jsonld", "json-ld")
    assert len(as_turtle) > 500
    assert isomorphic(as_turtle, as_json)


@pytest.mark.parametrize("publication", [NAMED, Publication()])
def test_both_notations_give_the_graph_back(publication: Publication) -> None:
    graph = _graph(publication)
    whole = Graph().parse(data=graph.serialize(format="nt"), format="nt") if publication.base_url else None
    as_turtle = Graph().parse(data=turtle(graph), format="turtle", publicID=BASE + "catalog.ttl")
    as_json = Graph().parse(data=json_ld(graph), format="json-ld", publicID=BASE + "catalog.jsonld")
    assert isomorphic(as_turtle, as_json)
    if whole is not None:
        assert isomorphic(as_turtle, whole)


def test_what_the_profile_makes_mandatory_is_there(exported: Path) -> None:
    graph = _read(exported, "catalog.ttl", "turtle")
    (catalogue,) = graph.subjects(RDF.type, DCAT.Catalog)
    datasets = set(graph.subjects(RDF.type, DCAT.Dataset))
    distributions = set(graph.subjects(RDF.type, DCAT.Distribution))
    assert set(graph.objects(catalogue, DCAT.dataset)) == datasets
    assert set(graph.objects(predicate=DCAT.distribution)) == distributions
    assert len(datasets) > 30
    assert len(distributions) == 2 * (len(datasets) - 1) + 1
    assert _one(graph, catalogue, DCTERMS.license) == URIRef("http://creativecommons.org/publicdomain/zero/1.0/")
    for described in (catalogue, *datasets):
        assert _languages(graph, described, DCTERMS.title) == {"sv", "en"}
        assert _languages(graph, described, DCTERMS.description) == {"sv", "en"}
        agent = _one(graph, described, DCTERMS.publisher)
        assert (agent, RDF.type, FOAF.Agent) in graph
        assert str(_one(graph, agent, FOAF.name))
        assert str(_one(graph, agent, DCTERMS.type)).startswith("http://purl.org/adms/publishertype/")
    for distribution in distributions:
        assert isinstance(_one(graph, distribution, DCAT.accessURL), URIRef)


def test_every_distribution_is_a_file_of_the_export_with_its_size(exported: Path) -> None:
    graph = _read(exported, "catalog.ttl", "turtle")
    for distribution in graph.subjects(RDF.type, DCAT.Distribution):
        path = str(_one(graph, distribution, DCAT.accessURL)).removeprefix(BASE)
        size = _one(graph, distribution, DCAT.byteSize)
        assert isinstance(size, Literal)
        assert size.toPython() == (exported / path).stat().st_size


def test_files_are_told_by_format_size_and_sum() -> None:
    graph = _graph()
    distribution = URIRef(BASE + "catalog#core.dim_thing-csv")
    assert _one(graph, distribution, DCAT.accessURL) == URIRef(BASE + "csv/core.dim_thing.csv")
    assert _one(graph, distribution, DCTERMS["format"]) == Literal("text/csv")
    assert _one(graph, distribution, DCAT.mediaType) == URIRef("http://www.iana.org/assignments/media-types/text/csv")
    assert _one(graph, distribution, DCAT.byteSize) == Literal("31", datatype=XSD.nonNegativeInteger)
    checksum = _one(graph, distribution, SPDX.checksum)
    assert _one(graph, checksum, SPDX.algorithm) == SPDX.checksumAlgorithm_sha256
    assert _one(graph, checksum, SPDX.checksumValue) == Literal("ab" * 32, datatype=XSD.hexBinary)


def test_the_publisher_is_who_was_named() -> None:
    agent = URIRef("https://www.example.se/")
    graph = _graph()
    assert _one(graph, URIRef(BASE + "catalog#catalog"), DCTERMS.publisher) == agent
    assert _one(graph, agent, FOAF.name) == Literal("Exempels kommun")
    assert _one(graph, agent, DCTERMS.type) == URIRef("http://purl.org/adms/publishertype/LocalAuthority")


def test_the_time_of_the_announcements_is_told_where_known() -> None:
    dataset = URIRef(BASE + "catalog#core.dim_thing")
    graph = _graph()
    period = _one(graph, dataset, DCTERMS.temporal)
    assert _one(graph, period, DCAT.startDate) == Literal(date(2018, 6, 1))
    assert _one(graph, period, DCAT.endDate) == Literal(date(2026, 11, 20))
    assert not list(_graph(covered=None).objects(dataset, DCTERMS.temporal))


def test_the_export_tells_the_days_of_its_documents(exported: Path) -> None:
    graph = _read(exported, "catalog.ttl", "turtle")
    assert set(graph.objects(predicate=DCAT.startDate)) == {Literal(date(2018, 6, 1))}


def test_texts_of_comments_stay_texts() -> None:
    read = Graph().parse(data=turtle(_graph()), format="turtle")
    assert Literal(HOSTILE, lang="en") in set(read.objects(URIRef(BASE + "catalog#core.dim_thing")))
    assert len(read) == len(_graph())


def test_nothing_is_without_a_name() -> None:
    assert not [node for node in _graph().all_nodes() if isinstance(node, BNode)]


_SERIALIZE = """
import sys
from test_dcat import NAMED, _graph
from pipelines.export.dcat import json_ld, turtle
sys.stdout.buffer.write(turtle(_graph(NAMED)) + json_ld(_graph(NAMED)))
"""


def test_bytes_do_not_depend_on_the_hashes_of_a_process() -> None:
    written = {
        subprocess.run(
            [sys.executable, "-c", _SERIALIZE],
            cwd=Path(__file__).parent,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": f"{Path(__file__).parents[2]}:{Path(__file__).parent}"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(written) == 1
    assert len(written.pop()) > 1000
