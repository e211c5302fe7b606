"""Looks at what is watched, and which of them are worth reading."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import TYPE_CHECKING

from assistant.core.frame import Frame
from assistant.watching.rows import is_blank

if TYPE_CHECKING:
    from PIL.Image import Image

SMALL = 48, 0.01
"""A change in a box of that many pixels, or of that part of the picture, leaves it still: a caret,
a clock, a spinner."""
CARET = 24, 48
"""Width and height, in pixels, up to which a change back to a known picture is a caret's."""
KNOWN = 8
"""Pictures known."""


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """One picture at one moment (seconds). `grey` is mode "L"; equal pixels have equal `digest`s.

    `still`: it was the same the moment before.
    """

    frame: Frame
    grey: Image
    digest: bytes
    time: float
    still: bool = False

    @property
    def is_blank(self) -> bool:
        """Whether nothing can be written on it."""
        return is_blank(self.grey, (0, 0, *self.grey.size))


def look_at(frame: Frame, time: float) -> Look:
    """A look that shows the frame."""
    grey = frame.image.convert("L")
    return Look(frame, grey, blake2b(grey.tobytes(), digest_size=16).digest(), time)


class Stillness:
    """Picks the looks to read: what changed, and then stayed still or did not for long enough."""

    def __init__(self) -> None:
        self.last: Look | None = None
        self._picked: deque[bytes] = deque(maxlen=KNOWN)
        self._changed: float | None = None

    @property
    def pending(self) -> bool:
        """Whether something changed that was not picked yet."""
        return self._changed is not None

    def pick(self, look: Look, patience: float) -> Look | None:
        """The look, if it is to be read. What never is still is read after `patience` seconds."""
        last, self.last = self.last, look
        if self._picked and look.digest == self._picked[-1]:
            self._changed = None
            return None
        if self._changed is None and last is not None and look.digest in self._picked:
            width, height = changed_size(last, look)
            if width <= CARET[0] and height <= CARET[1]:
                return None
        if self._changed is None:
            self._changed = look.time
        still = last is not None and is_still(last, look)
        if not still and look.time - self._changed < patience:
            return None
        # What is not still has most likely changed again by the next look.
        self._changed = None if still else look.time
        self._picked.append(look.digest)
        return replace(look, still=still)


def is_still(before: Look, now: Look) -> bool:
    """Whether nothing changed but something small."""
    width, height = changed_size(before, now)
    side, part = SMALL
    area = now.grey.size[0] * now.grey.size[1]
    return max(width, height) <= side or width * height <= part * area


def changed_size(before: Look, now: Look) -> tuple[int, int]:
    """Width and height, in pixels, of the box that holds every difference."""
    if before.digest == now.digest:
        return 0, 0
    if before.grey.size != now.grey.size:
        return now.grey.size
    from PIL import ImageChops

    box = ImageChops.difference(before.grey, now.grey).getbbox() or (0, 0, 0, 0)
    return box[2] - box[0], box[3] - box[1]
