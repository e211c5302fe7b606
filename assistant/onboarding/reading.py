"""The first reading: a sample window is shown, captured, read and spoken."""

from __future__ import annotations

from assistant.core.errors import EarSightError
from assistant.core.i18n import _
from assistant.onboarding.base import Deed, Page, Told, bare_letter
from assistant.onboarding.kit import Kit

_SPOKEN_LINES = 3


class FirstReading(Told):
    """Shows that everything between the screen and the voice works."""

    def __init__(self, kit: Kit) -> None:
        self._kit = kit

    @property
    def title(self) -> str:
        """See `Step`."""
        return _("What can be read")

    def page(self) -> Page:
        """See `Step`."""
        label = _("&Take a test picture")
        shows = _(
            "Press {letter}, and it shows a small window for a moment, takes its picture and "
            "reads from it."
        ).format(letter=bare_letter(label))
        every = _("EarSight reads all text that can be seen: in windows, pictures and videos.")
        return Page(
            f"{every}\n{shows}",
            (
                Deed(
                    label,
                    self._read,
                    begun=_("One moment. The first time takes a few seconds."),
                    bare=True,
                    aloud=True,
                ),
            ),
        )

    def _read(self) -> str:
        try:
            lines = self._kit.read_sample()
        except EarSightError as error:
            return error.spoken
        if not lines:
            return _("Nothing was read. The command earsight doctor tells why.")
        return "\n".join((_("The window says:"), *lines[:_SPOKEN_LINES]))
