"""Whether a screen reader speaks for EarSight, so that there are never two voices at once."""

from __future__ import annotations

from assistant.core.i18n import _
from assistant.onboarding.base import Page, Switch, Told
from assistant.onboarding.kit import Kit
from assistant.onboarding.saving import keep


class ScreenReader(Told):
    """Tells which one runs, and asks who shall speak."""

    def __init__(self, kit: Kit) -> None:
        self._kit = kit

    @property
    def title(self) -> str:
        """See `Step`."""
        return _("Screen reader")

    def page(self) -> Page:
        """See `Step`."""
        through = self._kit.settings().speech.use_screen_reader
        running = self._kit.voices.readers()
        if running:
            found = _("{name} is running.").format(name=running[0])
        else:
            found = _("No screen reader is running now.")
        return Page(
            f"{found}\n{_outcome(through=through)}",
            (Switch(_("Speak through the screen &reader"), through, self._turn),),
        )

    def _turn(self, through: bool) -> str:
        problem = keep(self._kit, "speech", use_screen_reader=through)
        return problem or _outcome(through=through)


def _outcome(*, through: bool) -> str:
    if through:
        return _("A running screen reader speaks for EarSight; without one, its own voice does.")
    return _("EarSight always speaks with its own voice, beside the screen reader.")
