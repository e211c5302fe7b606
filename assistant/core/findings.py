"""What a worker finds in a frame, as a stream. The same shapes are the `--json` output.

`Line` … `Progress` … and one `Done` or `Failure` last. They cross the worker's pipe as JSON, and
are checked against these types on arrival.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import msgspec

Box = tuple[int, int, int, int]
"""x0, y0, x1, y1 in pixels, half-open; of the desktop for a screen, else of the picture."""

Fraction = Annotated[float, msgspec.Meta(ge=0.0, le=1.0)]


class _Finding(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="type"):
    pass


class Line(_Finding, frozen=True, tag="line"):
    """One line of text that OCR read. Lines with one `block` number belong to one paragraph."""

    text: str
    box: Box
    confidence: Fraction
    block: int


class Kind(StrEnum):
    """How a sentence is known."""

    READ = "read"
    MEASURED = "measured"
    GUESSED = "guessed"


class Sentence(_Finding, frozen=True, tag="sentence"):
    """One sentence about a picture. `model` names who guessed it; empty for the other kinds.

    `unsure` are the words of `text` (numbers, codes, names) that OCR could not confirm. `language`
    is the text's, as a tag; empty for the one that EarSight talks in.
    """

    text: str
    kind: Kind
    model: str = ""
    unsure: tuple[str, ...] = ()
    language: str = ""


class Place(_Finding, frozen=True, tag="place"):
    """Where something is that a model found."""

    label: str
    box: Box
    model: str = ""


class Origin(StrEnum):
    """How a thing on a screen is known: its application told, OCR read, or pixels look like it."""

    TOLD = "told"
    READ = "read"
    RECOGNISED = "recognised"


class Control(_Finding, frozen=True, tag="control"):
    """One thing of a screen map. `kind` and `state` are words such as "check box", "checked"."""

    kind: str
    name: str
    state: str
    box: Box
    source: Origin
    confidence: Fraction


class Seen(_Finding, frozen=True, tag="seen"):
    """What pixels alone look like, from the worker; the screen map makes a `Control` of it.

    `kind` is as in `Control`. `state` is "checked" (also for on and selected), "unchecked" or
    empty; `icon` is what the picture on it shows, or empty.
    """

    kind: str
    box: Box
    confidence: Fraction
    state: str = ""
    state_confidence: Fraction = 0.0
    icon: str = ""
    icon_confidence: Fraction = 0.0


class Progress(_Finding, frozen=True, tag="progress"):
    """Where a long job is: `stage` is a word such as "loading"; `fraction` is of the whole job."""

    stage: str
    fraction: Fraction = 0.0


class Offer(_Finding, frozen=True, tag="offer"):
    """What a model's download would bring: asked of the hub, before anything is fetched.

    `revision` is the commit that would be installed; sizes in bytes, `missing` is what an
    interrupted download has not brought yet.
    """

    name: str
    host: str
    revision: str
    size: int
    missing: int


class Done(_Finding, frozen=True, tag="done"):
    """The end of a reading. Times in seconds, from the moment the worker had the pixels."""

    engine: str
    lines: int
    seconds: float
    first_line_seconds: float | None = None


class Failure(_Finding, frozen=True, tag="error"):
    """The end of a job that failed: code, what happened, and what the person can do about it."""

    code: str
    message: str
    remedy: str


Finding = Line | Sentence | Place | Control | Seen | Progress | Offer | Done | Failure
