"""People who walk through the monitor's pages: many at once, on this machine, for a bounded time.

Belongs here: the walkers, and how long they had to wait. As a script it is a process that walks and prints what it
measured as JSON, so that the walkers take no time from whoever looks on.
"""

import asyncio
import json
import random
import re
import ssl
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import httpx

_STATIC = re.compile(r'(?:href|src)="(/static/[^"]+)"')
_TIMEOUT_SECONDS = 60.0
_TOLD_ERRORS = 20
# Never used here; one for all, for making one takes longer than a page.
_ENCRYPTION = ssl.create_default_context()


@dataclass(frozen=True, slots=True)
class Walk:
    """What many people do.

    Attributes:
        address: where the monitor is; this machine.
        pages: addresses by kind of page.
        people: how many.
        seconds: for how long.
        least_thought: least seconds that somebody looks at a page before the next.
        most_thought: most seconds; the moments are drawn evenly.
    """

    address: str
    pages: Mapping[str, Sequence[str]]
    people: int
    seconds: float
    least_thought: float = 0.0
    most_thought: float = 0.0


@dataclass(frozen=True, slots=True)
class Walked:
    """What they met.

    Attributes:
        seconds: how long it took.
        waited: seconds until each whole page was there, by kind of page.
        errors: what went wrong, in words; the first ones.
        error_count: how often something went wrong.
    """

    seconds: float
    waited: Mapping[str, Sequence[float]]
    errors: Sequence[str]
    error_count: int

    @property
    def requests(self) -> int:
        """Pages that were asked for."""
        return sum(map(len, self.waited.values()))

    def percentile(self, share: float) -> float:
        """Give the seconds that a share of the pages did not take longer than."""
        return percentile([each for waits in self.waited.values() for each in waits], share)


def percentile(values: Sequence[float], share: float) -> float:
    """Give the value that a share of them does not exceed; 0 without any."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))] if values else 0.0


def walk(walking: Walk) -> Walked:
    """Let people walk, in a process of their own."""
    asked = {**{name: getattr(walking, name) for name in walking.__slots__}, "pages": dict(walking.pages)}
    ended = subprocess.run(
        [sys.executable, __file__],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        timeout=walking.seconds + 2 * _TIMEOUT_SECONDS,
        check=True,
    )
    return Walked(**json.loads(ended.stdout))


async def _walk_all(walking: Walk) -> Walked:
    waited: dict[str, list[float]] = {kind: [] for kind in walking.pages}
    errors: list[str] = []
    begun = time.perf_counter()
    await asyncio.gather(
        *(_person(number, walking, begun + walking.seconds, waited, errors) for number in range(walking.people))
    )
    return Walked(time.perf_counter() - begun, waited, errors[:_TOLD_ERRORS], len(errors))


async def _person(number: int, walking: Walk, until: float, waited: dict[str, list[float]], errors: list[str]) -> None:
    chance = random.Random(number)  # noqa: S311 - the same ways in every run
    kinds = list(walking.pages)
    kept: set[str] = set()
    language = {"accept-language": chance.choice(("sv", "en"))}
    async with httpx.AsyncClient(
        base_url=walking.address, headers=language, timeout=_TIMEOUT_SECONDS, verify=_ENCRYPTION, trust_env=False
    ) as client:
        # Nobody starts at the same moment.
        await asyncio.sleep(chance.uniform(0, max(walking.most_thought, 0.2)))
        while time.perf_counter() < until:
            kind = chance.choice(kinds)
            address = chance.choice(walking.pages[kind])
            begun = time.perf_counter()
            try:
                answer = await _asked(client, address)
                waited[kind].append(time.perf_counter() - begun)
                if answer.status_code != 200:
                    errors.append(f"{address} gave {answer.status_code}")
                # A browser fetches what a page loads once and keeps it.
                for file in set(_STATIC.findall(answer.text)) - kept:
                    kept.add(file)
                    if (await _asked(client, file)).status_code != 200:
                        errors.append(f"{file} cannot be had")
            except httpx.HTTPError as error:
                errors.append(f"{address}: {type(error).__name__} {error}".strip())
            await asyncio.sleep(chance.uniform(walking.least_thought, walking.most_thought))


async def _asked(client: httpx.AsyncClient, address: str) -> httpx.Response:
    try:
        return await client.get(address)
    except (httpx.ReadError, httpx.WriteError, httpx.RemoteProtocolError):
        # A server may end a connection that nobody used for a while, just as it is used again: browsers ask once more.
        return await client.get(address)


def main() -> None:
    """Walk as standard input says, and print what was met."""
    walked = asyncio.run(_walk_all(Walk(**json.load(sys.stdin))))
    json.dump({name: getattr(walked, name) for name in walked.__slots__}, sys.stdout)


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    main()
