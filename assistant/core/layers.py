"""Layers: tables of plain keys that count for EarSight while the layer is open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.core.actions import (
    ACTIONS,
    REGION_ACTIONS,
    REVIEW_ACTIONS,
    TARGET_ACTIONS,
    Action,
    action,
)


@dataclass(frozen=True, slots=True)
class Layer:
    """`keys` maps keys to action ids. Those in `repeatable` leave it open, all others close it.

    A key is one of `Chord.key`, or "?", alone or after "shift+" or "ctrl+". `actions` are those
    that have a key, in the order in which they are told; `help` is the one that tells them. An
    action that opens another layer is repeatable, too: it closes this one if it can.
    """

    name: str
    actions: tuple[Action, ...]
    keys: Mapping[str, str]
    repeatable: frozenset[str]
    help: str


LEADER_LAYER = Layer(
    "leader",
    ACTIONS,
    {entry.key: entry.id for entry in ACTIONS},
    frozenset(
        {"faster", "slower", "louder", "quieter", "higher", "deeper", "next-voice", "next-language"}
        | {"review", "pick-region", "pick-window"}
    ),
    "help",
)
_CLOSING = frozenset({"review-find"})
"""After this the person types. A click closes the layer only once it was made."""
REVIEW_LAYER = Layer(
    "review",
    (*REVIEW_ACTIONS, action("pause")),
    {entry.key: entry.id for entry in REVIEW_ACTIONS}
    | {"space": "pause", "ctrl+down": "review-next-block", "ctrl+up": "review-previous-block"},
    frozenset({entry.id for entry in REVIEW_ACTIONS} | {"pause"}) - _CLOSING,
    "review-help",
)

_USED_UP = frozenset(
    {f"region-{deed}" for deed in ("read", "describe", "ask", "watch", "save", "rename")}
)
"""After these the person listens or types."""
REGION_LAYER = Layer(
    "region",
    REGION_ACTIONS,
    {entry.key: entry.id for entry in REGION_ACTIONS},
    frozenset(entry.id for entry in REGION_ACTIONS) - _USED_UP,
    "region-help",
)
TARGET_LAYER = Layer(
    "targets",
    TARGET_ACTIONS,
    {entry.key: entry.id for entry in TARGET_ACTIONS},
    frozenset(entry.id for entry in TARGET_ACTIONS)
    - {"target-read", "target-describe", "target-ask", "target-watch"},
    "target-help",
)
LAYERS = (REVIEW_LAYER, REGION_LAYER, TARGET_LAYER)
"""All but the leader's."""
