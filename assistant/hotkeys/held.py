"""Which keys are down, so that a held key counts once and is let go where it was pressed."""

from __future__ import annotations

STALE_MS = 2000
"""A key last heard of this long ago does not repeat: its release went elsewhere."""


class Held:
    """The keys pressed while we listened, by the platform's code."""

    def __init__(self) -> None:
        self._down: set[int] = set()
        self._heard: dict[int, int] = {}

    def press(self, code: int, time: int) -> bool:
        """Note a press at `time` (milliseconds); True if it is a new one and no auto-repeat.

        Windows repeats a held key as further presses, X11 as a release and a press that have one
        and the same time.
        """
        since = time - self._heard.get(code, time - STALE_MS)
        fresh = since >= STALE_MS if code in self._down else since != 0
        self._down.add(code)
        self._heard[code] = time
        return fresh

    def release(self, code: int, time: int) -> None:
        """Note a release."""
        self._down.discard(code)
        self._heard[code] = time

    @property
    def heard(self) -> set[int]:
        """Every key that was ever pressed while we listened."""
        return set(self._heard)

    def __contains__(self, code: int) -> bool:
        return code in self._down

    def __bool__(self) -> bool:
        return bool(self._down)
