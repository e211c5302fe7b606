"""The table of actions is sound."""

from __future__ import annotations

import pytest

from assistant.core.actions import (
    ACTIONS,
    DIRECT,
    EVERY_ACTION,
    MOST_USED,
    REGION_ACTIONS,
    REVIEW_ACTIONS,
    TAKES_WORDS,
    TARGET_ACTIONS,
    Group,
    action,
)


def test_ids_keys_and_mnemonics_are_unique() -> None:
    assert len({a.id for a in EVERY_ACTION}) == len(EVERY_ACTION)
    for layer in (ACTIONS, REVIEW_ACTIONS, REGION_ACTIONS, TARGET_ACTIONS):
        assert len({a.key for a in layer}) == len(layer)


@pytest.mark.parametrize("group", Group)
def test_a_group_has_actions_with_mnemonics_of_their_own(group: Group) -> None:
    _check_letters([a.label for a in ACTIONS if a.group is group])


def test_what_is_used_most_has_mnemonics_of_its_own() -> None:
    _check_letters([action(name).label for name in MOST_USED])


def _check_letters(labels: list[str]) -> None:
    letters = [label.split("&", 1)[1][0].lower() for label in labels]
    assert letters
    assert sorted(set(letters)) == sorted(letters)


def test_what_is_in_a_menu_is_in_a_group_of_it() -> None:
    assert [a.id for a in EVERY_ACTION if bool(a.label) is not (a.group is not None)] == []


def test_direct_chords_belong_to_actions() -> None:
    assert [action(name).id for name in DIRECT] == list(DIRECT)
    assert all(action(name) in EVERY_ACTION for name in TAKES_WORDS)


def test_every_help_is_a_phrase_for_a_list() -> None:
    assert all(a.help and a.help[0].islower() and not a.help.endswith(".") for a in EVERY_ACTION)


def test_windows_step_aside_for_what_looks_at_the_screen() -> None:
    asking = {"read-window", "ask", "watch", "pick-region", "same-region", "pick-window"}
    assert asking <= {a.id for a in ACTIONS if a.about_screen}
    assert not {"stop", "settings", "review", "menu"} & {a.id for a in ACTIONS if a.about_screen}
