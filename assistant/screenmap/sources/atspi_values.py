"""Answers of programs as values of ours; a broken program may answer anything."""

from __future__ import annotations

import re
from typing import Any

import msgspec

from assistant.core.geometry import Rect
from assistant.screenmap.sources.atspi_bus import Accessible

_NULL = "/org/a11y/atspi/null"
"""What is answered for "none"."""
_LARGEST = 1 << 20
"""Toolkits place what they hide at odd ends of the number range."""
_TAGS = re.compile(r"<[^<>]{1,100}>")
"""Qt tells tool tips with their formatting."""


def rect_of(extents: Any) -> Rect | None:
    """The rectangle that a program tells; None where it is none."""
    try:
        rect = Rect(*msgspec.convert(extents, tuple[int, int, int, int]))
    except msgspec.ValidationError:
        return None
    if rect.is_empty or max(map(abs, (rect.x, rect.y, rect.width, rect.height))) > _LARGEST:
        return None
    return rect


def readable(text: Any) -> str:
    """A name in one line, without the placeholders of embedded objects."""
    text = unwrapped(text)
    if not isinstance(text, str):
        return ""
    text = _TAGS.sub(" ", text) if text.startswith("<") else text
    kept = "".join(c if c.isprintable() else " " for c in text.replace("\ufffc", " "))
    return " ".join(kept.split())


def accessibles(answer: Any) -> list[Accessible]:
    """The objects that an answer lists; none where it is no such list."""
    try:
        found = msgspec.convert(answer, list[Accessible])
    except msgspec.ValidationError:
        return []
    return [each for each in found if each[1] != _NULL]


def unwrapped(answer: Any) -> Any:
    """The value of a property: without the signature that a variant carries."""
    return answer[1] if isinstance(answer, tuple) and len(answer) == 2 else answer
