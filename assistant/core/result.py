"""What one request found."""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.core.findings import Line
from assistant.core.request import Request
from assistant.core.sentences import join


@dataclass(slots=True)
class Result:
    """The lines read for a request, in reading order, with the window's title and application."""

    request: Request
    title: str = ""
    application: str = ""
    lines: list[Line] = field(default_factory=list)


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
