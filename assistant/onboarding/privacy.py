"""What leaves the machine and what is kept, by the settings as they are."""

from __future__ import annotations

from assistant.core.i18n import _, ngettext
from assistant.onboarding.base import Page, Switch, Told
from assistant.onboarding.kit import Kit
from assistant.onboarding.saving import keep


class Privacy(Told):
    """Says it, and lets what is switched on be switched off."""

    def __init__(self, kit: Kit) -> None:
        self._kit = kit

    @property
    def title(self) -> str:
        """See `Step`."""
        return _("Privacy")

    def page(self) -> Page:
        """See `Step`."""
        settings = self._kit.settings()
        text = []
        controls = []
        if settings.remote.enabled:
            text.append(
                _("Pictures that you ask to be described are sent to {address}.").format(
                    address=settings.remote.url or _("a remote model")
                )
            )
            controls.append(Switch(_("Use the &remote model"), True, self._turn))
        else:
            text.append(_("Nothing leaves this computer. No remote model is used."))
        if settings.review.save_history:
            text.append(_("Answers are saved on this computer, in a private folder."))
            controls.append(Switch(_("Save &answers"), True, self._save_answers))
        else:
            text.append(
                _("No picture and no text from the screen is written to the disk or to a log.")
            )
        text += [
            ngettext(
                "The last answer is kept in memory, until EarSight ends.",
                "The last {count} answers are kept in memory, until EarSight ends.",
                settings.review.keep,
            ).format(count=settings.review.keep),
            _("There is no account, and nothing is counted or reported."),
        ]
        return Page("\n".join(text), tuple(controls))

    def _turn(self, on: bool) -> str:
        problem = keep(self._kit, "remote", enabled=on)
        if problem:
            return problem
        if on:
            return _("The remote model is used.")
        return _("Nothing leaves this computer. No remote model is used.")

    def _save_answers(self, on: bool) -> str:
        problem = keep(self._kit, "review", save_history=on)
        if problem:
            return problem
        if on:
            return _("Answers are saved on this computer, in a private folder.")
        return _("No answers are saved from now on.")
