"""What was computed from a published version, kept for as long as that is the current one."""

import threading
from collections.abc import Callable, Hashable
from typing import TypeVar, cast

T = TypeVar("T")
_MOST_KEPT = 512


class VersionCache:
    """Keeps answers by version: a published file never changes, so neither does what was made of it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._version: str | None = None
        self._kept: dict[Hashable, object] = {}

    def get(self, version: str, key: Hashable, compute: Callable[[], T]) -> T:
        """Give what is kept under a key, or compute it.

        Args:
            version: the version that it is computed from.
            key: what it is, with everything that it depends on but the version.
            compute: makes it.
        """
        with self._lock:
            if version != self._version:
                self._version, self._kept = version, {}
            if key in self._kept:
                return cast("T", self._kept[key])
        made = compute()
        with self._lock:
            if version == self._version:
                if len(self._kept) >= _MOST_KEPT:
                    del self._kept[next(iter(self._kept))]
                self._kept[key] = made
        return made
