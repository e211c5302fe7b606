"""The watch of the running program: one key begins and ends it, and everything is said."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from support.fake_desktop import FakeClipboard, FakeWindows
from support.fake_speech import FakeSpeech
from support.written import WrittenScreen

from assistant.capture.capturer import ScreenCapturer
from assistant.core.errors import EarSightError
from assistant.core.frame import Source, WindowInfo
from assistant.core.geometry import Rect
from assistant.core.request import Target
from assistant.watching.announcer import Announcer, Manners
from assistant.watching.backends.unknown import NoInputClock, Polling
from assistant.watching.watch import Means
from assistant.watching.watching import Watching

WINDOW = WindowInfo(7, "Log", "Terminal", Rect(0, 0, 400, 300), 42)
WAIT = 10.0


class Room:
    """A watching with its desktop and its voice."""

    def __init__(self) -> None:
        self.screen = WrittenScreen()
        self.windows = FakeWindows(WINDOW)
        self.voice = FakeSpeech()
        capturer = ScreenCapturer(self.screen, self.windows, FakeClipboard())
        means = Means(capturer, Polling(), self.screen.read, lambda: False, gap=0.02)
        self.announcer = Announcer(self.voice, lambda: False, NoInputClock(), Manners)
        self.failures: list[EarSightError] = []
        self.watching = Watching(
            lambda: means,
            self.announcer,
            self.voice.say,
            self.failures.append,
            lambda: "en",
        )
        self.screen.write("Ready")

    def hears(self, *words: str) -> None:
        """Wait until exactly that was said."""
        self.until(lambda: len(self.voice.said) >= len(words))
        assert self.voice.said == list(words)

    def until(self, met: Callable[[], bool]) -> None:
        """Wait until that is so."""
        deadline = time.monotonic() + WAIT
        while not met():
            assert time.monotonic() < deadline, self.voice.said
            time.sleep(0.005)

    def settle(self) -> None:
        """Let the first look be read."""
        self.until(lambda: self.screen.pictures > 3)
        time.sleep(0.1)


@pytest.fixture
def room() -> Iterator[Room]:
    made = Room()
    yield made
    made.watching.stop()
    made.announcer.close()


def test_one_key_begins_and_ends_it(room: Room) -> None:
    room.watching.toggle()
    room.hears("Watching Log.")
    room.settle()
    room.screen.write("Ready", "Something new")
    room.hears("Watching Log.", "Something new")
    room.watching.toggle()
    room.hears("Watching Log.", "Something new", "Watching has ended.")
    assert not room.watching.watches
    room.screen.write("Ready", "Something new", "Too late")
    time.sleep(0.3)
    assert room.voice.said[-1] == "Watching has ended."


def test_another_target_takes_its_place(room: Room) -> None:
    room.watching.toggle()
    room.hears("Watching Log.")
    room.watching.start(Target(Source.REGION, region=(0, 0, 100, 25)))
    room.hears("Watching Log.", "Watching 100 by 25 pixels of the screen.")
    room.settle()
    room.screen.write("Here", "Not here")
    room.until(lambda: room.voice.said[-1] == "Here")


def test_a_watch_that_ends_by_itself_can_be_begun_again_by_one_press(room: Room) -> None:
    room.watching.toggle()
    room.hears("Watching Log.")
    room.windows.window = None
    room.windows.others = [replace(WINDOW, handle=9, title="Mail")]
    room.hears("Watching Log.", "Watching has ended: the window was closed.")
    room.windows.window, room.windows.others = WINDOW, []
    room.watching.toggle()
    room.until(lambda: room.voice.said.count("Watching Log.") == 2)


def test_what_cannot_be_watched_is_said(room: Room) -> None:
    room.windows.window = None
    room.watching.toggle()
    room.until(lambda: bool(room.failures))
    assert room.failures[0].error_code == "no-window"
    assert not room.watching.watches


def test_a_pause_is_said(room: Room) -> None:
    room.watching.toggle()
    room.settle()
    room.windows.window = replace(WINDOW, minimised=True)
    room.hears("Watching Log.", "Watching is paused: the window is minimised.")
    room.windows.window = WINDOW
    room.until(lambda: room.voice.said[-1] == "Watching goes on.")
