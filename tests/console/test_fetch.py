"""`anslag fetch g0v`: what it prints and ends with, against a real server."""

import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from anslag_command import ANSLAG, environment
from misbehaving_site import FakeClock, Handler, Site, entry, serving, status, stay_silent
from rich.console import Console

from pipelines.console.fetching import fetch_g0v
from pipelines.settings import Home
from pipelines.sources.archive import Archive
from pipelines.sources.web import Manners, WebClient, web_root

# A process that is started in the background ignores Ctrl-C, and so would those that it starts.
_AS_FROM_A_TERMINAL = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
from pipelines.cli import app
app()
"""
SECTION = "pressmeddelanden"
PATHS = [f"{SECTION}/2026/10/{name}.md" for name in "abc"]


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        for path in PATHS:
            site.bodies[f"/{path}"] = f"# {path}".encode()
        site.list_pages(SECTION, *(entry(f"/{path.removesuffix('.md')}/") for path in PATHS))
        yield site


def command(site: Site, *arguments: str) -> list[str]:
    return [str(ANSLAG), "fetch", "g0v", "--section", SECTION, "--base-url", site.root, "--rate", "100", *arguments]


def fetch(home: Path, site: Site, *arguments: str, **variables: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        command(site, *arguments),
        env={**environment(home), **variables},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def held(home: Path) -> set[str]:
    with Archive(Home(home).archive) as archive:
        return set(archive.current("g0v"))


def test_a_fetch_fills_the_archive_and_tells_what_came(tmp_path: Path, site: Site) -> None:
    done = fetch(tmp_path, site, "--since", "2025-01-01", "--contact", "drift@example.se")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        f"{SECTION}: 3 pages listed, 3 asked for",
        "  3 new, 0 changed, 0 described anew, 0 unchanged, 0 vanished, 0 failed",
    ]
    assert held(tmp_path) == set(PATHS)
    assert {each.headers["user-agent"].partition(" ")[2] for each in site.requests} == {"(+drift@example.se)"}


def test_address_and_contact_may_be_set_in_the_environment(tmp_path: Path, site: Site) -> None:
    done = subprocess.run(
        [str(ANSLAG), "fetch", "g0v", "--section", SECTION, "--rate", "100"],
        env={**environment(tmp_path), "ANSLAG_G0V_URL": site.root, "ANSLAG_CONTACT": "https://example.se/om"},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert site.requests[0].headers["user-agent"].endswith(" (+https://example.se/om)")


def test_who_gives_no_contact_is_asked_for_one(tmp_path: Path, site: Site) -> None:
    done = fetch(tmp_path, site)
    assert done.returncode == 0
    assert "ANSLAG_CONTACT" in done.stderr


def test_a_failure_is_named_and_ends_with_1(tmp_path: Path, site: Site) -> None:
    site.misbehave(f"/{PATHS[1]}", status(403))
    done = fetch(tmp_path, site)
    assert done.returncode == 1
    assert "  2 new, 0 changed, 0 described anew, 0 unchanged, 0 vanished, 1 failed" in done.stdout.splitlines()
    assert f"  failed: {site.root}/{PATHS[1]}: it answered 403" in done.stdout.splitlines()


def test_what_a_site_says_cannot_act_on_the_terminal(tmp_path: Path, site: Site) -> None:
    site.misbehave(f"/{PATHS[0]}", status(302, Location="http://x/[red]a\x9b31m"))
    done = fetch(tmp_path, site)
    assert "\x9b" not in done.stdout
    assert "[red]a⟨U+009B⟩31m" in done.stdout


def test_many_failures_are_not_all_printed(tmp_path: Path, site: Site) -> None:
    site.list_pages(SECTION, *(entry(f"/../{number}/") for number in range(30)))
    lines = fetch(tmp_path, site).stdout.splitlines()
    assert sum(line.startswith("  failed: ") for line in lines) == 20
    assert lines[-1] == "  … and 10 more"


def test_a_site_that_wants_to_be_left_alone_is_told_and_the_other_sections_are_left(tmp_path: Path, site: Site) -> None:
    site.misbehave(f"/{PATHS[1]}", status(429, Retry_After="86400"))
    done = fetch(tmp_path, site, "--section", "tal")
    assert done.returncode == 1
    assert "asks to be left alone for 86400 s" in done.stdout
    assert "  2 pages left for the next fetch" in done.stdout.splitlines()
    assert "tal:" not in done.stdout
    assert "/tal.json" not in site.asked()


def test_ctrl_c_leaves_what_was_received_and_the_next_fetch_goes_on(tmp_path: Path, site: Site) -> None:
    reached = threading.Event()

    def hang(handler: Handler) -> None:
        reached.set()
        stay_silent(30)(handler)

    site.misbehave(f"/{PATHS[1]}", hang)
    process = subprocess.Popen(
        [sys.executable, "-c", _AS_FROM_A_TERMINAL, *command(site)[1:]],
        env=environment(tmp_path),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    assert reached.wait(30)
    process.send_signal(signal.SIGINT)
    stdout, stderr = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "Traceback" not in stderr
    assert "goes on from here" in stderr
    assert "  2 pages left for the next fetch" in stdout.splitlines()
    assert held(tmp_path) == {PATHS[0]}
    site.asked()
    assert fetch(tmp_path, site).returncode == 0
    assert held(tmp_path) == set(PATHS)
    assert f"/{PATHS[0]}" not in site.asked()


def test_a_killed_fetch_leaves_a_whole_archive(tmp_path: Path, site: Site) -> None:
    reached = threading.Event()

    def hang(handler: Handler) -> None:
        reached.set()
        stay_silent(30)(handler)

    site.misbehave(f"/{PATHS[2]}", hang)
    with subprocess.Popen(command(site), env=environment(tmp_path), stderr=subprocess.DEVNULL) as process:
        assert reached.wait(30)
        process.kill()
    assert held(tmp_path) == set(PATHS[:2])
    assert fetch(tmp_path, site).returncode == 0
    assert held(tmp_path) == set(PATHS)


@pytest.mark.parametrize(
    "arguments",
    [
        ["--section", "../etc"],
        ["--section", "tal.json"],
        ["--base-url", "ftp://127.0.0.1"],
        ["--base-url", "https://me:secret@127.0.0.1"],
        ["--contact", "a\nb"],
        ["--since", "i fjol"],
        ["--rate", "0"],
        ["--rate", "1000"],
    ],
)
def test_an_option_that_cannot_be_is_told_before_anything_is_asked(
    tmp_path: Path, site: Site, arguments: list[str]
) -> None:
    done = fetch(tmp_path, site, *arguments)
    assert done.returncode == 2
    assert arguments[0] in done.stderr
    assert site.requests == []
    assert not Home(tmp_path).archive.exists()


def test_a_terminal_sees_how_far_it_has_come(tmp_path: Path, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    output, clock = StringIO(), FakeClock()
    screen = Console(file=output, force_terminal=True, width=100)
    with WebClient(web_root(site.root), "anslag/test", Manners(), clock) as client:
        assert fetch_g0v(Home(tmp_path), client, clock, [SECTION], None, recheck=False, screen=screen)
    assert "3/3" in output.getvalue()
    assert output.getvalue().splitlines()[-1].startswith("  3 new")


def test_a_damaged_archive_is_named(tmp_path: Path, site: Site) -> None:
    archive = Home(tmp_path).archive
    archive.parent.mkdir()
    archive.write_bytes(b"no database at all, but long enough to be looked at as one" * 100)
    done = fetch(tmp_path, site)
    assert done.returncode == 1
    assert str(archive) in done.stderr
    assert "Traceback" not in done.stderr
