"""What the recogniser of controls finds."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.core.findings import Box


@dataclass(frozen=True, slots=True)
class Recognised:
    """A control that pixels look like; confidences are 0 .. 1.

    `kind` is a value of `ElementKind`. `state` is "checked" (also for on and selected),
    "unchecked", or "" for what has none; its confidence is that of the state said. `icon` is what
    an icon, or the one on a button, most likely means, "" where there is none or it is none of
    those known.
    """

    kind: str
    box: Box
    confidence: float
    state: str = ""
    state_confidence: float = 0.0
    icon: str = ""
    icon_confidence: float = 0.0
