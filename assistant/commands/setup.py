"""`earsight setup`: the set-up in its window, or by questions in the terminal."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from contextlib import closing

from assistant.commands import start
from assistant.commands.demo import draw_off_screen, sample_picture
from assistant.commands.display import check_display
from assistant.commands.setup_prompts import WAYS, Prompts
from assistant.composition.language import use_chosen_language
from assistant.composition.parts import Parts
from assistant.core.backends import choose
from assistant.core.errors import EarSightError, MissingPartError
from assistant.core.findings import Line
from assistant.core.frame import Source
from assistant.core.i18n import _
from assistant.core.request import Target
from assistant.core.result import paragraphs
from assistant.desktop.messages import Trigger
from assistant.desktop.registry import autostarts
from assistant.desktop.socket_client import send
from assistant.desktop.transport import NotRunningError
from assistant.hotkeys.bindings import Hotkeys
from assistant.hotkeys.defaults import default_chords
from assistant.onboarding.kit import Kit
from assistant.onboarding.models import known_models
from assistant.onboarding.permissions import survey_parts
from assistant.onboarding.steps import Walk
from assistant.onboarding.voices import OfferedVoices
from assistant.settings.changing import changed
from assistant.settings.schema import Settings


def run(options: argparse.Namespace) -> int:
    """Ask in the terminal where that is wanted, or where there is no display."""
    on_screen = _has_display()
    if options.text or options.defaults or not on_screen:
        with closing(Parts()) as parts, closing(_Terminal(parts, on_screen=on_screen)) as terminal:
            return _ask(terminal, ask=not options.defaults)
    try:
        send(Trigger(action="setup"))
    except NotRunningError:
        _open_at_start()
        return start.run(options)
    return 0


def _ask(terminal: _Terminal, *, ask: bool) -> int:
    if terminal.problem is not None:
        print(terminal.problem.spoken)
    kit = terminal.kit()
    Prompts(Walk(kit, WAYS), _typed if ask else None, kit.voices.sample).run()
    return 0


def _typed() -> str | None:
    """The next line of the person's; None where there is none any more."""
    try:
        return input("> ").strip()
    except EOFError:
        print()
        return None


def _open_at_start() -> None:
    with closing(Parts()) as parts:
        parts.store.save(changed(parts.settings, "desktop", set_up=False))


def _has_display() -> bool:
    try:
        check_display()
    except MissingPartError:
        # What is asked next would wait for ever for a display that does not answer.
        os.environ.pop("DISPLAY", None)
        draw_off_screen()
        return False
    return True


class _Terminal:
    """The kit of a process without windows; close it in the end."""

    def __init__(self, parts: Parts, *, on_screen: bool) -> None:
        self._parts, self._on_screen = parts, on_screen
        self._speech = parts.speech()
        self._hotkeys = self._made_hotkeys() if on_screen else None
        self.problem = parts.settings_problem

    def kit(self) -> Kit:
        """What the steps use."""
        parts = self._parts
        return Kit(
            settings=lambda: parts.settings,
            save=self._save,
            voices=OfferedVoices(self._speech, waits=True),
            cues=parts.earcons(),
            hotkeys=self._hotkeys,
            survey=survey_parts,
            look=self._look,
            read_sample=self._read_sample,
            models=known_models,
            open_models=None,
            autostart=lambda: choose(autostarts()),
        )

    def close(self) -> None:
        """Let the keys go."""
        if self._hotkeys is not None:
            self._hotkeys.close()

    def _save(self, settings: Settings) -> str:
        parts = self._parts
        try:
            parts.store.save(settings)
        except EarSightError as error:
            return error.spoken
        before, parts.settings = parts.settings, settings
        use_chosen_language(settings)
        self._speech.configure(settings.speech)
        if settings.hotkeys != before.hotkeys:
            self._bind()
        return ""

    def _made_hotkeys(self) -> Hotkeys | None:
        """Keys to try, where they need neither a window nor a question of the desktop's."""
        from assistant.capture.session_type import has_x11
        from assistant.hotkeys.registry import candidates

        if not has_x11() or _is_running():
            return None
        backend = choose(candidates())
        self._hotkeys = Hotkeys(
            backend,
            lambda _action: None,
            lambda _notice: None,
            lambda error: print(error.spoken),
            layer_seconds=lambda _layer: self._parts.settings.hotkeys.leader_seconds,
        )
        self._bind()
        return self._hotkeys

    def _bind(self) -> None:
        if self._hotkeys is not None:
            self._hotkeys.apply({**default_chords(), **self._parts.settings.hotkeys.chords})

    def _look(self) -> None:
        if not self._on_screen:
            raise MissingPartError(_("There is no display here."))
        self._parts.capturer().capture(Target(Source.SCREEN))

    def _read_sample(self) -> Sequence[str]:
        frame = sample_picture(self._parts, on_screen=self._on_screen)
        found = self._parts.reader().read(frame, self._parts.settings.reading.text_language, "")
        return paragraphs([finding for finding in found if isinstance(finding, Line)])


def _is_running() -> bool:
    """Whether EarSight runs, and so has its keys."""
    from assistant.desktop.transport import local_transport

    try:
        local_transport().connect(1.0).close()
    except (EarSightError, OSError):
        return False
    return True
