"""A pretended program with a few controls, which notes what it was asked to do."""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.core.geometry import Rect

PID = 7
WINDOW = Rect(100, 100, 400, 300)


@dataclass
class Part:
    """A control; `checked` is None where it cannot be. `kind` is one of our words."""

    kind: str
    name: str
    rect: Rect
    checked: bool | None = None
    enabled: bool = True
    takes_focus: bool = True

    @property
    def rect_tuple(self) -> tuple[int, int, int, int]:
        """Left, top, width and height."""
        return self.rect.x, self.rect.y, self.rect.width, self.rect.height


@dataclass
class Program:
    """What it was asked to do is in `got`: "press", "focus", "menu" or "open", and the name.

    One that `blocks` answers only when a dialog is closed; one that `hangs` never again.
    """

    parts: list[Part]
    got: list[tuple[str, str]] = field(default_factory=list)
    focused: str = ""
    blocks: bool = False
    hangs: bool = False
    hung: bool = False

    def do(self, part: Part, what: str) -> bool | None:
        """Do it, and answer; None for no answer."""
        self.got.append((what, part.name))
        if what == "focus":
            self.focused = part.name if part.takes_focus else self.focused
        elif what == "press" and part.checked is not None:
            part.checked = not part.checked
        self.hung = self.hung or self.hangs
        return None if self.blocks or self.hung else True


def usual() -> Program:
    """A window with one control of each sort."""
    return Program(
        [
            Part("button", "Save", Rect(120, 140, 80, 20)),
            Part("button", "Delete", Rect(220, 140, 80, 20), enabled=False),
            Part("check box", "Subscribe", Rect(120, 180, 100, 20), checked=False),
            Part("text field", "Your name", Rect(120, 220, 100, 20)),
            Part("list item", "Apple", Rect(120, 260, 100, 20)),
            Part("button", "Fixed", Rect(320, 140, 80, 20), takes_focus=False),
        ]
    )
