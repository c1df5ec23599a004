"""What was computed from a published version, kept for as long as that is the current one."""

import threading
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

T = TypeVar("T")
_MOST_KEPT = 512


@dataclass(slots=True)
class _Kept:
    making: threading.Lock = field(default_factory=threading.Lock)
    is_made: bool = False
    made: Any = None


class VersionCache:
    """Keeps answers by version: a published file never changes, so neither does what was made of it.

    Where many ask at once for what nobody has made yet, as after a new version, one makes it and the others wait.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._version: str | None = None
        self._kept: dict[Hashable, _Kept] = {}

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
            kept = self._kept.get(key)
            if kept is None:
                if len(self._kept) >= _MOST_KEPT:
                    del self._kept[next(iter(self._kept))]
                kept = self._kept[key] = _Kept()
        with kept.making:
            if not kept.is_made:
                kept.made, kept.is_made = compute(), True
        return cast("T", kept.made)
