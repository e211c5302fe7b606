"""What a person asks for: one key press, command or socket message is one request."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

import msgspec

from assistant.core.frame import Source


class Verb(StrEnum):
    """What to do with a picture."""

    READ = "read"
    DESCRIBE = "describe"
    ASK = "ask"
    FIND = "find"
    CLASSIFY = "classify"


class Detail(StrEnum):
    """How much a description tells."""

    SHORT = "short"
    LONG = "long"


class Target(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What to capture.

    `monitor` counts from 1; 0 is the monitor that holds the focus. `region` is (x, y, width,
    height) in physical desktop pixels. `window` is the handle of the window to capture, or of the
    one that the region is in; 0 is the active one. `path` and `page` (from 1) name a file.
    """

    source: Source
    monitor: int = 0
    region: tuple[int, int, int, int] | None = None
    path: Path | None = None
    page: int = 1
    window: int = 0


NO_MODEL = "none"
"""As `Request.model`: say what can be measured, read and recognised, whatever is installed."""


class Request(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing to do. Empty `language`, `engine` or `model` means the setting's.

    `question` is what is asked, what to find, or with CLASSIFY the labels, separated by commas.
    With DESCRIBE it is a prompt of one's own, and `preset` the name of a ready one. `follow_up`
    asks about the picture of the last request again, with what was said about it.
    """

    verb: Verb
    target: Target
    language: str = ""
    engine: str = ""
    question: str = ""
    detail: Detail = Detail.SHORT
    model: str = ""
    preset: str = ""
    follow_up: bool = False

    @property
    def text_language(self) -> str:
        """The text's language; of several ("ar+en") the first, because a voice speaks one."""
        return self.language.partition("+")[0]

    @property
    def lacks_question(self) -> bool:
        """Whether the person must be asked for words first."""
        return self.verb in _NEED_WORDS and not self.question.strip()


_NEED_WORDS = frozenset({Verb.ASK, Verb.FIND, Verb.CLASSIFY})
