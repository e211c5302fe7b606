"""Real windows with a known text."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from support.private_session import PrivateSession
from support.processes import Service, wait_until


class SampleWindow:
    """A window in a session with a known text, which tells what keys and focus it got."""

    def __init__(self, service: Service) -> None:
        """Follow the running sample program."""
        self.service = service

    def events(self, kind: str) -> list[dict[str, object]]:
        """What it reported so far, of one kind: "shown", "key" or "focus"."""
        lines = (line for line in self.service.text().splitlines() if line.startswith("{"))
        return [entry for entry in map(json.loads, lines) if entry["event"] == kind]

    def keys(self) -> list[str]:
        """Texts of the key presses it got; keys without a text, such as Shift, are left out."""
        return [str(entry["text"]) for entry in self.events("key") if entry["text"]]

    @property
    def active(self) -> bool:
        """Whether it has the focus, as far as it knows."""
        changes = self.events("focus")
        return bool(changes and changes[-1]["active"])

    @property
    def lost_focus(self) -> bool:
        """Whether it was ever deactivated."""
        return any(not entry["active"] for entry in self.events("focus"))


def start_sample(
    session: PrivateSession, text: str, title: str, picture: Path | None = None
) -> SampleWindow:
    """Show a window with a text, and a picture below it, and wait until it is there."""
    file = session.home / f"{title}.txt"
    file.write_text(text, encoding="utf-8")
    program = Path(__file__).with_name("sample_window.py")
    command = [sys.executable, str(program), title, str(file)]
    command += [str(picture)] if picture else []
    sample = SampleWindow(session.spawn(title, command))
    wait_until(lambda: sample.events("shown"), f"window {title!r}")
    return sample
