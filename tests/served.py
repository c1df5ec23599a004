"""The monitor served on loopback, as a user starts it."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from pipelines.monitor.access import Access
from pipelines.monitor.app import create_app
from pipelines.monitor.connections import server_config
from pipelines.settings import CODE_ROOT, Home

SCREENSHOTS = CODE_ROOT / ".ci" / "artifacts" / "screenshots"
"""Where the tests leave pictures of the pages, for people to look at."""


@contextmanager
def serving(home: Home) -> Iterator[str]:
    """Serve an installation's monitor for the time of a block, and give its address."""
    app = create_app(home, Access("Åsa Steward"))
    server = uvicorn.Server(server_config(app))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        until = time.monotonic() + 30
        while not server.started:
            assert time.monotonic() < until, "the monitor did not start"
            time.sleep(0.02)
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(10)
