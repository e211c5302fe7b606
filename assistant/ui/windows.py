"""Every window that a person asks for, made when it is first wanted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.core.actions import EVERY_ACTION, LEADER
from assistant.core.i18n import _
from assistant.core.presets import PRESETS
from assistant.desktop.registry import window_focus
from assistant.ui.shell import DesktopShell

if TYPE_CHECKING:
    from assistant.models.errands import Errands, View
    from assistant.settings.schema import Settings
    from assistant.ui.chord_field import OwnKeys
    from assistant.ui.models_window import ModelsWindow
    from assistant.ui.search_window import SearchWindow
    from assistant.ui.settings_window import SettingsWindow


@dataclass(frozen=True, slots=True)
class Around:
    """What the windows need of the program.

    `save` returns what is wrong, in words; `find` searches in the answer one is in; `tell` speaks
    at once, and `voiced` says whether to speak what a screen reader tells by itself. `open_now`
    names the applications with windows, `own_keys` hands over the keys that EarSight holds.
    """

    settings: Callable[[], Settings]
    save: Callable[[Settings], str]
    errands: Callable[[View], Errands]
    find: Callable[[str], object]
    tell: Callable[[str], object]
    voiced: Callable[[], bool]
    open_now: Callable[[], Sequence[str]]
    own_keys: OwnKeys


class Windows:
    """`deeds` are what shows them, by the action's id. Call anything from any thread."""

    def __init__(self, shell: DesktopShell, around: Around) -> None:
        self._shell = shell
        self._around = around
        self.deeds: dict[str, Callable[[], None]] = {
            "menu": shell.show_menu,
            "show-window": shell.show_window,
            "models": self.show_models,
            "settings": self.show_settings,
        }

    def show_models(self) -> None:
        """Show the models window and give it the focus."""
        self._shell.show_other("models", self._models)

    def show_settings(self) -> None:
        """Show the settings window and give it the focus."""
        self._shell.show_other("settings", self._settings)

    def show_search(self) -> None:
        """Ask what to search for in the answer one is in."""
        self._shell.show_other("search", self._search)

    def _models(self) -> ModelsWindow:
        from assistant.ui.models_window import ModelsWindow

        around = self._around
        return ModelsWindow(around.errands, window_focus(), around.tell, around.voiced)

    def _settings(self) -> SettingsWindow:
        from assistant.ui.settings_window import SettingsWindow, Surroundings

        helps = {entry.id: _(entry.help) for entry in EVERY_ACTION}
        names = {
            "hotkeys.chords": {LEADER: _("the leader key"), **helps},
            "describing.presets": {preset.name: _(preset.help) for preset in PRESETS},
        }
        around = self._around
        return SettingsWindow(
            Surroundings(
                current=around.settings,
                save=around.save,
                names=names,
                open_now=around.open_now,
                own_keys=around.own_keys,
                say=around.tell,
                voiced=around.voiced,
                focus=window_focus(),
            )
        )

    def _search(self) -> SearchWindow:
        from assistant.ui.search_window import SearchWindow

        around = self._around
        return SearchWindow(around.find, window_focus(), around.tell, around.voiced)
