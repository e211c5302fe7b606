"""The last step: what to press now, and how to get help."""

from __future__ import annotations

from assistant.core.actions import LEADER, action
from assistant.core.i18n import _
from assistant.hotkeys.chords import Chord, spoken_key
from assistant.onboarding.base import Page, Told
from assistant.onboarding.chords import current_chords
from assistant.onboarding.kit import Kit


class Done(Told):
    """`ways` says how to end the set-up in this face."""

    def __init__(self, kit: Kit, ways: str) -> None:
        self._kit, self._ways = kit, ways

    @property
    def title(self) -> str:
        """See `Step`."""
        return _("Done")

    def page(self) -> Page:
        """See `Step`."""
        chords = current_chords(self._kit.settings())
        text = []
        if "read-window" in chords:
            text.append(
                _("To read a window, press {keys} in it.").format(keys=_said(chords["read-window"]))
            )
        if "stop" in chords:
            text.append(_("{keys} stops the voice.").format(keys=_said(chords["stop"])))
        if LEADER in chords:
            keys = _(
                "{leader}, then {help}, tells all keys; {guide} opens the guide, {again} this."
            )
            text.append(
                keys.format(
                    leader=_said(chords[LEADER]),
                    help=_key("help"),
                    guide=_key("guide"),
                    again=_key("setup"),
                )
            )
        text.append(_("The command earsight doctor tells what works here and what does not."))
        text.append(_(self._ways))
        return Page("\n".join(text))


def _said(chord: Chord) -> str:
    return chord.spoken()


def _key(action_id: str) -> str:
    return spoken_key(action(action_id).key)
