"""What can be checked everywhere of the parts for Windows, macOS, Sway and X resources."""

from __future__ import annotations

from ctypes import wintypes
from typing import Any

import pytest
from PIL import Image
from support.fake_desktop import striped

from assistant.capture.screens.mss_screen import PointDesktop
from assistant.capture.screens.x11_scale import scale_of
from assistant.capture.windows.macos import ordinary_windows
from assistant.capture.windows.sway import all_windows, focused_window
from assistant.capture.windows.win32_listing import to_rect
from assistant.core.geometry import Rect


def test_windows_rectangles() -> None:
    assert to_rect(wintypes.RECT(-8, -5, 12, 30)) == Rect(-8, -5, 20, 35)


@pytest.mark.parametrize(
    ("resources", "scale"),
    [
        (b"", 1.0),
        (b"Xft.dpi:\t192\nXft.antialias:\t1\n", 2.0),
        (b"*customization: -color\nXft.dpi: 120.0\n", 1.25),
        (b"MyXft.dpi:\t192\n", 1.0),
        (b"Xft.dpi:\t9999999\n", 1.0),
        (b"Xft.dpi:\tmany\n", 1.0),
    ],
)
def test_x_resources(resources: bytes, scale: float) -> None:
    assert scale_of(resources) == scale


def mac_window(**more: Any) -> dict[str, Any]:
    place = {"X": -10.0, "Y": 22.5, "Width": 300.0, "Height": 200.0}
    return {
        "kCGWindowNumber": 42,
        "kCGWindowLayer": 0,
        "kCGWindowOwnerPID": 5,
        "kCGWindowOwnerName": "Notes",
        "kCGWindowName": "Shopping",
        "kCGWindowBounds": place,
        **more,
    }


def test_the_front_window_of_macos_in_pixels() -> None:
    menu_bar, own = mac_window(kCGWindowLayer=25), mac_window(kCGWindowOwnerPID=1)
    listed = [menu_bar, own, mac_window(), mac_window(kCGWindowNumber=1)]
    found = next(ordinary_windows(listed, 2.0, 1))
    assert found is not None
    assert (found.handle, found.title, found.application, found.pid) == (42, "Shopping", "Notes", 5)
    assert (found.rect, found.scale) == (Rect(-20, 44, 600, 400), 2.0)


def test_no_window_on_macos() -> None:
    assert list(ordinary_windows([mac_window(kCGWindowLayer=25)], 2.0, 1)) == []


def test_a_mac_window_without_permission_has_no_title() -> None:
    window = mac_window()
    del window["kCGWindowName"]
    (found,) = ordinary_windows([window], 1.0, 1)
    assert found is not None
    assert found.title == ""


def sway_node(**more: Any) -> dict[str, Any]:
    rect = {"x": 0, "y": 0, "width": 640, "height": 400}
    return {"id": 1, "focused": False, "rect": rect, "nodes": [], "floating_nodes": [], **more}


def test_the_focused_window_of_sway_with_its_title_bar() -> None:
    window = sway_node(
        id=9,
        focused=True,
        pid=77,
        name="Letter",
        app_id="writer",
        rect={"x": -640, "y": 25, "width": 640, "height": 375},
        deco_rect={"x": 0, "y": 0, "width": 640, "height": 25},
    )
    tree = sway_node(nodes=[sway_node(), sway_node(floating_nodes=[window])])
    found = focused_window(tree, 1.5)
    assert found is not None
    assert (found.title, found.application, found.pid) == ("Letter", "writer", 77)
    assert found.rect == Rect(-960, 0, 960, 600)


def test_an_x_window_in_sway() -> None:
    window = sway_node(
        focused=True, pid=7, name=None, app_id=None, window_properties={"class": "XTerm"}
    )
    found = focused_window(sway_node(nodes=[window]), 1.0)
    assert found is not None
    assert (found.title, found.application) == ("", "XTerm")


def test_an_empty_workspace_of_sway() -> None:
    assert focused_window(sway_node(nodes=[sway_node(focused=True, name="1")]), 1.0) is None


class FakeMac:
    """What mss is on a Mac: places in points, pixels of a sharper picture."""

    monitors = (
        {"left": -800, "top": 0, "width": 1800, "height": 600},
        {"left": 0, "top": 0, "width": 1000, "height": 600},
        {"left": -800, "top": 0, "width": 800, "height": 600},
    )

    def __init__(self, sharpness: int) -> None:
        self._picture = striped(1800 * sharpness, 600 * sharpness)
        self._sharpness = sharpness

    def grab(self, box: tuple[int, int, int, int]) -> Any:
        moved = [
            (edge + offset) * self._sharpness
            for edge, offset in zip(box, (800, 0) * 2, strict=True)
        ]
        taken = self._picture.crop((moved[0], moved[1], moved[2], moved[3]))

        class Shot:
            size = taken.size
            raw = bytearray(taken.convert("RGBA").tobytes("raw", "BGRA"))

        return Shot


@pytest.mark.parametrize(
    "rect", [Rect(-1600, 0, 40, 30), Rect(-3, 7, 21, 13), Rect(0, 0, 2000, 1200)]
)
def test_a_mac_desktop_is_taken_at_the_scale_of_the_sharpest_display(rect: Rect) -> None:
    desktop = PointDesktop(FakeMac(2), 2.0)
    assert [monitor.rect for monitor in desktop.monitors] == [
        Rect(0, 0, 2000, 1200),
        Rect(-1600, 0, 1600, 1200),
    ]
    box = (rect.x + 1600, rect.y, rect.right + 1600, rect.bottom)
    assert desktop.grab(rect).tobytes() == striped(3600, 1200).crop(box).tobytes()


def test_a_less_sharp_picture_is_enlarged_into_place() -> None:
    found: Image.Image = PointDesktop(FakeMac(1), 2.0).grab(Rect(-3, 7, 21, 13))
    assert found.size == (21, 13)


def test_every_window_of_sway_with_those_of_other_workspaces_as_minimised() -> None:
    shown = sway_node(id=2, pid=7, name="Letter", app_id="writer", visible=True)
    floating = sway_node(id=3, pid=8, name="Find", app_id="writer", visible=True)
    away = sway_node(id=4, pid=9, name="Chat", app_id="chat", visible=False)
    tree = sway_node(nodes=[sway_node(nodes=[shown], floating_nodes=[floating]), away])
    found = [(each.title, each.minimised) for each in all_windows(tree, 1.0)]
    assert found == [("Find", False), ("Letter", False), ("Chat", True)]
