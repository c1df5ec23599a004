"""What a publisher files its documents under: types, ministries, senders and categories, and the bridge to them.

Belongs here: rows made of what is known of a document beside its text. What a site says of its pages, and how a
ministry is told from other senders, is the sources' own matter.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipelines.model.keys import digest

_SCHEMES = {"types": "type", "ministries": "ministry", "senders": "sender", "categories": "category"}


@dataclass(frozen=True, slots=True)
class DescribedDocument:
    """A document version and what is known of it beside its text: columns of raw.document."""

    document_id: str
    sidecar: str


@dataclass(frozen=True, slots=True)
class ClassificationRow:
    """A row of core.dim_classification."""

    classification_id: str
    scheme: str
    code: str
    name_sv: str | None


@dataclass(frozen=True, slots=True)
class DocumentClassificationRow:
    """A row of core.bridge_document_classification."""

    document_id: str
    classification_id: str


def classification_rows(documents: Iterable[DescribedDocument]) -> list[ClassificationRow]:
    """Give each code that documents are filed under once a name."""
    found = {row for document in documents for row in _filed_under(document.sidecar)}
    return sorted(found, key=lambda row: row.classification_id)


def document_classifications(documents: Iterable[DescribedDocument]) -> Iterator[DocumentClassificationRow]:
    """Give what each document is filed under."""
    for document in documents:
        for row in dict.fromkeys(_filed_under(document.sidecar)):
            yield DocumentClassificationRow(document.document_id, row.classification_id)


def _filed_under(sidecar: str) -> Iterator[ClassificationRow]:
    said = json.loads(sidecar)
    for field, scheme in _SCHEMES.items():
        for each in said.get(field, ()):
            code, name = each["code"], each["name"]
            # The name is part of what is identified: which of two names a code has would depend on what was read last.
            yield ClassificationRow(digest("classification", scheme, code, name or ""), scheme, code, name)
