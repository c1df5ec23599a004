"""A tab of the browser that notices what a page must not do: complain, or reach beyond this machine."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Page

Theme = Literal["light", "dark"]
_BAD = frozenset({"error", "warning"})


@contextmanager
def tab(
    browser: Browser,
    *,
    language: str = "en",
    theme: Theme = "light",
    width: int = 1280,
    height: int = 900,
    expected_statuses: tuple[int, ...] = (),
) -> Iterator[Page]:
    """Open a tab as a reader has it, and hold against its pages whatever they complained about or asked elsewhere.

    Args:
        browser: the browser.
        language: what the reader prefers: sv | en.
        theme: what the reader's computer prefers.
        width: of the window, pixels.
        height: of the window, pixels.
        expected_statuses: of answers that a test provokes; Chromium complains of each.
    """
    context = browser.new_context(
        locale={"sv": "sv-SE", "en": "en-GB"}[language],
        color_scheme=theme,
        viewport={"width": width, "height": height},
    )
    page = context.new_page()
    complaints: list[str] = []

    def complain(what: object) -> None:
        complaints.append(f"{page.url}: {what}")

    def hear(message: ConsoleMessage) -> None:
        is_expected = any(f"status of {status}" in message.text for status in expected_statuses)
        if message.type in _BAD and not is_expected:
            complain(message.text)

    page.on("console", hear)
    page.on("pageerror", complain)
    page.on("dialog", lambda dialog: complain(f"dialog {dialog.message}"))
    page.on("request", lambda request: complain(f"asked {request.url}") if _is_far(request.url) else None)
    try:
        yield page
    finally:
        context.close()
    assert complaints == []


def _is_far(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme not in {"data", "blob"} and parts.hostname != "127.0.0.1"
