"""Windows and saved regions, as commands name them."""

from __future__ import annotations

from assistant.capture.base import WindowFinder
from assistant.capture.registry import window_finders
from assistant.capture.uncovering import find_window
from assistant.commands.display import check_x_server
from assistant.composition.stores import settings_store
from assistant.core.backends import choose
from assistant.core.errors import MissingPartError
from assistant.core.frame import WindowInfo
from assistant.core.i18n import _
from assistant.core.request import Target
from assistant.regions.placing import found
from assistant.regions.store import RegionStore


def region_store() -> RegionStore:
    """The person's saved regions."""
    return RegionStore(settings_store().path.with_name("regions.json"))


def finder() -> WindowFinder:
    """What knows the windows of this desktop."""
    check_x_server()
    return choose(window_finders())


def region_target(name: str) -> Target:
    """Where the region of that name is now.

    Raises:
        BadInputError: there is none.
        CaptureError: its window is not there.

    """
    windows = finder()
    active = windows.active_window()
    region = region_store().named(name, active.application if active else "")
    return found(region, windows.windows(), active).target()


def window_of(number: int | None) -> WindowInfo:
    """The window of that id, or the active one.

    Raises:
        CaptureError: it is not there.
        MissingPartError: this desktop does not tell which window is active.

    """
    windows = finder()
    if number is not None:
        return find_window(windows.windows(), number)
    active = windows.active_window()
    if active is None:
        raise MissingPartError(_("The active window is not known."), _("Name one by --window-id."))
    return active
