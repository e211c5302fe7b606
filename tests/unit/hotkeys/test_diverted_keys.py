"""Keys that are tried out: told, and not obeyed."""

from __future__ import annotations

from support.fake_hotkeys import FakeHotkeys

from assistant.core.actions import LEADER
from assistant.hotkeys.bindings import Hotkeys
from assistant.hotkeys.chords import Chord
from assistant.hotkeys.taken import with_owners


def _made(backend: FakeHotkeys, done: list[str]) -> Hotkeys:
    hotkeys = Hotkeys(
        backend, done.append, lambda _notice: None, lambda _error: None, layer_seconds=lambda _: 5.0
    )
    assert hotkeys.apply({LEADER: "Super+Alt+J", "stop": "Super+Alt+Z"}) == []
    return hotkeys


def test_a_diverted_chord_is_told_and_not_obeyed() -> None:
    backend, done, told = FakeHotkeys(), list[str](), list[str]()
    hotkeys = _made(backend, done)

    def note(binding: str) -> bool:
        told.append(binding)
        return False

    hotkeys.divert(note)
    backend.press("Super+Alt+Z")
    backend.press("Super+Alt+J")
    assert told == ["stop", LEADER]
    assert not backend.layer_is_open
    hotkeys.divert(None)
    backend.press("Super+Alt+Z")
    backend.press("Super+Alt+J")
    assert done == ["stop"]
    assert backend.layer_is_open
    hotkeys.close()


def test_a_layer_can_be_practised_without_anything_being_done() -> None:
    backend, done, told = FakeHotkeys(), list[str](), list[str]()
    hotkeys = _made(backend, done)

    def practise(binding: str) -> bool:
        told.append(binding)
        return binding == LEADER

    hotkeys.divert(practise)
    backend.press("Super+Alt+J")
    assert backend.layer_is_open
    backend.tap("w")
    assert told == [LEADER, "read-window"]
    assert done == []
    assert not backend.layer_is_open
    hotkeys.close()


def test_a_chord_is_said_with_whoever_is_known_to_use_it() -> None:
    assert with_owners(Chord.parse("Super+Alt+J"), "linux") == "Super plus Alt plus J."
    said = with_owners(Chord.parse("Super+Alt+S"), "linux")
    assert said.startswith("Super plus Alt plus S. Also used by ")
    assert "Orca" in said
