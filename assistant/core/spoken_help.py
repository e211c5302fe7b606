"""What "?" says: every key in use and what it does."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.core.actions import ACTIONS, LEADER
from assistant.core.i18n import _


def spoken_help(keys: Mapping[str, str], chords: Mapping[str, str]) -> list[str]:
    """Sentences for speech.

    `keys` maps an action's id to what to press for it (a letter of the leader layer where there is
    one), `chords` an action's id or "leader" to its chord, both in words.
    """
    leader = chords.get(LEADER)
    sentences = [f"{chords[entry.id]}: {_(entry.help)}." for entry in ACTIONS if entry.id in chords]
    if leader is not None:
        sentences.append(_("After {leader}, press one key.").format(leader=leader))
        sentences += [
            f"{keys[entry.id]}: {_(entry.help)}." for entry in ACTIONS if entry.id in keys
        ]
    return sentences or [
        _("No keys work here. Bind the command earsight trigger in your desktop's settings.")
    ]
