"""What one request found."""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.core.findings import Kind, Line, Sentence
from assistant.core.request import Request
from assistant.core.sentences import join


@dataclass(slots=True)
class Result:
    """What was read or said for a request, in order, with the window's title and application."""

    request: Request
    title: str = ""
    application: str = ""
    lines: list[Line] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)

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
