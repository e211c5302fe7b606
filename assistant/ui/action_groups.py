"""How the table of actions is grouped in the menu and the window."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.core.actions import ACTIONS, MOST_USED, Action, Group, action
from assistant.core.i18n import N_, _

_TITLES = {
    Group.READ: N_("&Read"),
    Group.DESCRIBE: N_("&Describe and ask"),
    Group.DESCRIBE_AS: N_("Describe the window &as"),
    Group.REVIEW: N_("&Go through the answer"),
    Group.VOICE: N_("&Voice"),
    Group.PROGRAM: N_("&EarSight"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """Actions that belong together. `title` has a mnemonic, and is translated where it is shown."""

    title: str
    actions: tuple[Action, ...]


def parts(without: str) -> tuple[Part, ...]:
    """Every group with its actions but that one, which would open what is open already."""
    return tuple(
        Part(
            title, tuple(entry for entry in ACTIONS if entry.group is group and entry.id != without)
        )
        for group, title in _TITLES.items()
    )


def most_used() -> tuple[Action, ...]:
    """The actions that are offered before all groups."""
    return tuple(action(name) for name in MOST_USED)


def description(entry: Action, key: str) -> str:
    """What a screen reader adds to the name: what the action does, and its key."""
    words = _(entry.help)
    sentence = _("{words}.").format(words=words[:1].upper() + words[1:])
    shown = _("Key: {key}").format(key=key)
    return f"{sentence} {shown}" if key else sentence
