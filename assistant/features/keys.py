"""The keys of the running program: bound, told, and what is heard when a layer opens."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from assistant.core.actions import LEADER
from assistant.core.errors import EarSightError
from assistant.core.layers import LAYERS, Layer
from assistant.core.ports import Cue, Cues, Speaker
from assistant.core.spoken_help import how_to, layer_help, spoken_help
from assistant.hotkeys.bindings import Hotkeys
from assistant.hotkeys.defaults import default_chords
from assistant.hotkeys.layers import Notice

if TYPE_CHECKING:
    from assistant.hotkeys.base import HotkeyBackend
    from assistant.hotkeys.chords import Chord
    from assistant.settings.schema import Settings
    from assistant.ui.shell import DesktopShell


class Keys:
    """`perform` gets the id of the action whose key was pressed; `hush` ends what is spoken."""

    def __init__(
        self,
        backend: HotkeyBackend,
        perform: Callable[[str], None],
        settings: Callable[[], Settings],
        speech: Speaker,
        cues: Cues,
        shell: DesktopShell,
        hush: Callable[[], None],
    ) -> None:
        self._settings = settings
        self._speech = speech
        self._cues = cues
        self._shell = shell
        self._hush = hush
        self.hotkeys = Hotkeys(
            backend,
            perform,
            self._on_layer,
            self.tell_problem,
            layer_seconds=self._layer_seconds,
            on_change=self._on_change,
        )
        self._watchers: list[Callable[[Layer | None], None]] = []
        self.deeds: dict[str, Callable[[], None]] = {
            "help": self._tell_keys,
            **{layer.help: partial(self.tell_layer, layer) for layer in LAYERS},
        }

    @property
    def leader(self) -> str:
        """The leader chord as it is said; empty where there is none."""
        return self.hotkeys.spoken_chords().get(LEADER, "")

    def bind(self) -> list[EarSightError]:
        """Bind the keys of the settings; returns what is wrong with some."""
        problems = self.hotkeys.apply({**default_chords(), **self._settings().hotkeys.chords})
        self._shell.set_keys(self.hotkeys.shown_keys())
        return problems

    def how_to(self, action_id: str) -> str:
        """What to press for an action, in a sentence."""
        return how_to(action_id, self.hotkeys.spoken_keys(), self.hotkeys.spoken_chords())

    def tell_problem(self, error: EarSightError) -> None:
        """Something is wrong with a key."""
        self._cues.play(Cue.FAILED)
        self._speech.say(error.spoken)
        self._shell.set_status(error.spoken)

    def open_layer(self, layer: Layer) -> None:
        """Let the next keys be this layer's."""
        self.hotkeys.open_layer(layer)

    def watch(self, watcher: Callable[[Layer | None], None]) -> None:
        """Tell this one, on the thread of the keys, which layer is open from now on, if any."""
        self._watchers.append(watcher)

    def hand_over(self, pressed: Callable[[Chord], object] | None) -> None:
        """Tell `pressed` of each chord that EarSight holds, instead of acting; None: act again."""

        def note(binding: str) -> bool:
            chord = self.hotkeys.chord(binding)
            if chord is not None and pressed is not None:
                pressed(chord)
            return False

        self.hotkeys.divert(note if pressed is not None else None)

    def leave_layer(self) -> None:
        """Let the program in front have the keys."""
        self.hotkeys.leave_layer()

    def _layer_seconds(self, layer: Layer) -> float:
        settings = self._settings()
        own = {"review": settings.review.seconds, "region": settings.regions.seconds}
        own["targets"] = settings.regions.seconds
        return own.get(layer.name, settings.hotkeys.leader_seconds)

    def _on_change(self, layer: Layer | None) -> None:
        for watcher in self._watchers:
            watcher(layer)

    def _on_layer(self, notice: Notice) -> None:
        # Speech goes on: the keys for pausing and for the rate are about what is being spoken.
        if notice is Notice.OPENED:
            self._cues.play(Cue.TAKEN)
        elif notice is not Notice.CHOSEN:
            self._cues.play(Cue.DONE if notice is Notice.LEFT else Cue.FAILED)

    def _tell_keys(self) -> None:
        self._hush()
        for sentence in spoken_help(self.hotkeys.spoken_keys(), self.hotkeys.spoken_chords()):
            self._speech.say(sentence)

    def tell_layer(self, layer: Layer, *, in_window: bool = False) -> None:
        """Say the keys of a layer, also where a window of ours takes them."""
        self._hush()
        for sentence in layer_help(layer, self.hotkeys.spoken_layer(layer, in_window=in_window)):
            self._speech.say(sentence, remember=False)
