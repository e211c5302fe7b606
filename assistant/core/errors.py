"""The errors a person can meet: a code for machines, a sentence to hear, and its remedy."""

from __future__ import annotations

from typing import ClassVar

from assistant.core.findings import Failure


class EarSightError(Exception):
    """Anything that went wrong and that a person should hear about.

    `code` is stable and for programs; `message` says what happened, `remedy` what to do; both are
    translated, short and speakable. `exit_status` is the command line's.
    """

    code: ClassVar[str] = "failed"
    exit_status: ClassVar[int] = 4

    def __init__(self, message: str, remedy: str = "", *, code: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy
        self.error_code = code or self.code

    @property
    def spoken(self) -> str:
        """Message and remedy as one utterance."""
        return f"{self.message} {self.remedy}".strip()

    def as_failure(self) -> Failure:
        """The same as the last finding of a stream."""
        return Failure(self.error_code, self.message, self.remedy)


class BadInputError(EarSightError):
    """What was given cannot be used: a broken file, a wrong option, a rectangle off the desktop."""

    code = "bad-input"
    exit_status = 2


class MissingPartError(EarSightError):
    """A program, library, language pack, model or permission is not there."""

    code = "missing"
    exit_status = 3


class CaptureError(EarSightError):
    """The picture could not be taken."""

    code = "capture-failed"


class UnreadablePictureError(CaptureError):
    """The picture was taken, but is black, uniform, transparent, tiny, locked or off-screen."""

    code = "nothing-to-read"


class WorkerError(EarSightError):
    """A worker process died, hung, or sent what it must not."""

    code = "worker-failed"


class SpeechError(EarSightError):
    """A voice gave no sound."""

    code = "no-sound"


class CancelledError(EarSightError):
    """A newer request or the stop key ended this one. Never spoken."""

    code = "cancelled"

    def __init__(self) -> None:
        super().__init__("Cancelled.")
