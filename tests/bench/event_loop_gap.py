"""The worst gap in a Qt event loop while a model loads and describes on a thread beside it.

    event_loop_gap.py FOLDER PICTURE TOKENS

Prints, in milliseconds as a JSON object, the worst gap while nothing else is done and while it
describes. The clock of the loop ticks every 5 ms; a gap is the time between two ticks beyond that.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from pathlib import Path

from PIL import Image
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication

from assistant.core.frame import Frame, Source
from assistant.describing.base import Ability, Task
from assistant.describing.client import DescribingClient

TICK_MS = 5
IDLE_SECONDS = 3.0


def main() -> None:
    """Wait, then load and describe twice, and print both gaps."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    folder, picture = Path(sys.argv[1]), Image.open(sys.argv[2]).convert("RGB")
    task = Task(Ability.DESCRIBE, max_new_tokens=int(sys.argv[3]), repeats=True)
    application = QGuiApplication([])
    gaps: list[float] = []
    worst: list[float] = []
    last = time.perf_counter()

    def tick() -> None:
        nonlocal last
        now = time.perf_counter()
        gaps.append(1000 * (now - last) - TICK_MS)
        last = now
        if not thread.is_alive():
            application.quit()

    def work() -> None:
        time.sleep(IDLE_SECONDS)
        worst.append(max(gaps))
        gaps.clear()
        client = DescribingClient()
        try:
            for _ in range(2):
                for _finding in client.describe(Frame(picture, Source.WINDOW), folder, task):
                    pass
        finally:
            worst.append(max(gaps))
            client.close()

    thread = threading.Thread(target=work, daemon=True)
    timer = QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(tick)
    timer.start(TICK_MS)
    thread.start()
    application.exec()
    print(json.dumps({"idle": worst[0], "describing": worst[1]}))


if __name__ == "__main__":
    main()
