"""System libraries of Windows through ctypes."""

from __future__ import annotations

import sys
from functools import cache
from typing import Any


@cache
def library(name: str) -> Any:
    """The system library of that name ("user32"), our own copy of its function table.

    Raises:
        OSError: it is not there, as on every other platform.

    """
    if sys.platform == "win32":
        import ctypes

        return ctypes.WinDLL(name, use_last_error=True)
    raise OSError(f"{name} is a library of Windows")
