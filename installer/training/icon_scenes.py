"""Shows an icon as screens do, any size and colour, and draws what is not an icon."""

from __future__ import annotations

import math
from typing import Any

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray
from training.icon_raster import Icon

Colour = NDArray[np.float32]
SMALLEST, LARGEST = 11, 60
"""Size of an icon's longer side, pixels."""
_LUMA = np.array([0.3, 0.59, 0.11])
_LETTERS = "ABCDEFGHIKLMNOPRSTUWYabcdefghiklmnoprstuwy0123456789"
_FONTS = (0, 2, 3, 4, 6, 7)


def theme(dice: Generator) -> tuple[Colour, Colour]:
    """Return background and ink that can be told apart."""
    kind = dice.random()
    if kind < 0.45:
        ground = np.full(3, dice.integers(225, 256)) + dice.integers(-6, 1, 3)
        ink = np.full(3, dice.integers(0, 130)) if dice.random() < 0.7 else dice.integers(0, 150, 3)
    elif kind < 0.75:
        ground = np.full(3, dice.integers(5, 75)) + dice.integers(-4, 12, 3)
        ink = (
            np.full(3, dice.integers(150, 256))
            if dice.random() < 0.75
            else dice.integers(110, 256, 3)
        )
    elif kind < 0.93:
        ground = dice.integers(0, 256, 3)
        ink = np.full(3, 255 if ground @ _LUMA < 150 else dice.integers(0, 50))
    else:
        ground, ink = dice.integers(0, 256, 3), dice.integers(0, 256, 3)
    if abs((ground - ink) @ _LUMA) < 45:
        ink = np.full(3, 235.0 if ground.mean() < 128 else 20.0)
    return np.clip(ground, 0, 255).astype(np.float32), np.clip(ink, 0, 255).astype(np.float32)


def scene(icon: Icon, dice: Generator, *, hard: bool = True) -> NDArray[np.uint8]:
    """Return a crop with the icon in it, RGB; `hard` adds damage that tests leave out."""
    size = math.exp(dice.uniform(math.log(SMALLEST), math.log(LARGEST)))
    drawing = _scaled(_weighted(icon.rgba, dice) if hard else icon.rgba, size, dice, hard=hard)
    high, wide = drawing.shape[:2]
    ground, ink = theme(dice)
    if not icon.one_colour:
        light = dice.random() < 0.65
        ground = np.full(3, dice.integers(215, 256) if light else dice.integers(20, 75), np.float32)
    margin = round(size * dice.uniform(0.15, 0.7)) + 2
    canvas = np.empty((high + 2 * margin, wide + 2 * margin, 3), np.float32)
    canvas[:] = ground
    behind = _button(canvas, ground, ink, margin, (high, wide), dice)
    if icon.one_colour and abs((behind - ink) @ _LUMA) < 40:
        ink = np.full(3, 255.0 if behind.mean() < 128 else 0.0, np.float32)
    faint = dice.uniform(0.55, 1) if dice.random() < 0.3 else 1.0
    cover = drawing[..., 3:] / 255 * faint
    under = canvas[margin : margin + high, margin : margin + wide]
    under[:] = under * (1 - cover) + (ink if icon.one_colour else drawing[..., :3]) * cover
    if dice.random() < 0.06:
        red = (float(dice.integers(180, 256)), 20.0, 40.0)
        spot = (margin + wide - 2, margin + 2)
        cv2.circle(canvas, spot, max(2, int(size * 0.16)), red, -1, cv2.LINE_AA)
    crop = _cropped(canvas, margin, (high, wide), size, dice)
    return _damaged(crop, dice) if hard else np.clip(crop, 0, 255).astype(np.uint8)


def _weighted(rgba: NDArray[np.uint8], dice: Generator) -> NDArray[np.uint8]:
    """Make strokes bolder or thinner, where that leaves enough of them."""
    if dice.random() > 0.25:
        return rgba
    side = int(dice.integers(2, 5))
    change = cv2.dilate if dice.random() < 0.5 else cv2.erode
    cover = rgba[..., 3]
    changed = change(np.pad(cover, 3), np.ones((side, side), np.uint8))[3:-3, 3:-3]
    if (changed > 100).sum() <= 0.4 * (cover > 100).sum():
        return rgba
    result = rgba.copy()
    result[..., 3] = changed
    return result


def _scaled(
    rgba: NDArray[np.uint8], size: float, dice: Generator, *, hard: bool
) -> NDArray[np.float32]:
    height, width = rgba.shape[:2]
    factor = size / max(height, width)
    stretch = dice.uniform(0.93, 1.07) if hard else 1.0
    wide, high = max(2, round(width * factor * stretch)), max(2, round(height * factor))
    method = cv2.INTER_AREA if factor < 1 else cv2.INTER_LINEAR
    result: Any = cv2.resize(rgba, (wide, high), interpolation=method).astype(np.float32)
    if hard and dice.random() < 0.1:
        turn = cv2.getRotationMatrix2D((wide / 2, high / 2), dice.uniform(-6, 6), 1)
        result = cv2.warpAffine(result, turn, (wide, high))
    return np.asarray(result, np.float32)


def _button(
    canvas: NDArray[np.float32],
    ground: Colour,
    ink: Colour,
    margin: int,
    icon_size: tuple[int, int],
    dice: Generator,
) -> Colour:
    """Sometimes put a filled or outlined button behind; return the colour behind the icon."""
    height, width = canvas.shape[:2]
    kind = dice.random()
    inset = int(margin * dice.uniform(0.1, 0.6))
    corner = (width - 1 - inset, height - 1 - inset)
    if kind < 0.15:
        filled = np.clip(ground + dice.choice([-1, 1]) * dice.integers(8, 60), 0, 255)
        if dice.random() < 0.5:
            cv2.rectangle(canvas, (inset, inset), corner, filled.tolist(), -1)
        else:
            radius = max(min(height, width) // 2 - inset, max(icon_size) // 2 + 1)
            middle = (width // 2, height // 2)
            cv2.circle(canvas, middle, radius, filled.tolist(), -1, cv2.LINE_AA)
        return np.asarray(filled, np.float32)
    if kind < 0.25:
        cv2.rectangle(canvas, (inset, inset), corner, (ground * 0.6 + ink * 0.4).tolist(), 1)
    return ground


def _cropped(
    canvas: NDArray[np.float32],
    margin: int,
    icon_size: tuple[int, int],
    size: float,
    dice: Generator,
) -> NDArray[np.float32]:
    """Cut as a detector would: sometimes the same slack all round, sometimes uneven."""
    if dice.random() < 0.5:
        slack = [dice.uniform(0, 0.25) * size] * 4
    else:
        slack = [
            (dice.uniform(-0.03, 0.30) if dice.random() < 0.8 else dice.uniform(0.2, 0.6)) * size
            for _ in range(4)
        ]
    high, wide = icon_size
    left, top = int(max(0, margin - slack[0])), int(max(0, margin - slack[1]))
    right = int(min(canvas.shape[1], margin + wide + slack[2]))
    bottom = int(min(canvas.shape[0], margin + high + slack[3]))
    return canvas[top : max(bottom, top + 4), left : max(right, left + 4)]


def _damaged(crop: NDArray[np.float32], dice: Generator) -> NDArray[np.uint8]:
    if dice.random() < 0.2:
        crop = np.asarray(cv2.GaussianBlur(crop, (3, 3), dice.uniform(0.3, 0.9)), np.float32)
    if dice.random() < 0.2:
        crop = crop + dice.normal(0, dice.uniform(1, 7), crop.shape).astype(np.float32)
    pixels = np.clip(crop, 0, 255).astype(np.uint8)
    if dice.random() < 0.12:
        quality = [cv2.IMWRITE_JPEG_QUALITY, int(dice.integers(45, 92))]
        packed = cv2.imencode(".jpg", pixels, quality)[1]
        pixels = np.asarray(cv2.imdecode(packed, cv2.IMREAD_COLOR), np.uint8)
    return pixels


def no_icon(dice: Generator) -> NDArray[np.uint8]:
    """Return a crop that shows no icon: letters, photo, avatar, empty box, rules, strokes."""
    high, wide = int(dice.integers(16, 60)), int(dice.integers(16, 60))
    ground, ink = theme(dice)
    crop = np.empty((high, wide, 3), np.uint8)
    crop[:] = ground
    colour = ink.tolist()
    draw = (_letters, _letters, _photo, _avatar, _empty_box, _rules, _strokes)
    draw[int(dice.integers(0, len(draw)))](crop, colour, dice)
    return crop


def _letters(crop: NDArray[np.uint8], colour: list[float], dice: Generator) -> None:
    word = "".join(_LETTERS[k] for k in dice.integers(0, len(_LETTERS), int(dice.integers(1, 6))))
    font = _FONTS[int(dice.integers(0, len(_FONTS)))]
    start = (int(dice.integers(-4, 6)), int(crop.shape[0] * 0.75))
    scale, weight = dice.uniform(0.3, 1.1), int(dice.integers(1, 3))
    cv2.putText(crop, word, start, font, scale, colour, weight, cv2.LINE_AA)


def _photo(crop: NDArray[np.uint8], _colour: list[float], dice: Generator) -> None:
    high, wide = crop.shape[:2]
    few: Any = dice.integers(0, 256, (int(dice.integers(2, 7)), int(dice.integers(2, 7)), 3))
    smooth = cv2.resize(few.astype(np.uint8), (wide, high), interpolation=cv2.INTER_CUBIC)
    grain = dice.normal(0, dice.uniform(0, 20), crop.shape)
    crop[:] = np.clip(smooth + grain, 0, 255)


def _avatar(crop: NDArray[np.uint8], colour: list[float], dice: Generator) -> None:
    high, wide = crop.shape[:2]
    filled = dice.integers(0, 256, 3).tolist()
    cv2.circle(crop, (wide // 2, high // 2), min(high, wide) // 2 - 1, filled, -1, cv2.LINE_AA)
    letter = _LETTERS[int(dice.integers(0, 22))]
    cv2.putText(crop, letter, (wide // 2 - 6, high // 2 + 6), 0, 0.6, colour, 1, cv2.LINE_AA)


def _empty_box(crop: NDArray[np.uint8], colour: list[float], dice: Generator) -> None:
    high, wide = crop.shape[:2]
    middle, radius = (wide // 2, high // 2), min(high, wide) // 2 - 2
    weight = int(dice.integers(1, 3))
    if dice.random() < 0.5:
        cv2.rectangle(crop, (2, 2), (wide - 3, high - 3), colour, weight)
    else:
        cv2.circle(crop, middle, radius, colour, weight, cv2.LINE_AA)
    if dice.random() < 0.3:
        cv2.circle(crop, middle, min(high, wide) // 5, colour, -1, cv2.LINE_AA)


def _rules(crop: NDArray[np.uint8], colour: list[float], dice: Generator) -> None:
    for _ in range(int(dice.integers(1, 5))):
        at = int(dice.integers(0, min(crop.shape[:2])))
        if dice.random() < 0.5:
            crop[at] = colour
        else:
            crop[:, at] = colour


def _strokes(crop: NDArray[np.uint8], colour: list[float], dice: Generator) -> None:
    for _ in range(int(dice.integers(1, 4))):
        x0, y0, x1, y1 = (int(v) for v in dice.integers(0, min(crop.shape[:2]), 4))
        cv2.line(crop, (x0, y0), (x1, y1), colour, int(dice.integers(1, 4)), cv2.LINE_AA)
