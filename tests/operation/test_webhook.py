import hashlib
import hmac
import socket
import time

import pytest
from receivers import WebReceiver, an_alert

from pipelines.operation.channels import DeliveryError
from pipelines.operation.troubles import Phase
from pipelines.operation.webhook import Webhook


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "*")


def quick(url: str, **settings: str) -> Webhook:
    return Webhook(url, **settings, timeout_seconds=0.3, first_wait_seconds=0.01)


def test_an_alert_arrives_as_json_with_all_it_says() -> None:
    alert = an_alert(title="körningen föll", count=3)
    with WebReceiver([200]).running() as receiver:
        quick(receiver.url).send(alert)
    [post] = receiver.posts
    assert post.path == "/hook"
    assert post.headers["content-type"] == "application/json; charset=utf-8"
    assert post.headers["idempotency-key"] == "0a1b2c"
    assert "authorization" not in post.headers
    assert "x-anslag-signature" not in post.headers
    body = post.json
    assert body.pop("text") == alert.text
    assert body == {
        "alert_id": "0a1b2c",
        "phase": "began",
        "kind": "run_failed",
        "subject": "build_warehouse",
        "fingerprint": "f00d",
        "title": "körningen föll",
        "message": "disk full på servern – 3 försök",
        "remedy": "Make room, then run again.",
        "count": 3,
        "began_at": "2026-11-20T12:00:00+00:00",
        "raised_at": "2026-11-20T12:00:00+00:00",
        "installation": "host:/srv/anslag",
    }


def test_a_token_and_a_signature_of_the_very_bytes_are_sent() -> None:
    with WebReceiver([204]).running() as receiver:
        quick(receiver.url, token="t0ken", secret="hemligt ord").send(an_alert())  # noqa: S106 - a test's own
    [post] = receiver.posts
    assert post.headers["authorization"] == "Bearer t0ken"
    expected = hmac.new(b"hemligt ord", post.body, hashlib.sha256).hexdigest()
    assert post.headers["x-anslag-signature"] == f"sha256={expected}"


def test_secrets_are_not_in_its_representation() -> None:
    shown = repr(Webhook("https://hooks.example.com/path-that-is-a-secret", "t0ken", "hemligt"))
    assert "secret" not in shown
    assert "t0ken" not in shown
    assert "hemligt" not in shown


@pytest.mark.parametrize("first", [500, 503, 429, 408])
def test_a_server_that_stumbles_is_asked_again_with_the_same_alert(first: int) -> None:
    with WebReceiver([first, 200]).running() as receiver:
        quick(receiver.url).send(an_alert())
    assert len(receiver.posts) == 2
    assert receiver.posts[0].body == receiver.posts[1].body
    assert {post.headers["idempotency-key"] for post in receiver.posts} == {"0a1b2c"}


def test_the_waits_between_attempts_grow() -> None:
    with WebReceiver([500]).running() as receiver:
        began = time.monotonic()
        with pytest.raises(DeliveryError, match="it answered 500, 3 times"):
            Webhook(receiver.url, first_wait_seconds=0.1).send(an_alert())
    assert time.monotonic() - began >= 0.3
    assert len(receiver.posts) == 3


@pytest.mark.parametrize("status", [400, 401, 404, 410])
def test_a_refusal_is_not_repeated(status: int) -> None:
    with WebReceiver([status]).running() as receiver, pytest.raises(DeliveryError, match=f"it answered {status}$"):
        quick(receiver.url).send(an_alert())
    assert len(receiver.posts) == 1


def test_a_redirection_is_a_failure_and_takes_the_token_nowhere() -> None:
    with WebReceiver([302, 200]).running() as receiver, pytest.raises(DeliveryError, match="it answered 302"):
        quick(receiver.url, token="t0ken").send(an_alert())  # noqa: S106 - a test's own
    assert len(receiver.posts) == 1


def test_a_server_that_hangs_is_given_up_in_time() -> None:
    with WebReceiver([0]).running() as receiver:
        began = time.monotonic()
        with pytest.raises(DeliveryError, match=r"no answer within 0\.3 s, 3 times"):
            quick(receiver.url).send(an_alert())
        assert time.monotonic() - began < 5
        assert len(receiver.posts) == 3


def test_a_server_that_hangs_once_gets_the_alert_on_the_second_attempt() -> None:
    with WebReceiver([0, 200]).running() as receiver:
        quick(receiver.url).send(an_alert())
        assert len(receiver.posts) == 2


def test_nobody_listening_is_a_failure() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(DeliveryError, match="3 times") as caught:
        quick(f"http://127.0.0.1:{port}/hook").send(an_alert())
    assert caught.value.channel == "webhook"


def test_a_solved_trouble_says_so() -> None:
    with WebReceiver([200]).running() as receiver:
        quick(receiver.url).send(an_alert(phase=Phase.solved))
    assert receiver.posts[0].json["phase"] == "solved"
    assert receiver.posts[0].json["text"].startswith("Anslag: Solved: the run failed")


def test_bytes_of_a_file_name_that_are_no_utf_8_are_sent_as_question_marks() -> None:
    with WebReceiver([200]).running() as receiver:
        quick(receiver.url).send(an_alert(message="b\udce5.txt"))
    assert receiver.posts[0].json["message"] == "b?.txt"
