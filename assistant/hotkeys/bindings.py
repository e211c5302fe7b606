"""The keys as the app uses them: action names in, action names out."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from assistant.core.actions import ACTIONS, EVERY_ACTION, LEADER
from assistant.core.errors import BadInputError, EarSightError
from assistant.core.i18n import _
from assistant.core.layers import Layer
from assistant.hotkeys.base import ChordTakenError, HotkeyBackend
from assistant.hotkeys.chords import Chord, spoken_key
from assistant.hotkeys.layers import Layers, Notice, Timer, thread_timer

_BINDINGS = frozenset({LEADER, *(entry.id for entry in EVERY_ACTION)})


class Hotkeys:
    """Chords, layer and actions over one backend.

    Callbacks come on the backend's thread and must return at once: `on_action` with the id of the
    action asked for, `on_notice` with what happened to a layer, `on_error` with what went wrong
    later (the keys stopped working, a new keyboard layout brought a conflict). How long a layer
    waits for a key, `layer_seconds` tells; `on_change` gets the layer that is open from now on.
    """

    def __init__(
        self,
        backend: HotkeyBackend,
        on_action: Callable[[str], None],
        on_notice: Callable[[Notice], None],
        on_error: Callable[[EarSightError], None],
        *,
        layer_seconds: Callable[[Layer], float],
        timer: Timer = thread_timer,
        on_change: Callable[[Layer | None], None] = lambda _layer: None,
    ) -> None:
        self._backend = backend
        self._layers = Layers(
            backend,
            self._act,
            on_notice,
            on_error,
            seconds=layer_seconds,
            timer=timer,
            on_change=on_change,
        )
        self._chords: dict[str, Chord] = {}
        self._on_action = on_action
        self._diverted: Callable[[str], bool] | None = None
        backend.start(self._pressed, on_error)

    def apply(self, bindings: Mapping[str, str]) -> list[EarSightError]:
        """Use these chords and no others: action id or "leader" to chord text; "" is no chord.

        Returns what is wrong with those that do not work; all others do.
        """
        if not self._backend.supports_chords:
            return []
        refused: list[EarSightError] = []
        chords: dict[str, Chord] = {}
        for binding, text in bindings.items():
            if not text.strip() or (binding == LEADER and not self._backend.supports_layer):
                continue
            try:
                chords[binding] = self._checked(binding, Chord.parse(text), chords)
            except EarSightError as error:
                refused.append(error)
        self._layers.leave()
        refused += self._backend.bind(chords)
        lost = {error.binding for error in refused if isinstance(error, ChordTakenError)}
        self._chords = {name: chord for name, chord in chords.items() if name not in lost}
        return refused

    @staticmethod
    def _checked(binding: str, chord: Chord, others: Mapping[str, Chord]) -> Chord:
        if binding not in _BINDINGS:
            raise BadInputError(_("There is no action called {name}.").format(name=binding))
        if chord in others.values():
            raise BadInputError(
                _("{chord} is set for two actions.").format(chord=chord.spoken()),
                _("Choose other keys for one of them in the settings."),
            )
        return chord

    @property
    def supports_chords(self) -> bool:
        """Whether there are keys at all."""
        return self._backend.supports_chords

    @property
    def supports_layer(self) -> bool:
        """Whether a letter after the leader works; where not, each action needs its own chord."""
        return self._backend.supports_layer

    def divert(self, to: Callable[[str], bool] | None) -> None:
        """Tell `to` of each binding that is pressed, and do nothing else for it; None: act again.

        Where it returns True for the leader, the layer opens, and what is chosen there is told,
        too, by its action id.
        """
        self._diverted = to

    def chord(self, binding: str) -> Chord | None:
        """The working chord of an action or "leader"."""
        return self._chords.get(binding)

    def open_layer(self, layer: Layer) -> None:
        """Let the next keys be this layer's, where the desktop allows that."""
        if self._backend.supports_layer:
            self._layers.open(layer)

    def leave_layer(self) -> None:
        """Let the program in front have the keys."""
        self._layers.leave()

    def spoken_layer(self, layer: Layer, *, in_window: bool = False) -> dict[str, list[str]]:
        """Action id to every key for it in a layer, as they are said; to its chord without one.

        `in_window` says that a window of ours takes the keys, where the desktop gives none.
        """
        if not self._backend.supports_layer and not in_window:
            return {
                entry.id: [self._chords[entry.id].spoken()]
                for entry in layer.actions
                if entry.id in self._chords
            }
        return {
            entry.id: [spoken_key(key) for key, action in layer.keys.items() if action == entry.id]
            for entry in layer.actions
        }

    def spoken_keys(self) -> dict[str, str]:
        """Action id to what to press, for the help: the layer's key, else the action's chord."""
        if self._backend.supports_layer and LEADER in self._chords:
            return {entry.id: spoken_key(entry.key) for entry in ACTIONS}
        return {name: chord.spoken() for name, chord in self._chords.items() if name != LEADER}

    def shown_keys(self) -> dict[str, str]:
        """Action id to what to press, for menus: the action's chord, else leader and letter."""
        shown = {name: str(chord) for name, chord in self._chords.items() if name != LEADER}
        if self._backend.supports_layer and LEADER in self._chords:
            leader = self._chords[LEADER]
            layer = {entry.id: f"{leader}, {spoken_key(entry.key)}" for entry in ACTIONS}
            return layer | shown
        return shown

    def spoken_chords(self) -> dict[str, str]:
        """Action id or "leader" to its working chord as it is said."""
        return {name: chord.spoken() for name, chord in self._chords.items()}

    def close(self) -> None:
        """Let all keys go."""
        self._layers.leave()
        self._backend.close()

    def _act(self, action_id: str) -> None:
        if self._diverted is not None:
            self._diverted(action_id)
        else:
            self._on_action(action_id)

    def _pressed(self, binding: str) -> None:
        if self._diverted is not None and not self._diverted(binding):
            return
        if binding == LEADER:
            self._layers.press_leader()
        else:
            self._layers.press_chord(binding)
