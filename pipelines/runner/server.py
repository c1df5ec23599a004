"""Dagster's own UI and daemon, as one process that ends when it is told to.

Belongs here: starting and stopping `dagster dev`.
"""

import os
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from types import FrameType

from pipelines.operation.server_note import noted, served_alone
from pipelines.runner.instance import prepare_instance
from pipelines.settings import CODE_ROOT, Home

# How long Dagster's processes get to end by themselves before they are killed.
_STOP_SECONDS = 10.0


class PortTakenError(Exception):
    """Another program listens on the port.

    Attributes:
        host: address.
        port: the port.
    """

    def __init__(self, host: str, port: int, problem: str) -> None:
        super().__init__(f"Nothing can listen on {host}, port {port} ({problem}). Name another one with --port.")
        self.host = host
        self.port = port


def dev_server(home: Home, host: str = "127.0.0.1", port: int = 3000) -> int:
    """Run Dagster's UI and daemon until they end or someone stops them.

    Args:
        home: the installation; its `.dagster/` keeps the run history.
        host: address to listen on.
        port: port to listen on.

    Returns:
        0 once stopped by SIGINT, SIGTERM or SIGHUP; Dagster's exit code where it ended by itself.

    Raises:
        PortTakenError: the port is not to be had.
        InstanceError: the run history cannot be written.
        AlreadyServedError: another server looks after this installation.
    """
    prepare_instance(home)
    with served_alone(home):
        return _serve(home, host, port)


def _serve(home: Home, host: str, port: int) -> int:
    _try_port(host, port)
    environment = {
        **os.environ,
        "DAGSTER_HOME": str(home.dagster_dir),
        "ANSLAG_HOME": str(home.root),
        "DAGSTER_DISABLE_TELEMETRY": "yes",
        "GX_ANALYTICS_ENABLED": "false",
    }
    # Its successor `dg dev` is a package of its own that wants the project laid out its way.
    command = [sys.executable, "-W", "ignore:Function `dev_command` is superseded", "-m", "dagster", "dev"]
    command += ["--module-name", "pipelines.definitions", "--host", host, "--port", str(port)]
    _listen_to_signals()
    # A session of its own, for a Ctrl-C in the terminal to reach us alone, and for all of it to be found at the end.
    server = subprocess.Popen(command, cwd=CODE_ROOT, env=environment, start_new_session=True)  # noqa: S603 - our own
    try:
        with noted(home, host, port):
            return server.wait()
    except KeyboardInterrupt:
        # Dagster's own handler ends its daemon and web server; only the leader is told, or they would race.
        server.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            server.wait(_STOP_SECONDS)
        return 0
    finally:
        with suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGKILL)


def _listen_to_signals() -> None:
    """Make SIGINT, SIGTERM and SIGHUP interrupt us, even where the program that started us ignores them.

    In the background of a script we would ignore SIGINT, and so would Dagster, which copies that to SIGTERM. A signal
    that we handle is back at its default in a new program.
    """

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, interrupt)
    # Whoever uses nohup wants to go on when the terminal is closed.
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        signal.signal(signal.SIGHUP, interrupt)


def _try_port(host: str, port: int) -> None:
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        raise PortTakenError(host, port, error.strerror or str(error)) from error
