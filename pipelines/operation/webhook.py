"""Alerts as JSON posted to an address.

Belongs here: one delivery over HTTP, with a few attempts. What is undelivered after them waits in the outbox.
"""

import hashlib
import hmac
import json
from dataclasses import dataclass, field

import httpx
from tenacity import Retrying, retry_if_exception_type, stop_after_attempt, wait_exponential

from pipelines.operation.channels import DeliveryError
from pipelines.operation.troubles import Alert

_ATTEMPTS = 3
# Answers that another attempt may change.
_PASSING = frozenset({408, 425, 429, *range(500, 600)})


class _PassingError(Exception):
    """A failure that may be over in a moment."""


@dataclass(frozen=True, slots=True)
class Webhook:
    """Posts an alert's JSON to an address and takes any answer of 2xx as receipt.

    The body is `Alert.as_json()`. `Idempotency-Key` is the alert's identifier, the same on every attempt. With a
    secret, `X-Anslag-Signature` is `sha256=` and the HMAC-SHA256 of the body in hexadecimal.

    Attributes:
        url: where to post to.
        token: sent as `Authorization: Bearer`; None for none.
        secret: signs the body; None for none.
        timeout_seconds: longest wait for the connection, and for the answer.
        first_wait_seconds: wait before the second attempt; the third waits twice as long.
    """

    url: str = field(repr=False)
    token: str | None = field(default=None, repr=False)
    secret: str | None = field(default=None, repr=False)
    timeout_seconds: float = 5.0
    first_wait_seconds: float = 1.0

    @property
    def name(self) -> str:
        """The name that the outbox knows it by."""
        return "webhook"

    def send(self, alert: Alert) -> None:
        """Post an alert.

        Raises:
            DeliveryError: no attempt got an answer of 2xx.
        """
        body = json.dumps(alert.as_json(), ensure_ascii=False).encode("utf-8", "replace")
        attempts = Retrying(
            stop=stop_after_attempt(_ATTEMPTS),
            wait=wait_exponential(multiplier=self.first_wait_seconds),
            retry=retry_if_exception_type(_PassingError),
            reraise=True,
        )
        try:
            attempts(self._post, body, self._headers(alert, body))
        except _PassingError as error:
            raise DeliveryError(self.name, f"{error}, {_ATTEMPTS} times") from error

    def _headers(self, alert: Alert, body: bytes) -> dict[str, str]:
        headers = {"Content-Type": "application/json; charset=utf-8", "Idempotency-Key": alert.alert_id}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        if self.secret:
            signature = hmac.new(self.secret.encode(), body, hashlib.sha256).hexdigest()
            headers["X-Anslag-Signature"] = f"sha256={signature}"
        return headers

    def _post(self, body: bytes, headers: dict[str, str]) -> None:
        try:
            # A redirection is not followed: it would take the token along.
            with httpx.stream(
                "POST", self.url, content=body, headers=headers, timeout=self.timeout_seconds, follow_redirects=False
            ) as answer:
                status = answer.status_code
        except httpx.TimeoutException as error:
            raise _PassingError(f"no answer within {self.timeout_seconds:g} s") from error
        except httpx.TransportError as error:
            raise _PassingError(str(error) or type(error).__name__) from error
        except httpx.InvalidURL as error:
            raise DeliveryError(self.name, f"the address is none ({error})") from error
        if status in _PASSING:
            raise _PassingError(f"it answered {status}")
        if not 200 <= status < 300:
            raise DeliveryError(self.name, f"it answered {status}")
