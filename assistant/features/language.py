"""The language of the program, changed while it runs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from assistant.composition.language import use_chosen_language
from assistant.core.i18n import language

if TYPE_CHECKING:
    from assistant.features.base import Program
    from assistant.settings.schema import Settings


class ChosenLanguage:
    """Has voice, menus and windows follow the setting."""

    deeds: Mapping[str, Callable[[], None]] = {}

    def __init__(self, program: Program) -> None:
        self._program = program

    def configure(self, settings: Settings) -> None:
        """Talk in the language of the settings from now on."""
        before = language()
        use_chosen_language(settings)
        if language() == before:
            return
        program = self._program
        program.speech.configure(settings.speech)
        program.shell.set_keys(program.keys.hotkeys.shown_keys())
        program.shell.retranslate()
        program.questions.retranslate()

    def close(self) -> None:
        """Nothing is kept."""
