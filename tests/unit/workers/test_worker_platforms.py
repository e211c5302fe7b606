"""What differs between platforms and builds, as far as it can be seen on any of them."""

from __future__ import annotations

import ctypes
import sys

import pytest

from assistant.workers.process import WorkerSpec
from assistant.workers.windows_job import ExtendedLimits, limits


def test_a_frozen_build_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    spec = WorkerSpec("reading", "assistant.reading.worker", "The text reader")
    assert spec.command == [sys.executable, "-P", "-m", "assistant.reading.worker"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert spec.command == [sys.executable, "--worker", "reading"]


@pytest.mark.skipif(ctypes.sizeof(ctypes.c_void_p) != 8, reason="the size is of 64-bit Windows")
def test_the_job_structure_is_as_large_as_in_the_windows_headers() -> None:
    assert ctypes.sizeof(ExtendedLimits) == 144


def test_the_job_kills_on_close_and_limits_memory_when_asked() -> None:
    kill_on_close, process_memory = 0x2000, 0x100
    assert limits(0).BasicLimitInformation.LimitFlags == kill_on_close
    limited = limits(1024)
    assert limited.BasicLimitInformation.LimitFlags == kill_on_close | process_memory
    assert limited.ProcessMemoryLimit == 1 << 30
