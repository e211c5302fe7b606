"""The spoken list of keys."""

from __future__ import annotations

from assistant.core.layers import REVIEW_LAYER
from assistant.core.spoken_help import how_to, layer_help, spoken_help


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


def test_the_keys_of_one_layer_are_told_in_the_order_of_its_actions() -> None:
    keys = {"pause": ["Space"], "review-next-block": ["Page down", "Control plus Down arrow"]}
    assert layer_help(REVIEW_LAYER, keys) == [
        "Page down or Control plus Down arrow: next paragraph.",
        "Space: pause or go on.",
    ]
    (sentence,) = layer_help(REVIEW_LAYER, {})
    assert "earsight trigger" in sentence


def test_the_way_to_an_action_is_told_by_the_keys_there_are() -> None:
    chords = {"leader": "Super E", "stop": "Super F9"}
    assert how_to("models", {"models": "G"}, chords) == "Press Super E, then G."
    assert how_to("stop", {"stop": "X"}, chords) == "Press Super F9."
    assert how_to("models", {}, {}) == "Choose Get models in the menu of EarSight."
