"""Cuts what the two networks look at out of a picture. Training uses the very same functions."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
"""Height x width x 3, RGB."""
Boxes = NDArray[np.float32]
"""n x 4: x0, y0, x1, y1 in pixels, half-open."""

ICON_SIDE = 40
ICON_MARGIN = 0.12
"""What is left around an icon, as part of its longer side, besides one pixel."""
VIEW_WIDE, VIEW_HIGH = 64, 32
"""Size of each view that the control network has of a box."""
PLANES = 6
"""Its planes: the box in red, green and blue; both its ends, unsquashed; what is around it; and
which part of that is the box. The last three are grey."""
TIGHT = (0.06, 1.5)
"""Margin of the first view: part of the side, and pixels."""
AROUND = ((0.5, 18.0, 38.0), (0.6, 14.0, 38.0))
"""Margin of the view of what is around, across and down: part of the side, least, most pixels."""
BORDER = 40
"""Pixels that the picture is continued by beyond its edges, at least the most above."""
COARSEST = 4
"""Times that the picture is halved for the views of large boxes."""
LEAST_STEP = 12.0
"""Differences from the background below this (of 255) are not stretched to full range."""
INK = 0.3
"""Part of the greatest difference from the ground from which a pixel is the icon's."""
OTHER_COLOUR, OTHER_PART = 0.1, 0.2
"""Sine of the angle from the usual direction from which a pixel is of another colour, and part of
the icon's pixels that may be."""
SHADE, SHADED_PART = 0.06, 0.05
"""Difference from the usual strength, inside the drawing, that is another shade, and part of its
inside that may be."""
LEAST_INSIDE = 8
"""Pixels inside a drawing, away from its edges, from which shades are looked for."""
STRONG = 60
"""Greatest less least of red, green and blue from which a colour is a strong one."""
LUMA = np.array([0.299, 0.587, 0.114], np.float32)
"""ITU-R BT.601."""


def icon_input(crop: Pixels) -> NDArray[np.uint8]:
    """Return what the icon network sees of a crop: 40 x 40 x 2, free of theme and colour.

    The background is the median of the crop's border. Channel 0 is the distance from it, channel 1
    the signed difference in brightness (128 is none), turned so that the icon is the brighter.
    """
    border = np.concatenate([crop[0], crop[-1], crop[:, 0], crop[:, -1]])
    away = crop.astype(np.float32) - np.median(border, axis=0).astype(np.float32)
    height, width = crop.shape[:2]
    factor = (ICON_SIDE - 2) / max(height, width)
    wide, high = max(1, round(width * factor)), max(1, round(height * factor))
    method = cv2.INTER_AREA if factor < 1 else cv2.INTER_LINEAR
    away = cv2.resize(away, (wide, high), interpolation=method)
    distance = np.abs(away).max(axis=2)
    signed = away @ LUMA
    distance = distance / max(float(np.percentile(distance, 99)), LEAST_STEP)
    signed = signed / max(float(np.abs(signed).max()), LEAST_STEP)
    if signed.sum() < 0:
        signed = -signed
    seen = np.zeros((ICON_SIDE, ICON_SIDE, 2), np.uint8)
    seen[:, :, 1] = 128
    top, left = (ICON_SIDE - high) // 2, (ICON_SIDE - wide) // 2
    here = seen[top : top + high, left : left + wide]
    here[:, :, 0] = np.clip(distance, 0, 1) * 255
    here[:, :, 1] = np.clip(signed * 127 + 128, 0, 255)
    return seen


def icon_crop(pixels: Pixels, box: tuple[float, float, float, float]) -> Pixels:
    """Cut an icon out with its margin."""
    x0, y0, x1, y1 = box
    margin = ICON_MARGIN * max(x1 - x0, y1 - y0) + 1
    height, width = pixels.shape[:2]
    left, top = int(max(0, x0 - margin)), int(max(0, y0 - margin))
    right, bottom = int(min(width, x1 + margin)), int(min(height, y1 + margin))
    return pixels[top : max(bottom, top + 1), left : max(right, left + 1)]


def geometry(boxes: Boxes) -> NDArray[np.float32]:
    """Return what the control network is told of each box's size: n x 3."""
    wide, high = np.maximum(boxes[:, 2:] - boxes[:, :2], 1).T
    return np.stack([np.log(wide) - 3.5, np.log(high) - 3.2, np.log(wide / high)], axis=1).astype(
        np.float32
    )


class Views:
    """What the control network sees of boxes of one picture."""

    def __init__(self, pixels: Pixels) -> None:
        self.size = pixels.shape[:2]
        whole: Any = cv2.copyMakeBorder(
            pixels, BORDER, BORDER, BORDER, BORDER, cv2.BORDER_REPLICATE
        )
        self._colour, self._grey = [whole], [cv2.cvtColor(whole, cv2.COLOR_RGB2GRAY)]
        for _ in range(COARSEST):
            for levels in (self._colour, self._grey):
                height, width = levels[-1].shape[:2]
                size = max(1, width // 2), max(1, height // 2)
                levels.append(cv2.resize(levels[-1], size, interpolation=cv2.INTER_AREA))

    def of(self, boxes: Boxes) -> NDArray[np.uint8]:
        """Return the views of the boxes: n x 6 x 32 x 64, for `PLANES`."""
        views = np.zeros((len(boxes), PLANES, VIEW_HIGH, VIEW_WIDE), np.uint8)
        for view, (x0, y0, x1, y1) in zip(views, boxes.tolist(), strict=True):
            wide, high = x1 - x0, y1 - y0
            left, top = TIGHT[0] * wide + TIGHT[1], TIGHT[0] * high + TIGHT[1]
            tight = (x0 - left, y0 - top, x1 + left, y1 + top)
            view[:3] = self._cut(self._colour, tight, VIEW_WIDE).transpose(2, 0, 1)
            half = VIEW_WIDE // 2
            end = min(tight[2] - tight[0], tight[3] - tight[1])
            first, last = (
                (*tight[:1], tight[1], tight[0] + end, tight[3]),
                (
                    tight[2] - end,
                    *tight[1:],
                ),
            )
            view[3, :, :half] = self._cut(self._grey, first, half)
            view[3, :, half:] = self._cut(self._grey, last, half)
            (share, least, most), (share_down, least_down, most_down) = AROUND
            across = min(most, max(least, share * wide))
            down = min(most_down, max(least_down, share_down * high))
            area = (x0 - across, y0 - down, x1 + across, y1 + down)
            view[4] = self._cut(self._grey, area, VIEW_WIDE)
            column, row = (
                VIEW_WIDE * across / (wide + 2 * across),
                VIEW_HIGH * down / (high + 2 * down),
            )
            view[
                5,
                round(row) : VIEW_HIGH - round(row),
                round(column) : VIEW_WIDE - round(column),
            ] = 255
        return views

    @staticmethod
    def _cut(
        levels: list[Pixels], area: tuple[float, float, float, float], wide: int
    ) -> NDArray[np.uint8]:
        """Return an area scaled to `wide` x 32, from the level where it is just larger."""
        x0, y0, x1, y1 = area
        level = 0
        while (
            level < COARSEST
            and (x1 - x0 >= 2 * wide << level)
            and (y1 - y0 >= 2 * VIEW_HIGH << level)
        ):
            level += 1
        source = levels[level]
        height, width = source.shape[:2]
        left, top = max(0, int(x0 + BORDER) >> level), max(0, int(y0 + BORDER) >> level)
        right = min(width, -(int(-x1 - BORDER) >> level))
        bottom = min(height, -(int(-y1 - BORDER) >> level))
        left, top = min(left, width - 1), min(top, height - 1)
        part = source[top : max(bottom, top + 1), left : max(right, left + 1)]
        shrink = part.shape[1] > 2 * wide or part.shape[0] > 2 * VIEW_HIGH
        method = cv2.INTER_AREA if shrink else cv2.INTER_LINEAR
        return np.asarray(cv2.resize(part, (wide, VIEW_HIGH), interpolation=method), np.uint8)


def _apart(crop: Pixels) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return the differences from the ground, h x w x 3, and their lengths; the ground is the
    median of the border.
    """
    border = np.concatenate([crop[0], crop[-1], crop[:, 0], crop[:, -1]])
    away = crop.astype(np.float32) - np.median(border, axis=0).astype(np.float32)
    return away, np.asarray(np.linalg.norm(away, axis=2), np.float32)


def is_tinted(crop: Pixels) -> bool:
    """Whether what a crop of one colour shows has shades, or a strong colour.

    Most pictures have; of plain icons, few: the ones that a theme accents.
    """
    length = _apart(crop)[1]
    level = length / max(float(np.percentile(length, 99)), LEAST_STEP)
    ink = level > INK
    if not ink.any():
        return False
    colours = crop[ink].astype(np.int16)
    if float(np.median(np.ptp(colours, axis=1))) > STRONG:
        return True
    inside = level[cv2.erode(ink.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0]
    if len(inside) < LEAST_INSIDE:
        return False
    return bool((np.abs(inside - np.median(inside)) > SHADE).mean() > SHADED_PART)


def one_colour(crop: Pixels) -> bool:
    """Whether a crop shows one colour on one ground, but for a small part such as a red dot.

    The differences from the ground then all point in one direction of the colour space, whatever
    the mixture at the edges.
    """
    away, length = _apart(crop)
    away, length = away.reshape(-1, 3), length.ravel()
    ink = length > INK * max(float(np.percentile(length, 99)), LEAST_STEP)
    if not ink.any():
        return True
    directions = away[ink] / length[ink, None]
    usual = np.median(directions, axis=0)
    cosines = directions @ usual / max(float(np.linalg.norm(usual)), 1e-6)
    return bool((cosines < np.sqrt(1 - OTHER_COLOUR**2)).mean() <= OTHER_PART)
