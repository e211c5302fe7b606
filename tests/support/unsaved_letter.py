"""A text editor that asks whether to save the letter that was changed in it."""

from __future__ import annotations

import time

from support.desk import Desk
from support.processes import Service, wait_until

LETTER = "Dear Anna, thank you.\n"
EDITOR, DIALOG = "letter.txt", "Save Changes"
QUESTION = "Do you want to save the changes before closing?"


def close_unsaved_letter(desk: Desk) -> Service:
    """Open the letter, type into it and close it: the question has the keyboard then."""
    file = desk.home / EDITOR
    file.write_text(LETTER, encoding="utf-8")
    editor = desk.spawn("editor", ["mousepad", "--disable-server", str(file)])
    desk.focus(EDITOR)
    desk.type("And more. ")
    wait_until(lambda: "*" in desk.focused_window(), "the editor to have the text")

    def asks() -> bool:
        desk.press("ctrl+w")
        time.sleep(0.5)
        return desk.focused_window() == DIALOG

    wait_until(asks, "the editor's question")
    return editor
