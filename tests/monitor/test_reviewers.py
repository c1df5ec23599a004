"""Who may log in: the file, the command, the page, and a proxy that tells."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from forms import send, token
from typer.testing import CliRunner

from pipelines.cli import app as cli
from pipelines.monitor.access import Access
from pipelines.monitor.app import create_app
from pipelines.monitor.reviewers import Reviewers, ReviewersError
from pipelines.settings import Home

PASSWORD = "korrekt häst batteri"  # noqa: S105 - of nobody
OTHER_PASSWORD = "ett annat lösenord"  # noqa: S105 - of nobody


@pytest.fixture
def reviewers(tmp_path: Path) -> Reviewers:
    known = Reviewers(tmp_path / "reviewers.json")
    known.add("Åsa", PASSWORD)
    return known


@pytest.fixture
def client(built_home: Home, reviewers: Reviewers) -> Iterator[TestClient]:
    app = create_app(built_home, Access(None, reviewers=reviewers))
    with TestClient(app, base_url="http://localhost", headers={"accept-language": "en"}) as asking:
        yield asking


def log_in(client: TestClient, name: str = "Åsa", password: str = PASSWORD, back: str = "/findings?page=2") -> int:
    return send(client, "/login", "/login", name=name, password=password, back=back).status_code


def test_no_page_is_shown_to_nobody_and_the_way_back_is_kept(client: TestClient) -> None:
    answer = client.get("/findings?page=2", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/login?back=%2Ffindings%3Fpage%3D2")
    assert client.post("/logout", follow_redirects=False).status_code == 303
    assert "Findings" not in client.get("/login").text


def test_the_right_password_lets_in_and_leads_to_the_page_asked_for(client: TestClient) -> None:
    answer = send(client, "/login", "/login", name="Åsa", password=PASSWORD, back="/findings?page=2")
    assert (answer.status_code, answer.headers["location"]) == (303, "/findings?page=2")
    assert client.get("/runs", follow_redirects=False).status_code == 200
    assert "Logged in as Åsa" in client.get("/runs").text


@pytest.mark.parametrize(("name", "password"), [("Åsa", "wrong"), ("Bo", PASSWORD), ("Åsa", ""), ("nobody", "nobody")])
def test_a_wrong_name_or_password_does_not(client: TestClient, name: str, password: str) -> None:
    assert log_in(client, name, password) in {400, 401}
    assert client.get("/runs", follow_redirects=False).status_code == 303


def test_passwords_cannot_be_tried_out(client: TestClient) -> None:
    assert [log_in(client, password=OTHER_PASSWORD) for _ in range(6)] == [401] * 5 + [429]
    assert log_in(client) == 429


def test_many_tries_at_once_are_no_more_than_one_by_one(client: TestClient) -> None:
    page = token(client.get("/login"))
    form = {"csrf": page, "name": "Åsa", "password": OTHER_PASSWORD, "back": "/"}
    with ThreadPoolExecutor(12) as pool:
        answers = list(pool.map(lambda _: client.post("/login", data=form).status_code, range(12)))
    assert sorted(answers) == [401] * 5 + [429] * 7


def test_logging_in_again_and_again_is_no_trying_out(client: TestClient) -> None:
    assert [log_in(client) for _ in range(7)] == [303] * 7


def test_logging_out_ends_the_session(client: TestClient) -> None:
    log_in(client)
    assert send(client, "/runs", "/logout").status_code == 303
    assert client.get("/runs", follow_redirects=False).status_code == 303


def test_a_new_password_and_a_removal_end_sessions_at_once(client: TestClient, reviewers: Reviewers) -> None:
    log_in(client)
    reviewers.add("Åsa", OTHER_PASSWORD)
    assert client.get("/runs", follow_redirects=False).status_code == 303
    assert log_in(client, password=OTHER_PASSWORD) == 303
    reviewers.remove("Åsa")
    assert client.get("/runs", follow_redirects=False).status_code == 303


def test_the_file_holds_no_password_and_is_its_owners_alone(reviewers: Reviewers) -> None:
    assert PASSWORD not in reviewers.path.read_text(encoding="utf-8")
    assert reviewers.path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("text", ["{", "[]", '{"Åsa": 1}'])
def test_a_broken_file_lets_nobody_in_and_says_what_is_wrong(tmp_path: Path, text: str) -> None:
    path = tmp_path / "reviewers.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ReviewersError, match=r"reviewers\.json.*Mend or remove it"):
        Reviewers(path).names()


def test_the_command_adds_lists_and_removes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANSLAG_HOME", str(tmp_path))

    def run(*words: str, typed: str = "") -> tuple[int, str]:
        result = CliRunner().invoke(cli, ["reviewers", *words], input=typed)
        return result.exit_code, result.output

    assert run("add", "Åsa", typed=f"{PASSWORD}\n{PASSWORD}\n")[0] == 0
    assert run("list") == (0, "Åsa\n")
    code, output = run("add", "Bo", typed="kort\nkort\n")
    assert code == 1
    assert "12 characters" in output
    assert run("remove", "Åsa")[0] == 0
    assert run("remove", "Åsa")[0] == 1


def test_an_address_that_others_reach_wants_reviewers_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANSLAG_HOME", str(tmp_path))
    result = CliRunner().invoke(cli, ["monitor", "--host", "198.51.100.7", "--port", "0"])
    assert result.exit_code == 2
    assert "anslag reviewers add" in " ".join(result.output.split())


@pytest.mark.parametrize(
    ("trusted", "header", "status"),
    [("10.0.0.0/8", "Åsa", 200), ("10.0.0.0/8", "", 403), ("192.168.0.0/16", "Åsa", 403)],
)
def test_a_proxys_word_is_taken_where_it_is_trusted(built_home: Home, trusted: str, header: str, status: int) -> None:
    access = Access(None, proxy_header="X-Forwarded-User", trusted_proxies=frozenset({trusted}))
    headers = {"x-forwarded-user": header.encode("utf-8")} if header else {}
    app = create_app(built_home, access)
    with TestClient(app, base_url="http://localhost", client=("10.1.2.3", 5)) as client:
        assert client.get("/runs", headers=headers, follow_redirects=False).status_code == status
