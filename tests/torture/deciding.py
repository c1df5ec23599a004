"""Reviewers who decide at once: several at the monitor, several at the shell.

Belongs here: sending decisions and remembering what was sent. What must have become of them is `crowd`'s matter.
"""

import os
import re
import subprocess
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import httpx
from anslag_command import ANSLAG

_TOKEN = re.compile(r'name="csrf" value="([^"]+)"')
# Longer than anything takes on a machine that has much else to do.
_SECONDS = 600.0


@dataclass(slots=True)
class Sent:
    """What reviewers were told was written.

    Attributes:
        reasons: of the decisions that each reviewer made, in order.
        refused: what was not taken, in words.
    """

    reasons: dict[str, list[str]] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, reviewer: str, reason: str, refusal: str) -> None:
        """Remember a decision and what came of it."""
        with self._lock:
            if refusal:
                self.refused.append(f"{reason}: {refusal}")
            else:
                self.reasons.setdefault(reviewer, []).append(reason)


def session(address: str) -> httpx.Client:
    """Begin a session at the monitor; not in a thread, where the first of them would import what it needs."""
    return httpx.Client(base_url=address, timeout=_SECONDS, trust_env=False)


def at_the_monitor(client: httpx.Client, name: str, figures: Sequence[str], times: int, sent: Sent) -> None:
    """Decide at the monitor, in a session of one's own; all its sessions have one reviewer, so reasons tell who."""
    with client:
        token = _TOKEN.search(client.get(f"/figures/{figures[0]}").text)
        for number in range(times):
            reason = f"{name} {number}"
            form = {"csrf": token[1] if token else "", "decision": "accept", "reason": reason}
            try:
                answer = client.post(f"/figures/{figures[number % len(figures)]}/decide", data=form)
                refusal = "" if answer.status_code == 303 else f"the monitor gave {answer.status_code}"
            except httpx.HTTPError as error:
                refusal = f"{type(error).__name__} {error}"
            sent.note(name, reason, refusal)


def at_the_shell(home: Path, name: str, figures: Sequence[str], times: int, sent: Sent) -> None:
    """Decide with `anslag review`, a process each."""
    for number in range(times):
        reason = f"{name} {number}"
        figure = figures[number % len(figures)]
        ended = subprocess.run(
            [ANSLAG, "review", "accept", figure, "--reason", reason, "--reviewer", name],
            env={**os.environ, "ANSLAG_HOME": str(home)},
            capture_output=True,
            text=True,
            timeout=_SECONDS,
            check=False,
        )
        sent.note(name, reason, ended.stdout + ended.stderr if ended.returncode else "")
