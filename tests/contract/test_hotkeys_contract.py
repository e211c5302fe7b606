"""What every hotkey backend must do, over the fake and over the real ones of this machine."""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from typing import Protocol

import pytest
from support.fake_hotkeys import FakeHotkeys
from support.processes import wait_until
from support.xdisplay import FocusedWindow, XDisplay, missing_programs

from assistant.core.errors import BadInputError, EarSightError
from assistant.hotkeys.base import ChordTakenError, HotkeyBackend
from assistant.hotkeys.chords import Chord


def chords(**texts: str) -> Mapping[str, Chord]:
    return {name: Chord.parse(text) for name, text in texts.items()}


class Rig(Protocol):
    """A backend with a keyboard before it and a program with the focus behind it."""

    presses: list[str]
    errors: list[EarSightError]

    @property
    def backend(self) -> HotkeyBackend: ...
    def fresh_backend(self) -> HotkeyBackend: ...
    def press(self, chord: str) -> None: ...
    def typed(self) -> list[str]: ...
    def take(self, chord: str) -> None: ...


class FakeRig:
    def __init__(self) -> None:
        self.backend = FakeHotkeys()
        self.presses: list[str] = []
        self.errors: list[EarSightError] = []
        self.backend.start(self.presses.append, self.errors.append)

    def press(self, chord: str) -> None:
        if "super" in chord:
            self.backend.press(chord)
        else:
            self.backend.tap(chord)

    def typed(self) -> list[str]:
        typed, self.backend.typed = self.backend.typed, []
        return typed

    def take(self, chord: str) -> None:
        self.backend.taken.add(Chord.parse(chord))

    def fresh_backend(self) -> HotkeyBackend:
        self.backend = FakeHotkeys()
        return self.backend

    def close(self) -> None:
        self.backend.close()


class X11Rig:
    def __init__(self, display: XDisplay) -> None:
        from assistant.hotkeys.x11 import X11Hotkeys

        self.display = display
        self.backend = X11Hotkeys(display.name)
        self.presses: list[str] = []
        self.errors: list[EarSightError] = []
        self.window = FocusedWindow(display.name)
        self.backend.start(self.presses.append, self.errors.append)

    def press(self, chord: str) -> None:
        self.display.press(chord)
        # A key pressed again in the millisecond of its release is an auto-repeat.
        time.sleep(0.002)

    def typed(self) -> list[str]:
        return self.window.keys()

    def fresh_backend(self) -> HotkeyBackend:
        from assistant.hotkeys.x11 import X11Hotkeys

        self.backend = X11Hotkeys(self.display.name)
        return self.backend

    def take(self, chord: str) -> None:
        from Xlib import X

        assert Chord.parse(chord) == Chord.parse("Super+Alt+T")
        self.window.display.screen().root.grab_key(
            28, X.Mod1Mask | X.Mod4Mask, False, X.GrabModeAsync, X.GrabModeAsync
        )
        self.window.display.sync()

    def close(self) -> None:
        self.backend.close()
        self.window.close()


@pytest.fixture(scope="module")
def server() -> Iterator[XDisplay]:
    if not sys.platform.startswith("linux"):
        pytest.skip("NOT TESTED: X11 hotkeys, which are for Linux")
    if missing := missing_programs():
        pytest.skip(f"NOT TESTED: X11 hotkeys, because {', '.join(missing)} is not installed")
    with XDisplay() as display:
        yield display


@pytest.fixture
def display(server: XDisplay, monkeypatch: pytest.MonkeyPatch) -> Iterator[XDisplay]:
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    server.use_layout("-layout", "us", "-variant", "", "-option", "")
    yield server
    server.up("super", "alt", "shift", "ctrl")


@pytest.fixture
def x11(display: XDisplay) -> Iterator[X11Rig]:
    rig = X11Rig(display)
    yield rig
    rig.close()


@pytest.fixture(params=["fake", "x11"])
def rig(request: pytest.FixtureRequest) -> Iterator[Rig]:
    if request.param == "x11":
        yield request.getfixturevalue("x11")
        return
    fake = FakeRig()
    yield fake
    fake.close()


def soon(condition: Callable[[], object], what: str) -> None:
    wait_until(condition, what, 5.0)


def settled() -> None:
    """Give a wrong second event the time to show itself."""
    time.sleep(0.15)


def test_a_chord_fires_once_and_the_focused_program_gets_nothing(rig: Rig) -> None:
    assert rig.backend.availability().usable
    assert rig.backend.bind(chords(read="Super+Alt+F", stop="Super+Alt+Z")) == []
    rig.press("super+alt+f")
    soon(lambda: rig.presses, "the press")
    settled()
    assert rig.presses == ["read"]
    rig.press("super+alt+z")
    soon(lambda: len(rig.presses) == 2, "the second press")
    assert rig.presses == ["read", "stop"]
    assert rig.typed() == []


def test_what_is_not_bound_reaches_the_program(rig: Rig) -> None:
    rig.backend.bind(chords(read="Super+Alt+F"))
    rig.press("f")
    assert rig.typed() == ["f"]
    rig.backend.bind(chords(stop="Super+Alt+Z"))
    rig.press("super+alt+f")
    assert rig.typed() == ["f"]
    assert rig.presses == []


def test_a_taken_chord_is_named_and_the_others_work(rig: Rig) -> None:
    rig.take("Super+Alt+T")
    refused = rig.backend.bind(chords(read="Super+Alt+T", stop="Super+Alt+Z"))
    assert [type(error) for error in refused] == [ChordTakenError]
    assert Chord.parse("Super+Alt+T").spoken() in refused[0].message
    assert refused[0].remedy
    rig.press("super+alt+z")
    soon(lambda: rig.presses, "the free chord")
    assert rig.presses == ["stop"]


def test_the_layer_swallows_every_key_until_it_is_closed(rig: Rig) -> None:
    keys: list[str] = []
    rig.backend.bind(chords(leader="Super+Alt+J"))
    rig.backend.open_layer({"w", "?", "escape", "space", "up"}, keys.append)
    for key in ("w", "k", "space", "up", "escape"):
        rig.press(key)
    soon(lambda: len(keys) == 5, "five keys")
    assert keys == ["w", "", "space", "up", "escape"]
    rig.press("super+alt+j")
    soon(lambda: rig.presses, "the leader in the layer")
    assert (keys[5:], rig.presses) == ([], ["leader"])
    assert rig.typed() == []
    rig.backend.close_layer()
    settled()
    rig.press("w")
    assert rig.typed() == ["w"]
    assert len(keys) == 5


def test_one_layer_opens_over_another_with_shifted_and_controlled_keys(rig: Rig) -> None:
    keys: list[str] = []
    rig.backend.open_layer({"e", "h"}, keys.append)
    rig.press("e")
    soon(lambda: keys, "the first layer's key")
    rig.backend.open_layer({"h", "shift+h", "ctrl+left", "ctrl+shift+up", "left"}, keys.append)
    for key in ("h", "ctrl+left", "shift+h", "ctrl+shift+up", "shift+left", "e"):
        rig.press(key)
    soon(lambda: len(keys) == 7, "six keys")
    assert keys == ["e", "h", "ctrl+left", "shift+h", "ctrl+shift+up", "left", ""]
    assert rig.typed() == []
    rig.backend.close_layer()
    settled()
    for key in ("ctrl+left", "shift+h", "ctrl+shift+up"):
        rig.press(key)
    assert {"left", "h", "up"} <= set(rig.typed())
    assert len(keys) == 7


def test_the_layer_can_be_opened_and_closed_from_the_callbacks(rig: Rig) -> None:
    keys: list[str] = []

    def on_key(key: str) -> None:
        keys.append(key)
        rig.backend.close_layer()

    rig.backend.close()
    backend = rig.fresh_backend()
    backend.start(lambda _binding: backend.open_layer({"w"}, on_key), rig.errors.append)
    backend.bind(chords(leader="Super+Alt+J"))
    for _round in range(2):
        rig.press("super+alt+j")
        settled()
        rig.press("w")
        soon(lambda: keys, "the layer's key")
        settled()
        assert keys == ["w"]
        keys.clear()
        rig.press("w")
        assert rig.typed() == ["w"]
    assert rig.errors == []


def test_closing_lets_everything_go(rig: Rig) -> None:
    rig.backend.bind(chords(read="Super+Alt+F"))
    rig.backend.open_layer({"w"}, rig.presses.append)
    rig.backend.close()
    rig.backend.close()
    rig.press("w")
    rig.press("f")
    assert rig.typed() == ["w", "f"]
    assert rig.presses == []


LOCKS = ("capslock", "numlock", "scrolllock")


@pytest.mark.parametrize("locks", [("capslock",), ("numlock",), LOCKS])
def test_x11_locks_do_not_matter(x11: X11Rig, locks: tuple[str, ...]) -> None:
    x11.backend.bind(chords(read="Super+Alt+F"))
    for lock in locks:
        x11.press(lock)
    try:
        x11.press("super+alt+f")
        soon(lambda: x11.presses, "the press under lock")
    finally:
        for lock in locks:
            x11.press(lock)
    assert x11.presses == ["read"]
    assert "f" not in x11.typed()


@pytest.mark.parametrize("where", ["chord", "layer"])
def test_x11_a_held_key_counts_once_and_never_reaches_the_program(x11: X11Rig, where: str) -> None:
    x11.display.run("xset", "r", "rate", "150", "40")
    got = x11.presses
    if where == "chord":
        x11.backend.bind(chords(read="Super+Alt+F"))
        x11.display.down("super", "alt")
    else:

        def on_key(key: str) -> None:
            got.append(key)
            x11.backend.close_layer()

        x11.backend.open_layer({"f"}, on_key)
    x11.display.down("f")
    time.sleep(0.6)
    x11.display.up("f")
    settled()
    assert len(got) == 1
    assert x11.typed() == []
    x11.display.up("alt", "super")
    x11.press("f")
    assert x11.typed() == ["f"]


LAYOUTS = {
    "Russian alone": ("-layout", "ru"),
    "Russian first": ("-layout", "ru,us"),
    "Russian second": ("-layout", "us,ru"),
    "Greek": ("-layout", "gr"),
    "Arabic": ("-layout", "ara"),
}


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
@pytest.mark.parametrize("group", [0, 1])
def test_x11_layouts_without_latin_letters(
    display: XDisplay, layout: tuple[str, ...], group: int
) -> None:
    display.use_layout(*layout)
    rig = X11Rig(display)
    keys: list[str] = []
    try:
        display.use_group(group)
        assert rig.backend.bind(chords(read="Super+Alt+F")) == []
        rig.press("k")
        assert (rig.presses, rig.typed()) == ([], ["k"]), "an unbound key was taken"
        rig.press("super+alt+f")
        soon(lambda: rig.presses, "the press")
        rig.backend.open_layer({"w", "?", "space"}, keys.append)
        for key in ("w", "shift+/", "space", "k"):
            rig.press(key)
        soon(lambda: len(keys) == 4, "the layer's keys")
    finally:
        rig.close()
        display.use_group(0)
    assert rig.presses == ["read"]
    assert keys == ["w", "?", "space", ""]


def test_x11_the_active_latin_layout_counts_in_the_layer(display: XDisplay) -> None:
    display.use_layout("-layout", "us,fr")
    rig = X11Rig(display)
    keys: list[str] = []
    try:
        display.use_group(1)
        rig.backend.open_layer({"w", "?", "q", "m"}, keys.append)
        for key in ("z", "a", ";", "shift+m"):
            rig.press(key)
        soon(lambda: len(keys) == 4, "the layer's keys")
    finally:
        rig.close()
        display.use_group(0)
    assert keys == ["w", "q", "m", "?"]


def change_layout(x11: X11Rig, layout: str, q_keycode: int) -> None:
    """Change it and wait until the backend has seen it."""
    x11.display.use_layout("-layout", layout)
    soon(lambda: x11.backend._grabs._keyboard.keycode("q") == q_keycode, "the new layout")
    settled()


def test_x11_a_layout_changed_while_running_moves_the_chords(x11: X11Rig) -> None:
    x11.backend.bind(chords(read="Super+Alt+Q"))
    change_layout(x11, "fr", 38)
    x11.press("super+alt+q")
    assert x11.typed() == ["q"]
    x11.press("super+alt+a")
    soon(lambda: x11.presses, "the key that is Q in French")
    change_layout(x11, "ru", 24)
    x11.press("super+alt+q")
    soon(lambda: len(x11.presses) == 2, "the key where Q is on a US keyboard")
    assert x11.errors == []


def test_x11_a_key_the_keyboard_lacks_is_refused_and_not_every_key_grabbed(x11: X11Rig) -> None:
    x11.display.run("xmodmap", "-e", "keycode 202 =")
    refused = x11.backend.bind(chords(read="Super+Alt+F24", stop="Super+Alt+Z"))
    assert [type(error) for error in refused] == [BadInputError]
    x11.press("k")
    assert x11.typed() == ["k"]


def test_x11_the_focus_stays_where_it_was(x11: X11Rig) -> None:
    x11.backend.bind(chords(leader="Super+Alt+J"))
    x11.press("super+alt+j")
    x11.backend.open_layer({"w"}, x11.presses.append)
    x11.press("w")
    soon(lambda: len(x11.presses) == 2, "the layer's key")
    x11.backend.close_layer()
    x11.typed()
    assert x11.window.focused
    assert x11.window.focus_moves == 0


def test_x11_the_layer_leaves_others_the_plain_keys_they_hold(x11: X11Rig) -> None:
    from Xlib import X

    display = x11.window.display
    # Keycode 27 is R on a US keyboard: a media key's stand-in.
    display.screen().root.grab_key(27, 0, True, X.GrabModeAsync, X.GrabModeAsync)
    display.sync()
    x11.backend.open_layer({"w", "r"}, x11.presses.append)
    x11.press("r")
    x11.press("w")
    soon(lambda: x11.presses, "the layer's key")
    assert x11.presses == ["w"]
    x11.backend.close_layer()
    display.screen().root.ungrab_key(27, 0)
    display.sync()


def test_x11_a_lost_server_is_told_and_harmless() -> None:
    if missing := missing_programs():
        pytest.skip(f"NOT TESTED: a lost X server, because {', '.join(missing)} is not installed")
    from assistant.hotkeys.x11 import X11Hotkeys

    errors: list[EarSightError] = []
    with XDisplay() as display:
        backend = X11Hotkeys(display.name)
        backend.start(lambda _binding: None, errors.append)
        backend.bind(chords(read="Super+Alt+F"))
    soon(lambda: errors, "the report")
    with pytest.raises(EarSightError):
        backend.bind(chords(read="Super+Alt+F"))
    backend.close_layer()
    backend.close()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_x11_no_display_is_a_reason() -> None:
    from assistant.hotkeys.x11 import X11Hotkeys

    backend = X11Hotkeys(":987")
    assert not backend.availability().usable
    with pytest.raises(EarSightError):
        backend.start(lambda _binding: None, lambda _error: None)
    del backend
    gc.collect()  # python-xlib leaves the socket that could not connect to the collector
