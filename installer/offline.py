"""Runs a program where only the loopback interface exists: `offline.py PROGRAM [ARGUMENT…]`.

Meant to be the first program in a network namespace of its own (`unshare --net`), where even the
loopback interface is down at first.
"""

from __future__ import annotations

import ctypes
import os
import socket
import struct
import sys

if sys.platform != "linux":
    raise SystemExit("Network namespaces are a Linux thing.")

import fcntl

# linux/sockios.h, linux/if.h and linux/prctl.h
_SIOCGIFFLAGS = 0x8913
_SIOCSIFFLAGS = 0x8914
_IFF_UP = 0x1
_PR_CAP_AMBIENT = 47
_PR_CAP_AMBIENT_CLEAR_ALL = 4


def _flags(control: socket.socket, interface: str) -> int:
    request = struct.pack("16sH22x", interface.encode(), 0)
    flags: int = struct.unpack("16sH22x", fcntl.ioctl(control, _SIOCGIFFLAGS, request))[1]
    return flags


def isolate() -> None:
    """Make sure that no network is there, and switch the loopback interface on.

    Raises:
        SystemExit: an interface besides loopback is up.

    """
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
        for _, interface in socket.if_nameindex():
            if interface != "lo" and _flags(control, interface) & _IFF_UP:
                raise SystemExit(f"The network is still there: {interface} is up.")
        up = struct.pack("16sH22x", b"lo", _flags(control, "lo") | _IFF_UP)
        fcntl.ioctl(control, _SIOCSIFFLAGS, up)


def main() -> None:
    """Isolate, give back the rights that took, and become the program."""
    isolate()
    ctypes.CDLL(None).prctl(_PR_CAP_AMBIENT, _PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0)
    os.execvp(sys.argv[1], sys.argv[1:])


if __name__ == "__main__":
    main()
