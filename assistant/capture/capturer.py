"""Every target of a request becomes a Frame that is worth reading."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.capture.base import (
    Clipboard,
    Desktop,
    Monitor,
    ScreenBackend,
    WindowFinder,
)
from assistant.capture.files import load_file
from assistant.capture.gates import check_content, check_picture, check_window, locked, off_screen
from assistant.capture.geometry import (
    area_around,
    bounds,
    clip,
    monitor_at,
    monitor_of_rect,
    primary,
)
from assistant.capture.pictures import check_size, plain
from assistant.capture.uncovering import find_window, uncovered
from assistant.core.errors import BadInputError, CaptureError
from assistant.core.frame import Frame, Source, WindowInfo
from assistant.core.geometry import Rect
from assistant.core.i18n import _
from assistant.core.request import Target

if TYPE_CHECKING:
    from PIL.Image import Image

AREA_POINTS = (800, 240)
"""Width and height, in points, of the area around the pointer or the focus."""

_LOCK_PATIENCE = 0.05
"""Seconds that a good picture waits to hear whether the session is locked."""

_LOCK_PATIENCE_WHEN_SUSPICIOUS = 0.5
"""The same for a picture that could not be taken, or that shows nothing."""


class ScreenCapturer:
    """Implements `core.ports.Capturer`. May be called from any thread, several at a time."""

    def __init__(
        self,
        screen: ScreenBackend,
        windows: WindowFinder,
        clipboard: Clipboard,
        area_points: tuple[int, int] = AREA_POINTS,
    ) -> None:
        self._screen = screen
        self._windows = windows
        self._clipboard = clipboard
        self._area_points = area_points

    def capture(self, target: Target) -> Frame:
        """As `Capturer.capture`."""
        match target.source:
            case Source.FILE:
                frame = self._file(target)
            case Source.CLIPBOARD:
                frame = self._clipboard_picture()
            case _:
                return self._unlocked(target)
        check_picture(frame)
        return frame

    @property
    def windows(self) -> WindowFinder:
        """What knows the windows and the pointer."""
        return self._windows

    def monitors(self) -> Sequence[Monitor]:
        """Every monitor, without taking a picture; empty where they are not known.

        Raises:
            CaptureError, MissingPartError: the platform refused.

        """
        return self._screen.layout()

    def look(self, rect: Rect) -> Image:
        """The pixels of a part of the desktop as they are now, whatever they show.

        Raises:
            CaptureError, MissingPartError: the picture could not be taken.

        """
        with self._screen.open() as desktop:
            return desktop.grab(clip(rect, desktop.monitors))

    def locate(self, target: Target) -> tuple[Rect, WindowInfo | None]:
        """Where a target of the screen is now, and the window that it names; reads no pixels.

        Raises:
            CaptureError, BadInputError, MissingPartError: it is not to be seen, and why.

        """
        window = self._window_for(target)
        with self._screen.open() as desktop:
            return self._rect(target, window, desktop), window

    def glimpse(self, rect: Rect) -> Frame:
        """What a part of the desktop shows now, whatever that is.

        Raises:
            CaptureError, MissingPartError: the picture could not be taken.
            UnreadablePictureError: it is outside the screen.

        """
        with self._screen.open() as desktop:
            seen = clip(rect, desktop.monitors)
            if seen.is_empty:
                raise off_screen()
            scale = monitor_of_rect(seen, desktop.monitors).scale
            return Frame(desktop.grab(seen), Source.REGION, (seen.x, seen.y), scale)

    def warm_up(self) -> None:
        """Load and start what the first capture needs, so that it is as quick as the others.

        Takes no picture. May take seconds: call it on a thread of its own.
        """
        self._windows.active_window()
        self._windows.is_locked()
        self._screen.warm_up()

    def _file(self, target: Target) -> Frame:
        if target.path is None:
            raise BadInputError(_("No file was named."), _("Name a picture or PDF file."))
        return load_file(target.path, target.page)

    def _clipboard_picture(self) -> Frame:
        image = self._clipboard.image()
        if image is None:
            raise BadInputError(
                _("There is no picture on the clipboard."),
                _("Copy a picture first."),
                code="no-picture",
            )
        check_size(image)
        return Frame(plain(image), Source.CLIPBOARD)

    def _unlocked(self, target: Target) -> Frame:
        """Take the picture, while asking in parallel whether the session is locked."""
        lock = _LockCheck(self._windows)
        try:
            frame, content = self._take(target)
            check_picture(frame)
            if content is not None:
                check_content(frame, content)
        except CaptureError:
            if lock.answer(_LOCK_PATIENCE_WHEN_SUSPICIOUS):
                raise locked() from None
            raise
        if lock.answer(_LOCK_PATIENCE):
            raise locked()
        return frame

    def _take(self, target: Target) -> tuple[Frame, Rect | None]:
        """The picture, and the place of the window's content where that is known."""
        # Asked first: a picture that a portal takes may move the focus to its own window.
        window = self._window_for(target)
        named = window if target.window else None
        if named is not None and target.region is not None:
            check_window(named, named.rect)
        area = Rect(*target.region) if target.region else None
        with uncovered(self._windows, named, area), self._screen.open() as desktop:
            rect = self._rect(target, window, desktop)
            image = desktop.grab(rect)
            scale = monitor_of_rect(rect, desktop.monitors).scale
        shown = window if target.source in (Source.WINDOW, Source.FOCUS) else None
        frame = Frame(
            image,
            target.source,
            (rect.x, rect.y),
            scale,
            shown.title if shown else "",
            shown.application if shown else "",
            pid=shown.pid if shown else 0,
        )
        whole = window if target.source is Source.WINDOW else None
        return frame, whole.content if whole else None

    def _window_for(self, target: Target) -> WindowInfo | None:
        if target.window:
            return find_window(self._windows.windows(), target.window)
        in_use = target.source is Source.MONITOR and not target.monitor
        if in_use or target.source in (Source.WINDOW, Source.FOCUS):
            return self._windows.active_window()
        return None

    def _rect(self, target: Target, window: WindowInfo | None, desktop: Desktop) -> Rect:
        monitors = desktop.monitors
        match target.source:
            case Source.MONITOR:
                return self._monitor(target.monitor, window, monitors).rect
            case Source.WINDOW:
                return _window_rect(_known(window), monitors)
            case Source.FOCUS:
                return self._focus_rect(_known(window), monitors)
            case Source.POINTER:
                return self._pointer_rect(monitors)
            case Source.REGION:
                return _region_rect(target, monitors)
            case _:
                return bounds(monitors)

    def _monitor(
        self, number: int, window: WindowInfo | None, monitors: Sequence[Monitor]
    ) -> Monitor:
        if number:
            found = next((monitor for monitor in monitors if monitor.number == number), None)
            if found is None:
                raise BadInputError(
                    _("There is no monitor {number}.").format(number=number),
                    _("Choose a number from 1 to {count}.").format(count=len(monitors)),
                )
            return found
        if window is not None and not window.minimised:
            return monitor_of_rect(window.focus or window.rect, monitors)
        pointer = self._windows.pointer()
        return monitor_at(*pointer, monitors) if pointer else primary(monitors)

    def _pointer_rect(self, monitors: Sequence[Monitor]) -> Rect:
        pointer = self._windows.pointer()
        if pointer is None:
            raise CaptureError(
                _("This desktop does not tell where the pointer is."),
                _("Read the window or the screen instead."),
                code="unknown-pointer",
            )
        return area_around(*pointer, self._area_points, monitors)

    def _focus_rect(self, window: WindowInfo, monitors: Sequence[Monitor]) -> Rect:
        shown = _window_rect(window, monitors)
        focus = self._windows.focus(window) or shown
        return area_around(*focus.center, self._area_points, monitors)


class _LockCheck:
    """Asks the finder whether the session is locked, without keeping anybody waiting for it."""

    def __init__(self, windows: WindowFinder) -> None:
        self._locked = False
        self._windows = windows
        self._thread = threading.Thread(target=self._ask, name="lock check", daemon=True)
        self._thread.start()

    def answer(self, patience: float) -> bool:
        """Whether the session is locked; False when that is not known after `patience` seconds."""
        self._thread.join(patience)
        return self._locked

    def _ask(self) -> None:
        self._locked = self._windows.is_locked()


def _known(window: WindowInfo | None) -> WindowInfo:
    if window is None:
        raise CaptureError(
            _("The active window is not known."),
            _("Read the whole screen instead."),
            code="no-window",
        )
    return window


def _window_rect(window: WindowInfo, monitors: Sequence[Monitor]) -> Rect:
    seen = clip(window.rect, monitors)
    check_window(window, seen)
    return seen


def _region_rect(target: Target, monitors: Sequence[Monitor]) -> Rect:
    region = Rect(*(target.region or (0, 0, 0, 0)))
    if region.is_empty:
        raise BadInputError(
            _("The rectangle is empty."), _("Give its left, top, width and height in pixels.")
        )
    seen = clip(region, monitors)
    if seen.is_empty:
        desktop = bounds(monitors)
        raise BadInputError(
            _("The rectangle is outside the screen."),
            _("The screen goes from {left},{top} to {right},{bottom}.").format(
                left=desktop.x, top=desktop.y, right=desktop.right, bottom=desktop.bottom
            ),
            code="off-screen",
        )
    return seen
