"""What the desktop asks the describing worker to do."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from assistant.describing.base import Task

Side = Annotated[int, Meta(ge=1, le=65_535)]
CHANNELS = 3


class DescribingJob(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Describe a picture; the payload is `height` rows of `width` RGB pixels.

    `folder` is the path of the model, in hub layout. `precision` is a value of
    `assistant.describing.loading.Precision`; with 0 `threads` the runtime chooses.
    """

    width: Side
    height: Side
    folder: str
    task: Task
    precision: str = "auto"
    threads: Annotated[int, Meta(ge=0, le=1024)] = 0

    @property
    def size(self) -> int:
        """Bytes of the payload."""
        return self.width * self.height * CHANNELS
