"""The monitor's addresses answer as its OpenAPI description says; no post without a form of ours changes anything."""

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)
from served import serving

from pipelines.settings import Home

_KEPT = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    unsupported_method,
]
_EXAMPLES = 12


@pytest.fixture(scope="module")
def address(doubtful_home: Home) -> Iterator[str]:
    with serving(doubtful_home) as served:
        yield served


def _said(home: Home) -> bytes:
    return home.reviews.read_bytes() if home.reviews.exists() else b""


def test_every_address_answers_as_it_is_described_and_no_post_changes_anything(
    address: str, doubtful_home: Home
) -> None:
    before = _said(doubtful_home)
    described = schemathesis.openapi.from_url(f"{address}/api/openapi.json")
    asked = {}
    for found in described.get_all_operations():
        assert isinstance(found, Ok)
        operation = found.ok()

        @settings(
            max_examples=_EXAMPLES,
            derandomize=True,
            database=None,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy())
        def answers_as_described(case: Any) -> None:
            answer = case.call(allow_redirects=False)
            case.validate_response(answer, checks=_KEPT)
            if case.method == "POST":
                assert answer.status_code in {400, 403, 413, 414}
            asked[case.method, case.path] = answer.status_code

        answers_as_described()
    assert len(asked) > 20
    assert ("GET", "/money/download.{form}") in asked
    assert ("POST", "/figures/{figure_id}/decide") in asked
    assert _said(doubtful_home) == before
    assert httpx.get(f"{address}/runs").status_code == 200


def test_files_and_data_are_described_by_what_they_are(address: str) -> None:
    paths = httpx.get(f"{address}/api/openapi.json").json()["paths"]

    def types(path: str, code: str = "200") -> set[str]:
        return set(paths[path]["get"]["responses"][code]["content"])

    assert types("/api/state") == {"application/json"}
    assert types("/money/download.{form}") == {
        "text/csv; charset=utf-8; header=present",
        "application/vnd.apache.parquet",
    }
    assert types("/documents/{document_id}/text") == {"text/plain; charset=utf-8"}
    assert types("/documents/{document_id}/raw") == {"application/octet-stream"}
    assert types("/findings") == {"text/html"}
    for path, operations in paths.items():
        for operation in operations.values():
            assert {"4XX", "503"} <= set(operation["responses"]), path
            assert "422" not in operation["responses"]
    assert "HTTPValidationError" not in json.dumps(paths)
    answer = httpx.get(f"{address}/money/download.csv")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8; header=present"
