"""What every answer tells browsers, whichever route gives it and however it ends; and what no post changes."""

import re
from collections.abc import Iterator, Sequence

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from httpx import Response
from reading_pages import document_of, one

from pipelines.monitor.access import Access
from pipelines.monitor.app import create_app
from pipelines.monitor.security import HEADERS
from pipelines.settings import Home

_FILLED = re.compile(r"\{(\w+)(?::\w+)?\}")


@pytest.fixture
def app(doubtful_home: Home) -> FastAPI:
    return create_app(doubtful_home, Access("Åsa Steward"))


@pytest.fixture
def asking(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app, base_url="http://localhost", raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def known(doubtful_home: Home) -> dict[str, str]:
    """Something that is there for every name in an address."""
    return {
        "figure_id": one(doubtful_home, "SELECT figure_id FROM core.fact_allocation WHERE quality = 'repaired'"),
        "finding_id": one(doubtful_home, "SELECT finding_id FROM quality.finding WHERE kind = 'repaired_amount'"),
        "document_id": document_of(doubtful_home, "regeringens"),
        "other_id": document_of(doubtful_home, "regeringens"),
        "total_id": one(doubtful_home, "SELECT total_id FROM quality.reconciliation ORDER BY total_id LIMIT 1"),
        "expectation_id": one(doubtful_home, "SELECT min(expectation_id) FROM quality.expectation_result"),
        "run_id": one(doubtful_home, "SELECT run_id FROM quality.run"),
        "form": "csv",
    }


def _is_marked(answer: Response) -> bool:
    for name, value in HEADERS.items():
        assert answer.headers.get_list(name) == [value], (answer.request.url, answer.status_code, name)
    assert answer.headers["cache-control"]
    assert "server" not in answer.headers
    assert "strict-transport-security" not in answer.headers
    return True


def routes(app: FastAPI) -> Iterator[tuple[str, str]]:
    """Give the method and path of each route, with the names in it."""
    for route in _flat(app.routes):
        if isinstance(route, APIRoute):
            yield from ((method, route.path) for method in sorted(route.methods or ()))


def _flat(found: Sequence[object]) -> Iterator[object]:
    for route in found:
        inner = getattr(route, "original_router", None)
        if inner is not None:
            yield from _flat(inner.routes)
        else:
            yield route


def test_every_route_marks_its_answer_whatever_is_asked_for(
    app: FastAPI, asking: TestClient, known: dict[str, str]
) -> None:
    walked = set()
    for method, path in routes(app):
        for values in (known, dict.fromkeys(known, "0123456789ab"), dict.fromkeys(known, "%00'\"<")):
            address = _FILLED.sub(lambda name, values=values: values[name[1]], path)  # type: ignore[misc]  # mypy infers no default of a lambda
            answer = asking.request(method, address, follow_redirects=False)
            assert _is_marked(answer)
            assert answer.status_code < 500, address
            walked.add((method, path, answer.status_code))
    assert ("GET", "/figures/{figure_id}", 200) in walked
    assert ("GET", "/figures/{figure_id}", 404) in walked
    assert ("GET", "/documents/{document_id}/raw", 200) in walked
    assert ("GET", "/money/download.{form}", 200) in walked
    assert {code for method, _, code in walked if method == "POST"} == {403}
    assert len({path for _, path, _ in walked}) > 20


@pytest.mark.parametrize(
    ("method", "path", "headers", "status_code"),
    [
        ("GET", "/static/monitor.css", {}, 200),
        ("GET", "/static/monitor.css", {"if-none-match": "?"}, 304),
        ("GET", "/static/none.css", {}, 404),
        ("GET", "/static/../app.py", {}, 404),
        ("GET", "/no-such-page", {}, 404),
        ("GET", "/findings/", {}, 307),
        ("DELETE", "/findings", {}, 405),
        ("GET", "/findings?page=0", {}, 400),
        ("GET", "/api/openapi.json", {}, 200),
        ("GET", "/api/state", {}, 200),
        ("GET", "/figures/95ffad", {}, 303),
        ("GET", "/", {"host": "evil.example"}, 421),
        ("POST", "/preferences", {"origin": "http://evil.example"}, 403),
        ("POST", "/preferences", {"origin": "http://["}, 403),
        ("POST", "/preferences", {"content-length": "abc"}, 400),
        ("POST", "/preferences", {"content-length": "1_0"}, 400),
        ("POST", "/preferences", {"content-length": "9" * 5_000}, 413),
        ("GET", f"/?{'x' * 9_000}", {}, 414),
        ("GET", "/", {"x-long": "x" * 17_000}, 431),
    ],
)
def test_refusals_redirects_and_files_are_marked_too(
    asking: TestClient, method: str, path: str, headers: dict[str, str], status_code: int
) -> None:
    if "if-none-match" in headers:
        headers = {"if-none-match": asking.get(path).headers["etag"]}
    answer = asking.request(method, path, headers=headers, follow_redirects=False)
    assert answer.status_code == status_code
    assert _is_marked(answer)


def test_a_fault_of_ours_is_told_without_its_innards_and_marked(app: FastAPI, asking: TestClient) -> None:
    @app.get("/fault")
    def fault() -> None:
        raise RuntimeError("the innards")

    answer = asking.get("/fault")
    assert answer.status_code == 500
    assert "the innards" not in answer.text
    assert _is_marked(answer)


def test_browsers_keep_to_https_where_the_monitor_has_it_and_a_name_of_its_own(doubtful_home: Home) -> None:
    app = create_app(doubtful_home, Access("Åsa Steward", frozenset({"anslag.example.se", "localhost"})))
    with TestClient(app, base_url="https://anslag.example.se") as encrypted:
        for path in ("/runs", "/none", "/static/monitor.css"):
            assert encrypted.get(path).headers["strict-transport-security"] == "max-age=31536000"
        # Other servers of the machine go by the same name.
        assert "strict-transport-security" not in encrypted.get("https://localhost/runs").headers
        assert "strict-transport-security" not in encrypted.get("http://anslag.example.se/runs").headers
