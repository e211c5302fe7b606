"""What "?" says: every key in use and what it does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.core.actions import ACTIONS, LEADER, Action, action
from assistant.core.i18n import N_, _
from assistant.core.labels import without_mnemonic
from assistant.core.layers import Layer

NO_KEYS = N_("No keys work here. Bind the command earsight trigger in your desktop's settings.")


def how_to(action_id: str, keys: Mapping[str, str], chords: Mapping[str, str]) -> str:
    """How one comes to an action, in a sentence; `keys` and `chords` are as in `spoken_help`."""
    key, leader = keys.get(action_id, ""), chords.get(LEADER, "")
    if action_id in chords:
        return _("Press {key}.").format(key=chords[action_id])
    if key and leader:
        return _("Press {leader}, then {key}.").format(leader=leader, key=key)
    label = without_mnemonic(_(action(action_id).label))
    return _("Choose {label} in the menu of EarSight.").format(label=label)


def spoken_help(keys: Mapping[str, str], chords: Mapping[str, str]) -> list[str]:
    """Sentences for speech.

    `keys` maps an action's id to what to press for it (a letter of the leader layer where there is
    one), `chords` an action's id or "leader" to its chord, both in words.
    """
    leader = chords.get(LEADER)
    sentences = [_line(chords[entry.id], entry) for entry in ACTIONS if entry.id in chords]
    if leader is not None:
        sentences.append(_("After {leader}, press one key.").format(leader=leader))
        sentences += [_line(keys[entry.id], entry) for entry in ACTIONS if entry.id in keys]
    return sentences or [_(NO_KEYS)]


def _line(key: str, entry: Action) -> str:
    return _("{key}: {deed}.").format(key=key, deed=_(entry.help))


def layer_help(layer: Layer, keys: Mapping[str, Sequence[str]]) -> list[str]:
    """Sentences about the keys of one layer; `keys` maps an action's id to all it has, in words."""
    either = _(" or ")
    sentences = [
        _line(either.join(keys[entry.id]), entry) for entry in layer.actions if entry.id in keys
    ]
    return sentences or [_(NO_KEYS)]
