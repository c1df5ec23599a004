"""What data portals ask of an export: its catalogue by DCAT-AP-SE 3.0.1, as Turtle and as JSON-LD.

Belongs here: the graph and its two notations. What is said in words stands in `publication`. Nothing in the graph is
without a name of its own, so that the same export gives the same bytes.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from rdflib import DCAT, DCTERMS, FOAF, RDF, XSD, Graph, Literal, Namespace, URIRef

from pipelines.export.publication import DESCRIPTION, LICENCE_URI, TITLE, Publication
from pipelines.export.sums import MeasuredFile

_SPDX = Namespace("http://spdx.org/rdf/terms#")
_AUTHORITY = "http://publications.europa.eu/resource/authority"
_PUBLISHER_TYPES = "http://purl.org/adms/publishertype/"
_MEDIA_TYPES = "http://www.iana.org/assignments/media-types/"
_SWEDEN = URIRef("http://sws.geonames.org/2661886/")
_GOVERNMENT = URIRef(f"{_AUTHORITY}/data-theme/GOVE")
_LANGUAGES = (URIRef(f"{_AUTHORITY}/language/SWE"), URIRef(f"{_AUTHORITY}/language/ENG"))
_PUBLIC = URIRef(f"{_AUTHORITY}/access-right/PUBLIC")
_KEYWORDS = {
    "sv": ("anslag", "statsbidrag", "regeringen", "offentlig ekonomi"),
    "en": ("appropriations", "government grants", "Swedish government", "public finance"),
}
_PREFIXES = {"dcat": str(DCAT), "dcterms": str(DCTERMS), "foaf": str(FOAF), "spdx": str(_SPDX), "xsd": str(XSD)}
_OWN_MEDIA_TYPES = {
    "csv": "text/csv",
    "parquet": "application/vnd.apache.parquet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True, slots=True)
class DescribedDataset:
    """Data that a portal lists: the same rows in one or more forms.

    Attributes:
        name: what it is called among the datasets of the export.
        title: title by language.
        description: what it holds, by language.
        files: its forms, a file each.
    """

    name: str
    title: dict[str, str]
    description: dict[str, str]
    files: tuple[MeasuredFile, ...]


def catalogue_graph(
    datasets: Sequence[DescribedDataset],
    documentation: Iterable[str],
    covered: tuple[date, date] | None,
    publication: Publication,
) -> Graph:
    """Give the catalogue of an export.

    Args:
        datasets: what it holds.
        documentation: paths of the files that explain all of it.
        covered: first and last day of the announcements; None where no document tells its day.
        publication: who publishes it and where. Without a base address every address is relative to the catalogue's.

    Returns:
        The graph: a catalogue, its datasets, a distribution a file, the publisher.
    """
    graph = Graph(bind_namespaces="none")
    for prefix, namespace in _PREFIXES.items():
        graph.bind(prefix, namespace)
    catalogue, agent = _named("catalog", publication), _add_publisher(graph, publication)
    pages = [URIRef(_address(path, publication)) for path in documentation]
    period = _add_period(graph, covered, publication)
    graph.add((catalogue, RDF.type, DCAT.Catalog))
    _add_texts(graph, catalogue, TITLE, DESCRIPTION)
    graph.add((catalogue, DCTERMS.publisher, agent))
    graph.add((catalogue, DCTERMS.license, URIRef(LICENCE_URI)))
    graph.add((catalogue, DCTERMS.spatial, _SWEDEN))
    graph.add((catalogue, DCAT.themeTaxonomy, URIRef(f"{_AUTHORITY}/data-theme")))
    for language in _LANGUAGES:
        graph.add((catalogue, DCTERMS.language, language))
    for page in pages:
        graph.add((page, RDF.type, FOAF.Document))
    for dataset in datasets:
        node = _add_dataset(graph, dataset, publication)
        graph.add((catalogue, DCAT.dataset, node))
        graph.add((node, DCTERMS.publisher, agent))
        for page in pages:
            graph.add((node, FOAF.page, page))
        if period is not None:
            graph.add((node, DCTERMS.temporal, period))
    return graph


def turtle(graph: Graph) -> bytes:
    """Give a catalogue as Turtle."""
    return graph.serialize(format="turtle", encoding="utf-8")


def json_ld(graph: Graph) -> bytes:
    """Give a catalogue as JSON-LD."""
    written = json.loads(graph.serialize(format="json-ld", context=_PREFIXES, auto_compact=False))
    # RDF has no order, and rdflib gives what stands beside each other in that of Python's hashes.
    return (json.dumps(_ordered(written), ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _add_publisher(graph: Graph, publication: Publication) -> URIRef:
    publisher = publication.publisher
    agent = URIRef(publisher.uri) if publisher.uri else _named("publisher", publication)
    graph.add((agent, RDF.type, FOAF.Agent))
    graph.add((agent, FOAF.name, Literal(publisher.name)))
    graph.add((agent, DCTERMS.type, URIRef(_PUBLISHER_TYPES + publisher.type.value)))
    return agent


def _add_period(graph: Graph, covered: tuple[date, date] | None, publication: Publication) -> URIRef | None:
    if covered is None:
        return None
    period = _named("period", publication)
    graph.add((period, RDF.type, DCTERMS.PeriodOfTime))
    for name, day in zip((DCAT.startDate, DCAT.endDate), covered, strict=True):
        graph.add((period, name, Literal(day)))
    return period


def _add_dataset(graph: Graph, dataset: DescribedDataset, publication: Publication) -> URIRef:
    node = _named(dataset.name, publication)
    graph.add((node, RDF.type, DCAT.Dataset))
    _add_texts(graph, node, dataset.title, dataset.description)
    graph.add((node, DCTERMS.identifier, Literal(dataset.name)))
    graph.add((node, DCTERMS.accessRights, _PUBLIC))
    graph.add((node, DCTERMS.spatial, _SWEDEN))
    graph.add((node, DCAT.theme, _GOVERNMENT))
    for authority in _LANGUAGES:
        graph.add((node, DCTERMS.language, authority))
    for language, words in _KEYWORDS.items():
        for word in words:
            graph.add((node, DCAT.keyword, Literal(word, lang=language)))
    for file in dataset.files:
        graph.add((node, DCAT.distribution, _add_distribution(graph, dataset, file, publication)))
    return node


def _add_distribution(graph: Graph, dataset: DescribedDataset, file: MeasuredFile, publication: Publication) -> URIRef:
    suffix = file.path.rpartition(".")[2]
    node, checksum = (_named(f"{dataset.name}-{suffix}{part}", publication) for part in ("", "-sha256"))
    address, media_type = URIRef(_address(file.path, publication)), _OWN_MEDIA_TYPES[suffix]
    graph.add((node, RDF.type, DCAT.Distribution))
    graph.add((node, DCTERMS.title, Literal(file.path)))
    for language, text in dataset.description.items():
        graph.add((node, DCTERMS.description, Literal(text, lang=language)))
    graph.add((node, DCAT.accessURL, address))
    graph.add((node, DCAT.downloadURL, address))
    # The Swedish profile has the media type as a text here, Europe's as an address below.
    graph.add((node, DCTERMS["format"], Literal(media_type)))
    graph.add((node, DCAT.mediaType, URIRef(_MEDIA_TYPES + media_type)))
    graph.add((node, DCAT.byteSize, Literal(str(file.byte_count), datatype=XSD.nonNegativeInteger)))
    graph.add((node, DCTERMS.license, URIRef(LICENCE_URI)))
    graph.add((node, _SPDX.checksum, checksum))
    graph.add((checksum, RDF.type, _SPDX.Checksum))
    graph.add((checksum, _SPDX.algorithm, _SPDX.checksumAlgorithm_sha256))
    graph.add((checksum, _SPDX.checksumValue, Literal(file.sha256, datatype=XSD.hexBinary)))
    return node


def _add_texts(graph: Graph, node: URIRef, title: dict[str, str], description: dict[str, str]) -> None:
    for name, texts in ((DCTERMS.title, title), (DCTERMS.description, description)):
        for language, text in texts.items():
            graph.add((node, name, Literal(text, lang=language)))


def _named(name: str, publication: Publication) -> URIRef:
    # Not a name within catalog.ttl or catalog.jsonld: both say the same of the same things.
    return URIRef(f"{_address('catalog', publication)}#{name}")


def _address(path: str, publication: Publication) -> str:
    return (publication.base_url or "") + path


def _ordered(value: object) -> object:
    if isinstance(value, dict):
        return {key: _ordered(value[key]) for key in sorted(value)}
    if isinstance(value, list):
        return sorted((_ordered(each) for each in value), key=lambda each: json.dumps(each, ensure_ascii=False))
    return value
