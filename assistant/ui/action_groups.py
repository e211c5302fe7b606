"""How the table of actions is grouped in the menu and the window."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.core.actions import ACTIONS, Action, action
from assistant.core.i18n import N_, _
from assistant.core.request import Verb

_PROGRAM = ("menu", "show-window", "models", "settings", "help", "quit")


@dataclass(frozen=True, slots=True)
class Group:
    """Actions that belong together; `title` is translated where it is shown."""

    title: str
    actions: tuple[Action, ...]


def _asking(*verbs: Verb, preset: bool = False) -> tuple[Action, ...]:
    return tuple(
        entry
        for entry in ACTIONS
        if entry.request and entry.request.verb in verbs and bool(entry.request.preset) is preset
    )


GROUPS = (
    Group(N_("Read"), (*_asking(Verb.READ), action("review"))),
    Group(N_("Describe and ask"), _asking(Verb.DESCRIBE, Verb.ASK, Verb.FIND)),
    Group(N_("Describe the window as"), _asking(Verb.DESCRIBE, preset=True)),
    Group(
        N_("Voice"),
        tuple(
            entry
            for entry in ACTIONS
            if entry.request is None and entry.id not in (*_PROGRAM, "review")
        ),
    ),
    Group(N_("EarSight"), tuple(entry for entry in ACTIONS if entry.id in _PROGRAM)),
)


def plain(label: str) -> str:
    """A label without its mnemonic's "&"."""
    return label.replace("&", "")


def description(entry: Action, key: str) -> str:
    """What a screen reader adds to the name: what the action does, and its key."""
    help_text = _(entry.help)
    sentence = f"{help_text[:1].upper()}{help_text[1:]}."
    return f"{sentence} {_('Key: {key}').format(key=key)}" if key else sentence
