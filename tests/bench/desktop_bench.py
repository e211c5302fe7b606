"""Measures the running EarSight on a test desktop: what a person feels, and what it costs.

    python tests/bench/desktop_bench.py [--pages N]

Everything is measured from outside: keys are pressed on a virtual display, sound is recorded at
the sound server, stalls are seen by window pings. Wall times are medians; what else runs on the
machine shows in them.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median

sys.path[:0] = [str(Path(__file__).resolve().parents[1])]

from support.desk import Desk, DeskOptions  # noqa: E402
from support.keyboard import Keyboard  # noqa: E402
from support.ping_window import Pinger, find_window  # noqa: E402
from support.processes import wait_until  # noqa: E402
from Xlib.display import Display  # noqa: E402

from assistant.hotkeys.defaults import default_chords  # noqa: E402

WORDS = (
    "about after again always answer because before between bridge carry certain change circle "
    "close colour country course cover during early earth enough every example family father "
    "follow garden ground happen hundred island language learn letter light listen machine many "
    "measure morning mother mountain nothing number open order paper people picture plant point "
    "question reason river school second sentence several simple summer table through together "
    "travel under usual voice watch water window winter without world write"
)
FORBIDDEN = ("cv2", "numpy", "onnxruntime", "openvino", "tesserocr", "torch", "transformers")
WARM_UP = 90.0
"""Seconds that the first reading may take: models are loaded and compiled."""


def page(number: int) -> str:
    """About 400 words in paragraphs, other ones for each number."""
    choose = random.Random(number)  # noqa: S311 - the same pages every time
    vocabulary = WORDS.split()
    paragraphs = []
    for _ in range(8):
        words = [choose.choice(vocabulary) for _ in range(50)]
        paragraphs.append(" ".join(words).capitalize() + ".")
    return "\n\n".join(paragraphs)


class App:
    """A running EarSight on a desk."""

    def __init__(self, desk: Desk, *, earcons: bool) -> None:
        """Start it, and wait until its event loop answers: by then it has taken its keys."""
        self.desk = desk
        for key, value in (("desktop.announce_start", "false"), ("sounds.enabled", str(earcons))):
            desk.checked("earsight", "settings", "set", key, value.lower())
        begun = time.monotonic()
        self.service = desk.spawn("earsight", ["earsight"])
        wait_until(self._answers, "EarSight to answer", 30)
        self.start_seconds = time.monotonic() - begun
        self._keyboard = Keyboard(desk.env["DISPLAY"])
        self._chords = {name: chord.lower() for name, chord in default_chords().items()}

    def press(self, action: str) -> float:
        """Press the chord of an action; return when it was pressed."""
        return self._keyboard.press(self._chords[action])

    def sound_after(self, moment: float, timeout: float = 20.0) -> float:
        """Seconds from a moment to the next sound; the bench ends where there is none."""
        onset = self.desk.recorder.onset(moment, timeout)
        if onset is None:
            raise SystemExit(f"No sound within {timeout:g} s.\n{self.service.text()}")
        return onset - moment

    def silence_after_stop(self) -> float:
        """Press stop; return the seconds until the last sound."""
        moment = self.press("stop")
        last = self.desk.recorder.last_sound(moment, moment + 1.0)
        return max(0.0, (last or moment) - moment)

    def quit(self) -> None:
        """End it, and wait for silence."""
        self.desk.run(["earsight", "trigger", "quit"])
        self.service.wait()
        self._keyboard.close()
        self.desk.recorder.wait_quiet()

    def ticks(self) -> int:
        """Processor ticks (10 ms) used so far, by itself and without its helpers."""
        fields = Path(f"/proc/{self.service.pid}/stat").read_text().rpartition(")")[2].split()
        return int(fields[11]) + int(fields[12])

    def resident_mb(self) -> float:
        """Resident memory, MB (VmRSS of proc(5))."""
        status = Path(f"/proc/{self.service.pid}/status").read_text()
        kilobytes = next(line for line in status.splitlines() if line.startswith("VmRSS"))
        return int(kilobytes.split()[1]) / 1024

    def forbidden_libraries(self) -> list[str]:
        """The numerical runtimes that are mapped into it."""
        maps = Path(f"/proc/{self.service.pid}/maps").read_text()
        return [name for name in FORBIDDEN if f"site-packages/{name}/" in maps]

    def _answers(self) -> bool:
        display = Display(self.desk.env["DISPLAY"])
        try:
            window = find_window(display, self.service.pid)
            return Pinger(display, window).round_trip() is not None
        except LookupError:
            return False
        finally:
            display.close()


@contextmanager
def pings(app: App) -> Iterator[list[float]]:
    """Ping the app's window all the while; the list gets the round trips (seconds) at the end."""
    program = Path(__file__).resolve().parents[1] / "support" / "ping_window.py"
    trips: list[float] = []
    with subprocess.Popen(
        [sys.executable, str(program), str(app.service.pid)],
        env=app.desk.env,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        if process.stdout is None or process.stdout.readline().strip() != "ready":
            raise SystemExit("EarSight has no window that answers pings.")
        yield trips
        output, _ = process.communicate("\n")
    trips += [trip for _, trip in json.loads(output) if trip is not None]


def _show(name: str, values: Sequence[float], unit: str, target: str = "") -> None:
    spread = f"  ({min(values):.0f} to {max(values):.0f})" if len(values) > 1 else ""
    goal = f"  [reach: {target}]" if target else ""
    print(f"  {name:44}{median(values):8.1f} {unit}{spread}{goal}", flush=True)


def _milliseconds(seconds: Sequence[float]) -> list[float]:
    return [1000 * value for value in seconds]


def measure_earcons(desk: Desk, presses: int) -> None:
    """Key to the sound that says the key was taken."""
    app = App(desk, earcons=True)
    desk.open_sample(page(0), "Warm")
    app.sound_after(app.press("read-window"), WARM_UP)
    times = []
    for _ in range(presses):
        app.press("stop")
        desk.recorder.wait_quiet()
        times.append(app.sound_after(app.press("read-window")))
    app.quit()
    _show("key -> taken sound", _milliseconds(times), "ms")


def measure_reading(desk: Desk, pages: int) -> None:
    """Key to speech on new and unchanged pages, stop to silence, stalls, memory and idle."""
    app = App(desk, earcons=False)
    _show("start -> ready", [1000 * app.start_seconds], "ms")
    desk.open_sample(page(0), "Page 0")
    app.sound_after(app.press("read-window"), WARM_UP)
    app.silence_after_stop()
    new, again, stop, worst = [], [], [], []
    for number in range(1, pages + 1):
        sample = desk.open_sample(page(number), f"Page {number}")
        desk.checked("xdotool", "getactivewindow", "windowsize", "--sync", "1300", "900")
        time.sleep(0.5)
        with pings(app) as trips:
            new.append(app.sound_after(app.press("read-window")))
            time.sleep(1.0)
            stop.append(app.silence_after_stop())
        worst.append(max(trips))
        again.append(app.sound_after(app.press("read-window")))
        stop.append(app.silence_after_stop())
        sample.service.stop()
    _show("key -> first speech, new dense page", _milliseconds(new), "ms", "<= 250")
    _show("key -> first speech, unchanged page", _milliseconds(again), "ms", "<= 250")
    _show("stop key -> silence", _milliseconds(stop), "ms", "<= 50")
    _show("worst event-loop gap during a read", _milliseconds(worst), "ms", "<= 30")
    measure_cost(app)
    app.quit()


def measure_cost(app: App) -> None:
    """What the desktop process holds and uses while nobody asks for anything."""
    _show("desktop process, resident memory", [app.resident_mb()], "MB", "<= 90")
    before = app.ticks()
    time.sleep(10)
    _show("idle processor ticks (10 ms) in 10 s", [app.ticks() - before], "", "0")
    print(f"  numerical runtimes in it: {', '.join(app.forbidden_libraries()) or 'none'}")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=int, default=7, help="how many pages to read")
    pages = parser.parse_args().pages
    options = DeskOptions(size=(1920, 1080))
    if missing := options.missing_programs():
        raise SystemExit(f"No test desktop here: {', '.join(missing)} not installed.")
    print(f"Desktop, medians of {pages} pages; {os.cpu_count()} cores")
    with Desk(options) as desk:
        measure_reading(desk, pages)
        measure_earcons(desk, pages)


if __name__ == "__main__":
    main()
