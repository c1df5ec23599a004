"""Disks that are full, may not be written, or give back other bytes than were written; and the order of writes.

Belongs here: what a disk does to an installation, and looking after it. Processes that are killed are `crash`'s matter,
clocks `clock`'s.
"""

import contextlib
import os
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import publisher_loop
from archive_rows import archive_rows
from publisher_loop import build_generation

from pipelines.operation.checkup import State
from pipelines.operation.checkup.folders import archive as archive_of
from pipelines.settings import Home
from pipelines.store.versions import current_version
from torture.installation import Installation
from torture.run_server import RunServer, Straits, run_server
from torture.trial import MUCH, Trial, times_of

_PART = "disk"


def trials(share: float, folder: Path) -> Iterator[Trial]:
    """Fill the disk, forbid writing, flip bytes, and look at the order of writes."""
    room = folder / "disk"
    room.mkdir()
    with run_server() as server:
        installation = Installation(room / "home")
        installation.add_document()
        server.run(installation.home.root)
        yield full_disk(times_of(5, share), server, installation)
        if share >= MUCH:
            yield small_disk(times_of(4, share), server, folder)
        yield read_only(times_of(2, share), server, installation)
        yield damaged_version(times_of(5, share), server, installation)
        yield damaged_archive(times_of(4, share), server, installation)
        yield damaged_review_log(times_of(4, share), server, installation)
    yield order_of_writes(times_of(2, share), folder)


def full_disk(times: int, server: RunServer, installation: Installation) -> Trial:
    """Let no file grow beyond a size that is drawn anew each time, from nothing to more than a version takes."""
    chance = random.Random(2020)  # noqa: S311 - the same sizes in every run
    version = current_version(installation.home)
    most = version.stat().st_size if version else 0
    lost: list[str] = []
    failed = 0
    for _ in range(times):
        installation.add_document()
        size = int(chance.uniform(1_000, 1.2 * most))
        ended = server.run(installation.home.root, Straits(most_bytes=size))
        failed += ended.code != 0
        where = f"no file beyond {size:,} bytes"
        lost += [f"{where}: {loss}" for loss in installation.losses()]
        lost += [f"{where}: {loss}" for loss in _unsaid(ended.code, ended.told)]
    lost += _recovers(server, installation)
    return Trial(_PART, "files may not grow (full disk)", times, tuple(lost), f"{failed} runs failed and said why")


def small_disk(times: int, server: RunServer, folder: Path) -> Trial:
    """Put the installation on a disk of memory that has hardly more room than it takes."""
    done = "installation on a full tmpfs"
    lost: list[str] = []
    failed = 0
    disk = folder / "small-disk"
    disk.mkdir()
    with _mounted(["-t", "tmpfs", "-o", "size=100m", "tmpfs"], disk) as is_mounted:
        if not is_mounted:
            return Trial(_PART, done, 0, (), "not tried: only root may mount, and not everywhere")
        installation = Installation(disk / "home")
        server.run(installation.home.root)
        for spare in (200_000, 3_000_000, 6_000_000, 9_000_000)[:times]:
            installation.add_document()
            filler = disk / "filler"
            room = os.statvfs(disk)
            with filler.open("wb") as file:
                file.write(b"\1" * max(0, room.f_bavail * room.f_frsize - spare))
            ended = server.run(installation.home.root)
            failed += ended.code != 0
            lost += [f"{spare:,} bytes of room: {loss}" for loss in installation.losses()]
            lost += [f"{spare:,} bytes of room: {loss}" for loss in _unsaid(ended.code, ended.told)]
            filler.unlink()
        lost += _recovers(server, installation)
    return Trial(_PART, done, times, tuple(lost), f"{failed} runs failed and said why")


def read_only(times: int, server: RunServer, installation: Installation) -> Trial:
    """Forbid writing to the folder of the warehouse."""
    done = "read-only warehouse folder"
    lost: list[str] = []
    warehouse = installation.home.warehouse_dir
    for _ in range(times):
        installation.add_document()
        with _unwritable(warehouse) as is_unwritable:
            if not is_unwritable:
                return Trial(_PART, done, 0, (), "not tried: root may write everywhere, and may not mount here")
            ended = server.run(installation.home.root)
            lost += ["a run ended well though it could not publish"] * (ended.code == 0)
            lost += [*installation.losses(), *_unsaid(ended.code, ended.told)]
    lost += _recovers(server, installation)
    return Trial(_PART, done, times, tuple(lost))


def damaged_version(times: int, server: RunServer, installation: Installation) -> Trial:
    """Flip a bit of the version that readers have; the next run must give them a sound one again."""
    chance = random.Random(2021)  # noqa: S311 - the same bits in every run
    lost: list[str] = []
    for _ in range(times):
        version = current_version(installation.home)
        assert version
        version.chmod(0o644)
        at = _flip(version, chance)
        installation.add_document()
        ended = server.run(installation.home.root)
        lost += [f"bit at {at:,}: the run failed: {ended.told}"] * (ended.code != 0)
        lost += [f"bit at {at:,}: nobody was told of {version.name}"] * (version.name not in ended.told)
        lost += [f"bit at {at:,}: the damaged version is still there"] * version.exists()
        for set_aside in installation.home.versions_dir.glob("*.damaged"):
            set_aside.unlink()
        lost += [f"bit at {at:,}: {loss}" for loss in installation.losses(is_done=True)]
    return Trial(_PART, "flipped bit in the published version", times, tuple(lost))


def damaged_archive(times: int, server: RunServer, installation: Installation) -> Trial:
    """Flip a bit of the archive, which holds the manifest: it must be found, and nothing published that was not sent.

    A run does not look at the bytes of documents that it does not read anew; `anslag doctor` looks at all.
    """
    chance = random.Random(2022)  # noqa: S311 - the same bits in every run
    archive = installation.home.archive
    lost: list[str] = []
    by_run = by_doctor = 0
    for _ in range(times):
        sound, rows = archive.read_bytes(), archive_rows(archive)
        at = _flip(archive, chance)
        where = f"bit at {at:,}"
        is_named = archive_of(installation.home).state is State.wrong
        by_doctor += is_named
        lost += [f"{where}: nobody names it, and rows changed"] * (not is_named and archive_rows(archive) != rows)
        name = installation.add_document()
        ended = server.run(installation.home.root)
        if ended.code:
            by_run += 1
            lost += [f"{where}: {loss}" for loss in _unsaid(ended.code, ended.told)]
            lost += [f"{where}: the archive is not named: {ended.told}"] * (archive.name not in ended.told)
        for beside in archive.parent.glob(f"{archive.name}-*"):
            beside.unlink()
        archive.write_bytes(sound)
        lost += [f"{where}: {loss}" for loss in _row_losses(installation, name, is_done=not ended.code)]
    lost += _recovers(server, installation)
    told = f"`anslag doctor` named {by_doctor}, {by_run} runs stopped and named it; the rest changed no row"
    return Trial(_PART, "flipped bit in the archive", times, tuple(lost), told)


def damaged_review_log(times: int, server: RunServer, installation: Installation) -> Trial:
    """Break the log of reviews; the run must say where, and lose nothing else."""
    log = installation.home.reviews
    lost: list[str] = []
    for number in range(times):
        before = log.read_bytes() if log.exists() else b""
        with log.open("ab") as file:
            file.write((b"{", b"\xff\xfe\n", b'{"review_id": "0"}\n', b"\0" * 64)[number % 4])
        installation.add_document()
        ended = server.run(installation.home.root)
        lost += [f"the run failed: {ended.told}"] * (ended.code != 0)
        lost += [f"the log was changed by a run after fault {number}"] * (not log.read_bytes().startswith(before))
        lost += installation.losses(is_done=True)
        lost += [f"nobody was told of fault {number} in the log"] * (not installation.names_in_findings(log.name))
        log.write_bytes(before)
    lost += _recovers(server, installation)
    return Trial(_PART, "broken line in the log of reviews", times, tuple(lost))


def order_of_writes(times: int, folder: Path) -> Trial:
    """Trace what a publisher asks of the system: what it names must be on the disk before; the switch comes last."""
    done = "order of writes, traced"
    if shutil.which("strace") is None:
        return Trial(_PART, done, 0, (), "not tried: strace is not installed")
    home = Home(folder / "traced")
    home.root.mkdir()
    build_generation(home, 1)
    lost: list[str] = []
    for _ in range(times):
        before = current_version(home)
        calls = _traced_publish(home, folder / "trace.txt")
        if current_version(home) == before:
            return Trial(_PART, done, 0, (), "not tried: strace may not trace here")
        lost += out_of_order(calls)
    return Trial(_PART, done, times, tuple(lost))


def out_of_order(calls: list[str]) -> list[str]:
    """Tell which step of a publication is missing, or comes before one that it depends on.

    Args:
        calls: what strace told of fsync, rename and symlink, with the paths of file descriptors.
    """
    steps = {
        "the file is on the disk": r"fsync\(\d+<[^>]*/\.building-[^>]*\.duckdb>",
        "its sum is on the disk": r"fsync\(\d+<[^>]*\.sha256>",
        "the file has its name": r"rename\w*\(.*/\.building-[^\"]*\.duckdb\".*\.duckdb\"",
        "the name is on the disk": r"fsync\(\d+<[^>]*/versions>",
        "the new link is there": r"symlink\w*\(\"versions/",
        "the link is switched": r"rename\w*\(.*/\.anslag\.duckdb\.\d+\".*/anslag\.duckdb\"",
        "the switch is on the disk": r"fsync\(\d+<[^>]*/warehouse>",
    }
    lost: list[str] = []
    since = 0
    for step, pattern in steps.items():
        found = [number for number, call in enumerate(calls) if re.search(pattern, call)]
        later = [number for number in found if number >= since]
        if not later:
            lost.append(f"{step}: {'too early' if found else 'never'}")
            continue
        since = later[0]
    return lost


def _traced_publish(home: Home, trace: Path) -> list[str]:
    code = "import sys; from pathlib import Path; from publisher_loop import *; h = Home(Path(sys.argv[1])); "
    code += "build_generation(h, published_generation(h) + 1)"
    tests = str(Path(publisher_loop.__file__).parent)
    subprocess.run(
        [
            *("strace", "-f", "-y", "-e", "trace=fsync,fdatasync,rename,renameat,renameat2,symlink,symlinkat"),
            *("-o", str(trace), sys.executable, "-c", code, str(home.root)),
        ],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([tests, *sys.path])},
        capture_output=True,
        check=False,
    )
    return trace.read_text("utf-8", "replace").splitlines() if trace.exists() else []


def _unsaid(code: int, told: str) -> list[str]:
    """Tell where a failure was not put into words for a person."""
    if code not in (0, 1):
        return [f"the run ended with {code}: {told}"]
    is_explained = "Nothing was published" in told and "Traceback" not in told
    return [f"the run failed without a word that helps: {told!r}"] * (code == 1 and not is_explained)


def _recovers(server: RunServer, installation: Installation) -> list[str]:
    ended = server.run(installation.home.root)
    failed = [f"the run afterwards failed: {ended.told}"] * (ended.code != 0)
    return failed + list(installation.losses(is_done=True))


def _row_losses(installation: Installation, name: str, *, is_done: bool) -> list[str]:
    lost = list(installation.losses(is_done=is_done))
    return lost + [f"{name} was published by a run that failed"] * (not is_done and name in installation.published)


def _flip(path: Path, chance: random.Random) -> int:
    # Most of a small file is empty: a bit there proves nothing.
    content = path.read_bytes()
    at = chance.choice([at for at, byte in enumerate(content) if byte])
    with path.open("r+b") as file:
        byte = content[at]
        file.seek(at)
        file.write(bytes([byte ^ (1 << chance.randrange(8))]))
    return at


@contextlib.contextmanager
def _unwritable(folder: Path) -> Iterator[bool]:
    """Forbid writing to a folder; False where that cannot be done."""
    if os.geteuid():
        mode = folder.stat().st_mode
        folder.chmod(0o555)
        try:
            yield True
        finally:
            folder.chmod(mode)
        return
    with _mounted(["--bind", str(folder)], folder) as is_mounted:
        yield is_mounted and _mount(["-o", "remount,ro,bind", str(folder)])


@contextlib.contextmanager
def _mounted(what: list[str], at: Path) -> Iterator[bool]:
    is_mounted = os.geteuid() == 0 and _mount([*what, str(at)])
    try:
        yield is_mounted
    finally:
        if is_mounted:
            subprocess.run(["umount", str(at)], check=True)


def _mount(arguments: list[str]) -> bool:
    if shutil.which("mount") is None:
        return False
    return subprocess.run(["mount", *arguments], capture_output=True, check=False).returncode == 0
