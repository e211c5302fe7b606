"""A whole X11 desktop for one test, on a machine with no screen and no sound card.

`Desk` brings up an X server, window manager, session bus, accessibility bus, tray host and a
recorded sound device, all private.
"""

from __future__ import annotations

import random
import re
import shutil
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from support.private_session import PrivateSession
from support.processes import Service, wait_until
from support.samples import SampleWindow, start_sample

if TYPE_CHECKING:
    from PIL.Image import Image

NEEDED = (
    *("Xvfb", "openbox", "xdotool", "xprop", "xwininfo", "setxkbmap"),
    *("dbus-daemon", "gdbus", "setpriv"),
)

_ORCA_LOG = "orca.debug"
_KEYS_SAID = ("tab", "escape", "return", "space", "left shift", "super", "left alt")
# Physical keys of a US keyboard (evdev keycodes + 8). Letters go by key, not by meaning, as under
# a Russian layout the person presses the same key.
_ROWS = {10: "1234567890-=", 24: "qwertyuiop[]", 38: "asdfghjkl;'`", 51: "\\zxcvbnm,./"}
KEYCODES = {char: str(first + i) for first, row in _ROWS.items() for i, char in enumerate(row)}


@dataclass(frozen=True)
class DeskOptions:
    """What kind of desktop: `keyboard` is an XKB layout ("us", "ru", "us,ru").

    With `orca_log` Orca, if there, writes down what it says, for `Desk.said_by_orca`.
    """

    audio: bool = True
    tray: bool = True
    orca: bool = False
    orca_log: bool = False
    keyboard: str = "us"
    size: tuple[int, int] = (1280, 800)

    def missing_programs(self) -> list[str]:
        """The programs this desktop needs and this machine lacks."""
        needed = list(NEEDED)
        needed += ["pulseaudio", "pactl", "parec"] if self.audio else []
        needed += ["trayer"] if self.tray else []
        needed += ["orca", "speech-dispatcher"] if self.orca else []
        return [name for name in needed if shutil.which(name) is None]


class Desk(PrivateSession):
    """The desktop. A context manager; `env` is what a program needs to run on it."""

    def __init__(self, options: DeskOptions | None = None) -> None:
        """Nothing is started before `start`."""
        super().__init__()
        self.options = options or DeskOptions()
        self._orca: Service | None = None

    def press(self, chord: str) -> None:
        """Press and release keys, e.g. "super+shift+e": the US keyboard's keys by position.

        Keys other than letters, digits and punctuation go by X keysym: "Escape", "space", "Up".
        """
        keys = [KEYCODES.get(key, key) for key in chord.split("+")]
        self.checked("xdotool", "key", "--delay", "20", "+".join(keys))

    def type(self, text: str) -> None:
        """Type a text into what has the keyboard."""
        self.checked("xdotool", "type", "--delay", "20", text)

    def focused_window(self) -> str:
        """The title of the window that has the keyboard focus; empty where none has."""
        return self.run(["xdotool", "getwindowfocus", "getwindowname"]).stdout.strip()

    def shows(self, title: str) -> bool:
        """Whether a window of exactly that title, with a frame, is on the screen."""
        return bool(self._visible(title) & self._framed())

    def has_in_tray(self, title: str) -> bool:
        """Whether an icon of that title is in the tray."""
        tree = self.run(["xwininfo", "-tree", "-name", "panel"]).stdout
        return f'"{title}"' in tree

    def start_tray(self) -> None:
        """Start a tray host."""
        place = ["--edge", "bottom", "--align", "right", "--widthtype", "pixel"]
        self.spawn("trayer", ["trayer", *place, "--width", "120", "--height", "24"])
        wait_until(self.has_tray, "the tray host")

    def focus(self, title: str, timeout: float = 10.0) -> int:
        """Wait (seconds) for a visible window with `title` in its title, and give it the focus.

        Returns the window's X number.
        """
        search = ["xdotool", "search", "--onlyvisible", "--name", title]
        wait_until(lambda: self.run(search).stdout.strip(), f"window {title!r}", timeout)
        window = self.run(search).stdout.split()[-1]

        def focused() -> bool:
            self.run(["xdotool", "windowactivate", window])
            return title in self.focused_window()

        wait_until(focused, f"the focus on {title!r}", timeout)
        return int(window)

    def open_sample(
        self, text: str, title: str = "Sample", picture: Path | None = None
    ) -> SampleWindow:
        """Show a window with a text and perhaps a picture, focused, that records its keys."""
        sample = start_sample(self, text, title, picture)
        self.focus(title)
        wait_until(lambda: sample.active, "the sample window to know that it is active")
        return sample

    def open_editor(self, text: str, name: str = "sample.txt") -> int:
        """Show a text in a GTK text editor (mousepad), focused; return the window's X number."""
        file = self.home / name
        file.write_text(text, encoding="utf-8")
        self.spawn(name, ["mousepad", "--disable-server", str(file)])
        return self.focus(name)

    def screenshot(self) -> Image:
        """The whole screen, RGB."""
        from PIL import ImageGrab

        return ImageGrab.grab(xdisplay=self.env["DISPLAY"])

    def has_tray(self) -> bool:
        """Whether a tray host is there (the owner of the X selection _NET_SYSTEM_TRAY_S0)."""
        from Xlib.display import Display

        display = Display(self.env["DISPLAY"])
        try:
            owner = display.get_selection_owner(display.intern_atom("_NET_SYSTEM_TRAY_S0"))
            return bool(owner)
        finally:
            display.close()

    def end_orca(self) -> None:
        """End the screen reader, as a person may do."""
        if self._orca is not None:
            self._orca.stop()

    def said_by_orca(self) -> list[str]:
        """What Orca has said so far by itself, the names of pressed keys left out."""
        text = (self.root / _ORCA_LOG).read_text("utf-8", errors="replace")
        said = re.findall(r"SPEECH OUTPUT: '(.*?)\s*'\s*{", text, re.DOTALL)
        return [words for words in said if words.lower() not in _KEYS_SAID]

    def _start_parts(self) -> None:
        self.env |= {"XDG_CURRENT_DESKTOP": "openbox", "XDG_SESSION_TYPE": "x11"}
        self._start_sound(device=self.options.audio)
        self._start_x()
        self._start_bus(screen_reader=self.options.orca)
        self.spawn("openbox", ["openbox"])
        ready = ["xprop", "-root", "_NET_SUPPORTING_WM_CHECK"]
        wait_until(lambda: "window id" in self.run(ready).stdout, "the window manager")
        if self.options.tray:
            self.start_tray()
        if self.options.orca:
            self._start_orca()

    def _visible(self, title: str) -> set[int]:
        search = ["xdotool", "search", "--onlyvisible", "--name", f"^{title}$"]
        return {int(number) for number in self.run(search).stdout.split()}

    def _framed(self) -> set[int]:
        """The windows that the window manager manages."""
        listed = self.checked("xprop", "-root", "_NET_CLIENT_LIST").partition("#")[2]
        return {int(number, 16) for number in listed.replace(",", " ").split()}

    def _start_x(self) -> None:
        # By number and with lock file: the server's own search for a free number (-displayfd) takes
        # the socket of a server in another network namespace.
        for number in random.sample(range(100, 1000), 20):
            server = self._x_server(number)
            if server.running:
                self.env["DISPLAY"] = f":{number}"
                self.checked("setxkbmap", "-layout", self.options.keyboard)
                return
        raise RuntimeError(f"The X server did not come up: {server.text()}")

    def _x_server(self, number: int) -> Service:
        """An X server that listens, or that has ended because the number was taken."""
        width, height = self.options.size
        screen = ["-screen", "0", f"{width}x{height}x24", "-dpi", "96", "-nolisten", "tcp"]
        server = self.spawn("xvfb", ["Xvfb", f":{number}", *screen, "-noreset"])
        socket = Path(f"/tmp/.X11-unix/X{number}")
        lock = Path(f"/tmp/.X{number}-lock")

        def settled() -> bool:
            if not server.running:
                return True
            own = lock.exists() and lock.read_text().strip() == str(server.pid)
            return own and socket.exists()

        wait_until(settled, "the X server")
        return server

    def _start_orca(self) -> None:
        """Start Orca and hear that it is on; its first speech is lost at times, so try twice."""
        if not self._orca_speaks():
            self.end_orca()
            if not self._orca_speaks():
                raise TimeoutError("Orca was started twice and not heard")

    def _orca_speaks(self) -> bool:
        begun = time.monotonic()
        log = [f"--debug-file={self.root / _ORCA_LOG}"] if self.options.orca_log else []
        self._orca = self.spawn("orca", ["orca", "--replace", *log])
        if not self.options.audio:
            return True
        try:
            wait_until(lambda: self.recorder.onset(begun, 0.1), "Orca to speak", 30)
        except TimeoutError:
            return False
        self.recorder.wait_quiet()
        return True
