"""`anslag monitor` and `anslag reviewers`: serve the quality monitor, and say who may log in to it.

Belongs here: addresses, who is let in, and telling where it is. The pages stand in `pipelines.monitor`; what takes long
to import is imported when it is needed.
"""
# ruff: noqa: PLC0415 - see above: `anslag --help` must not wait for a web framework

import getpass
import ipaddress
import socket
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipelines.console.ending import fail
from pipelines.settings import Home, current_home

if TYPE_CHECKING:
    from pipelines.monitor.access import Access

reviewers_app = typer.Typer(help="Say who may log in to a monitor that other machines reach.", no_args_is_help=True)
_NOT_FOR_OTHERS = (
    "{host} can be reached from other machines, so reviewers must log in: add one with `anslag reviewers add NAME`, or "
    "name the header of a proxy that knows them with --proxy-header and its address with --trusted-proxy."
)


def monitor(  # noqa: PLR0917 - one parameter an option
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on; 0 takes a free one.")] = 8642,
    allowed_host: Annotated[
        list[str] | None,
        typer.Option(help="A name that browsers reach it by, besides its own; may be given several times."),
    ] = None,
    proxy_header: Annotated[
        str | None, typer.Option(help="Header in which a trusted proxy tells who asks.", show_default="none")
    ] = None,
    trusted_proxy: Annotated[
        list[str] | None, typer.Option(help="Address or network of that proxy; may be given several times.")
    ] = None,
    certificate: Annotated[
        Path | None, typer.Option(help="Certificate (PEM), to serve by https.", show_default="none")
    ] = None,
    key: Annotated[Path | None, typer.Option(help="Its private key (PEM).", show_default="none")] = None,
) -> None:
    """Serve the quality monitor, where every doubt is seen, checked and settled, until stopped (Ctrl-C).

    On this machine alone nobody logs in. At an address that others reach, reviewers must: see `anslag reviewers`.
    """
    import uvicorn

    from pipelines.console.terminal import console, plain
    from pipelines.monitor.app import create_app
    from pipelines.monitor.connections import server_config

    if (certificate is None) != (key is None):
        fail("Give both --certificate and --key, or neither.", code=2)
    home = current_home()
    access = _access(
        home, host, allowed_host or [], proxy_header, trusted_proxy or [], is_encrypted=certificate is not None
    )
    app = create_app(home, access)
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.create_server(address, family=family)
    except OSError as error:
        fail(f"The monitor cannot listen at {host}, port {port}: {error.strerror}. Choose another with --port.")
    with listening:
        shown = f"[{host}]" if ":" in host else host
        scheme = "https" if certificate else "http"
        at = f"The monitor is at {scheme}://{shown}:{listening.getsockname()[1]} – end with Ctrl-C"
        console().print(plain(at), soft_wrap=True)
        uvicorn.Server(server_config(app, certificate=certificate, key=key)).run(sockets=[listening])


def _access(
    home: Home, host: str, names: list[str], proxy_header: str | None, proxies: list[str], *, is_encrypted: bool
) -> "Access":
    from pipelines.monitor.access import Access
    from pipelines.monitor.reviewers import Reviewers, ReviewersError, reviewers_path
    from pipelines.monitor.security import LOOPBACK_NAMES

    if bool(proxy_header) != bool(proxies):
        fail("Give both --proxy-header and --trusted-proxy, or neither.", code=2)
    for each in proxies:
        try:
            ipaddress.ip_network(each, strict=False)
        except ValueError:
            fail(f"--trusted-proxy {each} is no address or network.", code=2)
    own = {socket.gethostname().lower(), socket.getfqdn().lower(), host.lower()} if not _is_loopback(host) else set()
    hosts = LOOPBACK_NAMES | own | {name.lower() for name in names}
    if proxy_header:
        return Access(
            None, hosts, proxy_header=proxy_header, trusted_proxies=frozenset(proxies), is_encrypted=is_encrypted
        )
    if _is_loopback(host):
        return Access(getpass.getuser(), hosts, is_encrypted=is_encrypted)
    reviewers = Reviewers(reviewers_path(home))
    try:
        known = reviewers.names()
    except ReviewersError as error:
        fail(str(error))
    if not known:
        fail(_NOT_FOR_OTHERS.format(host=host), code=2)
    return Access(None, hosts, reviewers=reviewers, is_encrypted=is_encrypted)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@reviewers_app.command("add")
def add(
    name: str,
    password: Annotated[
        str, typer.Option(prompt=True, hide_input=True, confirmation_prompt=True, help="Asked for if not given.")
    ],
) -> None:
    """Add a reviewer, or change a password."""
    from pipelines.monitor.reviewers import Reviewers, ReviewersError, reviewers_path

    try:
        Reviewers(reviewers_path(current_home())).add(name, password)
    except ReviewersError as error:
        fail(str(error))
    typer.echo(f"{name} may log in.")


@reviewers_app.command("remove")
def remove(name: str) -> None:
    """Remove a reviewer; whoever is logged in by that name is out at once."""
    from pipelines.monitor.reviewers import Reviewers, ReviewersError, reviewers_path

    try:
        Reviewers(reviewers_path(current_home())).remove(name)
    except ReviewersError as error:
        fail(str(error))
    typer.echo(f"{name} may log in no more.")


@reviewers_app.command("list")
def list_names() -> None:
    """Name everybody who may log in."""
    from pipelines.monitor.reviewers import Reviewers, ReviewersError, reviewers_path

    try:
        names = Reviewers(reviewers_path(current_home())).names()
    except ReviewersError as error:
        fail(str(error))
    typer.echo("\n".join(names) or "Nobody may log in yet: `anslag reviewers add NAME`.")
