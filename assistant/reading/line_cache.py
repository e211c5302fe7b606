"""Remembers what was read, by the pixels it was read from. In memory only."""

from __future__ import annotations

from collections import OrderedDict
from hashlib import blake2b
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

V = TypeVar("V")

LINES = 4096
"""Lines kept: about fifty dense screens, well under 2 MB."""


def digest(pixels: NDArray[np.uint8], note: str = "") -> bytes:
    """Return a key for pixels and their shape (and `note`, for what else the result depends on)."""
    key = blake2b(f"{pixels.shape}{note}".encode(), digest_size=16)
    key.update(pixels.tobytes() if not pixels.flags.c_contiguous else pixels.data)
    return key.digest()


class LeastRecent(Generic[V]):
    """A bounded memory that forgets what was not asked for the longest. For one thread."""

    def __init__(self, size: int = LINES) -> None:
        self._size = size
        self._entries: OrderedDict[bytes, V] = OrderedDict()

    def __len__(self) -> int:
        return len(self._entries)

    def get(self, key: bytes) -> V | None:
        """Return what was put under that key, or None."""
        if key in self._entries:
            self._entries.move_to_end(key)
        return self._entries.get(key)

    def put(self, key: bytes, value: V) -> None:
        """Remember; the entry unused for longest goes when there are too many."""
        self._entries[key] = value
        self._entries.move_to_end(key)
        if len(self._entries) > self._size:
            self._entries.popitem(last=False)
