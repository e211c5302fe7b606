"""The language: of EarSight's words, of its voice and of the text on the screen."""

from __future__ import annotations

from typing import get_args

from assistant.core.i18n import AUTO, _, language
from assistant.core.languages import OWN_NAMES, language_name
from assistant.onboarding.base import Choice, Option, Page, Told
from assistant.onboarding.kit import Kit
from assistant.settings.changing import changed
from assistant.settings.schema import InterfaceLanguage


class Language(Told):
    """One choice for all three."""

    def __init__(self, kit: Kit) -> None:
        self._kit = kit

    @property
    def title(self) -> str:
        """See `Step`."""
        return _("Language")

    def page(self) -> Page:
        """See `Step`."""
        options = tuple(
            Option(tag, _("the one of your system") if tag == AUTO else OWN_NAMES[tag])
            for tag in get_args(InterfaceLanguage)
        )
        talks = _("EarSight talks {language} to you.").format(language=language_name(language()))
        both = _("The voice and the reading go by it, too.")
        return Page(
            f"{talks}\n{both}",
            (Choice(_("La&nguage"), options, self._kit.settings().desktop.language, self._take),),
        )

    def _take(self, tag: str) -> str:
        settings = changed(self._kit.settings(), "desktop", language=tag)
        # A voice or a reading language that was set for another language would go on in that one.
        settings = changed(settings, "speech", language=AUTO, voice="")
        problem = self._kit.save(changed(settings, "reading", language=AUTO))
        name = language_name(language())
        return problem or _("EarSight talks {language} now.").format(language=name)
