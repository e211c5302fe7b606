"""The active window on X11: EWMH (_NET_ACTIVE_WINDOW), else the input focus."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import takewhile
from typing import Any, TypeVar

from assistant.capture.screens.x11_scale import desktop_scale
from assistant.capture.session_type import has_x11, is_wayland
from assistant.capture.windows.accessible_focus import focused_rect
from assistant.capture.windows.lock_state import session_is_locked
from assistant.capture.windows.x11_stacking import (
    front_to_back,
    is_elsewhere,
    numbers,
    raise_over_others,
)
from assistant.capture.x11_connection import X11Connection, shared_connection
from assistant.core.backends import USABLE, Availability
from assistant.core.errors import CaptureError
from assistant.core.frame import WindowInfo
from assistant.core.geometry import Rect
from assistant.core.i18n import _

T = TypeVar("T")

_POINTER_ROOT = 1  # The window under the pointer gets the keys; X protocol, SetInputFocus.
_ICONIC_STATE = 3  # ICCCM 4.1.3.1
_MAX_DEPTH = 64
_LOCKERS = frozenset({"i3lock", "slock", "xsecurelock", "xlock", "xtrlock"})


class X11Windows:
    """Asks the X server."""

    name = "x11"

    def __init__(self, connection: X11Connection | None = None) -> None:
        self._connection = connection or shared_connection()

    def availability(self) -> Availability:
        """Usable where an X server draws the windows."""
        if has_x11():
            return USABLE
        if is_wayland():
            return Availability(False, _("This is a Wayland session."))
        return Availability(
            False, _("There is no display: DISPLAY is not set."), _("Start EarSight on a desktop.")
        )

    def active_window(self) -> WindowInfo | None:
        """As `WindowFinder.active_window`."""
        scale = desktop_scale(self._connection)
        return self._ask(lambda display: _active_window(display, scale), None)

    def windows(self) -> Sequence[WindowInfo]:
        """As `WindowFinder.windows`; those of other workspaces count as minimised."""
        scale = desktop_scale(self._connection)
        return self._ask(lambda display: _windows(display, scale), [])

    def uncover(self, window: WindowInfo) -> Callable[[], None] | None:
        """As `WindowFinder.uncover`: those before it are raised again afterwards."""
        before = self._ask(_over(window.handle), list[int]())
        if not self._ask(_raising([window.handle]), False):
            return None

        def put_back() -> None:
            self._ask(_raising(before[::-1]), False)

        return put_back

    def focus(self, window: WindowInfo) -> Rect | None:
        """As `WindowFinder.focus`: from the accessibility bus, else the X window with the focus."""
        told = focused_rect(window.pid) if window.pid else None
        if told is not None and _is_part(told, window.rect):
            return told
        return window.focus

    def pointer(self) -> tuple[int, int] | None:
        """As `WindowFinder.pointer`."""
        return self._ask(_pointer, None)

    def is_locked(self) -> bool:
        """As `WindowFinder.is_locked`; also knows lockers that tell nobody."""
        return self._ask(_locker_shows, False) or session_is_locked()

    def _ask(self, question: Callable[[Any], T], unknown: T) -> T:
        from Xlib.error import XError

        try:
            return self._connection.ask(question)
        except (XError, CaptureError):
            # Also BadWindow and BadDrawable: the window was closed while it was asked about.
            return unknown


def _pointer(display: Any) -> tuple[int, int] | None:
    found = display.screen().root.query_pointer()
    return (found.root_x, found.root_y) if found.same_screen else None


def _active_window(display: Any, scale: float) -> WindowInfo | None:
    focus = _focused(display)
    managed = numbers(display, display.screen().root, "_NET_ACTIVE_WINDOW")
    if managed or _tells_active_window(display):
        window = display.create_resource_object("window", managed[0]) if any(managed) else None
    else:
        window = _top_level(display, focus) if focus is not None else None
    if window is None:
        return None
    found = _info(display, window, scale)
    inner = _place(display, focus) if focus is not None else None
    is_inside = inner is not None and _is_part(inner, found.rect)
    return replace(found, focus=inner) if is_inside else found


def _info(display: Any, window: Any, scale: float) -> WindowInfo:
    rect, content = _frame(display, window)
    return WindowInfo(
        handle=window.id,
        title=_title(display, window),
        application=_application(window),
        rect=rect,
        pid=next(iter(numbers(display, window, "_NET_WM_PID")), 0),
        minimised=_is_minimised(display, window),
        scale=scale,
        content=content,
    )


def _windows(display: Any, scale: float) -> list[WindowInfo]:
    from Xlib.error import XError

    found = []
    for window in front_to_back(display):
        # One that is closed meanwhile is left out.
        with suppress(XError):
            info = _info(display, window, scale)
            found.append(replace(info, minimised=info.minimised or is_elsewhere(display, window)))
    return found


def _over(handle: int) -> Callable[[Any], list[int]]:
    """A question for the windows over one, front to back."""

    def ask(display: Any) -> list[int]:
        numbered = [window.id for window in front_to_back(display)]
        return list(takewhile(lambda number: number != handle, numbered))

    return ask


def _raising(handles: Sequence[int]) -> Callable[[Any], bool]:
    def ask(display: Any) -> bool:
        for handle in handles:
            raise_over_others(display, handle)
        return True

    return ask


def _focused(display: Any) -> Any:
    """The window that gets the keys, or None."""
    focus = display.get_input_focus().focus
    if focus == _POINTER_ROOT:
        focus = display.screen().root.query_pointer().child
    return None if isinstance(focus, int) else focus


def _top_level(display: Any, window: Any) -> Any:
    """The nearest ancestor (or itself) with a WM_STATE, else the one below the root."""
    root = display.screen().root
    state = display.intern_atom("WM_STATE")
    for _step in range(_MAX_DEPTH):
        parent = window.query_tree().parent
        if window.get_full_property(state, 0) or parent == 0 or parent == root:
            break
        window = parent
    return None if window == root else window


def _place(display: Any, window: Any) -> Rect:
    size = window.get_geometry()
    corner = window.translate_coords(display.screen().root, 0, 0)
    # The answer is where the root's corner lies seen from the window.
    return Rect(-corner.x, -corner.y, size.width, size.height)


def _tells_active_window(display: Any) -> bool:
    """Whether a window manager says which window is active, so that none said is none.

    Window managers keep the focus in a window of their own then.
    """
    supported = numbers(display, display.screen().root, "_NET_SUPPORTED")
    return display.intern_atom("_NET_ACTIVE_WINDOW") in supported


def _frame(display: Any, window: Any) -> tuple[Rect, Rect | None]:
    """The window with title bar and borders, without its shadow; and what those enclose."""
    place = _place(display, window)
    extents = numbers(display, window, "_NET_FRAME_EXTENTS")
    if len(extents) == 4:
        return _grown(place, extents), place
    extents = numbers(display, window, "_GTK_FRAME_EXTENTS")
    if len(extents) == 4:
        return _grown(place, [-extent for extent in extents]), None
    return place, None


def _grown(rect: Rect, extents: list[int]) -> Rect:
    left, right, top, bottom = extents
    return Rect(rect.x - left, rect.y - top, rect.width + left + right, rect.height + top + bottom)


def _title(display: Any, window: Any) -> str:
    utf8 = window.get_full_property(
        display.intern_atom("_NET_WM_NAME"), display.intern_atom("UTF8_STRING")
    )
    name = utf8.value if utf8 else window.get_wm_name()
    return _text(name or b"")


def _application(window: Any) -> str:
    names = window.get_wm_class()
    return str(names[1]) if names else ""


def _is_minimised(display: Any, window: Any) -> bool:
    hidden = display.intern_atom("_NET_WM_STATE_HIDDEN")
    state = numbers(display, window, "WM_STATE")
    return hidden in numbers(display, window, "_NET_WM_STATE") or state[:1] == [_ICONIC_STATE]


def _locker_shows(display: Any) -> bool:
    """Whether the topmost window is a screen locker's, or xscreensaver says that it has locked."""
    root = display.screen().root
    status = numbers(display, root, "_SCREENSAVER_STATUS")
    if status[:1] == [display.intern_atom("LOCK")]:
        return True
    children = root.query_tree().children
    names = (children[-1].get_wm_class() if children else None) or ()
    return any(name.lower() in _LOCKERS for name in names)


def _is_part(inner: Rect, outer: Rect) -> bool:
    """Whether some of it shows; toolkits keep the focus in an invisible window of one pixel."""
    common = inner.intersection(outer)
    return common.area > 1


def _text(name: bytes | str) -> str:
    return name.decode("utf-8", "replace") if isinstance(name, bytes) else name
