"""The language that a person chose for all of EarSight."""

from __future__ import annotations

from assistant.composition.stores import settings_store
from assistant.core.i18n import AUTO, use_language
from assistant.desktop.system_language import system_language
from assistant.settings.schema import Settings


def use_language_of_the_file() -> None:
    """Talk in the person's language before anything else is made."""
    use_chosen_language(settings_store().peek())


def use_chosen_language(settings: Settings) -> None:
    """Talk in the language of the settings, or in that of the system."""
    chosen = settings.desktop.language
    use_language(system_language() if chosen == AUTO else chosen)
