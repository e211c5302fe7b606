"""What a label is."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from assistant.screenmap.labels.fingerprint import HEX_DIGITS

Name = Annotated[str, Meta(min_length=1, max_length=200)]
Fingerprint = Annotated[str, Meta(pattern=f"^[0-9a-f]{{{HEX_DIGITS}}}$")]


class Label(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A name for what looks like `look` (see `fingerprint`) in windows of `application`.

    `size` is width and height in points, at which it was labelled. `instead` is the wrong name that
    this one corrects; empty where it had none. `place` is x, y, width, height in points from the
    window's upper left corner, for a region that is no element of its own.
    """

    name: Name
    application: str
    look: Fingerprint
    size: tuple[int, int]
    instead: str = ""
    place: tuple[int, int, int, int] | None = None
