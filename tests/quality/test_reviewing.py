"""Decisions held against what a document says now: applied, to be made again, or without their figure."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from pipelines.model.reviewed import ReviewRow, Rulings
from pipelines.quality.findings import FindingRow, Place, finding
from pipelines.quality.reviewing import DecidedFigure, of_rulings, settled

PLACE = Place("doc", "folder", "stod.txt", "Stöd\n\nLund\n\n5 000")
RULING = ReviewRow(
    review_id="r1",
    review_no=1,
    subject="figure",
    subject_key="lund",
    decision="accept",
    value=None,
    reason="",
    reviewer="Åsa Ek",
    decided_at=datetime(2026, 11, 3, 9, tzinfo=UTC),
    document_key="folder:stod.txt",
    path="stod.txt",
    sha256="0" * 64,
    figure_id="f1",
    amount_text="4 000",
    amount=None,
    currency="SEK",
    recipient_text="Lund",
    quality="suspect",
    source_text="Lund | Belopp | 4 000",
    source_digest="",
    is_in_force=True,
)
FIGURE = DecidedFigure("f2", None, "Lund | Belopp | 5 000", 12, 17)


def test_a_decision_that_was_applied_is_not_told() -> None:
    assert list(of_rulings(PLACE, [RULING], {"lund": replace(FIGURE, review_id="r1")})) == []


def test_a_decision_about_a_figure_that_changed_is_to_be_made_again_at_the_figure() -> None:
    (found,) = of_rulings(PLACE, [RULING], {"lund": FIGURE})
    assert (found.kind, found.severity, found.figure_id) == ("stale_review", "warning", "f2")
    assert (found.char_start, found.char_end, found.line) == (12, 17, 5)
    assert found.message == (
        "Åsa Ek decided on 2026-11-03 to accept “Lund | Belopp | 4 000”; "
        "the source now says “Lund | Belopp | 5 000”. The decision was not applied."
    )
    assert json.loads(found.evidence or "") == {"review_id": "r1"}


def test_a_decision_whose_figure_is_gone_is_told_at_the_top_of_its_document() -> None:
    (found,) = of_rulings(PLACE, [RULING], {"falun": FIGURE})
    assert (found.kind, found.severity, found.figure_id) == ("orphaned_review", "info", None)
    assert (found.char_start, found.char_end, found.line) == (0, 0, 1)
    assert "no figure of the document is that one any more" in found.message
    assert json.loads(found.evidence or "") == {"review_id": "r1"}


def test_each_decision_is_held_against_its_own_figure() -> None:
    other = replace(RULING, review_id="r2", subject_key="falun")
    figures = {"lund": replace(FIGURE, review_id="r1"), "falun": replace(FIGURE, review_id="r1")}
    assert [json.loads(found.evidence or "") for found in of_rulings(PLACE, [RULING, other], figures)] == [
        {"review_id": "r2"}
    ]


def doubt(figure: str | None) -> FindingRow:
    return finding(PLACE, "warning", "ratio_outlier", (12, 17), message="Högt.", remedy="Jämför.", figure=figure)


def rulings_about(found: FindingRow, *, is_in_force: bool = True) -> Rulings:
    row = replace(RULING, review_id="r7", subject="finding", subject_key=found.finding_key, is_in_force=is_in_force)
    return Rulings([row])


@pytest.mark.parametrize(
    ("figure", "by_itself", "reviewed", "review_id"),
    [
        (None, False, {}, None),
        (None, True, {}, "r7"),
        ("f2", False, {"f2": "r1"}, "r1"),
        ("f2", True, {"f2": "r1"}, "r1"),
        ("f2", True, {"f3": "r1"}, "r7"),
        ("f2", False, {"f3": "r1"}, None),
    ],
)
def test_a_finding_is_settled_by_a_decision_about_its_figure_or_itself(
    figure: str | None, by_itself: bool, reviewed: dict[str, str], review_id: str | None
) -> None:
    found = doubt(figure)
    after = settled(found, rulings_about(found) if by_itself else Rulings([]), reviewed)
    assert (after.state, after.review_id) == ("settled" if review_id else "open", review_id)
    assert replace(after, state="open", review_id=None) == found


def test_a_decision_that_was_taken_back_settles_nothing() -> None:
    found = doubt(None)
    assert settled(found, rulings_about(found, is_in_force=False), {}) == found
