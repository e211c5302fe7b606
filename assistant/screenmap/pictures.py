"""Pictures in a frame: where they are, how large, and their main colours."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.core.findings import Box, Line, Origin
from assistant.core.i18n import _
from assistant.core.places import joined
from assistant.describing.colours import colour_shares
from assistant.describing.layout import picture_boxes
from assistant.screenmap import boxes
from assistant.screenmap.elements import CONTROLS, Element, ElementKind

if TYPE_CHECKING:
    from assistant.core.frame import Frame

MAIN_COLOURS, MENTIONED = 2, 0.1
OCCUPIED = 0.5
"""Part of a place under controls or told pictures, from which it is no picture of its own."""


def pictures(
    frame: Frame, lines: Sequence[Line], known: Sequence[Element], first_id: int
) -> list[Element]:
    """The pictures that nothing else accounts for, largest first."""
    others = [each for each in known if each.kind in CONTROLS | {ElementKind.PICTURE}]
    found: list[Element] = []
    for box in picture_boxes(frame, lines):
        placed = frame.place(box)
        if sum(boxes.covered(placed, each.box) for each in others) < OCCUPIED:
            found.append(
                Element(
                    kind=ElementKind.PICTURE,
                    box=placed,
                    source=Origin.RECOGNISED,
                    id=first_id + len(found),
                    description=main_colours(frame, box),
                )
            )
    return found


def main_colours(frame: Frame, box: Box) -> str:
    """Its one or two commonest colours, in words. `box` is in the picture's pixels."""
    shares = colour_shares(frame.image.crop(box))[:MAIN_COLOURS]
    return joined([_(name) for name, share in shares if share >= MENTIONED] or [_(shares[0][0])])
