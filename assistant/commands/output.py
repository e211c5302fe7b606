"""What several commands do with their answer: JSON lines, speech, a wave file."""

from __future__ import annotations

import sys
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from assistant.composition.parts import Parts
from assistant.composition.speech import Speech
from assistant.core.errors import SpeechError
from assistant.core.findings import Done, Finding, Line, Sentence
from assistant.core.result import paragraphs
from assistant.core.sentences import SpeechFlow


def print_json(value: object) -> None:
    """Print one compact JSON object on a line of its own, at once, in UTF-8 on every platform."""
    sys.stdout.buffer.write(msgspec.json.encode(value) + b"\n")
    sys.stdout.buffer.flush()


class Spoken:
    """Speaks findings as they come, and writes them to a wave file in the end, if asked to.

    `language` is the text's.
    """

    def __init__(self, parts: Parts, language: str, *, aloud: bool, wave: Path | None) -> None:
        self._parts = parts
        # Of several ("ar+en") the first, because a voice speaks one.
        self._language = language.partition("+")[0]
        self._wave = wave
        self._speech: Speech | None = parts.speech() if aloud else None
        self._flow = SpeechFlow()
        self._lines: list[Line] = []
        self._sentences: list[Sentence] = []

    def feed(self, finding: Finding) -> None:
        """Take the next finding."""
        if isinstance(finding, Line):
            if self._wave is not None:
                self._lines.append(finding)
            self._say(self._flow.feed(finding), self._language)
        elif isinstance(finding, Sentence):
            self._sentences.append(finding)
            self._say([finding.text], finding.language)
        elif isinstance(finding, Done):
            self._say(self._flow.finish(), self._language)

    def _say(self, sentences: list[str], language: str) -> None:
        if self._speech is not None:
            for sentence in sentences:
                self._speech.say(sentence, language=language)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is not None:
            return
        try:
            self._write_wave()
        finally:
            if self._speech is not None:
                wait_until_heard(self._speech)

    def _write_wave(self) -> None:
        if self._wave is not None:
            told = [sentence.text for sentence in self._sentences]
            languages = (
                [self._language] if self._lines else [each.language for each in self._sentences]
            )
            # A file is written by one voice: what the answer begins with chooses it.
            text = "\n".join([*paragraphs(self._lines), *told])
            self._parts.write_wave(text, self._wave, next(iter(languages), ""))


def wait_until_heard(speech: Speech) -> None:
    """Wait for the last word.

    Raises:
        SpeechError: no voice worked.

    """
    speech.wait()
    if speech.problem is not None:
        raise SpeechError(speech.problem.message, speech.problem.remedy)
