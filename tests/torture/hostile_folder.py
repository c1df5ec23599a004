"""What else than documents may lie in `raw/`: names that are paths, links, pipes, sockets, devices, wrong sidecars.

Belongs here: putting them there, and knowing the path under which each must be told. What documents say stands in
`hostile_texts` and `hostile_formats`.
"""

import contextlib
import os
import socket
import stat
from collections.abc import Iterator
from pathlib import Path

_READ = "Umeå kommun får 3 miljoner kronor till böcker 2025.\n".encode()

_NAMES = (
    *(b"a....txt", b"%2e%2e%2fpasswd.txt", b"-rf.txt", b"--help.md", b"a\nb.txt", b"a\rb.txt", b"\t.txt", b" .txt"),
    *(b"\x1b[31m.txt", b"=cmd()|x.txt", b"'; DROP TABLE x;--.txt", b"[red]x[!red].txt", b"{{ 7*7 }}.txt", b"$(id).txt"),
    *(b"<script>.txt", b"*.txt", b"?#%00.txt", b"a\\..\\b.txt", b"CON.txt", b"NUL.txt", b"~root.txt", b"a:b@c.txt"),
    *("\u202egpj.txt".encode(), "e\u0301.txt".encode(), "\u00e9.txt".encode(), "\ufeff.txt".encode()),
    *(b"\xff\xfe.txt", b"\xc3(.txt", b"\xed\xa0\x80.txt", b"x" * 251 + b".txt", "å".encode() * 125 + b".txt"),
)
# What begins with a point is hidden, and passed over.
_HIDDEN = (b"....txt", b"..%2fpasswd.txt", b"..../a.txt", b".git/a.txt", b".\xff.txt")
_PATHS = (b"-/-/-.txt", b"a.txt/b.txt", b"/".join([b"d" * 20] * 60) + b"/deep.txt")
_SIDECARS = {
    "huge": b'{"title": "' + b"x" * 2_000_000 + b'"}',
    "nested": b"[" * 100_000,
    "nested-object": b'{"title":' * 50_000 + b"1" + b"}" * 50_000,
    "wrong-types": b'{"title": 5, "published": [2025], "url": {"a": null}}',
    "not-a-number": b'{"title": NaN}',
    "infinity": b'{"published": 1e999}',
    "many-digits": b'{"published": ' + b"9" * 5_000 + b"}",
    "twice": b'{"title": "a", "title": "b"}',
    "unknown": b'{"__class__": "a", "../x": "b"}',
    "script-url": b'{"url": "javascript:alert(1)"}',
    "no-day": b'{"published": "2025-02-31"}',
    "far-year": b'{"published": "99999"}',
    "nought": b'{"published": "0000-01-01"}',
    "surrogate": b'{"title": "\\ud800"}',
    "controls": b'{"title": "a\\u0000b\\u001b[31m"}',
    "latin-1": '{"title": "Malmö"}'.encode("latin-1"),
    "empty": b"",
    "array": b"[]",
    "cut-short": b'{"title": "a',
}


def printable(path: bytes) -> str:
    """Give a path as it must be told: bytes that are not UTF-8 spelt out, written apart from the source on purpose."""
    return path.replace(b"\\", b"\\\\").decode("utf-8", "backslashreplace")


class HostileFolder:
    """A folder of such files.

    Attributes:
        read: paths that must be read, with 3 million kronor each.
        refused: paths that must be refused, with the path told.
        hidden: paths that must be neither.
        left_out: what could not be made here, and why.
    """

    def __init__(self, root: Path, outside: Path) -> None:
        """Fill a folder.

        Args:
            root: the folder; it exists.
            outside: where links may lead that must not be followed.
        """
        self.read: set[str] = set()
        self.refused: set[str] = set()
        self.left_out: list[str] = []
        self._root = os.fsencode(root)
        for path in (*_NAMES, *_PATHS, *_HIDDEN):
            self._put(path)
        self.hidden = {printable(path) for path in _HIDDEN}
        self.read -= self.hidden
        self._put_sidecars()
        self._put_links(outside)
        self._put_special()

    def _at(self, path: bytes) -> bytes:
        return os.path.join(self._root, path)  # noqa: PTH118 - a Path holds no bytes

    def _put(self, path: bytes, data: bytes = _READ) -> None:
        # The file system may not take every name, or a path may be too long for it.
        with contextlib.suppress(OSError):
            os.makedirs(os.path.dirname(self._at(path)), exist_ok=True)  # noqa: PTH103, PTH120 - as above
            with open(self._at(path), "wb") as file:  # noqa: PTH123 - as above
                file.write(data)
            self.read.add(printable(path))

    def _put_sidecars(self) -> None:
        for name, data in _SIDECARS.items():
            self._put(f"sidecar-{name}.txt".encode())
            with open(self._at(f"sidecar-{name}.meta.json".encode()), "wb") as file:  # noqa: PTH123 - as above
                file.write(data)
            self.refused.add(f"sidecar-{name}.meta.json")

    def _put_links(self, outside: Path) -> None:
        secret = outside / "secret.txt"
        secret.write_text("Lund får 99 miljoner kronor till hemligheter 2025.\n", encoding="utf-8")
        targets = {
            b"link-outside.txt": os.fsencode(secret),
            b"link-passwd.txt": b"/etc/passwd",
            b"link-up.txt": b"../secret.txt",
            b"link-self.txt": b"link-self.txt",
            b"link-circle-a.txt": b"link-circle-b.txt",
            b"link-circle-b.txt": b"link-circle-a.txt",
            b"link-nowhere.txt": b"no-such-file.txt",
            b"link-folder.txt": b".",
            b"link-root.txt": b"/",
            b"link-twin.txt": b"-rf.txt",
            b"link-process.txt": b"/proc/self/environ",
        }
        for name, target in targets.items():
            os.symlink(target, self._at(name))  # noqa: PTH211 - as above
            self.refused.add(printable(name))

    def _put_special(self) -> None:
        os.mkfifo(self._at(b"pipe.txt"))
        self.refused.add("pipe.txt")
        os.mkdir(self._at(b"folder.txt"))  # noqa: PTH102 - as above
        here = os.getcwd()  # noqa: PTH109 - as above
        with socket.socket(socket.AF_UNIX) as listening:
            # The address of a socket may not be longer than a hundred bytes.
            os.chdir(self._root)
            listening.bind("socket.txt")
            os.chdir(here)
        self.refused.add("socket.txt")
        for name, kind, numbers in ((b"zero.txt", stat.S_IFCHR, (1, 5)), (b"block.txt", stat.S_IFBLK, (7, 250))):
            try:
                os.mknod(self._at(name), kind | 0o600, os.makedev(*numbers))
            except OSError as error:
                self.left_out.append(f"{name.decode()}: {error.strerror}")
            else:
                self.refused.add(name.decode())
        self._put(b"locked.txt")
        os.chmod(self._at(b"locked.txt"), 0)  # noqa: PTH101 - as above
        if os.geteuid():
            self.read.discard("locked.txt")
            self.refused.add("locked.txt")
        else:
            self.left_out.append("locked.txt: root may read it")


def rows() -> Iterator[tuple[str | None, str | None]]:
    """Give the rows of a Parquet file, path and text, of which only those whose path is `sound-…` are sound."""
    said = _READ.decode()
    yield from (("sound-first.md", said), ("", said), (None, said), ("sound-first.md", said), ("none.md", None))
    yield from (("empty.md", ""), ("../../up.md", said), ("/etc/passwd", said), ("a\nb\x1b[31m.md", said))
    yield from (("x" * 100_000, said), ("nul\0.md", said), ("nul-in-text.md", "5\0 kr"), ("[red].md", "[/] 5 kr"))
    yield from (("html.md", "<!doctype html>" + "<div>" * 2_000), ("pdf.md", "%PDF-1.4"), ("sound-last.md", said))
