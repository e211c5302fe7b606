"""What the desktop asks the reading worker to do."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

Side = Annotated[int, Meta(ge=1, le=65_535)]
CHANNELS = 3


class ReadingJob(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Read a picture; the payload is `height` rows of `width` RGB pixels.

    `engine` empty: the worker chooses. `controls` asks for `Seen` findings after the lines. The
    rest is as in `assistant.reading.base.ReadOptions`.
    """

    width: Side
    height: Side
    language: str
    engine: str = ""
    scale: Annotated[float, Meta(gt=0.0, le=16.0)] = 1.0
    photo: bool = False
    controls: bool = False

    @property
    def size(self) -> int:
        """Bytes of the payload."""
        return self.width * self.height * CHANNELS
