import os
import signal
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipelines.settings import Home
from pipelines.store.lock import PublisherBusyError, lock_holder, publisher_lock

HOLDER = """
import sys, time
from pathlib import Path
from pipelines.settings import Home
from pipelines.store.lock import publisher_lock

with publisher_lock(Home(Path(sys.argv[1]))):
    print("held", flush=True)
    time.sleep(60)
"""


def hold_elsewhere(home: Home) -> "subprocess.Popen[str]":
    holder = subprocess.Popen([sys.executable, "-c", HOLDER, str(home.root)], stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    return holder


def kill(holder: "subprocess.Popen[str]") -> None:
    holder.send_signal(signal.SIGKILL)
    holder.communicate()


def test_the_lock_can_be_taken_in_a_folder_that_does_not_exist_yet(home: Home) -> None:
    with publisher_lock(home):
        assert home.warehouse_dir.is_dir()


def test_a_second_taker_in_the_same_process_is_refused_with_pid_and_start(home: Home) -> None:
    before = datetime.now(UTC).replace(microsecond=0)
    with publisher_lock(home):
        with pytest.raises(PublisherBusyError) as caught, publisher_lock(home):
            pytest.fail("two hold it")
        assert caught.value.holder["pid"] == str(os.getpid())
        since = caught.value.holder["since"]
        assert before <= datetime.fromisoformat(since) <= datetime.now(UTC)
        assert f"process {os.getpid()} " in str(caught.value)
        assert f"since {since}" in str(caught.value)
        assert str(home.warehouse_dir) in str(caught.value)


def test_a_taker_in_another_process_is_refused_with_the_holders_pid_and_start(home: Home) -> None:
    holder = hold_elsewhere(home)
    try:
        told = rf"process {holder.pid} .*since \d{{4}}-"
        with pytest.raises(PublisherBusyError, match=told) as caught, publisher_lock(home):
            pytest.fail("two hold it")
        assert caught.value.holder["pid"] == str(holder.pid)
    finally:
        kill(holder)


def test_a_refusal_comes_at_once(home: Home) -> None:
    with publisher_lock(home):
        started = time.monotonic()
        with pytest.raises(PublisherBusyError), publisher_lock(home):
            pytest.fail("two hold it")
        assert time.monotonic() - started < 1


def test_the_lock_is_free_when_its_holder_is_killed(home: Home) -> None:
    for _ in range(3):
        kill(hold_elsewhere(home))
        with publisher_lock(home):
            pass


def test_the_lock_is_free_after_an_error_in_its_holder(home: Home) -> None:
    with pytest.raises(ZeroDivisionError), publisher_lock(home):
        raise ZeroDivisionError
    with publisher_lock(home):
        pass


def test_a_refused_taker_does_not_disturb_the_holder(home: Home) -> None:
    with publisher_lock(home):
        for _ in range(2):
            with pytest.raises(PublisherBusyError) as caught, publisher_lock(home):
                pytest.fail("two hold it")
            assert caught.value.holder["pid"] == str(os.getpid())


def test_a_new_holder_tells_of_itself_and_not_of_the_one_before(home: Home) -> None:
    home.warehouse_dir.mkdir(parents=True)
    lock = home.warehouse_dir / ".lock"
    lock.write_text('{"pid": "4194304999", "host": "' + "x" * 400 + '", "since": "2018-06-25T09:30:00+00:00"}')
    with publisher_lock(home), pytest.raises(PublisherBusyError) as caught, publisher_lock(home):
        pytest.fail("two hold it")
    assert caught.value.holder["pid"] == str(os.getpid())


@pytest.mark.parametrize("left", ["", "{", "[]", '"text"', '{"pid": "7"}', "\x00\x01"])
def test_a_holder_that_left_no_readable_note_still_holds_it(home: Home, left: str) -> None:
    with publisher_lock(home):
        (home.warehouse_dir / ".lock").write_text(left)
        with pytest.raises(PublisherBusyError, match="another process") as caught, publisher_lock(home):
            pytest.fail("two hold it")
        assert caught.value.holder == {}


def test_warehouses_in_two_folders_have_a_lock_each(home: Home, tmp_path: Path) -> None:
    with publisher_lock(home), publisher_lock(Home(tmp_path / "other")):
        pass


def test_who_holds_the_lock_can_be_asked_without_taking_it(home: Home) -> None:
    assert lock_holder(home) is None
    with publisher_lock(home):
        holder = lock_holder(home)
        assert holder
        assert holder["pid"] == str(os.getpid())
        assert datetime.fromisoformat(holder["since"]) <= datetime.now(UTC)
    assert lock_holder(home) is None


def test_asking_keeps_nobody_from_the_lock(home: Home) -> None:
    with publisher_lock(home):
        pass
    stop = threading.Event()

    def ask() -> None:
        while not stop.is_set():
            lock_holder(home)
            time.sleep(0.001)

    askers = [threading.Thread(target=ask) for _ in range(2)]
    for asker in askers:
        asker.start()
    try:
        for _ in range(100):
            with publisher_lock(home):
                pass
    finally:
        stop.set()
        for asker in askers:
            asker.join()
