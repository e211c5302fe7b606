"""What a worker may not do: use the network, or take all memory; and it dies with its parent."""

from __future__ import annotations

import ctypes
import os
import socket
import sys

_NAME_LOOKUPS = frozenset(
    {
        "socket.getaddrinfo",
        "socket.gethostbyaddr",
        "socket.gethostbyname",
        "socket.getnameinfo",
    }
)
_PR_SET_PDEATHSIG = 1


def refuse_network() -> None:
    """Make every Python library of this process fail when it opens anything but a local socket.

    Libraries phone home (openvino's telemetry does at import). The hook cannot be taken out again;
    see PEP 578 for its events.
    """
    local = getattr(socket, "AF_UNIX", None)

    def check(event: str, arguments: tuple[object, ...]) -> None:
        if event in _NAME_LOOKUPS or (event == "socket.__new__" and arguments[1] != local):
            raise PermissionError("EarSight's workers do not use the network.")

    sys.addaudithook(check)


def limit_memory(megabytes: int) -> None:
    """Make allocations past this many MiB fail, so that one picture cannot take the machine down.

    Linux only: there RLIMIT_DATA counts private writable memory and not what is merely reserved.
    On Windows the host puts the worker into a job object; macOS has no working limit.
    """
    if sys.platform == "linux" and megabytes:
        import resource

        limit = megabytes << 20
        _soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
        if hard != resource.RLIM_INFINITY:
            limit = min(limit, hard)
        resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))


def lower_priority(nice: int) -> None:
    """Add `nice` to this process's niceness; on Windows the host sets the priority class."""
    if sys.platform != "win32" and nice:
        os.nice(nice)


def die_with_parent() -> None:
    """Have the kernel kill this process when the thread that started it ends (Linux, prctl(2)).

    Elsewhere, and when the parent is gone already, the end of the standard input does it.
    """
    if sys.platform == "linux":
        import signal

        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
