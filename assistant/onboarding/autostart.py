"""Whether EarSight starts with the desktop."""

from __future__ import annotations

from assistant.core.errors import EarSightError
from assistant.core.i18n import _
from assistant.desktop.autostart.base import own_command
from assistant.onboarding.base import Page, Switch, Told
from assistant.onboarding.kit import Kit


class StartWithDesktop(Told):
    """Turns it on or off; it is off unless asked for."""

    def __init__(self, kit: Kit) -> None:
        self._kit = kit

    @property
    def title(self) -> str:
        """See `Step`."""
        return _("Start with the desktop")

    def page(self) -> Page:
        """See `Step`."""
        try:
            on = self._kit.autostart().is_on()
        except EarSightError as error:
            return Page(error.spoken)
        return Page(_state(on=on), (Switch(_("Start with the &desktop"), on, self._turn),))

    def _turn(self, on: bool) -> str:
        try:
            autostart = self._kit.autostart()
            if on:
                autostart.turn_on(own_command())
            else:
                autostart.turn_off()
            return _state(on=autostart.is_on())
        except EarSightError as error:
            return error.spoken


def _state(*, on: bool) -> str:
    if on:
        return _("EarSight starts with the desktop.")
    return _("EarSight does not start by itself.")
