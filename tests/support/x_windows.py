"""Windows of our own on a virtual display, to be captured and found."""

from __future__ import annotations

from typing import Any

from assistant.core.geometry import Rect


class PaintedWindow:
    """A top-level window of one colour (0xRRGGBB). Without a window manager nothing frames it."""

    def __init__(self, display_name: str, rect: Rect, colour: int = 0x3366CC) -> None:
        """Show it."""
        from Xlib import X
        from Xlib.display import Display

        self._x = X
        self.display: Any = Display(display_name)
        screen = self.display.screen()
        self.window = screen.root.create_window(
            rect.x,
            rect.y,
            rect.width,
            rect.height,
            0,
            screen.root_depth,
            background_pixel=colour,
            event_mask=X.ExposureMask,
        )
        self.window.map()
        while self.display.next_event().type != X.Expose:
            pass

    def set_text(self, name: str, kind: str, value: bytes) -> None:
        """Set a property of text."""
        atom = self.display.intern_atom
        self.window.change_property(atom(name), atom(kind), 8, value)
        self.display.sync()

    def set_numbers(self, name: str, kind: str, *values: int) -> None:
        """Set a property of numbers."""
        atom = self.display.intern_atom
        self.window.change_property(atom(name), atom(kind), 32, values)
        self.display.sync()

    def set_atoms(self, name: str, *values: str) -> None:
        """Set a property of atoms."""
        self.set_numbers(name, "ATOM", *(self.display.intern_atom(value) for value in values))

    def take_focus(self) -> None:
        """Get the keyboard focus."""
        self.window.set_input_focus(self._x.RevertToParent, self._x.CurrentTime)
        self.display.sync()

    def become_active(self) -> None:
        """Be what a window manager would call the active window."""
        root = self.display.screen().root
        root.change_property(
            self.display.intern_atom("_NET_ACTIVE_WINDOW"),
            self.display.intern_atom("WINDOW"),
            32,
            [self.window.id],
        )
        self.display.sync()

    def destroy(self) -> None:
        """Close the window and stay connected."""
        self.window.destroy()
        self.display.sync()

    def close(self) -> None:
        """End the client and its window."""
        self.display.close()
