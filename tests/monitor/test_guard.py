"""What the monitor refuses, and what every answer tells browsers."""

import pytest
from fastapi.testclient import TestClient
from forms import send, token

PAGE = "/no-such-page"


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "10.0.0.1", ""])
def test_another_host_name_is_refused(client: TestClient, host: str) -> None:
    """A name of somebody else's that leads here would let their pages read ours."""
    assert client.get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["localhost", "localhost:8642", "127.0.0.1:1", "[::1]:8642"])
def test_this_machine_is_answered_at_any_port(client: TestClient, host: str) -> None:
    assert client.get(PAGE, headers={"host": host}).status_code == 404


def test_every_answer_forbids_scripts_frames_and_what_comes_from_elsewhere(client: TestClient) -> None:
    for path in ("/", PAGE, "/static/monitor.css", "/api/openapi.json"):
        headers = client.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"


def test_the_session_is_kept_from_scripts_and_other_sites(client: TestClient) -> None:
    cookie = client.get(PAGE).headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie


def test_a_post_without_the_token_is_refused_and_changes_nothing(client: TestClient) -> None:
    client.get(PAGE)
    for data in ({}, {"csrf": ""}, {"csrf": "x" * 43}):
        answer = client.post("/preferences", data={"language": "sv", **data}, follow_redirects=False)
        assert answer.status_code == 403
    assert 'lang="en"' in client.get(PAGE).text


def test_a_token_of_another_session_is_refused(client: TestClient) -> None:
    other = token(client.get(PAGE))
    client.cookies.clear()
    client.get(PAGE)
    assert client.post("/preferences", data={"csrf": other, "language": "sv"}).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://localhost:9"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_a_post_from_another_site_is_refused_even_with_the_token(client: TestClient, headers: dict[str, str]) -> None:
    data = {"csrf": token(client.get(PAGE)), "language": "sv"}
    assert client.post("/preferences", data=data, headers=headers).status_code == 403
    ours = {"origin": "http://localhost", "sec-fetch-site": "same-origin"}
    assert client.post("/preferences", data=data, headers=ours, follow_redirects=False).status_code == 303


def test_more_than_a_form_is_refused(client: TestClient) -> None:
    data = {"csrf": token(client.get(PAGE)), "back": "x" * 70_000}
    assert client.post("/preferences", data=data).status_code == 413


def test_more_than_a_form_is_refused_when_its_size_is_not_told(client: TestClient) -> None:
    parts = (b"x" * 1_000 for _ in range(100))
    headers = {"content-type": "application/x-www-form-urlencoded"}
    assert client.post("/preferences", content=parts, headers=headers).status_code == 413


@pytest.mark.parametrize("path", ["/preferences", "/logout"])
def test_no_page_changes_anything_by_being_opened(client: TestClient, path: str) -> None:
    assert client.get(path).status_code in {404, 405}


@pytest.mark.parametrize(
    ("back", "leads_to"),
    [
        ("/findings?kind=repaired", "/findings?kind=repaired"),
        ("//evil.example/", "/"),
        ("https://evil.example/", "/"),
        ("/\\evil.example", "/"),
        ("/a\r\nX: y", "/"),
        ("", "/"),
    ],
)
def test_the_way_back_never_leads_elsewhere(client: TestClient, back: str, leads_to: str) -> None:
    assert send(client, PAGE, "/preferences", theme="dark", back=back).headers["location"] == leads_to


def test_language_and_theme_are_remembered(client: TestClient) -> None:
    send(client, PAGE, "/preferences", language="sv")
    send(client, PAGE, "/preferences", theme="dark")
    text = client.get(PAGE).text
    assert '<html lang="sv" data-theme="dark">' in text
    assert "Sidan finns inte" in text


def test_an_address_with_tags_in_it_is_no_markup(client: TestClient) -> None:
    answer = client.get('/<script>alert(1)</script>?q="><script>alert(2)</script>')
    assert answer.status_code == 404
    assert "<script>alert" not in answer.text
