"""Signals end Qt's idle loop. In a process of its own.

Libraries of other tests leave signal stacks behind in theirs (OpenVINO does, once its engine is
freed on another thread), and a signal that is handled on a freed one ends the process.
"""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

PROGRAM = """
import signal
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from assistant.ui.application import QuitSignals

application = QApplication([])
before = [signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)]
signals = QuitSignals(application.quit)
QTimer.singleShot(0, lambda: print("idle", flush=True))
application.exec()
signals.close()
after = [signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)]
print("as before" if after == before else "changed")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_idle_loop(number: signal.Signals) -> None:
    command = [sys.executable, "-c", PROGRAM]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "idle\n"
        process.send_signal(number)
        output, _ = process.communicate(timeout=20)
    assert (process.returncode, output) == (0, "as before\n")
