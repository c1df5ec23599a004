"""Questions about figures that may state the same money: what is asked, once, and what was answered."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from pipelines.model.commitments.linking import JudgedLink
from pipelines.model.commitments.links import Link
from pipelines.model.commitments.stated import StatedFigure
from pipelines.model.reviewed import ReviewRow, Rulings
from pipelines.quality.commitment_doubts import DecidedLinks, of_doubtful_links, of_untied_documents
from pipelines.quality.findings import FindingRow, Place

FIRST = StatedFigure(
    figure_id="first",
    figure_key="first-key",
    kind="funding",
    document_id="march",
    document_key="folder:march.txt",
    published_on=date(2026, 3, 1),
    title="Mer till badplatser",
    block_no=1,
    block_kind="paragraph",
    amount=Decimal(5_000_000),
    amount_high=None,
    currency="SEK",
    modifier="exact",
    amount_text="5 miljoner\nkronor",
    start_year=2026,
    end_year=2026,
    is_annual=False,
    open_ended=False,
    period_id="2026",
    status="decided",
    recipient_text=None,
    organisation_id="unknown",
    geography_id="unknown",
    programme_id="unknown",
    purpose="Badplatserna får 5 miljoner kronor.",
    quality="ok",
    table_id=None,
    row_no=None,
    column_no=None,
    total_id=None,
    char_start=14,
    char_end=34,
)
OTHER = replace(
    FIRST,
    figure_id="other",
    document_id="april",
    document_key="folder:april.txt",
    purpose="Regeringen ger 5 miljoner\n kronor till badplatser.",
    amount_text="5 miljoner kronor",
)
PLACES = {
    "march": Place("march", "folder", "march.txt", "Rubrik\n\nBadplatserna får 5 miljoner kronor."),
    "april": Place("april", "folder", "april.txt", "Regeringen ger 5 miljoner kronor till badplatser."),
}
LINK = Link("first", "other", "same", "same_words", 0.6, "badplatser")


def answers(first: StatedFigure, other: StatedFigure, *reviews: ReviewRow) -> DecidedLinks:
    return DecidedLinks(Rulings(reviews), {"first": first, "other": other}, PLACES)


def asked(
    *judged: JudgedLink, first: StatedFigure = FIRST, other: StatedFigure = OTHER, reviews: tuple[ReviewRow, ...] = ()
) -> list[FindingRow]:
    figures = {"first": first, "other": other}
    return list(of_doubtful_links(judged, figures, PLACES, answers(first, other, *reviews)))


def review(found: FindingRow, decision: str) -> ReviewRow:
    return ReviewRow(
        review_id="r1",
        review_no=1,
        subject="finding",
        subject_key=found.finding_key,
        decision=decision,
        value=None,
        reason="",
        reviewer="Åsa",
        decided_at=datetime(2026, 11, 20, tzinfo=UTC),
        document_key="folder:march.txt",
        path="march.txt",
        sha256="0" * 64,
        figure_id=None,
        amount_text=None,
        amount=None,
        currency=None,
        recipient_text=None,
        quality=None,
        source_text=found.message,
        source_digest="",
        is_in_force=True,
    )


def test_a_doubtful_link_is_asked_about_at_its_figure_with_what_the_rule_saw() -> None:
    (found,) = asked(JudgedLink(LINK, "doubtful"))
    assert (found.kind, found.severity, found.state) == ("doubtful_commitment", "info", "open")
    assert (found.document_id, found.path, found.line) == ("march", "march.txt", 3)
    assert (found.char_start, found.char_end) == (14, 34)
    assert found.message == (
        "“Badplatserna får 5 miljoner kronor.” may be the same money as "
        "“Regeringen ger 5 miljoner kronor till badplatser.” in april.txt. As long as nobody decides, both are counted."
    )
    assert found.evidence is not None
    assert json.loads(found.evidence) == {
        "rule": "same_words",
        "seen": "badplatser",
        "confidence": 0.6,
        "figure_id": "first",
        "of_figure_id": "other",
    }


def test_within_one_document_no_path_is_told() -> None:
    (found,) = asked(JudgedLink(LINK, "doubtful"), other=replace(OTHER, document_key=FIRST.document_key))
    assert " in the same document. " in found.message


@pytest.mark.parametrize("outcome", ["applied", "rejected", "overruled"])
def test_only_what_is_doubtful_is_asked(outcome: str) -> None:
    assert asked(JudgedLink(LINK, outcome)) == []


@pytest.mark.parametrize("decision", ["accept", "reject"])
def test_what_somebody_answered_is_told_on_whatever_became_of_the_link(decision: str) -> None:
    (found,) = asked(JudgedLink(LINK, "doubtful"))
    again = asked(JudgedLink(LINK, "applied"), reviews=(review(found, decision),))
    assert [each.finding_id for each in again] == [found.finding_id]


def test_the_same_question_is_asked_once() -> None:
    assert len(asked(JudgedLink(LINK, "doubtful"), JudgedLink(replace(LINK, confidence=0.5), "doubtful"))) == 1


def test_an_accepted_question_holds_a_rejected_one_does_not_and_an_open_one_tells_nothing() -> None:
    (found,) = asked(JudgedLink(LINK, "doubtful"))
    assert answers(FIRST, OTHER)(LINK) is None
    assert answers(FIRST, OTHER, review(found, "accept"))(LINK) is True
    assert answers(FIRST, OTHER, review(found, "reject"))(LINK) is False


def test_a_cell_is_quoted_with_its_amount_behind_its_table_and_row() -> None:
    cell = replace(FIRST, row_no=3, purpose="Badplatser, Lund", amount_text="5,0")
    (found,) = asked(JudgedLink(LINK, "doubtful"), first=cell)
    assert found.message.startswith("“Badplatser, Lund: 5,0” may be")


def test_of_a_long_sentence_the_words_around_the_amount_are_quoted() -> None:
    before, behind = "Kommunerna bygger bryggor. " * 10, " Barnen badar i sjön." * 10
    (found,) = asked(JudgedLink(LINK, "doubtful"), first=replace(FIRST, purpose=f"{before}5 miljoner kronor.{behind}"))
    quote = found.message.partition("”")[0].removeprefix("“")
    assert (quote[0], quote[-1], len(quote)) == ("…", "…", 162)
    assert quote.index("5 miljoner kronor") == 81


def test_a_sentence_of_just_the_length_is_quoted_whole() -> None:
    sentence = ("5 miljoner kronor går till badplatser" + " och bryggor" * 20)[:160]
    (found,) = asked(JudgedLink(LINK, "doubtful"), first=replace(FIRST, purpose=sentence))
    assert found.message.startswith(f"“{sentence}” may")
    (found,) = asked(JudgedLink(LINK, "doubtful"), first=replace(FIRST, purpose=sentence + "r"))
    assert found.message.startswith(f"“{sentence}…” may")


def test_a_document_whose_figures_nobody_compared_is_told() -> None:
    (found,) = of_untied_documents(["march"], PLACES)
    assert (found.kind, found.severity, found.path, found.state) == ("untied_document", "warning", "march.txt", "open")
    assert "counted twice" in found.message
