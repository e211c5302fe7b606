"""A whole desktop for one test, on a machine with no screen and no sound card.

`Desk` brings up an X server, window manager, session bus, accessibility bus, tray host and a
recorded sound device, all private: nothing of the person's own desktop is seen or touched, and
nothing stays behind.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from support.audio import NullSink, Recorder, no_device_env
from support.processes import Service, end_processes_with, processes_with, wait_until

if TYPE_CHECKING:
    from PIL.Image import Image

NEEDED = ("Xvfb", "openbox", "xdotool", "xprop", "setxkbmap", "dbus-daemon", "gdbus", "setpriv")

# Physical keys of a US keyboard (evdev keycodes + 8). Letters go by key, not by meaning, as under
# a Russian layout the person presses the same key.
_ROWS = {10: "1234567890-=", 24: "qwertyuiop[]", 38: "asdfghjkl;'`", 51: "\\zxcvbnm,./"}
_KEYCODES = {char: str(first + i) for first, row in _ROWS.items() for i, char in enumerate(row)}


@dataclass(frozen=True)
class DeskOptions:
    """What kind of desktop: `keyboard` is an XKB layout ("us", "ru", "us,ru")."""

    audio: bool = True
    tray: bool = True
    orca: bool = False
    keyboard: str = "us"
    size: tuple[int, int] = (1280, 800)

    def missing_programs(self) -> list[str]:
        """The programs this desktop needs and this machine lacks."""
        needed = list(NEEDED)
        needed += ["pulseaudio", "pactl", "parec"] if self.audio else []
        needed += ["trayer"] if self.tray else []
        needed += ["orca", "speech-dispatcher"] if self.orca else []
        return [name for name in needed if shutil.which(name) is None]


class SampleWindow:
    """A window on the desk with a known text, which tells what keys and focus it got."""

    def __init__(self, service: Service, title: str) -> None:
        """Follow the running sample program."""
        self.service = service
        self.title = title

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


class Desk:
    """The desktop. A context manager; `env` is what a program needs to run on it."""

    def __init__(self, options: DeskOptions | None = None) -> None:
        """Nothing is started before `start`."""
        self.options = options or DeskOptions()
        self.env: dict[str, str] = {}
        self.root = Path()
        self._stack = ExitStack()
        self._sink: NullSink | None = None

    @property
    def home(self) -> Path:
        """The home folder of the desk's person."""
        return self.root / "home"

    @property
    def recorder(self) -> Recorder:
        """What is heard on the desk."""
        if self._sink is None:
            raise RuntimeError("This desk has no sound device.")
        return self._sink.recorder

    def start(self) -> Desk:
        """Bring everything up.

        Raises:
            TimeoutError, RuntimeError, OSError: a part did not come up.

        """
        self.root = Path(tempfile.mkdtemp(prefix="desk-"))
        self._stack.callback(shutil.rmtree, self.root, ignore_errors=True)
        self._stack.callback(end_processes_with, str(self.root))
        try:
            self._start_parts()
        except BaseException as error:
            for name, text in self.logs().items():
                error.add_note(f"--- {name}\n{text[-2000:]}")
            self.stop()
            raise
        return self

    def stop(self) -> None:
        """Take everything down, whatever state it is in."""
        self._stack.close()

    def __enter__(self) -> Desk:
        """Start."""
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop."""
        self.stop()

    def spawn(self, name: str, command: Sequence[str], **env: str) -> Service:
        """Start a program on the desk that runs until `stop`; its output goes to NAME's log."""
        service = Service(command, {**self.env, **env}, self.root / "log" / name)
        self._stack.callback(service.stop)
        return service

    def run(
        self, command: Sequence[str], timeout: float = 60.0, env: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run a program on the desk to its end (`timeout` seconds), and return its output."""
        return subprocess.run(
            command,
            env={**self.env, **(env or {})},
            cwd=self.home,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
        )

    def press(self, chord: str) -> None:
        """Press and release keys, e.g. "super+shift+e": the US keyboard's keys by position."""
        keys = [_KEYCODES.get(key, key) for key in chord.split("+")]
        self._checked("xdotool", "key", "--delay", "20", "+".join(keys))

    def focused_window(self) -> str:
        """The title of the window that has the keyboard focus; empty where none has."""
        return self.run(["xdotool", "getwindowfocus", "getwindowname"]).stdout.strip()

    def wait_for_window(self, title: str, timeout: float = 10.0) -> int:
        """Wait for a visible window whose title contains `title`; give it the focus.

        Returns its X number.
        """
        search = ["xdotool", "search", "--onlyvisible", "--name", title]
        wait_until(lambda: self.run(search).stdout.strip(), f"window {title!r}", timeout)
        window = self.run(search).stdout.split()[-1]

        def focused() -> bool:
            self.run(["xdotool", "windowactivate", window])
            return title in self.focused_window()

        wait_until(focused, f"the focus on {title!r}", timeout)
        return int(window)

    def open_sample(self, text: str, title: str = "Sample") -> SampleWindow:
        """Show a window with a text, focused, that records the keys it gets."""
        file = self.home / f"{title}.txt"
        file.write_text(text, encoding="utf-8")
        program = Path(__file__).with_name("sample_window.py")
        service = self.spawn(title, [sys.executable, str(program), title, str(file)])
        self.wait_for_window(title)
        sample = SampleWindow(service, title)
        wait_until(lambda: sample.active, "the sample window to know that it is active")
        return sample

    def open_editor(self, text: str, name: str = "sample.txt") -> int:
        """Show a text in a GTK text editor (mousepad), focused; return the window's X number."""
        file = self.home / name
        file.write_text(text, encoding="utf-8")
        self.spawn(name, ["mousepad", "--disable-server", str(file)])
        return self.wait_for_window(name)

    def screenshot(self) -> Image:
        """The whole screen, RGB."""
        from PIL import ImageGrab

        return ImageGrab.grab(xdisplay=self.env["DISPLAY"])

    def processes(self) -> list[str]:
        """The command lines of all that runs on the desk, the desk's own parts included."""
        return [command for _, command in processes_with(str(self.root))]

    def logs(self) -> dict[str, str]:
        """What every program printed: name to text."""
        files = sorted((self.root / "log").glob("*"))
        return {file.name: file.read_text("utf-8", errors="replace") for file in files}

    def _start_parts(self) -> None:
        for folder in ("home/.config", "home/.cache", "home/.local/share", "log", "run"):
            (self.root / folder).mkdir(parents=True, mode=0o700)
        self.env = self._environment()
        self._start_sound()
        self._start_x()
        self._start_bus()
        self.spawn("openbox", ["openbox"])
        self._wait_for_property("_NET_SUPPORTING_WM_CHECK", "the window manager")
        if self.options.tray:
            place = ["--edge", "bottom", "--align", "right", "--widthtype", "pixel"]
            self.spawn("trayer", ["trayer", *place, "--width", "120", "--height", "24"])
            wait_until(self.has_tray, "the tray host")
        if self.options.orca:
            self._start_orca()

    def _environment(self) -> dict[str, str]:
        """An environment from nothing: what the tests were started with must not leak in."""
        home = str(self.home)
        return {
            "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
            "HOME": home,
            "USER": os.environ.get("USER", "desk"),
            "LANG": "C.UTF-8",
            "XDG_RUNTIME_DIR": str(self.root / "run"),
            "XDG_CONFIG_HOME": f"{home}/.config",
            "XDG_CACHE_HOME": f"{home}/.cache",
            "XDG_DATA_HOME": f"{home}/.local/share",
            "XDG_STATE_HOME": f"{home}/.local/state",
            "XDG_CURRENT_DESKTOP": "openbox",
            "XDG_SESSION_TYPE": "x11",
            "DBUS_SESSION_BUS_ADDRESS": f"unix:path={self.root / 'run' / 'bus'}",
            "TMPDIR": str(self.root / "run"),
        }

    def _start_sound(self) -> None:
        runtime = self.root / "run"
        if not self.options.audio:
            self.env |= no_device_env(runtime)
            return
        self._sink = self._stack.enter_context(NullSink(runtime))
        self.env |= self._sink.env

    def _start_x(self) -> None:
        width, height = self.options.size
        read_end, write_end = os.pipe()
        screen = ["-screen", "0", f"{width}x{height}x24", "-dpi", "96", "-nolisten", "tcp"]
        command = ["Xvfb", "-displayfd", str(write_end), *screen, "-noreset"]
        try:
            log = self.root / "log" / "xvfb"
            server = Service(command, self.env, log, pass_fds=[write_end])
        finally:
            os.close(write_end)
        self._stack.callback(server.stop)
        with os.fdopen(read_end) as number:
            display = number.readline().strip()
        if not display:
            raise RuntimeError(f"The X server did not come up: {server.text()}")
        self.env["DISPLAY"] = f":{display}"
        self._checked("setxkbmap", "-layout", self.options.keyboard)

    def _start_bus(self) -> None:
        address = self.env["DBUS_SESSION_BUS_ADDRESS"]
        self.spawn("dbus", ["dbus-daemon", "--session", "--nofork", f"--address={address}"])
        wait_until((self.root / "run" / "bus").exists, "the session bus")
        # The accessibility bus starts when it is asked for.
        bus = ["--dest", "org.a11y.Bus", "--object-path", "/org/a11y/bus"]
        call = ["gdbus", "call", "--session", *bus, "--method"]
        self._checked(*call, "org.a11y.Bus.GetAddress")
        states = {"IsEnabled": True, "ScreenReaderEnabled": self.options.orca}
        for name, on in states.items():
            value = f"<{str(on).lower()}>"
            setter = "org.freedesktop.DBus.Properties.Set"
            self._checked(*call, setter, "org.a11y.Status", name, value)

    def has_tray(self) -> bool:
        """Whether a tray host is there (the owner of the X selection _NET_SYSTEM_TRAY_S0)."""
        from Xlib.display import Display

        display = Display(self.env["DISPLAY"])
        try:
            owner = display.get_selection_owner(display.intern_atom("_NET_SYSTEM_TRAY_S0"))
            return bool(owner)
        finally:
            display.close()

    def _start_orca(self) -> None:
        begun = time.monotonic()
        self.spawn("orca", ["orca", "--replace"])
        if self.options.audio:
            wait_until(lambda: self.recorder.onset(begun, 0.1), "Orca to speak", 30)
            self.recorder.wait_quiet()

    def _wait_for_property(self, name: str, what: str) -> None:
        wait_until(lambda: "window id" in self.run(["xprop", "-root", name]).stdout, what)

    def _checked(self, *command: str) -> str:
        done = self.run(command, timeout=20)
        if done.returncode:
            raise RuntimeError(f"{' '.join(command)}: {done.stderr.strip()}")
        return done.stdout
