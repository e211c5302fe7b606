"""The backend where programs may have no global keys: it says so, once, and what to do."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from assistant.core.backends import USABLE, Availability
from assistant.core.errors import EarSightError, MissingPartError
from assistant.core.i18n import _
from assistant.hotkeys.chords import Chord


def compositor_remedy() -> str:
    """What always works: the desktop's own shortcut settings start a command."""
    return _(
        "In the keyboard settings of your desktop, give a key to the command: "
        "earsight trigger read --target window"
    )


class NoHotkeys:
    """Keeps the app running without keys."""

    name = "none"
    supports_chords = False
    supports_layer = False

    def availability(self) -> Availability:
        """Always there; it is the last candidate."""
        return USABLE

    def start(
        self,
        on_press: Callable[[str], None],  # noqa: ARG002 - no key will ever be pressed
        on_error: Callable[[EarSightError], None],
    ) -> None:
        """Tell it at once."""
        on_error(MissingPartError(_("There are no global keys here."), compositor_remedy()))

    def bind(self, bindings: Mapping[str, Chord]) -> list[EarSightError]:  # noqa: ARG002
        """Nothing to bind; `start` has told so."""
        return []

    def open_layer(self, keys: Collection[str], on_key: Callable[[str], None]) -> None:
        """Never called: `supports_layer` is False."""

    def close_layer(self) -> None:
        """Nothing is open."""

    def close(self) -> None:
        """Nothing is held."""
