"""A whole Wayland desktop for one test: headless sway with the Screenshot portal."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from support.private_session import PrivateSession
from support.processes import wait_until
from support.samples import SampleWindow, start_sample

NEEDED = (
    *("sway", "swaymsg", "grim", "pipewire", "dbus-daemon", "gdbus", "setpriv"),
    *("pulseaudio", "pactl", "parec"),
)

_CONFIG = """\
output HEADLESS-1 resolution 1280x800 bg #336699 solid_color
xwayland disable
default_border none
"""
_PORTALS = """\
[preferred]
default=wlr;gtk
"""
# sway refuses to run as root; "nobody" may own a compositor that only this session knows.
_NOBODY = 65534


def missing_programs() -> list[str]:
    """The programs this desktop needs and this machine lacks."""
    missing = [name for name in NEEDED if shutil.which(name) is None]
    services = Path("/usr/share/dbus-1/services")
    if not (services / "org.freedesktop.impl.portal.desktop.wlr.service").exists():
        missing.append("xdg-desktop-portal-wlr")
    return missing


class WaylandDesk(PrivateSession):
    """The desktop. A context manager; `env` is what a program needs to run on it."""

    def open_sample(self, text: str, title: str = "Sample") -> SampleWindow:
        """Show a window with a text, focused and filling the screen."""
        sample = start_sample(self, text, title)
        wait_until(lambda: sample.active, "the sample window to know that it is active")
        return sample

    def swaymsg(self, *words: str) -> str:
        """Tell the compositor something; return its answer (JSON)."""
        return self.checked("swaymsg", "--raw", *words)

    def shows(self, title: str) -> bool:
        """Whether the compositor has a window of exactly that title."""
        return f'"name": "{title}"' in self.swaymsg("--type", "get_tree")

    def _start_parts(self) -> None:
        self.env |= {
            "XDG_CURRENT_DESKTOP": "sway",
            "XDG_SESSION_TYPE": "wayland",
            "QT_QPA_PLATFORM": "wayland",
        }
        self._start_sound(device=True)
        self._start_sway()
        portals = self.home / ".config" / "xdg-desktop-portal" / "portals.conf"
        portals.parent.mkdir()
        portals.write_text(_PORTALS, encoding="ascii")
        self._start_bus(screen_reader=False)
        # The wlroots portal does not start without it, though screenshots do not use it.
        self.spawn("pipewire", ["pipewire"])
        wait_until((self.root / "run" / "pipewire-0").exists, "pipewire")

    def _start_sway(self) -> None:
        runtime = self.root / "sway"
        runtime.mkdir(mode=0o700)
        config = runtime / "config"
        config.write_text(_CONFIG, encoding="ascii")
        command = ["sway", "--config", str(config)]
        if sys.platform != "win32" and os.geteuid() == 0:
            self.root.chmod(0o711)
            for path in (runtime, config):
                os.chown(path, _NOBODY, _NOBODY)
            command = ["setpriv", f"--reuid={_NOBODY}", f"--regid={_NOBODY}", "--clear-groups"]
            command += ["sway", "--config", str(config)]
        self.spawn(
            "sway",
            command,
            HOME=str(runtime),
            XDG_RUNTIME_DIR=str(runtime),
            WLR_BACKENDS="headless",
            WLR_LIBINPUT_NO_DEVICES="1",
            WLR_RENDERER="pixman",
            LIBSEAT_BACKEND="noop",
        )
        wait_until(lambda: list(runtime.glob("wayland-?")), "the compositor")
        wait_until(lambda: list(runtime.glob("sway-ipc.*")), "the compositor's control socket")
        self.env["WAYLAND_DISPLAY"] = str(next(runtime.glob("wayland-?")))
        self.env["SWAYSOCK"] = str(next(runtime.glob("sway-ipc.*")))
