"""A Windows job object around a child: its memory limit, and its end when ours comes."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from ctypes import wintypes

_EXTENDED_LIMIT_INFORMATION = 9
_LIMIT_PROCESS_MEMORY = 0x100
_LIMIT_KILL_ON_JOB_CLOSE = 0x2000
_SET_QUOTA_AND_TERMINATE = 0x0101


class _BasicLimits(ctypes.Structure):
    _fields_ = (
        ("PerProcessUserTimeLimit", ctypes.c_int64),
        ("PerJobUserTimeLimit", ctypes.c_int64),
        ("LimitFlags", ctypes.c_uint32),
        ("MinimumWorkingSetSize", ctypes.c_size_t),
        ("MaximumWorkingSetSize", ctypes.c_size_t),
        ("ActiveProcessLimit", ctypes.c_uint32),
        ("Affinity", ctypes.c_size_t),
        ("PriorityClass", ctypes.c_uint32),
        ("SchedulingClass", ctypes.c_uint32),
    )


class ExtendedLimits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION of winnt.h."""

    _fields_ = (
        ("BasicLimitInformation", _BasicLimits),
        ("IoInfo", ctypes.c_uint64 * 6),
        ("ProcessMemoryLimit", ctypes.c_size_t),
        ("JobMemoryLimit", ctypes.c_size_t),
        ("PeakProcessMemoryUsed", ctypes.c_size_t),
        ("PeakJobMemoryUsed", ctypes.c_size_t),
    )


def limits(memory_mb: int) -> ExtendedLimits:
    """What the job forbids; `memory_mb` 0 is no limit."""
    wanted = ExtendedLimits()
    wanted.BasicLimitInformation.LimitFlags = _LIMIT_KILL_ON_JOB_CLOSE
    if memory_mb:
        wanted.BasicLimitInformation.LimitFlags |= _LIMIT_PROCESS_MEMORY
        wanted.ProcessMemoryLimit = memory_mb << 20
    return wanted


def contain(pid: int, memory_mb: int) -> Callable[[], None]:
    """Put a child, and what it will start, into a job; returns what kills all that is left of it.

    On other systems process groups and rlimits do this, and nothing happens here.
    """
    if sys.platform != "win32":
        return _nothing
    kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    kernel.CreateJobObjectW.restype = wintypes.HANDLE
    kernel.OpenProcess.restype = wintypes.HANDLE
    wanted = limits(memory_mb)
    job = wintypes.HANDLE(kernel.CreateJobObjectW(None, None))
    kernel.SetInformationJobObject(
        job, _EXTENDED_LIMIT_INFORMATION, ctypes.byref(wanted), ctypes.sizeof(wanted)
    )
    process = wintypes.HANDLE(kernel.OpenProcess(_SET_QUOTA_AND_TERMINATE, False, pid))
    kernel.AssignProcessToJobObject(job, process)
    kernel.CloseHandle(process)

    def close() -> None:
        kernel.CloseHandle(job)

    return close


def _nothing() -> None:
    pass
