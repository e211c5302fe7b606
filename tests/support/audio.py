"""A private sound server with a recorder, so that tests hear what a person would hear.

`NullSink` starts a PulseAudio server of its own with one null sink; `env` makes every child (and,
applied to `os.environ`, this process) play to it; its `Recorder` is a clock for sound: onset,
silence, segments. Times are `time.monotonic()` seconds, exact to about 10 ms.
"""

from __future__ import annotations

import bisect
import os
import shutil
import subprocess
import tempfile
import threading
import time
import wave
from pathlib import Path
from typing import IO

import numpy as np
from numpy.typing import NDArray
from support.processes import Service, wait_until

RATE = 44_100
"""Samples per second of every recording; one channel, 16 bit."""

AUDIBLE = 300
"""Absolute sample value from which something counts as heard (1 % of full scale)."""

ALSA_TO_PULSE = """\
</usr/share/alsa/alsa.conf>
pcm.!default { type pulse }
ctl.!default { type pulse }
"""

Samples = NDArray[np.int16]


def missing_programs() -> list[str]:
    """The programs a null sink needs and this machine lacks; empty where one can be started."""
    return [name for name in ("pulseaudio", "parec", "setpriv") if shutil.which(name) is None]


class Recorder:
    """Records a sink's monitor and knows when each sample arrived."""

    def __init__(self, source: str, env: dict[str, str]) -> None:
        """Record `source` (such as "null.monitor") of the server that `env` names."""
        command = ["parec", f"--device={source}", "--raw", "--format=s16le", f"--rate={RATE}"]
        self._process = subprocess.Popen(
            [*command, "--channels=1", "--latency-msec=5"], env=env, stdout=subprocess.PIPE
        )
        self._lock = threading.Lock()
        self._data = bytearray()
        self._counts: list[int] = [0]
        self._arrivals: list[float] = [time.monotonic()]
        self._thread = threading.Thread(target=self._record, name="recorder", daemon=True)
        self._thread.start()
        wait_until(lambda: bool(self._data), "the recorder to receive samples")

    def samples(self, since: float | None = None, until: float | None = None) -> Samples:
        """What arrived between two moments (all of it by default)."""
        first = 0 if since is None else self._index(since)
        with self._lock:
            last = self._counts[-1]
            data = bytes(self._data[: 2 * last])
        if until is not None:
            last = self._index(until)
        return np.frombuffer(data, dtype="<i2")[first:last]

    def onset(self, since: float, timeout: float = 6.0) -> float | None:
        """When the first audible sample after `since` arrived; None where none did in time."""
        deadline = since + timeout
        while True:
            found = self._audible(since)
            if len(found):
                return self._time(int(found[0]))
            if time.monotonic() > deadline:
                return None
            time.sleep(0.01)

    def last_sound(self, since: float, until: float) -> float | None:
        """When the last audible sample in a past or coming stretch of time arrived."""
        time.sleep(max(0.0, until + 0.05 - time.monotonic()))
        found = self._audible(since, until)
        return self._time(int(found[-1])) if len(found) else None

    def segments(
        self, since: float, until: float | None = None, gap: float = 0.25
    ) -> list[tuple[float, float]]:
        """Stretches of sound (start, end) with at least `gap` seconds of silence between them."""
        found = self._audible(since, until)
        if not len(found):
            return []
        breaks = np.nonzero(np.diff(found) > gap * RATE)[0]
        starts = [found[0], *found[breaks + 1]]
        ends = [*found[breaks], found[-1]]
        return [(self._time(int(a)), self._time(int(b))) for a, b in zip(starts, ends, strict=True)]

    def wait_quiet(self, quiet: float = 0.5, timeout: float = 30.0) -> bool:
        """Wait until nothing was audible for `quiet` seconds; False on time-out."""
        deadline = time.monotonic() + timeout
        while time.monotonic() < deadline:
            start = time.monotonic()
            time.sleep(quiet + 0.05)
            if not len(self._audible(start)):
                return True
        return False

    def save(self, path: Path, since: float | None = None, until: float | None = None) -> None:
        """Write what was recorded as a wave file."""
        with wave.open(str(path), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes(self.samples(since, until).tobytes())

    def close(self) -> None:
        """End the recording; what was recorded stays available."""
        self._process.kill()
        self._process.wait()
        self._thread.join(5)
        if self._process.stdout is not None:
            self._process.stdout.close()

    def _record(self) -> None:
        stream: IO[bytes] | None = self._process.stdout
        if stream is None:
            return
        while chunk := os.read(stream.fileno(), 4096):
            with self._lock:
                self._data += chunk
                self._counts.append(len(self._data) // 2)
                self._arrivals.append(time.monotonic())

    def _audible(self, since: float, until: float | None = None) -> NDArray[np.int64]:
        """Indices (of the whole recording) of audible samples."""
        heard = np.abs(self.samples(since, until).astype(np.int32)) > AUDIBLE
        indices: NDArray[np.int64] = np.nonzero(heard)[0] + self._index(since)
        return indices

    def _index(self, moment: float) -> int:
        """The first sample that arrived after `moment`."""
        with self._lock:
            return self._counts[max(0, bisect.bisect_left(self._arrivals, moment) - 1)]

    def _time(self, index: int) -> float:
        with self._lock:
            place = bisect.bisect_right(self._counts, index)
            return self._arrivals[min(place, len(self._arrivals) - 1)]


class NullSink:
    """A private PulseAudio server with one null sink. A context manager.

    `env` is what a process needs to play to it; it also holds a private XDG_RUNTIME_DIR, in which
    other servers (speech-dispatcher) put their sockets.
    """

    def __init__(self, runtime_dir: Path | None = None) -> None:
        """Put the sockets in `runtime_dir`, by default a new folder that `stop` removes."""
        self._given_dir = runtime_dir
        self._server: Service | None = None
        self._recorder: Recorder | None = None
        self.runtime_dir = Path()
        self.env: dict[str, str] = {}

    @property
    def recorder(self) -> Recorder:
        """The recorder that runs since `start`."""
        if self._recorder is None:
            raise RuntimeError("The null sink is not started.")
        return self._recorder

    def start(self) -> None:
        """Start server and recorder.

        Raises:
            TimeoutError: they did not come up within ten seconds.

        """
        self.runtime_dir = self._given_dir or Path(tempfile.mkdtemp(prefix="null-sink-"))
        socket = self.runtime_dir / "pulse" / "native"
        socket.parent.mkdir(mode=0o700, exist_ok=True)
        self.env = no_device_env(self.runtime_dir)
        everything = os.environ | self.env
        protocol = f"module-native-protocol-unix auth-anonymous=1 socket={socket}"
        sink = f"module-null-sink sink_name=null rate={RATE} channels=1"
        command = ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no"]
        command += ["--disable-shm=yes", "-L", protocol, "-L", sink]
        self._server = Service(command, everything, self.runtime_dir / "pulseaudio.log")
        try:
            wait_until(socket.exists, "the sound server's socket")
            self._recorder = Recorder("null.monitor", everything)
        except TimeoutError:
            self.stop()
            raise

    def stop(self) -> None:
        """End recorder and server, and remove their folder."""
        if self._recorder is not None:
            self._recorder.close()
        if self._server is not None:
            self._server.stop()
            self._server = None
        if self._given_dir is None and self.runtime_dir.name.startswith("null-sink-"):
            shutil.rmtree(self.runtime_dir, ignore_errors=True)

    def __enter__(self) -> NullSink:
        """Start, and return self."""
        self.start()
        return self

    def __exit__(self, *_error: object) -> None:
        """Stop."""
        self.stop()


def no_device_env(runtime_dir: Path) -> dict[str, str]:
    """What makes every child find no sound device until a NullSink starts in `runtime_dir`."""
    alsa = runtime_dir / "alsa.conf"
    alsa.write_text(ALSA_TO_PULSE, encoding="ascii")
    return {
        "XDG_RUNTIME_DIR": str(runtime_dir),
        "PULSE_RUNTIME_PATH": str(runtime_dir / "pulse"),
        "PULSE_SERVER": f"unix:{runtime_dir / 'pulse' / 'native'}",
        "ALSA_CONFIG_PATH": str(alsa),
    }
