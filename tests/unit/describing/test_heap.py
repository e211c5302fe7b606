"""What a thread frees is at hand for the next time, without the system being asked."""

from __future__ import annotations

import ctypes
import subprocess
import sys

import pytest

PROGRAM = """
import resource, sys
from concurrent.futures import ThreadPoolExecutor
from assistant.describing.heap import keep_freed_memory, share_one_heap

def faults():
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    large = bytearray(100_000_000)
    large[:] = bytes(1) * len(large)
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before

if sys.argv[1:] == ["shared"]:
    share_one_heap()
keep_freed_memory()
with ThreadPoolExecutor(1) as thread:
    print([thread.submit(faults).result() for _ in range(3)][-1])
"""


@pytest.mark.skipif(
    sys.platform != "linux" or not hasattr(ctypes.CDLL(None), "mallopt"), reason="no glibc"
)
def test_a_thread_keeps_what_it_freed_only_on_the_first_ones_heap() -> None:
    def faults(*arguments: str) -> int:
        program = [sys.executable, "-c", PROGRAM, *arguments]
        return int(subprocess.run(program, capture_output=True, check=True).stdout)

    assert faults("shared") < 1000 < faults()
