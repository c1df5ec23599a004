"""What a steward does: see a doubt, read it in the source, decide, run, and see it settled."""

import time

import pytest
from doubtful_home import HOSTILE
from pipeline_runs import build, home_with_the_document
from playwright.sync_api import Browser, Page, expect
from served import serving
from watching import tab

from pipelines.settings import Home
from pipelines.store import reviews


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """An installation of this test's own: the first document alone."""
    made = home_with_the_document(tmp_path_factory.mktemp("story"))
    build(made)
    return made


def open_stockholm(page: Page, address: str) -> None:
    page.goto(f"{address}/findings")
    page.get_by_role("row").filter(has_text="Stockholm").get_by_role("link", name="repaired amount").click()


def test_a_repaired_figure_is_seen_read_accepted_run_and_reviewed(browser: Browser, home: Home) -> None:
    with serving(home) as address, tab(browser) as page:
        page.goto(address)
        page.get_by_role("link", name="repaired amount").click()
        expect(page.get_by_role("row").filter(has_text="164 000 00")).to_contain_text("a lost zero")
        open_stockholm(page, address)
        expect(page.locator("h1")).to_contain_text("SEK\u00a0164,000,000")
        marks = page.locator("mark.figure")
        assert marks.count() == 2
        assert {marks.nth(number).inner_text() for number in range(2)} == {"164 000 00"}

        page.get_by_role("button", name="Accept").click()
        expect(page.locator("h1")).to_contain_text("pending next run")
        [review] = reviews.read(home).reviews
        assert (review.decision, review.reviewer, review.amount_text) == ("accept", "Åsa Steward", "164 000 00")

        page.goto(f"{address}/findings")
        expect(page.get_by_role("status")).to_contain_text("1 decision waits for the next run")
        page.get_by_role("button", name="Start the run").click()
        expect(page.get_by_role("status")).to_contain_text("A run is going on")
        # The page looks for the end of the run by itself.
        expect(page.get_by_role("status")).to_have_count(0, timeout=90_000)

        page.goto(f"{address}/findings?state=settled")
        expect(page.get_by_role("row").filter(has_text="Stockholm")).to_contain_text("settled")
        page.get_by_role("row").filter(has_text="Stockholm").get_by_role("link", name="repaired amount").click()
        expect(page.locator("h1")).to_contain_text("reviewed")
        expect(page.get_by_text("Åsa Steward")).to_be_visible()


def test_a_correction_needs_a_value_and_a_reason_and_says_what_is_missing(browser: Browser, home: Home) -> None:
    before = len(reviews.read(home).reviews)
    with serving(home) as address, tab(browser, expected_statuses=(422,)) as page:
        page.goto(f"{address}/findings?search=göteborg&state=any")
        page.get_by_role("link", name="repaired amount").click()
        page.get_by_label("Right amount (SEK)").fill("106 millions")
        page.get_by_role("button", name="Correct").click()
        expect(page.get_by_role("alert")).to_contain_text("The amount could not be understood")
        page.get_by_label("Right amount (SEK)").fill("106 000 000")
        expect(page.locator("#echo")).to_contain_text("106,000,000")
        page.get_by_role("button", name="Correct").click()
        expect(page.get_by_role("alert")).to_contain_text("Write why")
        # What was written is kept.
        expect(page.get_by_label("Right amount (SEK)")).to_have_value("106 000 000")
        page.get_by_label("Reason").fill("Read in the bill.")
        page.get_by_role("button", name="Correct").click()
        expect(page.locator("h1")).to_contain_text("pending next run")
    assert len(reviews.read(home).reviews) == before + 1


def test_the_queue_is_gone_through_with_the_keyboard(browser: Browser, address: str) -> None:
    with tab(browser) as page:
        page.goto(f"{address}/findings")
        page.keyboard.press("j")
        page.keyboard.press("j")
        page.keyboard.press("k")
        expect(page.locator("tr[aria-selected=true]")).to_have_count(1)
        expect(page.locator("tbody tr").nth(0)).to_have_attribute("aria-selected", "true")
        page.keyboard.press("?")
        expect(page.get_by_role("dialog")).to_be_visible()
        page.keyboard.press("Escape")
        page.goto(f"{address}/findings?search=stockholm")
        page.keyboard.press("j")
        page.keyboard.press("c")
        page.wait_for_url("**/figures/*#value")


def test_a_hostile_document_is_shown_to_the_character_and_runs_nothing(browser: Browser, address: str) -> None:
    with tab(browser) as page:
        page.goto(f"{address}/documents?search=script")
        page.get_by_role("link", name="script").first.click()
        shown = page.locator(".source.lines").inner_text()
        for line in ("<img src=x onerror=alert(1)>", "[Lund](javascript:alert(1))", "=HYPERLINK("):
            assert line in shown
            assert line in HOSTILE
        assert page.locator("main script, main img, [onerror], [onmouseover], a[href^='javascript']").count() == 0
        # The characters that turn text around are named, and turn nothing.
        assert "U+202E" in shown
        time.sleep(0.2)
