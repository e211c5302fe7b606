"""A conversation in words, a sentence a line, so that it can be read again with the cursor keys."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.core.conversation import Turn
from assistant.core.errors import EarSightError
from assistant.core.findings import Kind, Sentence
from assistant.core.i18n import N_, _
from assistant.core.request import Verb

_ASKED = {
    Verb.ASK: N_("You: {words}"),
    Verb.FIND: N_("You, find: {words}"),
    Verb.CLASSIFY: N_("You, classify as: {words}"),
}
_ANSWERED = {
    Kind.READ: N_("EarSight, read: {text}"),
    Kind.MEASURED: N_("EarSight, measured: {text}"),
    Kind.GUESSED: N_("EarSight, guessed by {model}: {text}"),
}


class Transcript:
    """Turns what is asked and answered into lines. Each method returns the lines to show next."""

    def __init__(self) -> None:
        self._voice: tuple[Kind, str] | None = None
        self._answer: list[str] = []
        self._open = False

    @property
    def answer(self) -> str:
        """All of the last answer, a sentence a line; empty where there is none."""
        return "\n".join(self._answer)

    @property
    def is_open(self) -> bool:
        """Whether a question waits for the end of its answer."""
        return self._open

    def ask(self, verb: Verb, words: str) -> list[str]:
        """A question; one that still waits has been dropped for it."""
        dropped = self.drop()
        self._voice, self._answer, self._open = None, [], True
        return [*dropped, _(_ASKED[verb]).format(words=words)]

    def add(self, sentence: Sentence) -> list[str]:
        """A sentence of the answer; who knows it is told where that changes."""
        if not self._open:
            return []
        text = marked(sentence)
        self._answer.append(text)
        voice = sentence.kind, sentence.model
        if voice != self._voice:
            self._voice = voice
            text = _(_ANSWERED[sentence.kind]).format(text=text, model=sentence.model)
        return [text]

    def fail(self, error: EarSightError) -> list[str]:
        """The question cannot be answered."""
        return self._end(error.spoken)

    def drop(self) -> list[str]:
        """The person stopped the answer, or asked for something else."""
        return self._end(_("Stopped."))

    def finish(self) -> None:
        """The answer is whole."""
        self._open = False

    def _end(self, words: str) -> list[str]:
        if not self._open:
            return []
        self._open, self._voice = False, None
        return [_("EarSight: {text}").format(text=words)]


def past(turns: Sequence[Turn]) -> list[str]:
    """Lines for what was asked and answered before, when nobody noted who knew it."""
    lines: list[str] = []
    for turn in turns:
        lines.append(_(_ASKED[Verb.ASK]).format(words=turn.question))
        lines += [_("EarSight: {text}").format(text=text) for text in turn.answer.splitlines()]
    return lines


def marked(sentence: Sentence) -> str:
    """The sentence with each word that nothing confirms marked as such."""
    if not sentence.unsure:
        return sentence.text
    words = "|".join(re.escape(word) for word in sorted(sentence.unsure, key=len, reverse=True))
    return re.sub(
        rf"(?<!\w)(?:{words})(?!\w)",
        lambda found: _("{word} (unsure)").format(word=found.group()),
        sentence.text,
    )
