"""`anslag monitor`: serve the quality monitor.

Belongs here: the address, and telling where it is. The pages stand in `pipelines.monitor`.
"""

import getpass
import socket

import uvicorn
from rich.console import Console

from pipelines.console.terminal import plain
from pipelines.monitor.access import Access
from pipelines.monitor.app import create_app
from pipelines.settings import Home


class AddressError(Exception):
    """The monitor cannot listen at an address. Its message says why, and the remedy."""


def serve(home: Home, *, host: str, port: int, screen: Console) -> None:
    """Serve the pages until interrupted.

    Args:
        home: the installation.
        host: address to listen at.
        port: port to listen at; 0 for a free one.
        screen: where to tell the address.

    Raises:
        AddressError: the address is taken or not this machine's.
    """
    app = create_app(home, Access(reviewer=getpass.getuser()))
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.create_server(address, family=family)
    except OSError as error:
        problem = f"The monitor cannot listen at {host}, port {port}: {error.strerror}. Choose another with --port."
        raise AddressError(problem) from error
    with listening:
        shown = f"[{host}]" if ":" in host else host
        screen.print(plain(f"The monitor is at http://{shown}:{listening.getsockname()[1]} – end with Ctrl-C"))
        config = uvicorn.Config(app, log_level="warning", server_header=False, proxy_headers=False)
        uvicorn.Server(config).run(sockets=[listening])
