"""Measures a model while nobody wants anything, and stops at once when somebody does."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import msgspec

from assistant.describing.environment import WORKERS
from assistant.describing.tuning.book import Trial, TuningBook

log = logging.getLogger(__name__)

REST_SECONDS = 30.0
"""So long after an answer nobody has asked for anything: the next request is likely far."""


class Measurement:
    """One running measurement, in a process of its own."""

    def __init__(self, model: Path) -> None:
        if getattr(sys, "frozen", False):
            command = [sys.executable, "--worker", "tuner"]
        else:
            command = [sys.executable, "-P", "-m", "assistant.describing.tuning.tuner"]
        self._child = subprocess.Popen(
            [*command, str(model)],
            env={**os.environ, **WORKERS},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self._stopped = False

    def trials(self) -> Iterator[Trial]:
        """Each as it comes."""
        with self._child as child:
            for line in child.stdout or ():
                with suppress(msgspec.DecodeError):
                    yield msgspec.json.decode(line, type=Trial)

    @property
    def whole(self) -> bool:
        """Whether it came to its own end."""
        return not self._stopped

    def stop(self) -> None:
        """Kill it. Returns at once."""
        self._stopped = True
        self._child.kill()


class IdleTuning:
    """Watches the requests to models. All methods return at once, and may be called anywhere."""

    def __init__(self, book: TuningBook, rest_seconds: float = REST_SECONDS) -> None:
        self._book = book
        self._rest_seconds = rest_seconds
        self._lock = threading.Lock()
        self._timer: threading.Timer | None = None
        self._measurement: Measurement | None = None

    def best(self, model: Path) -> Trial | None:
        """The fastest way for a model, if it is known."""
        return self._book.best(model)

    def interrupt(self) -> None:
        """Somebody wants something: leave the processor to it."""
        with self._lock:
            if self._timer is not None:
                self._timer.cancel()
            if self._measurement is not None:
                self._measurement.stop()
            self._timer = self._measurement = None

    def rest(self, model: Path) -> None:
        """Something was answered with that model: measure it soon, where that was not done yet."""
        self.interrupt()
        if self._book.trials(model) is not None:
            return
        with self._lock:
            self._timer = threading.Timer(self._rest_seconds, self._measure, [model])
            self._timer.daemon = True
            self._timer.start()

    def _measure(self, model: Path) -> None:
        if _on_battery():
            return
        with self._lock:
            if self._timer is not threading.current_thread():
                return
            measurement = self._measurement = Measurement(model)
        found = list(measurement.trials())
        if measurement.whole:
            try:
                self._book.write(model, found)
            except OSError as error:
                log.warning("tuning was not kept: %s", error.strerror)


def _on_battery() -> bool:
    import psutil

    battery = psutil.sensors_battery() if hasattr(psutil, "sensors_battery") else None
    return battery is not None and not battery.power_plugged
