"""The table of actions is sound."""

from __future__ import annotations

from assistant.core.actions import (
    ACTIONS,
    DIRECT,
    EVERY_ACTION,
    REVIEW_ACTIONS,
    TAKES_WORDS,
    action,
)


def test_ids_keys_and_mnemonics_are_unique() -> None:
    assert len({a.id for a in EVERY_ACTION}) == len(EVERY_ACTION)
    for layer in (ACTIONS, REVIEW_ACTIONS):
        assert len({a.key for a in layer}) == len(layer)
    mnemonics = [a.label.split("&", 1)[1][0].lower() for a in ACTIONS]
    assert sorted(set(mnemonics)) == sorted(mnemonics)


def test_direct_chords_belong_to_actions() -> None:
    assert [action(name).id for name in DIRECT] == list(DIRECT)
    assert all(action(name) in EVERY_ACTION for name in TAKES_WORDS)


def test_every_help_is_a_phrase_for_a_list() -> None:
    assert all(a.help and a.help[0].islower() and not a.help.endswith(".") for a in EVERY_ACTION)
