"""How many threads are worth having now.

Threads that compute together wait for the slowest of them. On two cores beside two busy programs a
caption took 1.2 seconds on one thread, and 4 to 6 on two.
"""

from __future__ import annotations

import time
from pathlib import Path

LOADAVG = Path("/proc/loadavg")
_LOOKS = 5
_PAUSE = 0.002
"""Seconds between two looks: what runs at all of them is not only passing by; a look that sees
nobody is the last."""


def free_threads(wanted: int = 0) -> int:
    """As many as are wanted (0: one a core), but leave out the cores that others keep busy.

    Only Linux tells (proc_loadavg(5)): elsewhere nobody is taken to be busy.
    """
    import psutil

    cores = psutil.cpu_count(logical=False) or 1
    return max(1, min(wanted or cores, cores - _others()))


def _others() -> int:
    try:
        least = _running()
        for _ in range(1, _LOOKS):
            if least:
                time.sleep(_PAUSE)
                least = min(least, _running())
    except (OSError, ValueError, IndexError):
        return 0
    return least


def _running() -> int:
    """Threads that run now, but this one."""
    return int(LOADAVG.read_text("ascii").split()[3].partition("/")[0]) - 1
