"""Watching in the running program: its key, its settings, and its place behind other requests."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from assistant.core.backends import choose
from assistant.core.errors import EarSightError
from assistant.core.listening import State, Unconcerned
from assistant.core.ports import Cue
from assistant.watching.announcer import Announcer, Manners
from assistant.watching.registry import input_clocks, pixel_guards
from assistant.watching.watch import Means
from assistant.watching.watching import ControlChanges, Watching

if TYPE_CHECKING:
    from assistant.core.findings import Finding
    from assistant.core.frame import Frame
    from assistant.features.base import Program
    from assistant.settings.schema import Settings


class WatchKey(Unconcerned):
    """`watching` is for whoever else wants something watched."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._state = State.IDLE
        clock = choose(input_clocks())
        self._announcer = Announcer(
            program.speech,
            self._is_busy,
            clock,
            self._manners,
            lambda: program.speech.speaking,
        )
        self.watching = Watching(
            self._means,
            self._announcer,
            program.tell,
            self._failed,
            lambda: program.settings().reading.text_language,
            self._controls,
        )
        self.deeds: Mapping[str, Callable[[], None]] = {"watch": self.watching.toggle}
        program.listeners.add(self)

    def on_state(self, state: State) -> None:
        """A stop while nothing is being answered is about what was watched."""
        if state is State.IDLE and self._state is State.IDLE:
            self._announcer.drop()
        self._state = state

    def configure(self, settings: Settings) -> None:
        """See `Feature`: all of them are asked for when they count."""

    def close(self) -> None:
        """See `Feature`."""
        self.watching.stop()
        self._announcer.close()

    def _is_busy(self) -> bool:
        return self._state is not State.IDLE

    def _manners(self) -> Manners:
        watch = self._program.settings().watch
        return Manners(watch.interrupt, watch.wait_for_typing, watch.wait_for_speech)

    def _means(self) -> Means:
        watch = self._program.settings().watch
        guards = choose(pixel_guards())
        return Means(
            self._program.capturer,
            guards,
            self._read,
            self._is_busy,
            watch.seconds_between_looks,
            watch.minutes * 60.0,
        )

    def _read(self, frame: Frame) -> Iterable[Finding]:
        program = self._program
        language = program.settings().reading.text_language
        return program.parts.reader().read(frame, language, program.parts.engine)

    def _failed(self, error: EarSightError) -> None:
        self._program.cues.play(Cue.FAILED)
        self._program.tell(error.spoken)

    def _controls(self) -> ControlChanges | None:
        if not self._program.settings().watch.controls:
            return None
        return _Controls(self._program)


class _Controls:
    """Compares the maps of one window, look by look."""

    def __init__(self, program: Program) -> None:
        from assistant.watching.controls import ControlNews

        reading = program.settings().reading
        self._news = ControlNews(
            program.parts.mapper(), reading.text_language, program.parts.engine
        )

    def __call__(self, frame: Frame) -> Sequence[str]:
        """The changes, in sentences."""
        return self._news.look(frame)
