"""What the desktop asks the remote worker to do."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from assistant.describing.base import Task
from assistant.describing.job import CHANNELS, Side


class RemoteJob(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Ask a remote model; the payload is `height` rows of `width` RGB pixels.

    The rest is what `assistant.describing.endpoint.endpoint` takes; it is checked there again.
    """

    width: Side
    height: Side
    task: Task
    url: str
    model: str
    timeout: Annotated[float, Meta(gt=0.0)] = 60.0
    allow_http: bool = False

    @property
    def size(self) -> int:
        """Bytes of the payload."""
        return self.width * self.height * CHANNELS
