"""The log of reviews: nothing that was decided is lost, whoever writes at once and whatever breaks off."""

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from pipelines.settings import CODE_ROOT, Home
from pipelines.store.reviews import Review, append, latest, read, source_digest

NOW = datetime(2026, 11, 20, 12, 30, 15, 123456, tzinfo=UTC)
_TEXTS = st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), max_size=40)


def review(**changed: Any) -> Review:
    told: dict[str, Any] = {
        "subject": "figure",
        "subject_key": "0123456789abcdef",
        "decision": "accept",
        "reviewer": "Åsa",
        "decided_at": NOW,
        "document_key": "folder:skolan.md",
        "path": "skolan.md",
        "sha256": "ab" * 32,
        "source_text": "Lund | Belopp | 164 000 00",
    }
    return Review(**{**told, **changed})


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


def test_an_installation_without_a_log_has_no_reviews(home: Home) -> None:
    assert read(home).reviews == ()


@given(reason=_TEXTS, source=_TEXTS, value=st.decimals(-(10**17), 10**17, places=2))
def test_what_is_written_is_read_again(tmp_path_factory: pytest.TempPathFactory, **told: Any) -> None:
    home = Home(tmp_path_factory.mktemp("log"))
    reason = told["reason"].strip() or "Så står det."
    made = review(decision="correct", value=told["value"], reason=reason, source_text=told["source"])
    signed = append(home, made)
    assert read(home).reviews == (signed,)
    assert (signed.value, signed.reason, signed.decided_at) == (told["value"], reason, NOW)


def test_the_log_is_only_ever_added_to(home: Home) -> None:
    append(home, review())
    before = home.reviews.read_bytes()
    append(home, review(decision="reopen"))
    assert home.reviews.read_bytes().startswith(before)
    assert [each.decision for each in read(home).reviews] == ["accept", "reopen"]


@pytest.mark.parametrize("share", [0.01, 0.3, 0.7, 0.999])
def test_a_line_that_broke_off_spoils_no_other_and_is_told(home: Home, share: float) -> None:
    append(home, review())
    line = review(reviewer="Bo").signed().model_dump_json().encode()
    with home.reviews.open("ab") as log:
        log.write(line[: max(1, int(len(line) * share))])
    append(home, review(reviewer="Cia"))
    log_read = read(home)
    assert [each.reviewer for each in log_read.reviews] == ["Åsa", "Cia"]
    [problem] = log_read.problems
    assert problem.line == 2
    assert "no review" in problem.problem
    assert "backup" in problem.remedy


def test_a_line_that_was_changed_is_told_and_not_taken(home: Home) -> None:
    append(home, review(decision="correct", value=Decimal(5), reason="Så står det."))
    text = home.reviews.read_text(encoding="utf-8")
    told = json.loads(text)
    home.reviews.write_text(json.dumps({**told, "value": "500"}) + "\n", encoding="utf-8")
    log = read(home)
    assert log.reviews == ()
    assert "was changed" in log.problems[0].problem


def test_two_processes_that_write_at_once_lose_nothing(home: Home) -> None:
    script = (
        "import sys; from pathlib import Path; from datetime import timedelta\n"
        "sys.path.insert(0, sys.argv[3])\n"
        "from test_reviews import NOW, review\n"
        "from pipelines.settings import Home; from pipelines.store.reviews import append\n"
        "home = Home(Path(sys.argv[1]))\n"
        "for n in range(60): append(home, review(reviewer=sys.argv[2], decided_at=NOW + timedelta(seconds=n)))\n"
    )
    command = [sys.executable, "-c", script, str(home.root)]
    place = str(Path(__file__).parent)
    writers = [subprocess.Popen([*command, name, place], cwd=CODE_ROOT) for name in ("Åsa", "Bo")]
    assert [writer.wait(60) for writer in writers] == [0, 0]
    log = read(home)
    assert log.problems == ()
    assert sorted(each.reviewer for each in log.reviews) == ["Bo"] * 60 + ["Åsa"] * 60


def test_the_last_decision_about_a_subject_holds_until_it_is_taken_back() -> None:
    first, second = review(), review(decision="reject", reason="Fel.", decided_at=NOW + timedelta(minutes=1))
    other = review(subject_key="ff")
    assert list(latest([first, second, other]).values()) == [second, other]
    assert list(latest([first, second, other, review(decision="reopen")]).values()) == [other]


def test_the_digest_changes_with_any_decision_and_with_any_fault(home: Home) -> None:
    digests = {read(home).digest()}
    append(home, review())
    digests.add(read(home).digest())
    with home.reviews.open("a") as log:
        log.write("{")
    digests.add(read(home).digest())
    assert len(digests) == 3
    assert read(home).digest() in digests


@pytest.mark.parametrize(
    "unfit",
    [
        {"decision": "correct", "reason": "Utan värde."},
        {"decision": "accept", "value": Decimal(5)},
        {"decision": "correct", "value": Decimal(5)},
        {"decision": "reject"},
        {"decision": "correct", "value": Decimal("NaN"), "reason": "Fel."},
        {"subject": "finding", "decision": "correct", "value": Decimal(5), "reason": "Fel."},
        {"reason": "a\u0000b"},
        {"reason": "x" * 2_001},
        {"reviewer": " "},
        {"reviewer": "a\nb"},
        {"decided_at": datetime(2026, 11, 20)},  # noqa: DTZ001 - a time without a zone is what is refused
        {"subject_key": "../../etc"},
    ],
)
def test_what_is_not_fit_is_refused(unfit: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        review(**unfit)


def test_white_space_alone_does_not_change_what_a_decision_rests_on() -> None:
    assert source_digest("Lund | 164\u00a0000 00") == source_digest(" Lund |\n164 000  00")
    assert source_digest("Lund | 164 000 00") != source_digest("Lund | 164 000 000")
