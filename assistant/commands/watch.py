"""`earsight watch`: what is new in a window or region, line by line, until it ends."""

from __future__ import annotations

import argparse
import threading
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager

from assistant.commands.display import check_x_server
from assistant.commands.output import print_json
from assistant.composition.parts import Parts
from assistant.core.backends import choose
from assistant.core.errors import EarSightError
from assistant.core.findings import Kind, Line, Sentence
from assistant.core.frame import Source
from assistant.core.request import Target
from assistant.watching import wording
from assistant.watching.announcer import Announcer, Manners
from assistant.watching.looks import Look
from assistant.watching.news import Told
from assistant.watching.registry import input_clocks, pixel_guards
from assistant.watching.subject import Sight, Subject, subject_of
from assistant.watching.watch import Ending, Means, Watch


def run(options: argparse.Namespace) -> int:
    """Print (and speak) what is new; `EarSightError` tells why nothing can be watched."""
    check_x_server()
    with ExitStack() as stack:
        parts = stack.enter_context(closing(Parts()))
        settings = parts.settings.watch
        language = options.lang or parts.settings.reading.text_language
        engine = options.engine or parts.engine
        guards = choose(pixel_guards())
        means = Means(
            parts.capturer(),
            guards,
            lambda frame: parts.reader().read(frame, language, engine),
            lambda: False,
            settings.seconds_between_looks,
            options.seconds or settings.minutes * 60.0,
        )
        target = Target(Source.REGION, region=options.region)
        subject = subject_of(target if options.region else Target(Source.WINDOW), means.capturer)
        voice = stack.enter_context(_voice(parts)) if options.speak else None
        printer = _Printer(subject, language, voice, as_json=options.json)
        watch = Watch(subject, means, printer)
        stack.callback(watch.stop)
        printer.ended.wait()
    if printer.error is not None:
        raise printer.error
    return 0


@contextmanager
def _voice(parts: Parts) -> Iterator[Announcer]:
    """What speaks; its last words are waited for, unless the command is broken off."""
    watch = parts.settings.watch
    clock = choose(input_clocks())
    manners = Manners(watch.interrupt, watch.wait_for_typing, watch.wait_for_speech)
    announcer = Announcer(parts.speech(), lambda: False, clock, lambda: manners)
    try:
        yield announcer
        announcer.wait()
    finally:
        announcer.close()


class _Printer:
    """The `Follower` that prints. `ended` is set when nothing comes any more."""

    def __init__(
        self, subject: Subject, language: str, voice: Announcer | None, *, as_json: bool
    ) -> None:
        self.ended = threading.Event()
        self.error: EarSightError | None = None
        self._subject = subject
        self._language = language.partition("+")[0]
        self._voice = voice
        self._as_json = as_json
        self._begun = False

    def on_news(self, told: list[Told], look: Look) -> None:
        """See `Follower`; so are the others."""
        for each in told:
            if each.row is None:
                self._note(wording.news(each))
                continue
            if self._as_json:
                box = look.frame.place(each.row.box)
                print_json(Line(each.text, box, each.row.confidence, 0))
            else:
                print(each.text, flush=True)
            if self._voice is not None:
                self._voice.say(each.text, language=self._language, more=each is not told[0])

    def on_read(self, look: Look) -> None:  # noqa: ARG002 - the first is as good as any
        """See `Follower`: what is there is known, so all that comes from now on is told."""
        if not self._begun:
            self._begun = True
            self._note(wording.begun(self._subject))

    def on_sight(self, sight: Sight) -> None:
        """See `Follower`."""
        self._note(wording.sighted(sight))

    def on_end(self, ending: Ending, error: EarSightError | None) -> None:
        """See `Follower`."""
        self.error = error
        if error is None:
            self._note(wording.ended(ending, None))
        self.ended.set()

    def _note(self, words: str) -> None:
        if self._as_json:
            print_json(Sentence(words, Kind.MEASURED))
        else:
            print(words, flush=True)
        if self._voice is not None:
            self._voice.say(words)
