"""Measures what watching a full-HD window costs, in parts of one core.

    python tests/bench/watch_bench.py [--seconds N]

For each way of knowing of changes: a window in which nothing changes, one with a caret that blinks,
and a terminal that prints ten lines a second. The processes' own CPU time is counted, which other
jobs on the machine hardly change.
"""

from __future__ import annotations

import argparse
import json
import sys
import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1])]

import psutil  # noqa: E402
from support.desk import Desk, DeskOptions  # noqa: E402
from support.processes import Service  # noqa: E402

from assistant.composition.parts import Parts  # noqa: E402
from assistant.core.errors import EarSightError  # noqa: E402
from assistant.core.frame import Source  # noqa: E402
from assistant.core.request import Target  # noqa: E402
from assistant.watching.looks import Look  # noqa: E402
from assistant.watching.news import Told  # noqa: E402
from assistant.watching.registry import pixel_guards  # noqa: E402
from assistant.watching.subject import Sight, subject_of  # noqa: E402
from assistant.watching.watch import Ending, Means, Watch  # noqa: E402

SIZE = (1920, 1080)
SETTLE = 12.0
"""Seconds after which a watch counts as one in which nothing changes."""
TEXT = "The quick brown fox jumps over the lazy dog, and nothing else happens here at all.\n" * 40
STILL = f"import time\nprint({TEXT[:1500]!r})\ntime.sleep(100000)\n"
PRINTER = "import time\nfor n in range(100000):\n print(f'Line {n} of it'); time.sleep(0.1)\n"


class Counter:
    """The `Follower` that counts."""

    def __init__(self) -> None:
        self.lines = 0
        self.read = 0
        self.begun = threading.Event()

    def on_news(self, told: list[Told], look: Look) -> None:
        self.lines += len(told)

    def on_read(self, look: Look) -> None:
        self.read += 1
        self.begun.set()

    def on_sight(self, sight: Sight) -> None:
        print(f"not seen: {sight}", file=sys.stderr)

    def on_end(self, ending: Ending, error: EarSightError | None) -> None:
        print(f"ended: {ending} {error}", file=sys.stderr)


def watch(way: str, seconds: float) -> None:
    """Watch the active window, and print what it took. Runs on the desk."""
    guards = next(each for each in pixel_guards() if each.name == way).load()
    with closing(Parts()) as parts:
        capturer, reader = parts.capturer(), parts.reader()
        means = Means(capturer, guards, lambda frame: reader.read(frame, "en", ""), lambda: False)
        counter = Counter()
        subject = subject_of(Target(Source.WINDOW), capturer)
        follow = Watch(subject, means, counter)
        counter.begun.wait(120)
        time.sleep(SETTLE)
        read, lines = counter.read, counter.lines
        processes = [psutil.Process(), *psutil.Process().children(recursive=True)]
        before = [_cpu(process) for process in processes]
        time.sleep(seconds)
        spent = [_cpu(process) - was for process, was in zip(processes, before, strict=True)]
        follow.stop()
        found = {
            "size": [subject.rect.width, subject.rect.height],
            "watching": spent[0] / seconds,
            "reading": sum(spent[1:]) / seconds,
            "looks read": counter.read - read,
            "lines": counter.lines - lines,
        }
    print(json.dumps(found))


def _cpu(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


def main() -> int:
    """Run all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--watch", metavar="WAY")
    options = parser.parse_args()
    if options.watch:
        watch(options.watch, options.seconds)
        return 0
    with Desk(DeskOptions(audio=False, tray=False, size=SIZE)) as desk:
        shown: dict[str, Callable[[], Service]] = {
            "nothing changes": lambda: desk.open_sample(TEXT[:2000], "Static").service,
            "a caret blinks": lambda: desk.spawn(
                "caret", ["xterm", "-bc", "-T", "Caret", "-e", sys.executable, "-u", "-c", STILL]
            ),
            "ten lines a second": lambda: desk.spawn(
                "terminal", ["xterm", "-T", "Log", "-e", sys.executable, "-u", "-c", PRINTER]
            ),
        }
        for name, show in shown.items():
            service = show()
            time.sleep(2)
            title = desk.focused_window()
            desk.checked("xdotool", "search", "--name", title, "windowsize", *map(str, SIZE))
            desk.checked("xdotool", "search", "--name", title, "windowmove", "0", "0")
            time.sleep(1)
            for each in pixel_guards():
                command = [sys.executable, __file__, "--watch", each.name]
                command += ["--seconds", str(options.seconds)]
                done = desk.run(command, timeout=300)
                print(
                    f"{name}, {each.name}: {done.stdout.strip()}{done.stderr[-2000:]}", flush=True
                )
            service.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
