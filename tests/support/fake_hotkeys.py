"""A hotkey backend whose keyboard is two methods."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from assistant.core.backends import USABLE, Availability
from assistant.core.errors import EarSightError
from assistant.hotkeys.base import ChordTakenError
from assistant.hotkeys.chords import Chord


class FakeHotkeys:
    """Calls back at once, in the caller's thread."""

    name = "fake"

    def __init__(self, *, supports_layer: bool = True) -> None:
        self.supports_chords = True
        self.supports_layer = supports_layer
        self.taken: set[Chord] = set()
        self.typed: list[str] = []
        self.bound: dict[Chord, str] = {}
        self.closed = False
        self.refuse_layer: EarSightError | None = None
        self._layer: tuple[frozenset[str], Callable[[str], None]] | None = None

    @property
    def layer_is_open(self) -> bool:
        """Whether the next key is taken."""
        return self._layer is not None

    def availability(self) -> Availability:
        """Always."""
        return USABLE

    def start(
        self, on_press: Callable[[str], None], on_error: Callable[[EarSightError], None]
    ) -> None:
        """Keep the callbacks."""
        self.on_press, self.on_error = on_press, on_error

    def bind(self, bindings: Mapping[str, Chord]) -> list[EarSightError]:
        """Refuse what is in `taken`."""
        refused = {name: chord for name, chord in bindings.items() if chord in self.taken}
        self.bound = {chord: name for name, chord in bindings.items() if name not in refused}
        return [ChordTakenError(name, chord) for name, chord in refused.items()]

    def open_layer(self, keys: Collection[str], on_key: Callable[[str], None]) -> None:
        """Take the next taps."""
        if self.refuse_layer is not None:
            raise self.refuse_layer
        self._layer = frozenset(keys), on_key

    def close_layer(self) -> None:
        """Give the keyboard back."""
        self._layer = None

    def close(self) -> None:
        """Forget everything."""
        self.bound, self._layer, self.closed = {}, None, True

    def press(self, chord: str) -> None:
        """Press a chord."""
        found = self.bound.get(Chord.parse(chord))
        if found is not None:
            self.on_press(found)
        else:
            self.tap(Chord.parse(chord).key)

    def tap(self, key: str) -> None:
        """Press a plain key."""
        if self._layer is None:
            self.typed.append(key.rpartition("+")[2])
            return
        keys, on_key = self._layer
        plain = key.removeprefix("shift+")
        on_key(key if key in keys else plain if plain in keys else "")
