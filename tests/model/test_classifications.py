import json

from pipelines.model.classifications import (
    ClassificationRow,
    DescribedDocument,
    classification_rows,
    document_classifications,
)


def filed(document_id: str, **said: list[tuple[str, str | None]]) -> DescribedDocument:
    fields = {field: [{"code": code, "name": name} for code, name in listed] for field, listed in said.items()}
    return DescribedDocument(document_id, json.dumps({"title": "Satsning", **fields}))


RELEASE = ("2113", "Pressmeddelande")
FINANCE = ("1285", "Finansdepartementet")


def named(rows: list[ClassificationRow]) -> set[tuple[str, str, str | None]]:
    return {(row.scheme, row.code, row.name_sv) for row in rows}


def test_each_kind_of_code_is_a_scheme() -> None:
    document = filed("a", types=[RELEASE], ministries=[FINANCE], senders=[("1", "Ulf")], categories=[("2", "Medier")])
    assert named(classification_rows([document])) == {
        ("type", *RELEASE),
        ("ministry", *FINANCE),
        ("sender", "1", "Ulf"),
        ("category", "2", "Medier"),
    }


def test_what_documents_share_is_given_once_and_bridged_to_each() -> None:
    documents = [filed("a", types=[RELEASE], ministries=[FINANCE]), filed("b", types=[RELEASE]), filed("c")]
    rows = classification_rows(documents)
    assert len({row.classification_id for row in rows}) == len(rows) == 2
    scheme_of = {row.classification_id: row.scheme for row in rows}
    bridged = [(row.document_id, scheme_of[row.classification_id]) for row in document_classifications(documents)]
    assert bridged == [("a", "type"), ("a", "ministry"), ("b", "type")]


def test_a_code_that_is_listed_twice_is_bridged_once() -> None:
    assert len(list(document_classifications([filed("a", categories=[("2", "Medier"), ("2", "Medier")])]))) == 1


def test_one_code_in_two_schemes_is_two_classifications() -> None:
    assert len(classification_rows([filed("a", ministries=[FINANCE], categories=[FINANCE])])) == 2


def test_a_renamed_code_and_one_that_nobody_names_have_a_row_for_each_name() -> None:
    documents = [filed("a", types=[RELEASE]), filed("b", types=[("2113", "Nyhet")]), filed("c", types=[("2113", None)])]
    assert named(classification_rows(documents)) == {("type", "2113", name) for name in (RELEASE[1], "Nyhet", None)}


def test_the_order_of_documents_does_not_matter() -> None:
    documents = [filed(str(number), categories=[(str(number % 5), f"Ämne {number % 3}")]) for number in range(30)]
    rows = classification_rows(documents)
    assert classification_rows(reversed(documents)) == rows


def test_without_codes_there_is_nothing() -> None:
    assert classification_rows([filed("a")]) == []
    assert list(document_classifications([filed("a")])) == []
