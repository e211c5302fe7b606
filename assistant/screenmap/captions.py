"""Which text names a control that has no name of its own, by where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from assistant.core.findings import Box
from assistant.screenmap import boxes
from assistant.screenmap.elements import FIELDS, ElementKind

K = ElementKind
BESIDE, ABOVE, FAR_BESIDE = 250, 24, 400
"""Pixels at 96 dpi, as forms are laid out: a label before its field, over it, and a switch at the
other end of its row."""
MARK = 60
"""Pixels from a check box or radio button to its words."""
_ALIGNED = 30
_ROW_GAP = 40
_TOUCH = 4
_ABOVE_COSTS = 40
"""A label on the field's own row is more likely than one above it."""
_BEFORE_MARK_COSTS = 30
_MARKED = frozenset({K.CHECK_BOX, K.RADIO_BUTTON})
CAPTIONED = (FIELDS - {K.TEXT_AREA}) | {K.DROP_DOWN, K.SLIDER, K.PROGRESS_BAR, K.SWITCH} | _MARKED
"""A text area is often alone in its window, and what stands over it is about something else."""


class Text(Protocol):
    """Words with a place: a line or an element."""

    @property
    def box(self) -> Box:
        """Where they are."""
        ...


T = TypeVar("T", bound=Text)


def caption_of(
    kind: ElementKind, box: Box, texts: Sequence[T], scale: float = 1.0, *, above: bool = True
) -> T | None:
    """The text that names the control, or None.

    `scale` is device pixels per point; `above` False takes only what stands beside it.
    """
    if kind in _MARKED:
        costs = _beside_mark(box, texts, scale)
    elif kind is K.SWITCH:
        costs = [*_before(box, texts, FAR_BESIDE * scale), *_after(box, texts, MARK * scale)]
    else:
        over = _over(box, texts, scale) if above else []
        costs = [*_before(box, texts, BESIDE * scale), *over]
    return min(costs, key=lambda each: each[0])[1] if costs else None


def _beside_mark(box: Box, texts: Iterable[T], scale: float) -> list[tuple[float, T]]:
    after = list(_after(box, texts, MARK * scale))
    before = [
        (cost + _BEFORE_MARK_COSTS * scale, text)
        for cost, text in _before(box, texts, MARK * scale)
    ]
    return [*after, *before]


def _after(box: Box, texts: Iterable[T], reach: float) -> list[tuple[float, T]]:
    return [
        (abs(text.box[0] - box[2]), text)
        for text in texts
        if boxes.same_row(box, text.box) and -_TOUCH <= text.box[0] - box[2] <= reach
    ]


def _before(box: Box, texts: Iterable[T], reach: float) -> list[tuple[float, T]]:
    return [
        (max(0, box[0] - text.box[2]), text)
        for text in texts
        if boxes.same_row(box, text.box) and -_TOUCH <= box[0] - text.box[2] <= reach
    ]


def _over(box: Box, texts: Sequence[T], scale: float) -> list[tuple[float, T]]:
    return [
        (max(0, box[1] - text.box[3]) + _ABOVE_COSTS * scale, text)
        for text in texts
        if -_TOUCH <= box[1] - text.box[3] <= ABOVE * scale
        and abs(text.box[0] - box[0]) <= _ALIGNED * scale
        and not _in_a_row(text, texts, scale)
    ]


def _in_a_row(text: Text, texts: Iterable[Text], scale: float) -> bool:
    """Whether others stand close beside it, as in a menu bar."""
    return any(
        other is not text
        and boxes.same_row(text.box, other.box)
        and boxes.distance(text.box, other.box) <= _ROW_GAP * scale
        for other in texts
    )
