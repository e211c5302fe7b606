"""Describe, ask and find, from a frame to sentences: read first, then measure or ask a model."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol

import msgspec

from assistant.core.conversation import Turn
from assistant.core.errors import CancelledError, EarSightError, MissingPartError
from assistant.core.findings import Done, Finding, Kind, Place, Sentence
from assistant.core.frame import Frame
from assistant.core.i18n import _
from assistant.core.places import place_of
from assistant.core.ports import FrameReader
from assistant.core.request import Detail, Request, Verb
from assistant.describing.base import Ability, Task
from assistant.describing.grounding import unsure_words
from assistant.describing.layout import Layout, lay_out
from assistant.describing.measured import measured, read_aloud, what_it_is
from assistant.describing.screens import LookedAt, ReadOnly, Screens
from assistant.models.catalogue import Subject

MEASURED = "measured"
"""What `Done.engine` says where no model was asked."""


Describe = Callable[[Frame, Task], Iterator[Finding]]
"""Asks one model: yields guessed sentences, places and a `Done`."""


class ModelChoice(Protocol):
    """Knows the installed models and the remote one."""

    def describe_with(self, name: str, ability: Ability, subject: Subject) -> Describe | None:
        """What asks the named model, or with no name the chosen one; None where there is none.

        One that was trained on the subject is chosen before others.

        Raises:
            EarSightError: the named model is not installed, or damaged.

        """
        ...

    def cancel(self) -> None:
        """End the job under way."""
        ...

    def close(self) -> None:
        """End the workers."""
        ...


def by_command() -> str:
    """How to come to a model where there are no keys."""
    return _("`earsight models recommend` says which suits this computer.")


class Answering:
    """Answers everything but plain reading. One request at a time.

    `get_a_model` says how the person comes to one, in a sentence.
    """

    def __init__(
        self,
        reader: FrameReader,
        models: ModelChoice,
        screens: Screens | None = None,
        get_a_model: Callable[[], str] = by_command,
    ) -> None:
        self._screens: Screens = screens or ReadOnly(reader)
        self._models = models
        self._get_a_model = get_a_model
        self._advised = False

    def answer(
        self, frame: Frame, request: Request, history: Sequence[Turn] = ()
    ) -> Iterator[Finding]:
        """Yield sentences and places, and a `Done` last.

        Raises:
            MissingPartError: only a model could answer, and none is installed.
            CancelledError, EarSightError: as reader and runner. Where only the model fails that
                nobody named, a description goes on with what can be read and measured.

        """
        if request.verb is Verb.DESCRIBE and not request.follow_up:
            # Known at once; what follows takes seconds.
            yield Sentence(what_it_is(frame), Kind.MEASURED)
        looked = self._screens.look(frame, request.language, request.engine)
        if request.verb is Verb.DESCRIBE and not request.follow_up:
            # Not spoken, but there to be gone through and pressed.
            yield from looked.controls()
        layout = lay_out(frame, looked.lines)
        advice: Iterable[Sentence] = self._advice(layout)
        try:
            describe = self._describe_with(frame, request, layout)
            if describe is not None:
                yield from _guessed(frame, request, looked, describe, history)
                return
        except EarSightError as error:
            if not _can_do_without(request, error):
                raise
            yield Sentence(error.spoken, Kind.MEASURED)
            advice = ()
        if request.verb is Verb.DESCRIBE:
            yield from _described(frame, request, looked)
            yield from advice
            yield Done(MEASURED, len(looked.lines), 0.0)
        else:
            yield from _looked_up(frame, request, looked, self._get_a_model())

    def cancel(self) -> None:
        """End what is under way, from any thread."""
        self._screens.cancel()
        self._models.cancel()

    def close(self) -> None:
        """End the describing workers; the reader is not ours."""
        self._models.close()

    def _advice(self, layout: Layout) -> Iterator[Sentence]:
        """Once only, where a model would have said more."""
        if layout.pictures and not layout.only_text and not self._advised:
            self._advised = True
            told = _("With a model, EarSight could say what the picture shows. {how}")
            yield Sentence(told.format(how=self._get_a_model()), Kind.MEASURED)

    def _describe_with(self, frame: Frame, request: Request, layout: Layout) -> Describe | None:
        """The model to ask; none for a page of nothing but text, which a captioner would invent."""
        ability = Ability(request.verb.value)
        if request.verb is Verb.DESCRIBE and not request.model and layout.only_text:
            return None
        subject = Subject.SCENE
        if request.verb is Verb.ASK and layout.mostly_text:
            subject = Subject.PAGE
        elif request.verb is Verb.DESCRIBE and frame.source.on_screen and not layout.pictures:
            subject = Subject.SCREEN
        return self._models.describe_with(request.model, ability, subject)


def _can_do_without(request: Request, error: EarSightError) -> bool:
    """Whether what can be read and measured is still wanted, after the person heard of the error.

    One who named the model, or wants to know what only a model knows, wants nothing else.
    """
    wanted = request.verb is Verb.DESCRIBE and not request.follow_up and not request.model
    return wanted and not isinstance(error, CancelledError)


def _described(frame: Frame, request: Request, looked: LookedAt) -> Iterator[Finding]:
    """What is in the window, from its map; else what can be measured and read."""
    any_known = False
    for sentence in looked.describe(request.detail):
        any_known = True
        yield sentence
    if not any_known:
        yield from measured(frame, looked.lines, request.detail)
        yield from read_aloud(looked.lines, request.detail, request.text_language)


def _guessed(
    frame: Frame,
    request: Request,
    looked: LookedAt,
    describe: Describe,
    history: Sequence[Turn],
) -> Iterator[Finding]:
    read_text, lines = looked.context(), looked.lines
    ability = Ability(request.verb.value)
    task = Task(ability, request.question, request.detail, tuple(history), read_text)
    found_any = False
    places: list[Place] = []
    for finding in describe(frame, task):
        if isinstance(finding, Done):
            if not found_any:
                yield Sentence(_("The model found nothing."), Kind.MEASURED)
            yield from _told_places(frame, request, places)
            if request.verb is Verb.DESCRIBE:
                yield from read_aloud(lines, request.detail, request.text_language)
            yield msgspec.structs.replace(finding, lines=len(lines))
            return
        found_any = found_any or isinstance(finding, Sentence | Place)
        if isinstance(finding, Place):
            places.append(finding)
        if isinstance(finding, Sentence) and request.verb is not Verb.CLASSIFY:
            yield from _grounded(finding, read_text, request.language)
        else:
            # A chosen label is the person's own: nobody has to have read it.
            yield finding


def _grounded(sentence: Sentence, read_text: str, language: str) -> Iterator[Sentence]:
    """Mark what a model claims and nobody read."""
    if sentence.kind is not Kind.GUESSED:
        yield sentence
        return
    unsure = unsure_words(sentence.text, read_text, language or "en")
    yield msgspec.structs.replace(sentence, unsure=unsure)
    if unsure:
        doubt = _("Not confirmed by reading: {words}.").format(words=", ".join(unsure))
        yield Sentence(doubt, Kind.MEASURED)


def _told_places(frame: Frame, request: Request, places: Sequence[Place]) -> Iterator[Sentence]:
    """Say where things are: each that was looked for, and those of a detailed description."""
    told = [f"{place.label}: {_place_words(frame, place)}." for place in places]
    if request.verb is Verb.FIND:
        for place, text in zip(places, told, strict=True):
            yield Sentence(text, Kind.GUESSED, place.model)
    elif places and request.detail is Detail.LONG:
        yield Sentence(" ".join(dict.fromkeys(told)), Kind.GUESSED, places[0].model)


def _place_words(frame: Frame, place: Place) -> str:
    return place_of(place.box, frame.area)


def _looked_up(
    frame: Frame, request: Request, looked: LookedAt, get_a_model: str
) -> Iterator[Finding]:
    """What looking and reading alone can answer."""
    lines = looked.lines
    known = None
    if request.verb is Verb.ASK:
        known = looked.answer(request.question)
    elif request.verb is Verb.FIND:
        known = looked.find(request.question)
    if known is not None:
        yield from known
        yield Done(MEASURED, len(lines), 0.0)
        return
    wanted = request.question.casefold().strip(" ?.!")
    hits = [line for line in lines if wanted and wanted in line.text.casefold()]
    if request.verb is Verb.FIND and hits:
        for line in hits:
            place = Place(line.text, line.box)
            yield place
            yield Sentence(f"{line.text}: {_place_words(frame, place)}.", Kind.READ)
        yield Done(MEASURED, len(lines), 0.0)
        return
    raise MissingPartError(
        _("No model is installed that can answer this. {what}").format(what=what_it_is(frame)),
        get_a_model,
        code="no-model",
    )
