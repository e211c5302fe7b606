"""Wayland through a screenshot program, where no portal serves."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.capture.base import Desktop, Monitor
from assistant.capture.pictures import decode_bytes
from assistant.capture.programs import installed, run
from assistant.capture.screens.wayland_desktop import PictureDesktop, monitors_of
from assistant.capture.screens.wayland_outputs import outputs
from assistant.capture.session_type import is_wayland
from assistant.core.backends import Availability
from assistant.core.errors import BadInputError, CaptureError
from assistant.core.i18n import _

if TYPE_CHECKING:
    from PIL.Image import Image

_TIMEOUT_SECONDS = 10.0

PROGRAMS = {
    # Sway, Hyprland and other wlroots compositors; PPM because packing it would only cost time.
    "grim": ("-t", "ppm", "-"),
    "gnome-screenshot": ("-f", "{file}"),
    # In the background, without notification, the full desktop.
    "spectacle": ("-b", "-n", "-f", "-o", "{file}"),
}
"""The arguments of each program that `CommandScreen` may run."""


@dataclass(frozen=True, slots=True)
class CommandScreen:
    """Pictures of a Wayland desktop by running `name` with `arguments`.

    "{file}" among the arguments stands for a file in a private folder in memory, deleted at once;
    without it the program writes the picture to its standard output.
    """

    name: str
    arguments: tuple[str, ...]

    def availability(self) -> Availability:
        """Usable on Wayland where the program is installed."""
        if not is_wayland():
            return Availability(False, _("This is not a Wayland session."))
        return installed(self.name)

    def warm_up(self) -> None:
        """Nothing: each picture is a new run of the program."""

    def layout(self) -> Sequence[Monitor]:
        """As `ScreenBackend.layout`."""
        return monitors_of(outputs())

    @contextmanager
    def open(self) -> Iterator[Desktop]:
        """As `ScreenBackend.open`; takes the picture."""
        yield PictureDesktop(self._take(), outputs())

    def _take(self) -> Image:
        try:
            return decode_bytes(self._bytes())
        except (OSError, BadInputError) as error:
            raise CaptureError(
                _("{program} made no picture.").format(program=self.name), _("Try again.")
            ) from error

    def _bytes(self) -> bytes:
        if "{file}" not in self.arguments:
            return run((self.name, *self.arguments), _TIMEOUT_SECONDS)
        # The runtime folder is private and in memory (XDG Base Directory Specification).
        with tempfile.TemporaryDirectory(
            prefix="earsight-", dir=os.environ.get("XDG_RUNTIME_DIR")
        ) as folder:
            file = Path(folder, "screen.png")
            filled = (str(file) if part == "{file}" else part for part in self.arguments)
            run((self.name, *filled), _TIMEOUT_SECONDS)
            return file.read_bytes()
