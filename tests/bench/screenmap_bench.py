"""Times looks at windows of real applications on a screen of 1920 x 1080.

    python tests/bench/screenmap_bench.py [--only NAME]

Each window fills the screen. It is read alone, and looked at with recognised controls, each in
worker processes of their own that have loaded everything and know nothing of the picture: what
looking takes beyond reading is the difference. Then it is looked at again, unchanged, from pixels
only and with what the application tells. Printed are wall and processor milliseconds of all
processes of EarSight, and the memory of the text worker after it.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from statistics import median

import psutil

sys.path[:0] = [str(Path(__file__).resolve().parents[1])]

from support.desk import Desk, DeskOptions  # noqa: E402
from support.real_applications import APPLICATIONS, Application  # noqa: E402

from assistant.composition.parts import Parts  # noqa: E402
from assistant.core.frame import Frame, Source  # noqa: E402
from assistant.core.request import Target  # noqa: E402

SIZE = (1920, 1080)
AGAIN = 5
"""Unchanged looks, of which the median counts."""


def main() -> int:
    """Measure every application that is installed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", default="", help="one application's name")
    options = parser.parse_args()
    print("milliseconds, wall / processor")
    for application in APPLICATIONS:
        if options.only in ("", application.name) and application.installed:
            with Desk(DeskOptions(audio=False, tray=False, size=SIZE)) as desk:
                _fill(desk, application)
                os.environ.update(desk.env)
                _measure(application.name)
    return 0


def _fill(desk: Desk, application: Application) -> None:
    application.open(desk)
    title = desk.focused_window()
    desk.checked("xdotool", "search", "--name", title, "windowsize", *map(str, SIZE))
    desk.checked("xdotool", "search", "--name", title, "windowmove", "0", "0")
    time.sleep(3)


def _measure(name: str) -> None:
    with closing(Parts()) as reading, closing(Parts()) as looking:
        frame = reading.capturer().capture(Target(Source.WINDOW))
        small = Frame(frame.image.crop((0, 0, 640, 200)).rotate(180), Source.FILE)
        pixels = looking.mapper(ask_application=False)
        told = looking.mapper()
        for warm in (lambda: _read(reading, small), lambda: pixels.look(small, "en", "")):
            warm()
        read = _timed(lambda: _read(reading, frame))
        first = _timed(lambda: pixels.look(frame, "en", ""))
        again = _median(lambda: pixels.look(frame, "en", ""))
        told.look(frame, "en", "")
        told_again = _median(lambda: told.look(frame, "en", ""))
        beyond = first[0] - read[0], first[1] - read[1]
        workers = psutil.Process().children(recursive=True)
        memory = max((each.memory_info().rss for each in workers), default=0) / 2**20
    print(
        f"{name}, {frame.image.width} x {frame.image.height}: reading {_shown(read)}, "
        f"looking {_shown(first)}, beyond reading {_shown(beyond)}; again from pixels "
        f"{_shown(again)}, with the application {_shown(told_again)}; worker {memory:.0f} MB",
        flush=True,
    )


def _read(parts: Parts, frame: Frame) -> None:
    for _finding in parts.reader().read(frame, "en", ""):
        pass


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    """Wall and processor seconds of this process and its children."""
    processes = [psutil.Process(), *psutil.Process().children(recursive=True)]
    before, begun = sum(map(_processor, processes)), time.monotonic()
    work()
    return time.monotonic() - begun, sum(map(_processor, processes)) - before


def _median(work: Callable[[], object]) -> tuple[float, float]:
    times = [_timed(work) for _look in range(AGAIN)]
    return median(wall for wall, _used in times), median(used for _wall, used in times)


def _processor(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


def _shown(times: tuple[float, float]) -> str:
    return " / ".join(f"{1000 * seconds:.0f}" for seconds in times)


if __name__ == "__main__":
    raise SystemExit(main())
