"""The set-up in the running program."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from assistant.capture.session_type import is_wayland
from assistant.core.backends import choose
from assistant.core.errors import EarSightError
from assistant.core.findings import Line
from assistant.core.frame import Source
from assistant.core.i18n import _
from assistant.core.request import Target
from assistant.core.result import paragraphs
from assistant.desktop.registry import autostarts, window_focus
from assistant.features.base import Program
from assistant.onboarding.kit import Kit
from assistant.onboarding.models import known_models
from assistant.onboarding.permissions import survey_parts
from assistant.onboarding.steps import Walk
from assistant.onboarding.voices import OfferedVoices

if TYPE_CHECKING:
    from assistant.settings.schema import Settings
    from assistant.ui.setup_window import SetupWindow

PATIENCE = 10.0
"""Seconds that the main thread may take, and that a window may take to be on the screen."""
_LOOK_SECONDS = 0.05
_SETTLE_SECONDS = 0.3
"""From a window that says that it is shown to one that is painted, frame and all."""


class Setup:
    """Opens by itself where there are no settings yet; after that only when asked for."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._window: SetupWindow | None = None
        self.deeds: Mapping[str, Callable[[], None]] = {"setup": self.show}
        if program.parts.opens_set_up:
            # Whether a screen reader speaks must be known before the first word.
            threading.Thread(target=self._open_at_first, name="set-up", daemon=True).start()

    def show(self) -> None:
        """Show it and give it the focus."""
        self._program.main.call(lambda: self._made().show_and_focus())

    def configure(self, settings: Settings) -> None:
        """Nothing here is kept: the steps ask for the settings."""

    def close(self) -> None:
        """Take it off the screen. It opens again at the next start if it was not left."""
        if self._window is not None:
            self._program.keys.hotkeys.divert(None)
            self._window.hide()
            self._window.deleteLater()
            self._window = None

    def _open_at_first(self) -> None:
        self._voices().readers()
        self._program.main.call(lambda: self._made().open_at_first_start())

    def _made(self) -> SetupWindow:
        if self._window is None:
            from assistant.ui.setup_window import WAYS, Around, SetupWindow

            program = self._program
            kit = self._kit()
            self._window = SetupWindow(
                Around(
                    main=program.main,
                    walk=lambda: Walk(kit, WAYS),
                    focus=window_focus(),
                    tell=program.tell,
                    add=lambda text: program.speech.say(text, remember=False),
                    voiced=program.voiced,
                    own_keys=program.keys.hand_over,
                    again=lambda: program.keys.how_to("setup"),
                )
            )
        return self._window

    def _kit(self) -> Kit:
        program = self._program
        return Kit(
            settings=program.settings,
            save=self._save,
            voices=self._voices(),
            cues=program.cues,
            hotkeys=program.keys.hotkeys,
            survey=survey_parts,
            look=self._look,
            read_sample=self._read_sample,
            models=known_models,
            open_models=lambda: program.perform("models"),
            autostart=lambda: choose(autostarts()),
        )

    def _voices(self) -> OfferedVoices:
        program = self._program
        return OfferedVoices(program.speech, waits=False, window=program.shell.window_handle)

    def _save(self, settings: Settings) -> str:
        try:
            return self._program.main.ask(lambda: self._program.save(settings), PATIENCE)
        except TimeoutError:
            return _("EarSight is too busy to save that. Try again.")

    def _look(self) -> None:
        self._program.capturer.capture(Target(Source.SCREEN))

    def _read_sample(self) -> Sequence[str]:
        from assistant.ui.sample_window import SampleWindow

        main = self._program.main
        window = main.ask(SampleWindow, PATIENCE)
        try:
            main.ask(window.show_aside, PATIENCE)
            deadline = time.monotonic() + PATIENCE
            while not main.ask(window.is_exposed, PATIENCE):
                if time.monotonic() > deadline:
                    raise EarSightError(_("The sample window did not appear."))
                time.sleep(_LOOK_SECONDS)
            time.sleep(_SETTLE_SECONDS)
            region = main.ask(window.region, PATIENCE)
            # Only the compositor knows where a window is on Wayland.
            target = Target(Source.SCREEN) if is_wayland() else Target(Source.REGION, region=region)
            frame = self._program.capturer.capture(target)
        finally:
            main.call(window.close)
            main.call(window.deleteLater)
        language = self._program.settings().reading.text_language
        found = self._program.parts.reader().read(frame, language, "")
        return paragraphs([finding for finding in found if isinstance(finding, Line)])
