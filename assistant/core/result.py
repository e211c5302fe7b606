"""What one request found."""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.core.findings import Box, Control, Finding, Kind, Line, Place, Sentence
from assistant.core.request import Request
from assistant.core.sentences import join

Found = Line | Sentence | Place | Control
"""The findings that a person can go through; the others tell how the work goes."""


@dataclass(slots=True)
class Result:
    """What a request found, in order, with the window's title and application.

    It grows while the work goes on. `area` is the picture's, where boxes are places in it.
    """

    request: Request
    title: str = ""
    application: str = ""
    area: Box | None = None
    found: list[Found] = field(default_factory=list)

    def add(self, finding: Finding) -> None:
        """Keep it, if a person can go through it."""
        if isinstance(finding, Found):
            self.found.append(finding)

    @property
    def lines(self) -> list[Line]:
        """What was read."""
        return [finding for finding in self.found if isinstance(finding, Line)]

    @property
    def sentences(self) -> list[Sentence]:
        """What was said about the picture."""
        return [finding for finding in self.found if isinstance(finding, Sentence)]

    @property
    def text(self) -> str:
        """Everything that was found, one paragraph or sentence a line."""
        return "\n".join([*paragraphs(self.lines), *(each.text for each in self.sentences)])

    @property
    def answer(self) -> str:
        """What a model said, or what was found without one; empty for a plain reading."""
        guessed = [each.text for each in self.sentences if each.kind is Kind.GUESSED]
        return " ".join(guessed or [each.text for each in self.sentences])


def paragraphs(lines: list[Line]) -> list[str]:
    """The lines' text with one entry a paragraph, broken words mended."""
    texts: list[str] = []
    block: int | None = None
    for line in lines:
        if line.block == block and texts:
            texts[-1] = join(texts[-1], line.text)
        else:
            texts.append(line.text.strip())
        block = line.block
    return texts
