"""A watch from its first look to its end, over a desktop of plain data."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from support.fake_desktop import FakeClipboard, FakeWindows
from support.written import WrittenScreen

from assistant.capture.capturer import ScreenCapturer
from assistant.core.backends import USABLE, Availability
from assistant.core.errors import BadInputError, CancelledError, EarSightError, WorkerError
from assistant.core.findings import Finding
from assistant.core.frame import Frame, Source, WindowInfo
from assistant.core.geometry import Rect
from assistant.core.request import Target
from assistant.watching.backends.unknown import Polling
from assistant.watching.base import PixelGuard, PixelGuards
from assistant.watching.looks import Look
from assistant.watching.news import Told
from assistant.watching.subject import Sight, Subject, subject_of
from assistant.watching.watch import Ending, Means, Watch

PLACE = Rect(40, 30, 400, 300)
WINDOW = WindowInfo(7, "Log", "Terminal", PLACE, 42)
OTHER = WindowInfo(8, "Mail", "Mail", Rect(100, 100, 300, 300), 43)
WAIT = 10.0


class Telling:
    """A guard that is right: it tells what the test tells it."""

    name = "telling"

    def __init__(self) -> None:
        self.changed = threading.Event()
        self.changed.set()
        self.asked = 0

    def availability(self) -> Availability:
        return USABLE

    def guard(self, window: int) -> PixelGuard:
        return self

    def may_have_changed(self) -> bool:
        self.asked += 1
        was = self.changed.is_set()
        self.changed.clear()
        return was

    def close(self) -> None:
        pass


class Listening:
    """The `Follower` that keeps what it hears."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.boxes: list[tuple[int, int, int, int]] = []
        self.ended = threading.Event()
        self.reads = 0

    def on_news(self, told: list[Told], look: Look) -> None:
        self.heard += [each.text if each.row else "MISSED" for each in told]
        self.boxes += [look.frame.place(each.row.box) for each in told if each.row]

    def on_read(self, look: Look) -> None:
        self.reads += 1

    def on_sight(self, sight: Sight) -> None:
        self.heard.append(f"<{sight}>")

    def on_end(self, ending: Ending, error: EarSightError | None) -> None:
        self.heard.append(f"<{ending}{f' {error.error_code}' if error else ''}>")
        self.ended.set()


class Room:
    """A written desktop, its windows, and watches of it."""

    def __init__(self) -> None:
        self.screen = WrittenScreen(PLACE.x, PLACE.y)
        self.windows = FakeWindows(WINDOW)
        self.capturer = ScreenCapturer(self.screen, self.windows, FakeClipboard())
        self.ears = Listening()
        self.busy = False
        self.watches: list[Watch] = []

    def watch(
        self,
        target: Target | None = None,
        *,
        guards: PixelGuards | None = None,
        read: Callable[[Frame], Iterator[Finding]] | None = None,
        longest: float = 0.0,
    ) -> Watch:
        """Watch, and wait for the first look to be read."""
        subject = subject_of(target or Target(Source.WINDOW), self.capturer)
        means = Means(
            self.capturer,
            guards or Polling(),
            read or self.screen.read,
            lambda: self.busy,
            gap=0.02,
            longest=longest,
        )
        watch = Watch(subject, means, self.ears)
        self.watches.append(watch)
        if read is None:
            self.until(lambda: self.ears.reads > 0)
        return watch

    def until(self, met: Callable[[], bool]) -> None:
        """Wait until that is so."""
        deadline = time.monotonic() + WAIT
        while not met():
            assert time.monotonic() < deadline, self.ears.heard
            time.sleep(0.005)

    def hears(self, *words: str) -> None:
        """Wait until exactly that was heard."""
        self.until(lambda: len(self.ears.heard) >= len(words))
        assert self.ears.heard == list(words)


@pytest.fixture
def room() -> Iterator[Room]:
    made = Room()
    made.screen.write("Ready")
    yield made
    for watch in made.watches:
        watch.stop()


@pytest.mark.parametrize("told", [True, False])
def test_new_lines_are_told_with_their_place(room: Room, told: bool) -> None:
    guard = Telling()
    room.watch(guards=guard if told else Polling())
    room.screen.write("Ready", "First", "Second")
    guard.changed.set()
    room.hears("First", "Second")
    assert room.ears.boxes[0][:2] == (PLACE.x + 8, PLACE.y + 26)


def test_nothing_is_looked_at_while_the_guard_says_that_nothing_changed(room: Room) -> None:
    guard = Telling()
    room.watch(guards=guard)
    room.until(lambda: guard.asked > 10)
    pictures, asked = room.screen.pictures, guard.asked
    room.until(lambda: guard.asked > asked + 20)
    assert room.screen.pictures == pictures


def test_a_part_of_the_screen(room: Room) -> None:
    room.watch(Target(Source.REGION, region=(40, 30, 400, 25)))
    room.screen.write("Now", "Below it")
    room.hears("Now")


def test_a_window_that_moves_says_nothing_new(room: Room) -> None:
    room.watch()
    moved = WrittenScreen(60, 50)
    moved.write("Ready")
    room.screen.picture = moved.picture
    room.windows.window = replace(WINDOW, rect=PLACE.moved(20, 20))
    room.until(lambda: room.ears.reads > 1 or room.screen.pictures > 200)
    moved.write("Ready", "After it")
    room.screen.picture = moved.picture
    room.hears("After it")


def test_the_window_is_closed(room: Room) -> None:
    room.watch()
    room.screen.write("Ready", "Last words")
    room.hears("Last words")
    room.windows.window = None
    room.windows.others = [OTHER]
    room.hears("Last words", "<closed>")
    assert room.ears.ended.is_set()


@pytest.mark.parametrize(("seen", "sight"), [("minimised", "hidden"), ("covered", "covered")])
def test_a_window_that_is_not_to_be_seen_waits(room: Room, seen: str, sight: str) -> None:
    room.watch()
    if seen == "minimised":
        room.windows.window = replace(WINDOW, minimised=True)
    else:
        room.windows.window, room.windows.others = OTHER, [WINDOW]
    room.screen.write("Private mail")
    room.hears(f"<{sight}>")
    room.screen.write("Ready", "Written meanwhile")
    room.windows.window, room.windows.others = WINDOW, []
    room.until(lambda: len(room.ears.heard) == 3)
    assert sorted(room.ears.heard) == ["<clear>", f"<{sight}>", "Written meanwhile"]


def test_a_dialog_of_the_program_is_part_of_it(room: Room) -> None:
    room.watch()
    room.windows.window, room.windows.others = replace(OTHER, pid=WINDOW.pid), [WINDOW]
    room.screen.write("Ready", "Save changes?")
    room.hears("Save changes?")


def test_a_platform_that_tells_of_the_active_window_alone(room: Room) -> None:
    subject = replace(subject_of(Target(Source.WINDOW), room.capturer), listed=False)
    assert subject.now(room.windows) == (Sight.CLEAR, PLACE)
    room.windows.window = OTHER
    assert subject.now(room.windows)[0] is Sight.BEHIND


def test_a_locked_screen_ends_it_and_is_not_read_out(room: Room) -> None:
    room.watch()
    room.windows.locked = True
    room.screen.write("Enter your password")
    room.hears("<locked>")


def test_the_time_is_up(room: Room) -> None:
    room.watch(longest=0.3)
    room.hears("<time>")


def test_what_is_stopped_says_nothing_any_more(room: Room) -> None:
    watch = room.watch()
    watch.stop()
    room.screen.write("Ready", "Too late")
    time.sleep(0.2)
    assert room.ears.heard == []


def test_others_are_served_first_and_nothing_is_lost(room: Room) -> None:
    room.watch()
    room.busy = True
    room.screen.write("Ready", "First")
    time.sleep(0.3)
    room.screen.write("Ready", "First", "Second")
    time.sleep(0.3)
    assert room.ears.heard == []
    room.busy = False
    room.hears("First", "Second")


def test_a_reading_that_another_request_cancelled_is_done_again(room: Room) -> None:
    refused = iter([CancelledError(), CancelledError()])

    def read(frame: Frame) -> Iterator[Finding]:
        for error in refused:
            raise error
        yield from room.screen.read(frame)

    room.watch(read=read)
    room.until(lambda: room.ears.reads > 0)
    room.screen.write("Ready", "After it")
    room.hears("After it")


def test_a_reader_that_is_broken_ends_it(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.watching.text_reader.RETRY_SECONDS", 0.01)

    def read(_frame: Frame) -> Iterator[Finding]:
        raise WorkerError("It stopped.")

    room.watch(read=read)
    room.hears("<failed worker-failed>")


def test_an_error_inside_ends_it_in_words(room: Room) -> None:
    def read(_frame: Frame) -> Iterator[Finding]:
        raise KeyError("what was on the screen")

    room.watch(read=read)
    room.hears("<failed failed>")


def test_a_picture_of_one_colour_is_not_read(room: Room) -> None:
    room.watch()

    def read(_frame: Frame) -> Iterator[Finding]:
        raise AssertionError

    room.screen.picture.paste("black", (0, 0, *room.screen.picture.size))
    room.watch(read=read)
    room.until(lambda: room.ears.reads > 1)


def test_only_the_screen_can_be_watched(room: Room) -> None:
    with pytest.raises(BadInputError):
        subject_of(Target(Source.CLIPBOARD), room.capturer)


def test_a_part_of_a_window_goes_with_it(room: Room) -> None:
    target = Target(Source.REGION, region=(50, 40, 100, 50), window=WINDOW.handle)
    subject = subject_of(target, room.capturer)
    assert subject.inner == Rect(10, 10, 100, 50)
    room.windows.window = replace(WINDOW, rect=PLACE.moved(5, 7))
    assert subject.now(room.windows) == (Sight.CLEAR, Rect(55, 47, 100, 50))


@pytest.mark.parametrize(
    ("subject", "name"),
    [
        (Subject(PLACE, WINDOW), "Log"),
        (Subject(PLACE, replace(WINDOW, title="")), "Terminal"),
        (Subject(PLACE, WINDOW, Rect(0, 0, 9, 9)), "a part of Log"),
        (Subject(PLACE), "400 by 300 pixels of the screen"),
    ],
)
def test_what_it_is_called(subject: Subject, name: str) -> None:
    assert subject.name == name
