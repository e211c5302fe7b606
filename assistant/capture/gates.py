"""Pictures there is nothing to read on: said, never read.

Only Pillow's own C loops are used, so a whole 1920 x 1080 screen takes a few milliseconds.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.core.errors import BadInputError, UnreadablePictureError
from assistant.core.frame import Frame, Source, WindowInfo
from assistant.core.geometry import Rect
from assistant.core.i18n import _

if TYPE_CHECKING:
    from PIL.Image import Image

MIN_SIDE = 8
"""Pixels; no letter of any script is readable below it."""

BLACK_LEVEL = 8
"""A picture whose brightest channel is not above this (of 255) is black to any eye."""

NOISE_LEVELS = 4
"""Video and JPEG noise: levels within this span of each other are one colour."""

CLEAR_ALPHA = 2
"""Alpha (of 255) at and below which nothing shows."""


class UnreadableInputError(BadInputError, UnreadablePictureError):
    """The same as `UnreadablePictureError` for a picture that was given, not taken."""


def check_picture(frame: Frame) -> None:
    """Raise when nothing can be read on the frame, whatever reads it.

    Raises:
        UnreadablePictureError: code "tiny", "transparent", "black" or "uniform";
            an `UnreadableInputError` when the picture came from a file or the clipboard.

    """
    image = frame.image
    if min(image.size) < MIN_SIDE:
        message = _("The picture is too small to read: {width} by {height} pixels.")
        raise _unreadable(
            frame.source,
            "tiny",
            message.format(width=image.width, height=image.height),
            _("Choose a larger part."),
        )
    if image.mode == "RGBA" and _levels(image.getchannel("A"))[1] <= CLEAR_ALPHA:
        raise _unreadable(frame.source, "transparent", _("The picture is fully transparent."))
    grey = _levels(image.convert("L"))
    if _is_one_colour(*grey):
        # Two colours of one grey are rare, so the three channels are looked at only now.
        channels = [_levels(image.getchannel(name)) for name in "RGB"]
        if all(_is_one_colour(*channel) for channel in channels):
            raise _one_colour(frame, max(high for _low, high in channels))


def check_content(frame: Frame, content: Rect) -> None:
    """Raise when a window shows nothing but its title bar.

    `content` is its inside in desktop pixels; a window that is rolled up has hardly any.

    Raises:
        UnreadablePictureError: code "black" or "uniform".

    """
    seen = content.intersection(frame.rect).moved(-frame.origin[0], -frame.origin[1])
    if min(seen.width, seen.height) >= MIN_SIDE:
        inside = frame.image.crop(seen.box)
        check_picture(replace(frame, image=inside))


def check_window(window: WindowInfo, seen: Rect) -> None:
    """Raise when `seen`, the part of the window that monitors show, cannot be read.

    Raises:
        UnreadablePictureError: code "minimised" or "off-screen".

    """
    if window.minimised:
        raise UnreadablePictureError(
            _("The window is minimised."), _("Restore it first."), code="minimised"
        )
    if seen.is_empty:
        raise off_screen()


def off_screen() -> UnreadablePictureError:
    """Make the error for a window that no monitor shows."""
    return UnreadablePictureError(
        _("The window is outside the screen."), _("Move it back first."), code="off-screen"
    )


def locked() -> UnreadablePictureError:
    """Make the error for a locked session."""
    return UnreadablePictureError(
        _("The screen is locked or the screen saver is on."), _("Unlock it first."), code="locked"
    )


def _levels(channel: Image) -> tuple[float, float]:
    low, high = channel.getextrema()
    if isinstance(low, tuple) or isinstance(high, tuple):
        raise TypeError("one channel expected")
    return low, high


def _is_one_colour(low: float, high: float) -> bool:
    return high - low <= NOISE_LEVELS


def _one_colour(frame: Frame, brightest: float) -> UnreadablePictureError:
    if brightest <= BLACK_LEVEL:
        message = _("The picture is black.")
        if frame.source.on_screen:
            message = _("The picture is black: a screen curtain or a protected window may be on.")
        remedy = _("Switch the screen curtain off, or read another window.")
        return _unreadable(frame.source, "black", message, remedy)
    if frame.pages > 1:
        message = _("Page {page} is blank.").format(page=frame.page)
    else:
        message = _("The picture is blank: it has only one colour.")
    remedy = _("Wait until something shows there, or read the window or the screen.")
    return _unreadable(frame.source, "uniform", message, remedy)


def _unreadable(
    source: Source, code: str, message: str, remedy: str = ""
) -> UnreadablePictureError:
    """`remedy` is for what was taken of the screen."""
    if source.on_screen:
        return UnreadablePictureError(message, remedy, code=code)
    return UnreadableInputError(message, _("Choose another picture or page."), code=code)
