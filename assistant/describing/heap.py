"""Keeps freed memory at hand between runs of a model, instead of asking for it anew each time."""

from __future__ import annotations

import ctypes
import gc
import sys

_M_TRIM_THRESHOLD, _M_TOP_PAD, _M_MMAP_MAX, _M_ARENA_MAX = -1, -2, -4, -8
"""Parameters of mallopt(3)."""


def keep_freed_memory() -> None:
    """Give back what loading left over, and from now on keep what is freed (glibc; else nothing).

    Every layer takes and frees large buffers, and fresh pages cost the system time: measured on
    Florence-2, an eighth of the processor's whole time.
    """
    gc.collect()
    _set(most_mapped=0, kept_bytes=1 << 30, step_bytes=64 << 20)


def share_one_heap() -> None:
    """Let all threads that are started from now on take memory from the first one's heap (glibc).

    Only that one keeps what is freed; the others' are of 64 MB at most and give it back each time.
    Measured on Florence-2, a thirteenth of the processor's whole time.
    """
    library = _library()
    if library is not None:
        library.mallopt(_M_ARENA_MAX, 1)


def release_freed_memory() -> None:
    """Give freed memory back from now on: while a model loads, most of it is needed only once."""
    _set(most_mapped=65_536, kept_bytes=128 << 10, step_bytes=128 << 10)


def _set(*, most_mapped: int, kept_bytes: int, step_bytes: int) -> None:
    library = _library()
    if library is None:
        return
    library.mallopt(_M_MMAP_MAX, most_mapped)
    library.mallopt(_M_TRIM_THRESHOLD, kept_bytes)
    library.mallopt(_M_TOP_PAD, step_bytes)
    if hasattr(library, "malloc_trim"):
        library.malloc_trim(0)


def _library() -> ctypes.CDLL | None:
    """What has glibc's parameters of its heap; None elsewhere."""
    if sys.platform != "linux":
        return None
    library = ctypes.CDLL(None)
    return library if hasattr(library, "mallopt") else None
