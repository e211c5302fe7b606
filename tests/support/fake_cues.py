"""`core.ports.Cues` that only note what they are asked for."""

from __future__ import annotations

from assistant.core.ports import Cue


class FakeCues:
    """`played` is every sound, in order."""

    def __init__(self) -> None:
        """Nothing was played yet."""
        self.played: list[Cue] = []

    def play(self, cue: Cue) -> None:
        """As the protocol says."""
        self.played.append(cue)
