"""A result as a person goes through it: lines, one after the other, with their places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby
from statistics import median

from assistant.core.findings import Box, Control, Kind, Line, Origin, Place, Sentence
from assistant.core.result import Found, Result

LARGE = 1.3
"""Letters this many times as high as those of most lines are told as large."""
LARGE_WORDS = 14
"""More words than these are no heading, however large."""
COVERED = 0.5
"""Part of a line's box from which a control with its words is the same thing."""


class Role(StrEnum):
    """What one can skip to. `LARGE_TEXT` is measured: it looks like a heading, and may be none."""

    TEXT = "text"
    LARGE_TEXT = "large text"
    HEADING = "heading"
    CONTROL = "control"
    PICTURE = "picture"


HEADINGS = frozenset({Role.HEADING, Role.LARGE_TEXT})
_ROLES = {"heading": Role.HEADING, "picture": Role.PICTURE, "icon": Role.PICTURE} | dict.fromkeys(
    ("paragraph", "text", "window", "dialog", "alert", "group", "tool bar", "menu bar",
     "status bar", "tab list", "list", "table", "column header", "cell", "scroll bar"),
    Role.TEXT,
)  # fmt: skip
"""By `Control.kind`; everything else can be used, and is a control."""


@dataclass(frozen=True, slots=True)
class Item:
    """One line: its words, and where they are (as `core.findings.Box`; None for what was said).

    `kind` and `state` are a control's; `seems` says that only pixels tell so. `known` is how a text
    is known, and `model` who guessed it; `unsure` are its words that nothing confirms. Items with
    the same `block` are one paragraph.
    """

    text: str
    block: int
    box: Box | None = None
    role: Role = Role.TEXT
    kind: str = ""
    state: str = ""
    seems: bool = False
    known: Kind = Kind.READ
    model: str = ""
    unsure: tuple[str, ...] = ()


def items_of(result: Result) -> list[Item]:
    """Every line of a result, in reading order; a control stands in for the lines it covers."""
    found = list(result.found)
    items = _said_and_read(found)
    after = 0
    for control in found:
        if isinstance(control, Control):
            after = _put_in(items, control, after)
    return [item for item in _in_blocks(items) if item.text.strip() or item.role is not Role.TEXT]


def _said_and_read(found: Iterable[Found]) -> list[Item]:
    lines = [finding for finding in found if isinstance(finding, Line)]
    usual = median(_height(line.box) for line in lines) if lines else 0
    items: list[Item] = []
    place: Place | None = None
    for finding in found:
        if isinstance(finding, Line):
            role = Role.LARGE_TEXT if _is_large(finding, usual) else Role.TEXT
            items.append(Item(finding.text.strip(), finding.block, finding.box, role))
        elif isinstance(finding, Place):
            place = finding
            guess = Item(finding.label, -1, finding.box, known=Kind.GUESSED, model=finding.model)
            items.append(guess)
        elif isinstance(finding, Sentence):
            if place is not None and finding.text.startswith(place.label):
                # The sentence says the same, and in which part of the picture.
                items.pop()
            items.append(_said(finding, place))
            place = None
    return items


def _said(sentence: Sentence, place: Place | None) -> Item:
    return Item(
        sentence.text,
        -1,
        place.box if place else None,
        known=sentence.kind,
        model=sentence.model,
        unsure=sentence.unsure,
    )


def _is_large(line: Line, usual: float) -> bool:
    return _height(line.box) >= LARGE * usual and len(line.text.split()) <= LARGE_WORDS


def _put_in(items: list[Item], control: Control, after: int) -> int:
    """Insert a control where its words are, else after the lines before it in reading order.

    Controls come in reading order: it goes to the place `after` or later, and the place after it is
    returned. Text that was read line by line stays in lines.
    """
    role = _ROLES.get(control.kind, Role.CONTROL)
    seems = control.source is Origin.RECOGNISED
    name, box = control.name.strip(), control.box
    top, bottom = box[1], box[3]
    beside = [
        number
        for number, item in enumerate(items)
        if item.box and not item.kind and item.box[1] < bottom and item.box[3] > top
    ]
    covered = [number for number in beside if _is_same(items[number], name, box)]
    if covered and role is Role.TEXT:
        return max(after, covered[-1] + 1)
    if covered:
        place = covered[0]
    else:
        last = reversed(range(after, len(items)))
        place = next((number + 1 for number in last if _precedes(items[number], box)), after)
    for number in reversed(covered):
        del items[number]
    items.insert(place, Item(name, -1, box, role, control.kind, control.state, seems))
    return place + 1


def _is_same(line: Item, name: str, box: Box) -> bool:
    """Whether a line is the words of the control in `box`."""
    inside = line.box is not None and _covered(line.box, box) >= COVERED
    return inside and line.text.casefold() in name.casefold()


def _precedes(line: Item, box: Box) -> bool:
    """Whether a line is above `box`, or beside it on the left."""
    if line.box is None or line.kind:
        return line.box is None
    middle = (line.box[1] + line.box[3]) / 2
    return middle < box[1] or (middle < box[3] and line.box[0] <= box[0])


def _covered(inner: Box, outer: Box) -> float:
    """The part of `inner` that lies in `outer`."""
    width = min(inner[2], outer[2]) - max(inner[0], outer[0])
    height = min(inner[3], outer[3]) - max(inner[1], outer[1])
    area = max(1, (inner[2] - inner[0]) * (inner[3] - inner[1]))
    return max(0, width) * max(0, height) / area


def _height(box: Box) -> int:
    return box[3] - box[1]


def _in_blocks(items: Sequence[Item]) -> list[Item]:
    """Number the blocks from 1; what OCR gave no block is one of its own."""
    numbered: list[Item] = []
    number = 0
    for block, members in groupby(items, key=lambda item: item.block):
        for index, item in enumerate(members):
            if index == 0 or block == -1:
                number += 1
            numbered.append(replace(item, block=number))
    return numbered
