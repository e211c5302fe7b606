"""The inside of a helper process: it obeys a pipe and ends, with its children, when that ends."""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from queue import SimpleQueue
from typing import BinaryIO, NoReturn, Protocol

import msgspec

from assistant.speech.base import VoiceInfo
from assistant.speech.voices.messages import (
    Answer,
    Command,
    Done,
    Event,
    Failed,
    Ready,
    Save,
    Speak,
)
from assistant.speech.voices.problems import NoSoundError, Problem
from assistant.speech.voices.process_group import kill_group


class ServedEngine(Protocol):
    """An engine as the helper process drives it. Its methods raise NoSoundError."""

    def voices(self) -> Sequence[VoiceInfo]:
        """Installed voices."""
        ...

    def speak(self, command: Speak) -> None:
        """Say it; return when it has been heard."""
        ...

    def save(self, command: Save) -> None:
        """Write it as a PCM wave file."""
        ...


def serve(make_engine: Callable[[Path], ServedEngine], arguments: Sequence[str]) -> NoReturn:
    """Make the engine, then obey standard input until it ends.

    `arguments` are those that `HelperProcess` gives: this process's private folder, which is
    removed at the end. Engines must be made and run in one thread: this one.
    """
    folder = Path(arguments[0])
    # The pipe gets a descriptor of its own that children do not inherit: engines and players print.
    events = os.fdopen(os.dup(1), "wb", 0)
    os.dup2(2, 1)
    commands: SimpleQueue[Command] = SimpleQueue()
    threading.Thread(target=_listen, args=(folder, commands), daemon=True).start()
    try:
        engine = make_engine(folder)
        _send(events, Ready(tuple(engine.voices())))
        while True:
            _send(events, _obey(engine, commands.get()))
    except NoSoundError as error:
        _send(events, Failed(error.problem, error.detail))
    finally:
        _end(folder)


def _obey(engine: ServedEngine, command: Command) -> Answer:
    start = time.monotonic()
    try:
        engine.speak(command) if isinstance(command, Speak) else engine.save(command)
    except NoSoundError as error:
        return Failed(error.problem, error.detail)
    except OSError as error:
        return Failed(Problem.ENGINE, f"{type(error).__name__}: {error.strerror}")
    return Done(time.monotonic() - start)


def _listen(folder: Path, commands: SimpleQueue[Command]) -> None:
    """Pass on commands; at the end of the pipe (the parent is gone, however it went) end it all."""
    decoder = msgspec.json.Decoder(Command)
    try:
        with os.fdopen(os.dup(0), "rb") as stream:
            for line in stream:
                commands.put(decoder.decode(line))
    finally:
        _end(folder)


def _send(events: BinaryIO, event: Event) -> None:
    events.write(msgspec.json.encode(event) + b"\n")


def _end(folder: Path) -> NoReturn:
    shutil.rmtree(folder, ignore_errors=True)
    kill_group(os.getpid())
    os._exit(0)
