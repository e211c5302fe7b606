from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from support.fake_desktop import FakeClipboard, FakeScreen, FakeWindows, striped

from assistant.capture.base import Monitor
from assistant.capture.capturer import ScreenCapturer
from assistant.core.errors import BadInputError, CaptureError, EarSightError, UnreadablePictureError
from assistant.core.frame import Frame, Source, WindowInfo
from assistant.core.geometry import Rect
from assistant.core.request import Target

MAIN = Monitor(1, Rect(0, 0, 1920, 1080), 1.0, primary=True)
LEFT = Monitor(2, Rect(-2560, -360, 2560, 1440), 2.0)
WINDOW = WindowInfo(7, "Letter", "Writer", Rect(-1000, 0, 600, 400), focus=Rect(-900, 100, 10, 20))


class Desk:
    """A fake desktop with a capturer before it."""

    def __init__(
        self, windows: FakeWindows | None = None, clipboard: Image.Image | None = None
    ) -> None:
        self.screen = FakeScreen([MAIN, LEFT])
        self.windows = windows or FakeWindows(WINDOW, (100, 50))
        self.capturer = ScreenCapturer(self.screen, self.windows, FakeClipboard(clipboard))

    def capture(self, source: Source, **options: object) -> Frame:
        return self.capturer.capture(Target(source, **options))  # type: ignore[arg-type]

    def refused(self, source: Source, **options: object) -> EarSightError:
        with pytest.raises(EarSightError) as caught:
            self.capture(source, **options)
        assert caught.value.message.endswith(".")
        return caught.value

    def pixels(self, rect: Rect) -> bytes:
        return self.screen.grab(rect).tobytes()


def test_the_whole_desktop() -> None:
    desk = Desk()
    frame = desk.capture(Source.SCREEN)
    assert frame.rect == Rect(-2560, -360, 4480, 1440)
    assert frame.image.tobytes() == desk.screen.picture.tobytes()
    assert (frame.title, frame.source) == ("", Source.SCREEN)


def test_a_window_with_its_title_place_and_scale() -> None:
    desk = Desk()
    frame = desk.capture(Source.WINDOW)
    assert (frame.title, frame.application) == ("Letter", "Writer")
    assert (frame.rect, frame.scale) == (WINDOW.rect, 2.0)
    assert frame.image.tobytes() == desk.pixels(WINDOW.rect)


def test_a_window_partly_off_the_screen_is_cut() -> None:
    desk = Desk(FakeWindows(replace(WINDOW, rect=Rect(1800, 1000, 600, 400))))
    frame = desk.capture(Source.WINDOW)
    assert (frame.rect, frame.scale) == (Rect(1800, 1000, 120, 80), 1.0)


def test_a_window_off_the_screen() -> None:
    desk = Desk(FakeWindows(replace(WINDOW, rect=Rect(5000, 0, 600, 400))))
    assert desk.refused(Source.WINDOW).error_code == "off-screen"


def test_a_window_where_the_desktop_has_a_gap() -> None:
    # Above the main monitor, beside the taller left one.
    desk = Desk(FakeWindows(replace(WINDOW, rect=Rect(100, -300, 600, 200))))
    assert desk.refused(Source.WINDOW).error_code == "off-screen"


def test_a_minimised_window() -> None:
    desk = Desk(FakeWindows(replace(WINDOW, minimised=True)))
    assert desk.refused(Source.WINDOW).error_code == "minimised"


@pytest.mark.parametrize("source", [Source.WINDOW, Source.FOCUS])
def test_no_window_says_what_to_do_instead(source: Source) -> None:
    error = Desk(FakeWindows()).refused(source)
    assert (error.error_code, bool(error.remedy)) == ("no-window", True)


@pytest.mark.parametrize(
    ("windows", "expected"),
    [
        (FakeWindows(WINDOW, (5, 5)), LEFT),
        (FakeWindows(replace(WINDOW, focus=Rect(5, 5, 9, 9)), (-5, 5)), MAIN),
        (FakeWindows(replace(WINDOW, minimised=True), (5, 5)), MAIN),
        (FakeWindows(None, (-5, 5)), LEFT),
        (FakeWindows(), MAIN),
    ],
)
def test_the_monitor_in_use(windows: FakeWindows, expected: Monitor) -> None:
    frame = Desk(windows).capture(Source.MONITOR)
    assert (frame.rect, frame.scale) == (expected.rect, expected.scale)


def test_a_monitor_by_number() -> None:
    assert Desk().capture(Source.MONITOR, monitor=2).rect == LEFT.rect


@pytest.mark.parametrize("number", [3, -1])
def test_a_monitor_that_is_not_there(number: int) -> None:
    error = Desk().refused(Source.MONITOR, monitor=number)
    assert isinstance(error, BadInputError)
    assert "1 to 2" in error.remedy


def test_a_region_is_cut_to_the_desktop() -> None:
    desk = Desk()
    frame = desk.capture(Source.REGION, region=(1900, 1000, 500, 500))
    assert frame.rect == Rect(1900, 1000, 20, 80)
    assert frame.image.tobytes() == desk.pixels(frame.rect)


@pytest.mark.parametrize("region", [None, (0, 0, 0, 10), (0, 0, 10, -1), (9000, 0, 10, 10)])
def test_an_impossible_region(region: tuple[int, int, int, int] | None) -> None:
    assert isinstance(Desk().refused(Source.REGION, region=region), BadInputError)


def test_a_look_at_a_part_takes_whatever_is_there() -> None:
    desk = Desk()
    place = Rect(-20, 5, 4, 3)
    assert desk.capturer.look(place).tobytes() == desk.pixels(place)
    assert desk.capturer.look(Rect(1918, 0, 10, 4)).size == (2, 4)


def test_around_the_pointer() -> None:
    assert Desk().capture(Source.POINTER).rect == Rect(0, 0, 800, 240)


def test_around_the_focus_in_the_monitors_own_pixels() -> None:
    frame = Desk().capture(Source.FOCUS)
    assert frame.rect == Rect(-1695, -130, 1600, 480)
    assert frame.title == "Letter"


def test_around_the_middle_of_the_window_where_the_focus_is_unknown() -> None:
    desk = Desk(FakeWindows(replace(WINDOW, focus=None, rect=Rect(500, 500, 600, 400))))
    assert desk.capture(Source.FOCUS).rect == Rect(400, 580, 800, 240)


def test_an_unknown_pointer() -> None:
    assert Desk(FakeWindows(WINDOW)).refused(Source.POINTER).error_code == "unknown-pointer"


def test_a_black_window() -> None:
    desk = Desk()
    desk.screen.fill(WINDOW.rect, "black")
    assert desk.refused(Source.WINDOW).error_code == "black"
    assert desk.capture(Source.SCREEN).image.size == (4480, 1440)


def test_a_black_window_below_its_title_bar() -> None:
    content = Rect(-1000, 30, 600, 370)
    desk = Desk(FakeWindows(replace(WINDOW, content=content), (0, 0)))
    assert desk.capture(Source.WINDOW).rect == WINDOW.rect
    desk.screen.fill(content, "black")
    assert desk.refused(Source.WINDOW).error_code == "black"
    desk.screen.fill(content, "white")
    assert desk.refused(Source.WINDOW).error_code == "uniform"


def test_a_window_that_is_rolled_up_to_its_title_bar() -> None:
    content = Rect(-1000, 30, 600, 1)
    desk = Desk(FakeWindows(replace(WINDOW, rect=Rect(-1000, 0, 600, 31), content=content), (0, 0)))
    desk.screen.fill(content, "black")
    assert desk.capture(Source.WINDOW).rect.height == 31


def test_a_locked_session_is_never_read() -> None:
    assert Desk(FakeWindows(WINDOW, locked=True)).refused(Source.SCREEN).error_code == "locked"


def test_a_black_picture_of_a_locked_session_is_called_locked() -> None:
    desk = Desk(FakeWindows(WINDOW, locked=True))
    desk.screen.fill(WINDOW.rect, "black")
    assert desk.refused(Source.WINDOW).error_code == "locked"


@pytest.mark.parametrize(("locked", "code"), [(True, "locked"), (False, "capture-failed")])
def test_a_failed_capture(locked: bool, code: str) -> None:
    screen = FakeScreen([MAIN], error="The screen is gone.")
    capturer = ScreenCapturer(screen, FakeWindows(locked=locked), FakeClipboard())
    with pytest.raises(CaptureError) as caught:
        capturer.capture(Target(Source.SCREEN))
    assert caught.value.error_code == code


def test_a_lock_check_that_hangs_keeps_nobody_waiting() -> None:
    released = threading.Event()

    class Hanging(FakeWindows):
        def is_locked(self) -> bool:
            return released.wait(20)

    try:
        assert Desk(Hanging(WINDOW)).capture(Source.SCREEN).image
        assert not released.is_set()
    finally:
        released.set()


def test_the_clipboard_picture() -> None:
    frame = Desk(clipboard=striped(50, 40)).capture(Source.CLIPBOARD)
    assert (frame.image.size, frame.origin, frame.source) == ((50, 40), (0, 0), Source.CLIPBOARD)


def test_a_transparent_clipboard_picture_becomes_opaque() -> None:
    picture = striped(50, 40).convert("RGBA")
    picture.paste((0, 0, 0, 0), (0, 0, 9, 9))
    assert Desk(clipboard=picture).capture(Source.CLIPBOARD).image.mode == "RGB"


def test_an_invisible_clipboard_picture() -> None:
    picture = Image.new("RGBA", (50, 40))
    assert Desk(clipboard=picture).refused(Source.CLIPBOARD).error_code == "transparent"


def test_no_clipboard_picture() -> None:
    assert Desk().refused(Source.CLIPBOARD).error_code == "no-picture"


def test_a_file(tmp_path: Path) -> None:
    striped(50, 40).save(tmp_path / "a.png")
    frame = Desk().capture(Source.FILE, path=tmp_path / "a.png")
    assert (frame.title, frame.source) == ("a.png", Source.FILE)


def test_a_one_pixel_file_is_bad_input(tmp_path: Path) -> None:
    Image.new("RGB", (1, 1)).save(tmp_path / "a.png")
    error = Desk().refused(Source.FILE, path=tmp_path / "a.png")
    assert isinstance(error, UnreadablePictureError)
    assert (error.error_code, error.exit_status) == ("tiny", 2)


def test_no_file_named() -> None:
    assert isinstance(Desk().refused(Source.FILE), BadInputError)


def test_warming_up_takes_no_picture() -> None:
    screen = FakeScreen([MAIN], error="No picture was asked for.")
    ScreenCapturer(screen, FakeWindows(WINDOW), FakeClipboard()).warm_up()
