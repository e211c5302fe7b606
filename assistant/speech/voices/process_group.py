"""Ending a process together with what it has started."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress


def kill_group(leader: int) -> None:
    """Kill every process of the group that `leader` leads; nothing happens where there is none.

    Windows has no such groups: there only the leader itself is ended.
    """
    with suppress(OSError):
        if sys.platform == "win32":
            os.kill(leader, signal.SIGTERM)
        else:
            os.killpg(leader, signal.SIGKILL)
