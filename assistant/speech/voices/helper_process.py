"""A child process that does an engine's work and can be killed at any moment."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue

import msgspec

import assistant
from assistant.core.errors import SpeechError
from assistant.core.i18n import _
from assistant.speech.base import VoiceInfo
from assistant.speech.voices.messages import Answer, Command, Event, Ready
from assistant.speech.voices.process_group import kill_group

LONGEST_LINE = 1 << 20
"""Bytes of a message; the longest, the list of voices, has about 20,000."""


class HelperProcess:
    """One helper: `python -m assistant.speech.voices.NAME_helper`, or `--worker NAME` when frozen.

    It leads a process group of its own, so that `kill` also takes the player it may have started,
    and keeps its temporary files in a private folder (in memory where the platform has one). It
    ends by itself when this process does.
    """

    def __init__(self, name: str, *arguments: str) -> None:
        """Start it, with `arguments` of its own. Returns before it is ready.

        Raises:
            SpeechError: it could not be started.

        """
        self._folder = Path(tempfile.mkdtemp(prefix="earsight-voice-", dir=_memory_folder()))
        try:
            self._process = _start([name, *arguments], self._folder)
        except OSError as error:
            shutil.rmtree(self._folder, ignore_errors=True)
            raise SpeechError(_("The voice could not be started."), str(error.strerror)) from error
        self._lock = threading.Lock()
        self._events: SimpleQueue[Answer | None] = SimpleQueue()
        self._voices: tuple[VoiceInfo, ...] | None = None
        self._ready_or_gone = threading.Event()
        self._gone = False
        self._reader = threading.Thread(target=self._read, name=f"voice-{name}", daemon=True)
        self._reader.start()

    @property
    def pid(self) -> int:
        """The process, which is also the number of its group."""
        return self._process.pid

    @property
    def gone(self) -> bool:
        """Whether it has ended."""
        return self._gone

    def voices(self, timeout: float) -> tuple[VoiceInfo, ...] | None:
        """Wait until it is ready and return its voices; None where it is not ready in time."""
        self._ready_or_gone.wait(timeout)
        return self._voices

    def send(self, command: Command) -> None:
        """Give it a command; one that has died is noticed by `receive`."""
        stream = self._process.stdin
        with suppress(OSError, ValueError):
            if stream is not None:
                stream.write(msgspec.json.encode(command) + b"\n")
                stream.flush()

    def receive(self, timeout: float) -> Answer | None:
        """Wait (seconds) for its answer to a command; None where it has died.

        Raises:
            TimeoutError: it said nothing.

        """
        try:
            return self._events.get(timeout=timeout)
        except Empty:
            raise TimeoutError from None

    def kill(self) -> None:
        """End the process and its children at once, from any thread. `close` tidies up after it."""
        with self._lock:
            if self._process.returncode is None:
                kill_group(self._process.pid)

    def close(self) -> None:
        """Kill it, and leave no zombie, thread, pipe or file behind."""
        self.kill()
        with self._lock:
            self._process.wait()
        self._reader.join()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                # What `send` had left in the buffer for a dead child is refused.
                with suppress(OSError):
                    stream.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _read(self) -> None:
        decoder = msgspec.json.Decoder(Event)
        stream = self._process.stdout
        try:
            while stream is not None and (line := stream.readline(LONGEST_LINE)):
                event = decoder.decode(line)
                if isinstance(event, Ready):
                    self._voices = event.voices
                    self._ready_or_gone.set()
                else:
                    self._events.put(event)
        except msgspec.DecodeError:
            pass  # a helper that speaks nonsense is as good as dead
        self._gone = True
        self._events.put(None)
        self._ready_or_gone.set()


def _start(helper: Sequence[str], folder: Path) -> subprocess.Popen[bytes]:
    name, *arguments = helper
    environment = os.environ | {"TMPDIR": str(folder), "TEMP": str(folder), "TMP": str(folder)}
    if getattr(sys, "frozen", False):
        command = [sys.executable, "--worker", name]
    else:
        # -P keeps the working folder out of the import path; the package is found where it is here.
        command = [sys.executable, "-P", "-m", f"assistant.speech.voices.{name}_helper"]
        root = str(Path(assistant.__file__).resolve().parent.parent)
        paths = [root, environment.get("PYTHONPATH", "")]
        environment["PYTHONPATH"] = os.pathsep.join(filter(None, paths))
    flags = 0
    if sys.platform == "win32":
        flags = subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW
    return subprocess.Popen(
        [*command, str(folder), *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        start_new_session=True,
        creationflags=flags,
    )


def _memory_folder() -> str | None:
    """A folder kept in memory and of this user only: the sound of the screen is screen content."""
    for candidate in (os.environ.get("XDG_RUNTIME_DIR", ""), "/dev/shm"):  # noqa: S108
        if sys.platform == "linux" and candidate and os.access(candidate, os.W_OK | os.X_OK):
            return candidate
    return None
