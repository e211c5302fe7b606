"""The keys as they are now, in tables: made from the actions, so that they cannot drift."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.core.actions import ACTIONS, LEADER
from assistant.core.i18n import N_, _
from assistant.core.layers import LAYERS, Layer

_TITLES = {
    "review": N_("Going through the answer"),
    "region": N_("Choosing an area"),
    "targets": N_("The list of windows and monitors"),
}


@dataclass(frozen=True, slots=True)
class KeyTable:
    """`rows` are what to press and what it does, both translated."""

    title: str
    rows: tuple[tuple[str, str], ...]


def key_tables(
    keys: Mapping[str, str],
    chords: Mapping[str, str],
    layers: Mapping[str, Mapping[str, Sequence[str]]],
) -> list[KeyTable]:
    """Every key that works now; what has none is in no table.

    `keys` maps an action's id to what to press for it, `chords` an action's id or "leader" to its
    chord; `layers` maps a layer's name to all keys of each of its actions. All are words.
    """
    direct = [(chords[entry.id], entry.help) for entry in ACTIONS if entry.id in chords]
    if LEADER in chords:
        leader = (chords[LEADER], N_("the leader: the next key is for EarSight"))
        layer = [(keys[entry.id], entry.help) for entry in ACTIONS if entry.id in keys]
        tables = [
            _table(_("Everywhere"), [leader, *direct]),
            _table(_("After the leader"), layer),
        ]
    else:
        tables = [_table(_("Everywhere"), direct)]
    tables += [_layer_table(layer, layers.get(layer.name, {})) for layer in LAYERS]
    return [table for table in tables if table.rows]


def _layer_table(layer: Layer, keys: Mapping[str, Sequence[str]]) -> KeyTable:
    either = _(" or ")
    rows = [
        (either.join(keys[entry.id]), entry.help) for entry in layer.actions if entry.id in keys
    ]
    return _table(_(_TITLES[layer.name]), rows)


def _table(title: str, rows: Sequence[tuple[str, str]]) -> KeyTable:
    return KeyTable(title, tuple((key, _(help_text)) for key, help_text in rows))
