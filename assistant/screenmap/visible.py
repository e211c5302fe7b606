"""Whether what an application tells is really to be seen: the pixels and the OCR lines decide."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.core.findings import Box, Line
from assistant.screenmap import boxes
from assistant.screenmap.elements import BUTTONS, Element, ElementKind
from assistant.screenmap.matching import plain, similarity, words_of

if TYPE_CHECKING:
    from PIL.Image import Image

K = ElementKind
FLAT_LEVELS = 6
"""Levels within this span of each other are one colour; what is to be seen differs by more."""
SURE = 0.9
COVERED = 0.5
"""Part of a text's box under other words, from which something lies over it."""
DIFFERENT = 0.3
"""Similarity below which two texts have nothing in common."""
_SHORT = 4
_DRAWN = BUTTONS | {
    *(K.LINK, K.TEXT, K.HEADING, K.PARAGRAPH, K.TAB, K.MENU, K.MENU_ITEM, K.LIST_ITEM),
    *(K.TREE_ITEM, K.CELL, K.COLUMN_HEADER, K.CHECK_BOX, K.RADIO_BUTTON, K.ICON),
}
"""Kinds that show at least a letter or a mark where they are."""
_WRITTEN = frozenset({K.TEXT, K.HEADING, K.PARAGRAPH, K.LIST_ITEM, K.CELL, K.MENU_ITEM, K.LINK})
"""Kinds whose name is written where they are."""


def visible(
    elements: Sequence[Element], lines: Sequence[Line], image: Image, origin: tuple[int, int]
) -> list[Element]:
    """The elements without those that the picture does not show, and what is in those.

    `origin` is where the picture's upper left corner is in the boxes' coordinates.
    """
    hidden: set[int] = set()
    shown: list[Element] = []
    for element in elements:
        gone = element.parent in hidden or (
            element.kind in _DRAWN
            and (
                is_flat(image, boxes.moved(element.box, -origin[0], -origin[1]))
                or is_covered(element, lines)
            )
        )
        if gone:
            hidden.add(element.id)
        else:
            shown.append(element)
    return shown


def is_flat(image: Image, box: Box) -> bool:
    """Whether that part of the picture has one colour. `box` is in the picture's pixels."""
    inside = boxes.common(box, (0, 0, *image.size))
    if boxes.area(inside) == 0:
        return True
    spans = image.crop(inside).convert("RGB").getextrema()
    return all(high - low <= FLAT_LEVELS for low, high in spans)  # type: ignore[misc]


def is_covered(element: Element, lines: Sequence[Line]) -> bool:
    """Whether quite other words are read where its own should be."""
    if element.kind not in _WRITTEN or len(plain(element.name)) < _SHORT:
        return False
    over = [
        line
        for line in lines
        if line.confidence >= SURE and boxes.area(boxes.common(line.box, element.box)) > 0
    ]
    covered = sum(boxes.covered(element.box, by=line.box) for line in over)
    return covered >= COVERED and not any(_in_common(element.name, line.text) for line in over)


def _in_common(name: str, text: str) -> bool:
    if set(words_of(name)) & set(words_of(text)):
        return True
    return similarity(name, text) >= DIFFERENT
