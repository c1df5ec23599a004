"""Filling in forms of the monitor's pages as a browser does."""

import re

from fastapi.testclient import TestClient
from httpx import Response

_TOKEN = re.compile(r'name="csrf" value="([^"]+)"')


def token(page: Response) -> str:
    """Give the token that a page's forms carry."""
    found = _TOKEN.search(page.text)
    assert found, page.text
    return found[1]


def send(client: TestClient, page: str, action: str, **fields: str) -> Response:
    """Open a page and send a form of it, without going where the answer leads."""
    answer: Response = client.post(action, data={"csrf": token(client.get(page)), **fields}, follow_redirects=False)
    return answer
