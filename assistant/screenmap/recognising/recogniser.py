"""Recognises controls and icons on a picture of a screen, from its pixels alone."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import cv2
import numpy as np
from numpy.typing import NDArray

from assistant.core.findings import Box
from assistant.core.resources import resource
from assistant.screenmap.elements import ElementKind as Kind
from assistant.screenmap.recognising.base import Recognised
from assistant.screenmap.recognising.control_model import ControlModel, Judged
from assistant.screenmap.recognising.crops import Boxes, Pixels, Views
from assistant.screenmap.recognising.icon_model import IconModel
from assistant.screenmap.recognising.labels import KINDS, WITH_STATE
from assistant.screenmap.recognising.proposals import proposals

LOOKED_AT_AGAIN = 0.3
"""Controls less sure than this are not looked at again, from their better boxes."""
LEAST_SURE = 0.5
"""Controls less sure than this are not told. What is shown to people may ask for more."""
SAME = 0.45
"""Boxes that overlap more than this (intersection over union) are of one control."""
WITHIN = 0.8
"""A box of which this part lies in another is within it."""
PARTS = frozenset(
    {
        (Kind.ICON, Kind.BUTTON),
        (Kind.ICON, Kind.FIELD),
        (Kind.ICON, Kind.TAB),
        (Kind.BUTTON, Kind.FIELD),
    }
)
"""What may be within what. Anything else within another is a mistake: the surer one stays."""


class ControlRecogniser:
    """Finds controls: proposals, control network, icon network. For one thread at a time."""

    def __init__(self, threads: int = 2) -> None:
        """Load both networks; OSError or RuntimeError where they are missing or broken."""
        self._controls = ControlModel(resource("models", "controls"), threads)
        self._icons = IconModel(resource("models", "icons"), threads)
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="screenmap")

    def recognise(self, pixels: Pixels, text_boxes: Sequence[Box]) -> list[Recognised]:
        """Return the controls on a picture (height x width x 3, RGB), the surest first.

        `text_boxes` are the lines that were read on it: letters in them are not looked at.
        """
        if min(pixels.shape[:2]) < 2:
            return []
        before = cv2.getNumThreads()
        cv2.setNumThreads(1)
        try:
            lines = np.array(text_boxes, np.float32).reshape(-1, 4)
            boxes = proposals(pixels, lines, self._pool)
            if not len(boxes):
                return []
            views = Views(pixels)
            first = self._controls.judge(views, boxes, self._pool)
            places = kept(first, LOOKED_AT_AGAIN)
            if not places:
                return []
            second = self._controls.judge(views, first.boxes[places], self._pool)
            judged = first.seen_again(places, second)
            return self._told(pixels, judged, kept(judged))
        finally:
            cv2.setNumThreads(before)

    def _told(self, pixels: Pixels, judged: Judged, places: Sequence[int]) -> list[Recognised]:
        found = [_recognised(judged, place) for place in places]
        icons = [k for k, each in enumerate(found) if each.kind == Kind.ICON]
        names = self._icons.name(pixels, [found[k].box for k in icons])
        for k, (name, sure) in zip(icons, names, strict=True):
            each = found[k]
            found[k] = Recognised(
                each.kind, each.box, each.confidence, icon=name, icon_confidence=sure
            )
        return found


def _recognised(judged: Judged, place: int) -> Recognised:
    kind = KINDS[int(judged.kinds[place])]
    x0, y0, x1, y1 = (round(v) for v in judged.boxes[place].tolist())
    state, sure = "", 0.0
    if kind in WITH_STATE:
        checked = float(judged.checked[place])
        state = "checked" if checked >= 0.5 else "unchecked"
        sure = max(checked, 1 - checked)
    return Recognised(kind.value, (x0, y0, x1, y1), float(judged.confidence[place]), state, sure)


def kept(judged: Judged, least: float = LEAST_SURE) -> list[int]:
    """Return the places of those that are sure enough and not another view of a surer one."""
    order = np.argsort(-judged.confidence, kind="stable")
    order = order[judged.confidence[order] >= least]
    boxes = judged.boxes
    places: list[int] = []
    for place in order.tolist():
        if (boxes[place, 2:] - boxes[place, :2]).min() < 4:
            continue
        kind = KINDS[int(judged.kinds[place])]
        others = [(KINDS[int(judged.kinds[k])], boxes[k]) for k in places]
        if not any(_conflict(kind, boxes[place], *other) for other in others):
            places.append(place)
    return places


def _conflict(kind: Kind, box: Boxes, other: Kind, other_box: Boxes) -> bool:
    """Whether a box cannot be beside one that was kept."""
    common = _area(
        np.concatenate([np.maximum(box[:2], other_box[:2]), np.minimum(box[2:], other_box[2:])])
    )
    if not common:
        return False
    own, its = _area(box), _area(other_box)
    if common / (own + its - common) > SAME:
        return True
    if common >= WITHIN * own:
        return (kind, other) not in PARTS
    return common >= WITHIN * its and (other, kind) not in PARTS


def _area(box: NDArray[np.float32]) -> float:
    wide, high = float(box[2] - box[0]), float(box[3] - box[1])
    return wide * high if wide > 0 and high > 0 else 0.0
