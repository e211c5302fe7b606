"""Keeps freed memory at hand between runs of a model, instead of asking for it anew each time."""

from __future__ import annotations

import ctypes
import gc
import sys

_M_TRIM_THRESHOLD, _M_TOP_PAD, _M_MMAP_MAX = -1, -2, -4
"""Parameters of mallopt(3)."""


def keep_freed_memory() -> None:
    """Give back what loading left over, and from now on keep what is freed (glibc; else nothing).

    Every layer takes and frees large buffers, and fresh pages cost the system time: measured on
    Florence-2, an eighth of the processor's whole time.
    """
    gc.collect()
    _set(most_mapped=0, kept_bytes=1 << 30, step_bytes=64 << 20)


def release_freed_memory() -> None:
    """Give freed memory back from now on: while a model loads, most of it is needed only once."""
    _set(most_mapped=65_536, kept_bytes=128 << 10, step_bytes=128 << 10)


def _set(*, most_mapped: int, kept_bytes: int, step_bytes: int) -> None:
    if sys.platform != "linux":
        return
    library = ctypes.CDLL(None)
    if not hasattr(library, "mallopt"):
        return
    library.mallopt(_M_MMAP_MAX, most_mapped)
    library.mallopt(_M_TRIM_THRESHOLD, kept_bytes)
    library.mallopt(_M_TOP_PAD, step_bytes)
    if hasattr(library, "malloc_trim"):
        library.malloc_trim(0)
