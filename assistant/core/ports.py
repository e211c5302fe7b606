"""What the session needs from the other rooms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Protocol

from assistant.core.conversation import Turn
from assistant.core.findings import Finding
from assistant.core.frame import Frame
from assistant.core.request import Request, Target


class Cue(StrEnum):
    """The earcons; each value is a file `resources/sounds/VALUE.wav`."""

    TAKEN = "taken"
    WORKING = "working"
    DONE = "done"
    FAILED = "failed"


class Capturer(Protocol):
    """Takes the picture that a target names."""

    def capture(self, target: Target) -> Frame:
        """Return a frame that has passed the gates (not black, not empty, not locked …).

        Raises:
            UnreadablePictureError: there is nothing to read on it, and why.
            CaptureError, BadInputError, MissingPartError: it could not be taken.

        """
        ...


class FrameReader(Protocol):
    """Reads a frame in another process."""

    def read(self, frame: Frame, language: str, engine: str) -> Iterator[Finding]:
        """Yield lines as they are found (boxes as `Finding` says), and a `Done` last.

        Raises:
            CancelledError: `cancel` was called.
            MissingPartError, WorkerError, BadInputError: it could not be read.

        """
        ...

    def cancel(self) -> None:
        """End the reading under way, from any thread; its `read` raises within 50 ms.

        Nothing happens where none is under way. A newer `read` ends an older one likewise.
        """
        ...


class Answerer(Protocol):
    """Does what a request wants with a frame: reads, describes, answers or finds."""

    def answer(
        self, frame: Frame, request: Request, history: Sequence[Turn] = ()
    ) -> Iterator[Finding]:
        """Yield findings as they come, and a `Done` last.

        `history` is what was asked and answered about this frame before, oldest first.

        Raises:
            CancelledError: `cancel` was called.
            EarSightError: it could not be done.

        """
        ...

    def cancel(self) -> None:
        """End the answer under way, from any thread; its iterator raises within 50 ms."""
        ...


class Speaker(Protocol):
    """Says sentences, one after the other."""

    def say(
        self, text: str, *, interrupt: bool = False, language: str = "", remember: bool = True
    ) -> None:
        """Queue a sentence, or with `interrupt` drop all others first. Returns at once.

        What is said with `remember=False` is no answer that one would want to hear again.
        """
        ...

    def stop(self) -> None:
        """Silence within 50 ms, and forget what was queued."""
        ...

    def wait(self, timeout: float | None = None) -> bool:
        """Wait (seconds) until everything queued was heard or dropped; False on time-out."""
        ...


class Cues(Protocol):
    """Plays earcons; never raises and never waits."""

    def play(self, cue: Cue) -> None:
        """Start the sound."""
        ...
