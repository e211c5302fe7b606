"""The one watch of the running program: begun and ended by key, and heard."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

from assistant.core.errors import EarSightError
from assistant.core.frame import Frame, Source
from assistant.core.request import Target
from assistant.watching import wording
from assistant.watching.announcer import Announcer
from assistant.watching.looks import Look
from assistant.watching.news import Told
from assistant.watching.subject import Sight, subject_of
from assistant.watching.unexpected import unexpected
from assistant.watching.watch import Ending, Means, Watch

ControlChanges = Callable[[Frame], Sequence[str]]
"""What is otherwise with the controls of a window since the last call, in sentences."""


class Watching:
    """Call anything from any thread; everything returns at once.

    `means` is asked at each start. `tell` speaks at once; `failed` tells why nothing is watched.
    `language` is that of the text. `controls` makes what tells changes of controls, where the
    person wants them.
    """

    def __init__(
        self,
        means: Callable[[], Means],
        announcer: Announcer,
        tell: Callable[[str], object],
        failed: Callable[[EarSightError], object],
        language: Callable[[], str],
        controls: Callable[[], ControlChanges | None] = lambda: None,
    ) -> None:
        self._means = means
        self._announcer = announcer
        self._tell = tell
        self._failed = failed
        self._language = language
        self._controls = controls
        self._lock = threading.Lock()
        self._number = 0
        self._wanted = False
        self._watch: Watch | None = None

    @property
    def watches(self) -> bool:
        """Whether something is watched, or about to be."""
        return self._wanted

    def toggle(self) -> None:
        """Watch the active window; or end what is watched."""
        if self._wanted:
            self.stop()
            self._tell(wording.stopped())
        else:
            self.start(Target(Source.WINDOW))

    def start(self, target: Target) -> None:
        """Watch what the target names from now on, instead of what was watched."""
        number = self._end(wanted=True)
        threading.Thread(
            target=self._start, args=(target, number), name="watch start", daemon=True
        ).start()

    def stop(self) -> None:
        """End the watch without a word."""
        self._end(wanted=False)

    def _end(self, *, wanted: bool) -> int:
        with self._lock:
            self._number += 1
            self._wanted = wanted
            watch, self._watch = self._watch, None
            number = self._number
        if watch is not None:
            watch.stop()
        self._announcer.drop()
        return number

    def _start(self, target: Target, number: int) -> None:
        try:
            means = self._means()
            subject = subject_of(target, means.capturer)
        except Exception as error:
            if self._is_over(number):
                self._failed(error if isinstance(error, EarSightError) else unexpected(error))
            return
        with self._lock:
            if number != self._number:
                return
            # Said first, so that nothing new is said before it.
            self._tell(wording.begun(subject))
            voice = _Voice(
                self._announcer, self._language(), self._controls(), lambda: self._is_over(number)
            )
            self._watch = Watch(subject, means, voice)

    def _is_over(self, number: int) -> bool:
        """Forget that watch; False where another one has taken its place already."""
        with self._lock:
            if number != self._number:
                return False
            self._wanted, self._watch = False, None
            return True


class _Voice:
    """The `Follower` that says everything of one watch."""

    def __init__(
        self,
        announcer: Announcer,
        language: str,
        controls: ControlChanges | None,
        is_over: Callable[[], bool],
    ) -> None:
        self._announcer = announcer
        self._language = language
        self._controls = controls
        self._is_over = is_over

    def on_news(self, told: list[Told], look: Look) -> None:  # noqa: ARG002 - where is not said
        """See `Follower`; so are the others."""
        for each in told:
            language = self._language if each.row is not None else ""
            self._announcer.say(wording.news(each), language=language, more=each is not told[0])

    def on_read(self, look: Look) -> None:
        """See `Follower`."""
        if self._controls is not None and look.still:
            self._announcer.say(*self._controls(look.frame), more=True)

    def on_sight(self, sight: Sight) -> None:
        """See `Follower`."""
        self._announcer.say(wording.sighted(sight))

    def on_end(self, ending: Ending, error: EarSightError | None) -> None:
        """See `Follower`."""
        if ending is Ending.LOCKED:
            self._announcer.drop()
        if self._is_over():
            self._announcer.say(wording.ended(ending, error))
