"""Wayland through the Screenshot portal (org.freedesktop.portal.Screenshot, xdg-desktop-portal)."""

from __future__ import annotations

import logging
import os
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from assistant.capture.base import Desktop, Monitor
from assistant.capture.dbus import ask, connection, get_property
from assistant.capture.files import open_regular
from assistant.capture.pictures import decode
from assistant.capture.screens.wayland_desktop import PictureDesktop, monitors_of
from assistant.capture.screens.wayland_outputs import outputs
from assistant.capture.session_type import is_wayland
from assistant.core.backends import USABLE, Availability
from assistant.core.errors import BadInputError, CaptureError, MissingPartError
from assistant.core.i18n import _

if TYPE_CHECKING:
    from PIL.Image import Image

log = logging.getLogger(__name__)

_NAME = "org.freedesktop.portal.Desktop"
_PATH = "/org/freedesktop/portal/desktop"
_INTERFACE = "org.freedesktop.portal.Screenshot"
_BUS_TIMEOUT = 1.0
_START_TIMEOUT = 30.0
"""Seconds; the first call of a login starts the portal, and the bus lets it take 25."""
_ANSWER_TIMEOUT = 30.0
"""Seconds; the first time, GNOME asks the person."""
_GRANTED = 0
_PORTAL_FOLDERS = ("/usr/share", "/usr/local/share", "/run/current-system/sw/share")


class PortalScreen:
    """Pictures of a Wayland desktop, taken by the desktop itself."""

    name = "portal"

    def availability(self) -> Availability:
        """Usable on Wayland where an installed portal can take screenshots."""
        if not is_wayland():
            return Availability(False, _("This is not a Wayland session."))
        if not _screenshot_portal_installed():
            return Availability(
                False,
                _("No installed desktop portal can take screenshots."),
                _("Install xdg-desktop-portal and the portal of your desktop, or grim."),
            )
        try:
            with connection("SESSION", _BUS_TIMEOUT):
                return USABLE
        except CaptureError as error:
            return Availability(False, error.message, _("Start EarSight inside the desktop."))

    def warm_up(self) -> None:
        """As `ScreenBackend.warm_up`: the portal's first start in a login takes seconds."""
        from jeepney import DBusAddress

        portal = DBusAddress(_PATH, _NAME, _INTERFACE)
        with suppress(CaptureError), connection("SESSION", _BUS_TIMEOUT) as opened:
            get_property(opened, portal, "version", timeout=_START_TIMEOUT, start=True)

    def layout(self) -> Sequence[Monitor]:
        """As `ScreenBackend.layout`."""
        return monitors_of(outputs())

    @contextmanager
    def open(self) -> Iterator[Desktop]:
        """As `ScreenBackend.open`; takes the picture."""
        yield PictureDesktop(take_picture(), outputs())


def take_picture() -> Image:
    """A picture of the whole desktop. The file that the portal leaves is deleted.

    Raises:
        CaptureError: the portal did not answer, or gave no picture.
        MissingPartError: the person or the desktop refused.

    """
    with connection("SESSION", _BUS_TIMEOUT) as opened:
        path = _path_of(_request(opened))
    try:
        with open_regular(path) as stream:
            return decode(stream)[0]
    except (OSError, BadInputError) as error:
        raise CaptureError(
            _("The picture that the desktop took cannot be read."), _("Try again.")
        ) from error
    finally:
        _delete(path)


def _request(opened: Any) -> dict[str, Any]:
    """Ask for a screenshot and return the results of the answer, a `Request.Response` signal."""
    from jeepney import DBusAddress, MatchRule, new_method_call
    from jeepney.bus_messages import message_bus
    from jeepney.io.blocking import Proxy
    from jeepney.wrappers import DBusErrorResponse, unwrap_msg

    token = f"earsight{uuid.uuid4().hex}"
    sender = opened.unique_name.removeprefix(":").replace(".", "_")
    handle = f"{_PATH}/request/{sender}/{token}"
    request = DBusAddress(handle, _NAME, "org.freedesktop.portal.Request")
    rule = MatchRule(type="signal", interface=request.interface, member="Response", path=handle)
    options = {"handle_token": ("s", token), "interactive": ("b", False), "modal": ("b", False)}
    portal = DBusAddress(_PATH, _NAME, _INTERFACE)
    call = new_method_call(portal, "Screenshot", "sa{sv}", ("", options))
    try:
        Proxy(message_bus, opened, timeout=_BUS_TIMEOUT).AddMatch(rule)
        with opened.filter(rule) as answers:
            unwrap_msg(opened.send_and_get_reply(call, timeout=_START_TIMEOUT))
            answer = opened.recv_until_filtered(answers, timeout=_ANSWER_TIMEOUT)
    except DBusErrorResponse as error:
        raise CaptureError(
            _("The desktop's portal cannot take screenshots."),
            _("Install the portal of your desktop, or grim."),
        ) from error
    except (OSError, EOFError) as error:
        # Withdrawn, so that a late consent leaves no picture behind that nobody deletes.
        with suppress(CaptureError):
            ask(opened, request, "Close", timeout=_BUS_TIMEOUT)
        raise CaptureError(
            _("The desktop did not answer the request for a screenshot."),
            _("If a window asks for permission, allow it; then try again."),
        ) from error
    response, results = answer.body
    if response != _GRANTED:
        raise MissingPartError(
            _("The desktop does not let EarSight see the screen."),
            _("Allow screenshots for EarSight in the desktop's privacy settings."),
            code="no-permission",
        )
    found: dict[str, Any] = results
    return found


def _path_of(results: dict[str, Any]) -> Path:
    _signature, uri = results.get("uri", ("s", ""))
    parts = urlsplit(str(uri))
    if parts.scheme != "file" or not parts.path.startswith("/"):
        raise CaptureError(_("The desktop gave no picture."), _("Try again."))
    return Path(unquote(parts.path))


def _delete(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        log.warning("the screenshot that the portal left could not be deleted")
        with suppress(OSError):
            os.truncate(path, 0)


def _screenshot_portal_installed() -> bool:
    """Whether a file `xdg-desktop-portal/portals/*.portal` names the Screenshot interface."""
    folders = os.environ.get("XDG_DATA_DIRS", "").split(":")
    for folder in dict.fromkeys([*folders, *_PORTAL_FOLDERS]):
        if not folder:
            continue
        for description in Path(folder, "xdg-desktop-portal", "portals").glob("*.portal"):
            with suppress(OSError):
                if "impl.portal.Screenshot" in description.read_text("utf-8", "replace"):
                    return True
    return False
