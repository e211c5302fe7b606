"""A window, or a region of it, that is not in front."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.fake_desktop import FakeClipboard, FakeScreen, FakeWindows

from assistant.capture.base import Monitor
from assistant.capture.capturer import ScreenCapturer
from assistant.capture.uncovering import is_covered
from assistant.core.errors import CaptureError
from assistant.core.frame import Source, WindowInfo
from assistant.core.geometry import Rect
from assistant.core.request import Target

MONITOR = Monitor(1, Rect(0, 0, 1920, 1080), primary=True)
FRONT = WindowInfo(1, "Front", "Editor", Rect(100, 100, 800, 600))
BEHIND = WindowInfo(2, "Behind", "Chat", Rect(500, 300, 800, 600))


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.capture.uncovering.REPAINT_SECONDS", 0.0)


def capturer(windows: FakeWindows) -> ScreenCapturer:
    return ScreenCapturer(FakeScreen([MONITOR]), windows, FakeClipboard())


def test_a_covered_window_is_raised_for_its_picture_and_put_back() -> None:
    windows = FakeWindows(FRONT, others=[BEHIND])
    frame = capturer(windows).capture(Target(Source.WINDOW, window=2))
    assert (frame.title, frame.rect) == ("Behind", BEHIND.rect)
    assert windows.moves == ["raise Behind", "put back Behind"]


def test_the_window_is_put_back_when_the_picture_fails() -> None:
    windows = FakeWindows(FRONT, others=[BEHIND])
    broken = ScreenCapturer(FakeScreen([MONITOR], error="no"), windows, FakeClipboard())
    with pytest.raises(CaptureError, match="no"):
        broken.capture(Target(Source.WINDOW, window=2))
    assert windows.moves == ["raise Behind", "put back Behind"]


@pytest.mark.parametrize(
    ("region", "moves"),
    [((950, 750, 100, 100), []), ((600, 400, 100, 100), ["raise Behind", "put back Behind"])],
)
def test_only_what_covers_the_region_matters(
    region: tuple[int, int, int, int], moves: list[str]
) -> None:
    windows = FakeWindows(FRONT, others=[BEHIND])
    frame = capturer(windows).capture(Target(Source.REGION, region=region, window=2))
    assert frame.rect == Rect(*region)
    assert windows.moves == moves


def test_a_window_that_must_stay_covered_is_told() -> None:
    windows = FakeWindows(FRONT, others=[BEHIND], may_uncover=False)
    with pytest.raises(CaptureError) as caught:
        capturer(windows).capture(Target(Source.WINDOW, window=2))
    assert caught.value.error_code == "covered"
    assert caught.value.spoken == "Other windows cover Behind. Bring it to the front first."


@pytest.mark.parametrize("source", [Source.WINDOW, Source.REGION])
@pytest.mark.parametrize(("window", "code"), [(2, "minimised"), (3, "no-window")])
def test_a_window_that_cannot_be_seen_is_told(source: Source, window: int, code: str) -> None:
    windows = FakeWindows(FRONT, others=[replace(BEHIND, minimised=True)])
    region = (600, 400, 100, 100) if source is Source.REGION else None
    with pytest.raises(CaptureError) as caught:
        capturer(windows).capture(Target(source, region=region, window=window))
    assert caught.value.error_code == code


def test_borders_and_minimised_windows_cover_nothing() -> None:
    beside = replace(BEHIND, rect=Rect(895, 100, 400, 400))
    assert is_covered(BEHIND, [FRONT, BEHIND])
    assert not is_covered(beside, [FRONT, beside])
    assert not is_covered(BEHIND, [replace(FRONT, minimised=True), BEHIND])
    assert not is_covered(FRONT, [FRONT, BEHIND])
