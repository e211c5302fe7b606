"""Gives elements the person's own names, and makes labels of elements and regions."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import msgspec

from assistant.core.errors import BadInputError
from assistant.core.findings import Box, Origin
from assistant.core.i18n import _
from assistant.screenmap import boxes
from assistant.screenmap.elements import BUTTONS, Element, ElementKind, ScreenMap
from assistant.screenmap.labels.base import Label
from assistant.screenmap.labels.fingerprint import difference, fingerprint
from assistant.screenmap.matching import same_words

if TYPE_CHECKING:
    from PIL.Image import Image

    from assistant.core.frame import Frame

K = ElementKind
log = logging.getLogger(__name__)

MOST_DIFFERENT = 0.3
"""What differs by more is another thing. Of 60 icons of a theme, nine in ten differ by
up to 0.25 between 24 and 36 pixels, and 199 in 200 pairs of different ones by 0.4 or more."""
SAME_SIZE = 1.5
_LABELLED = BUTTONS | {K.ICON, K.PICTURE, K.TAB, K.CHECK_BOX, K.RADIO_BUTTON, K.SWITCH, K.LINK}
SMALLEST = 4


class Labels:
    """Implements `mapping.Relabel`; `load` gives the labels there are now."""

    def __init__(self, load: Callable[[], Sequence[Label]]) -> None:
        self._load = load

    def applied(self, frame: Frame, screen: ScreenMap) -> ScreenMap:
        """The map with the person's names; as it was where the file of labels is broken."""
        try:
            labels = [each for each in self._load() if each.application == screen.application]
        except BadInputError as error:
            log.warning("labels: %s", error.error_code)
            return screen
        if not labels:
            return screen
        elements = [_renamed(each, frame, labels) for each in screen.elements]
        elements += _regions(frame, screen, [each for each in labels if each.place is not None])
        return msgspec.structs.replace(screen, elements=tuple(elements))


def label_of(name: str, frame: Frame, screen: ScreenMap, element: Element) -> Label:
    """A label for an element of the map.

    Raises:
        BadInputError: nothing of it shows.

    """
    crop = _crop(frame, element.box)
    if crop is None:
        raise _too_small()
    return Label(
        name.strip(), screen.application, fingerprint(crop), _points(element.box, frame.scale),
        instead=element.name,
    )  # fmt: skip


def label_of_region(name: str, frame: Frame, screen: ScreenMap, box: Box) -> Label:
    """A label for a part of the window.

    Raises:
        BadInputError: it is outside the window, or too small.

    """
    crop = _crop(frame, boxes.common(box, screen.box))
    if crop is None:
        raise _too_small()
    left, top, _right, _bottom = screen.box
    size = _points(box, frame.scale)
    x, y = round((box[0] - left) / frame.scale), round((box[1] - top) / frame.scale)
    return Label(
        name.strip(), screen.application, fingerprint(crop), size, place=(x, y, *size)
    )  # fmt: skip


def _too_small() -> BadInputError:
    return BadInputError(
        _("There is nothing to label at that place."), _("Choose a place inside the window.")
    )


def _renamed(element: Element, frame: Frame, labels: Sequence[Label]) -> Element:
    fitting = [each for each in labels if each.place is None and _may_name(each, element)]
    crop = _crop(frame, element.box) if fitting else None
    if crop is None:
        return element
    look, size = fingerprint(crop), _points(element.box, frame.scale)
    near = [
        (difference(look, label.look), label) for label in fitting if _same_size(size, label.size)
    ]
    unlike, label = min(near, key=lambda each: each[0], default=(1.0, None))
    if label is None or unlike > MOST_DIFFERENT:
        return element
    return msgspec.structs.replace(element, name=label.name, name_confidence=1.0)


def _may_name(label: Label, element: Element) -> bool:
    """Whether it names what has no name, or corrects just this one or a guess."""
    if element.kind not in _LABELLED:
        return False
    guessed = not element.name or element.name_confidence < 1.0
    return guessed or (bool(label.instead) and same_words(element.name, label.instead))


def _regions(frame: Frame, screen: ScreenMap, labels: Sequence[Label]) -> list[Element]:
    """Regions that look at their place as they did when they were labelled."""
    found: list[Element] = []
    number = max((each.id for each in screen.elements), default=0)
    for label in labels:
        if label.place is None:
            continue
        x, y, width, height = (round(part * frame.scale) for part in label.place)
        left, top, _right, _bottom = screen.box
        box = (left + x, top + y, left + x + width, top + y + height)
        crop = _crop(frame, box)
        unlike = difference(fingerprint(crop), label.look) if crop else 1.0
        if unlike <= MOST_DIFFERENT:
            number += 1
            found.append(
                Element(
                    kind=K.PICTURE,
                    box=box,
                    source=Origin.RECOGNISED,
                    id=number,
                    name=label.name,
                    confidence=1.0 - unlike,
                )
            )
    return found


def _crop(frame: Frame, box: Box) -> Image | None:
    """The pixels of a box that is of the desktop or of the picture; None where too few show."""
    left, top = frame.origin if frame.source.on_screen else (0, 0)
    width, height = frame.image.size
    inside = boxes.common(boxes.moved(box, -left, -top), (0, 0, width, height))
    if min(boxes.width(inside), boxes.height(inside)) < SMALLEST:
        return None
    return frame.image.crop(inside)


def _points(box: Box, scale: float) -> tuple[int, int]:
    return round(boxes.width(box) / scale), round(boxes.height(box) / scale)


def _same_size(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return all(
        max(a, b, 1) <= SAME_SIZE * max(1, min(a, b)) for a, b in zip(one, other, strict=True)
    )
