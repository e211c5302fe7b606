"""The spoken list of keys."""

from __future__ import annotations

from assistant.core.spoken_help import spoken_help


def test_direct_chords_come_first_then_the_layer() -> None:
    said = spoken_help({"read-window": "w", "stop": "x"}, {"leader": "Super E", "stop": "Super F9"})
    assert said == [
        "Super F9: stop speaking.",
        "After Super E, press one key.",
        "w: read the active window.",
        "x: stop speaking.",
    ]


def test_without_a_layer_only_the_chords_are_told() -> None:
    chords = {"stop": "Super F9"}
    assert spoken_help(chords, chords) == ["Super F9: stop speaking."]


def test_no_keys_at_all_is_told_with_its_remedy() -> None:
    (sentence,) = spoken_help({}, {})
    assert "earsight trigger" in sentence
