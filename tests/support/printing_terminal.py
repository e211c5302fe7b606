"""A terminal that prints lines at a chosen rate once it is told to, and then closes."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from support.desk import Desk
from support.processes import Service

_PRINTER = """
import pathlib, sys, time
text, go, pause, stay = sys.argv[1:]
while not pathlib.Path(go).exists():
    time.sleep(0.05)
for line in pathlib.Path(text).read_text().splitlines():
    print(line, flush=True)
    time.sleep(float(pause))
time.sleep(float(stay))
"""


class PrintingTerminal:
    """An xterm, focused; `begin` has it print `lines`, one every `pause` seconds.

    `stay`: seconds until it closes afterwards.
    """

    def __init__(
        self, desk: Desk, title: str, lines: Sequence[str], pause: float, stay: float
    ) -> None:
        text = desk.home / f"{title}.txt"
        text.write_text("\n".join(lines) + "\n", encoding="utf-8")
        self._go: Path = desk.home / f"{title}.go"
        command = [sys.executable, "-c", _PRINTER, str(text), str(self._go), str(pause), str(stay)]
        font = ["-fa", "DejaVu Sans Mono", "-fs", "11"]
        self.service: Service = desk.spawn(title, ["xterm", *font, "-T", title, "-e", *command])
        desk.focus(title)

    def begin(self) -> None:
        """Print from now on."""
        self._go.touch()

    def close(self) -> None:
        """End it, if it has not ended."""
        self.service.stop()
