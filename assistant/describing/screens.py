"""What a map of the screen offers to describing, and what is left where there is none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from assistant.core.findings import Control, Finding, Line, Sentence
from assistant.core.frame import Frame
from assistant.core.ports import FrameReader
from assistant.core.request import Detail
from assistant.core.result import paragraphs


class LookedAt(Protocol):
    """One frame, read and looked at."""

    @property
    def lines(self) -> Sequence[Line]:
        """All that OCR read on it."""
        ...

    def describe(self, detail: Detail) -> Iterator[Sentence]:
        """What is in the window whose title was said, and its text; nothing where no control is."""
        ...

    def controls(self) -> Iterator[Control]:
        """What a person can use or skip to, in reading order, with its place."""
        ...

    def answer(self, question: str) -> Iterator[Finding] | None:
        """Answer what the map alone can; None where only a model could know."""
        ...

    def find(self, words: str) -> Iterator[Finding] | None:
        """Where something is; None where it is not among what was told, read or recognised."""
        ...

    def context(self) -> str:
        """All of it as text, for a model."""
        ...


class Screens(Protocol):
    """Looks at frames."""

    def look(self, frame: Frame, language: str, engine: str) -> LookedAt:
        """Read the frame and look for everything else on it; raises as `FrameReader.read`."""
        ...

    def cancel(self) -> None:
        """End the look under way, from any thread."""
        ...


class OnlyRead:
    """A frame of which nothing but the text is known."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines

    def describe(self, detail: Detail) -> Iterator[Sentence]:  # noqa: ARG002
        """Nothing: measuring tells more."""
        return iter(())

    def controls(self) -> Iterator[Control]:
        """None are known."""
        return iter(())

    def answer(self, question: str) -> None:
        """Nothing can be answered."""

    def find(self, words: str) -> None:
        """Nothing can be found but in the text."""

    def context(self) -> str:
        """The text that was read."""
        return "\n".join(paragraphs(list(self.lines)))


class ReadOnly:
    """Implements `Screens` by a reader alone."""

    def __init__(self, reader: FrameReader) -> None:
        self._reader = reader

    def look(self, frame: Frame, language: str, engine: str) -> OnlyRead:
        """Read the frame."""
        found = self._reader.read(frame, language, engine)
        return OnlyRead([finding for finding in found if isinstance(finding, Line)])

    def cancel(self) -> None:
        """End the reading under way."""
        self._reader.cancel()
