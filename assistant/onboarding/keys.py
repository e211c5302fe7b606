"""The keys: which there are, whether they arrive, and others instead."""

from __future__ import annotations

import threading
from collections.abc import Callable

from assistant.core.actions import DIRECT, EVERY_ACTION, LEADER, action
from assistant.core.i18n import _
from assistant.core.spoken_help import NO_KEYS
from assistant.hotkeys.bindings import Hotkeys
from assistant.hotkeys.chords import Chord, spoken_key
from assistant.hotkeys.taken import owners, with_owners
from assistant.onboarding.base import Choice, Control, Deed, Keys, Option, Page
from assistant.onboarding.chords import OFFERED, current_chords, free_chords
from assistant.onboarding.kit import Kit
from assistant.onboarding.saving import keep

PATIENCE = 10.0
"""Seconds in which a key that one is asked for must arrive."""

_PRACTISED = "read-window"


class KeysStep:
    """Tries chords on the real keyboard: they are told, and not obeyed meanwhile."""

    def __init__(self, kit: Kit, patience: float = PATIENCE) -> None:
        self._kit, self._patience = kit, patience
        layer = kit.hotkeys is None or kit.hotkeys.supports_layer
        self._offered = OFFERED if layer else DIRECT
        self._binding = self._offered[0]
        self._over = threading.Event()
        self._pressed = ""

    @property
    def title(self) -> str:
        """See `Step`."""
        return _("Keys")

    def page(self) -> Page:
        """See `Step`."""
        hotkeys, chords = self._kit.hotkeys, current_chords(self._kit.settings())
        offered = {name: chords[name] for name in self._offered if name in chords}
        text = [*_introduced(offered), *_faults(offered, hotkeys)]
        if hotkeys is None:
            text.append(_("They can be tried where EarSight runs on a desktop."))
        elif not hotkeys.supports_chords:
            return Page(_(NO_KEYS))
        return Page("\n".join(text), self._controls(chords, hotkeys))

    def leave(self) -> None:
        """See `Step`."""
        self._over.set()
        if self._kit.hotkeys is not None:
            self._kit.hotkeys.divert(None)

    def _controls(self, chords: dict[str, Chord], hotkeys: Hotkeys | None) -> tuple[Control, ...]:
        now = chords.get(self._binding)
        free = [chord for chord in (now, *free_chords(self._kit.settings())) if chord]
        controls: list[Control] = [
            Choice(
                _("&Keys for"),
                tuple(Option(name, _called(name)) for name in self._offered),
                self._binding,
                self._choose,
            )
        ]
        if hotkeys is not None and now is not None:
            begun = _("Press {chord} now.").format(chord=now.spoken())
            controls.append(Deed(_("&Try them"), self._try, begun=begun, bare=True))
        controls += [
            Choice(
                _("&Other keys"),
                tuple(Option(str(chord), chord.spoken()) for chord in free),
                str(now or ""),
                lambda text: self._set(Chord.parse(text)),
            ),
            Keys(_("&Press or type keys"), str(now or ""), self._set),
        ]
        if hotkeys is not None and hotkeys.supports_layer and LEADER in chords:
            begun = _(
                "Press {leader}, let go, then press {key}. This is practice: nothing is read."
            )
            begun = begun.format(
                leader=chords[LEADER].spoken(), key=spoken_key(action(_PRACTISED).key)
            )
            controls.append(Deed(_("Pr&actise"), self._practise, begun=begun, bare=True))
        return tuple(controls)

    def _choose(self, binding: str) -> str:
        self._binding = binding
        chord = current_chords(self._kit.settings()).get(binding)
        if chord is None:
            return _("{action}: no keys.").format(action=_called(binding))
        return _("{action}: {chord}").format(action=_called(binding), chord=with_owners(chord))

    def _try(self) -> str:
        chords = current_chords(self._kit.settings())
        chord = chords[self._binding]
        if self._kit.hotkeys is None or self._kit.hotkeys.chord(self._binding) != chord:
            return _taken(chord)
        pressed = self._wait_for(lambda _binding: True)
        if pressed == self._binding:
            return _("{chord} works.").format(chord=chord.spoken())
        if pressed in chords:
            return _("That was {chord}, and it works, too.").format(chord=chords[pressed].spoken())
        return _("Nothing arrived. Another program may have taken it. Choose other keys.")

    def _practise(self) -> str:
        pressed = self._wait_for(lambda binding: binding != LEADER)
        if pressed == _PRACTISED:
            return _("Right: that reads the window.")
        if pressed:
            return _("It works: that was the key to {action}.").format(action=_called(pressed))
        return _("Nothing arrived. Try again.")

    def _wait_for(self, wanted: Callable[[str], bool]) -> str:
        """Which binding was pressed; empty after a while, and where the step was left."""
        self._over.clear()
        self._pressed = ""

        def note(binding: str) -> bool:
            if wanted(binding):
                self._pressed = binding
                self._over.set()
                return False
            return True

        if self._kit.hotkeys is not None:
            self._kit.hotkeys.divert(note)
            self._over.wait(self._patience)
            self._kit.hotkeys.divert(None)
        return self._pressed

    def _set(self, chord: Chord | None) -> str:
        if chord is None and self._binding == LEADER:
            return _("Most actions are reached by the leader key only, so it needs keys.")
        chords = current_chords(self._kit.settings())
        for name, other in chords.items():
            if other == chord and name != self._binding:
                return _("{chord} is the key for this already: {action}.").format(
                    chord=other.spoken(), action=_called(name)
                )
        problem = self._save(str(chord or ""))
        if problem:
            return problem
        if chord is None:
            return _("{action}: no keys.").format(action=_called(self._binding))
        hotkeys = self._kit.hotkeys
        if hotkeys is None or hotkeys.chord(self._binding) == chord:
            return with_owners(chord)
        before = chords.get(self._binding)
        self._save(str(before or ""))
        kept = before.spoken() if before is not None else _("nothing")
        stays = _("What was set stays: {chord}.").format(chord=kept)
        return f"{_taken(chord)} {stays}"

    def _save(self, chord: str) -> str:
        chords = {**self._kit.settings().hotkeys.chords, self._binding: chord}
        return keep(self._kit, "hotkeys", chords=chords)


def _introduced(chords: dict[str, Chord]) -> list[str]:
    text = []
    if LEADER in chords:
        text.append(
            _(
                "The leader key is {leader}. Press it, let go, then press one letter: {key} reads "
                "the window, {help} tells all keys."
            ).format(
                leader=chords[LEADER].spoken(),
                key=spoken_key(action(_PRACTISED).key),
                help=spoken_key(action("help").key),
            )
        )
    direct = [name for name in chords if name != LEADER]
    if direct:
        text.append(_("These need no leader:"))
    text += [
        _("{chord}: {action}.").format(chord=chords[name].spoken(), action=_called(name))
        for name in direct
    ]
    return text


def _faults(chords: dict[str, Chord], hotkeys: Hotkeys | None) -> list[str]:
    if hotkeys is None or not hotkeys.supports_chords:
        return []
    return [_taken(chord) for name, chord in chords.items() if hotkeys.chord(name) != chord]


def _taken(chord: Chord) -> str:
    names = owners(chord)
    if names:
        return _("{chord} is taken, perhaps by {names}.").format(
            chord=chord.spoken(), names=_(", ").join(names)
        )
    return _("{chord} already belongs to another program.").format(chord=chord.spoken())


def _called(name: str) -> str:
    if name == LEADER:
        return _("the leader key")
    known = {entry.id: entry.help for entry in EVERY_ACTION}
    return _(known.get(name, name))
