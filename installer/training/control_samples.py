"""Cuts the control network's examples out of the renders."""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from training.qt_truth import IGNORED

from assistant.reading.line_finder import find_lines
from assistant.screenmap.elements import ElementKind as Kind
from assistant.screenmap.recognising.crops import (
    PLANES,
    VIEW_HIGH,
    VIEW_WIDE,
    Boxes,
    Pixels,
    Views,
    geometry,
)
from assistant.screenmap.recognising.labels import KINDS
from assistant.screenmap.recognising.proposals import overlaps, proposals

POSITIVE, NEGATIVE = 0.55, 0.4
"""A proposal that overlaps a control at least so is one of it; at most so, of none."""
POSITIVES, MOVED, NEGATIVES = 60, 36, 90
"""Most examples of each sort from one picture; `MOVED` are true boxes, jittered."""
JITTER = 0.06
INVERTED = 0.12
"""Part of the pictures of which the negative is taken: more dark themes."""
UNREAD = 0.12
"""Part of the lines of text that the reader is taken to miss, so that letters and digits are among
the examples of no control."""
FRAME, FRAME_STEP = 3, 6
"""Pixels on both sides of a box's edge where its frame is looked for, and its least contrast."""
INK = 24
"""Difference from the ground that is an icon's."""
NOT_TEXT = frozenset(
    {
        Kind.ICON,
        Kind.PICTURE,
        Kind.CHECK_BOX,
        Kind.RADIO_BUTTON,
        Kind.SWITCH,
        Kind.SLIDER,
        Kind.SCROLL_BAR,
        Kind.PROGRESS_BAR,
    }
)


@dataclass(frozen=True, slots=True)
class Render:
    """A picture, its controls (n x 4, with kind and state), and where nobody knows."""

    name: str
    pixels: Pixels
    boxes: Boxes
    kinds: list[str]
    checked: NDArray[np.bool_]
    ignored: Boxes


def load(path: Path) -> Render:
    """Load NAME.png with NAME.json; icons' boxes are drawn in to what is visible of them.

    A tab that is text and nothing else is ignored: nothing shows what it is.
    """
    picture = cv2.imread(str(path))
    if picture is None:
        raise OSError(f"{path} is no picture")
    pixels = np.ascontiguousarray(picture[..., ::-1], np.uint8)
    rows = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    ignored = [row[1:5] for row in rows if row[0] == IGNORED]
    kept, boxes = [], []
    for row in rows:
        box = _tightened(pixels, row[1:5]) if row[0] == Kind.ICON else row[1:5]
        if row[0] == Kind.TAB and not _is_framed(pixels, box):
            ignored.append(box)
        elif row[0] != IGNORED and _is_visible(pixels, box):
            kept.append(row)
            boxes.append(box)
    return Render(
        path.stem,
        pixels,
        np.array(boxes, np.float32).reshape(-1, 4),
        [row[0] for row in kept],
        np.array([row[5] for row in kept], np.bool_),
        np.array(ignored, np.float32).reshape(-1, 4),
    )


def _tightened(pixels: Pixels, box: Sequence[int]) -> list[int]:
    x0, y0, x1, y1 = box
    area = pixels[max(0, y0) : y1, max(0, x0) : x1].astype(np.int16)
    if not area.size:
        return list(box)
    ring = np.concatenate([area[0], area[-1], area[:, 0], area[:, -1]])
    ink = np.abs(area - np.median(ring, axis=0)).max(axis=2) > INK
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    if not len(rows):
        return list(box)
    left, top = max(0, x0) + int(columns[0]), max(0, y0) + int(rows[0])
    return [left, top, max(0, x0) + int(columns[-1]) + 1, max(0, y0) + int(rows[-1]) + 1]


def _is_framed(pixels: Pixels, box: Sequence[int]) -> bool:
    """Whether a line, or a change of ground, runs along any of the box's sides."""
    x0, y0, x1, y1 = box
    area = pixels[max(0, y0 - FRAME) : y1 + FRAME, max(0, x0 - FRAME) : x1 + FRAME].astype(np.int16)
    if min(area.shape[:2]) <= 4 * FRAME:
        return True
    down = np.abs(np.diff(area, axis=0)).max(axis=2) > FRAME_STEP
    across = np.abs(np.diff(area, axis=1)).max(axis=2) > FRAME_STEP
    band = 2 * FRAME
    rows = max(down[:band].mean(axis=1).max(), down[-band:].mean(axis=1).max())
    columns = max(across[:, :band].mean(axis=0).max(), across[:, -band:].mean(axis=0).max())
    return bool(max(rows, columns) >= 0.5)


def _is_visible(pixels: Pixels, box: Sequence[int]) -> bool:
    """Whether anything is to be seen in the box or at its edge."""
    x0, y0, x1, y1 = box
    area = pixels[max(0, y0 - 2) : y1 + 2, max(0, x0 - 2) : x1 + 2]
    return min(x1 - x0, y1 - y0) >= 5 and int(np.ptp(area.reshape(-1, 3), axis=0).max()) > 8


def lines_of(render: Render) -> Boxes:
    """Return the lines of text as the reader finds them, less those that it would not read."""
    grey = np.asarray(cv2.cvtColor(render.pixels, cv2.COLOR_RGB2GRAY), np.uint8)
    lines = find_lines(grey).astype(np.float32)
    mute = render.boxes[[kind in NOT_TEXT for kind in render.kinds]]
    if not len(lines) or not len(mute):
        return lines
    corner = np.minimum(lines[:, None, 2:], mute[None, :, 2:])
    sides = (corner - np.maximum(lines[:, None, :2], mute[None, :, :2])).clip(0)
    covered = sides.prod(axis=2).sum(axis=1)
    return np.asarray(lines[covered < 0.5 * (lines[:, 2:] - lines[:, :2]).prod(axis=1)])


@dataclass(frozen=True, slots=True)
class Samples:
    """Views (n x 6 x 32 x 64), sizes (n x 3), classes (0 is none), offsets of the box, states."""

    views: NDArray[np.uint8]
    sizes: NDArray[np.float32]
    labels: NDArray[np.int64]
    offsets: NDArray[np.float32]
    checked: NDArray[np.float32]


Chooser = Callable[
    [Pixels, Boxes, NDArray[np.intp], NDArray[np.int64], NDArray[np.intp]],
    tuple[NDArray[np.intp], NDArray[np.intp]],
]
"""Of a picture's proposals, takes some of the places of those that are of a control (with their
classes) and some of the places of the others."""


def samples(
    render: Render, dice: np.random.Generator, choose: Chooser | None = None
) -> Samples | None:
    """Return the examples of one picture; None if it shows no control.

    Of proposals that are of no control, and of those that are, `choose` takes some: by chance
    without one.
    """
    if not len(render.boxes):
        return None
    pixels = render.pixels
    if dice.random() < INVERTED:
        pixels = 255 - pixels
    lines = lines_of(render)
    found = proposals(pixels, lines[dice.random(len(lines)) >= UNREAD])
    overlap = overlaps(found, render.boxes)
    best = overlap.argmax(axis=1)
    value = overlap[np.arange(len(found)), best]
    positive = np.flatnonzero(value >= POSITIVE)
    negative = np.flatnonzero((value < NEGATIVE) & ~_mostly_in(found, render.ignored))
    if choose is None:
        positive = some(positive, POSITIVES, dice)
        negative = some(negative, NEGATIVES, dice)
    else:
        labels = np.array([1 + KINDS.index(render.kinds[k]) for k in best[positive]], np.int64)
        positive, negative = choose(pixels, found, positive, labels, negative)
    owner = some(np.arange(len(render.boxes)), MOVED if choose is None else 0, dice)
    moved = _jittered(render.boxes[owner], pixels, dice)
    boxes = np.concatenate([found[positive], moved, found[negative]])
    owners = np.concatenate([best[positive], owner, np.full(len(negative), -1)])
    none = owners < 0
    labels = np.array([0 if k < 0 else 1 + KINDS.index(render.kinds[k]) for k in owners], np.int64)
    sides = np.maximum(np.tile(boxes[:, 2:] - boxes[:, :2], 2), 1)
    offsets = np.where(none[:, None], 0, (render.boxes[owners] - boxes) / sides)
    return Samples(
        Views(pixels).of(boxes),
        geometry(boxes),
        labels,
        offsets.astype(np.float32),
        np.where(none, 0, render.checked[owners]).astype(np.float32),
    )


COLUMNS = ("views", "sizes", "labels", "offsets", "checked")
"""The fields of `Samples`, in order."""


def some(indices: NDArray[np.intp], most: int, dice: np.random.Generator) -> NDArray[np.intp]:
    """Return at most so many of them, by chance."""
    return indices if len(indices) <= most else dice.choice(indices, most, replace=False)


def _jittered(boxes: Boxes, pixels: Pixels, dice: np.random.Generator) -> Boxes:
    sides = np.tile(boxes[:, 2:] - boxes[:, :2], 2)
    moved = boxes + sides * dice.normal(0, JITTER, boxes.shape).astype(np.float32)
    height, width = pixels.shape[:2]
    return np.asarray(np.clip(moved, 0, np.array([width, height] * 2, np.float32)))


def _mostly_in(boxes: Boxes, areas: Boxes) -> NDArray[np.bool_]:
    if not len(areas):
        return np.zeros(len(boxes), np.bool_)
    corner = np.minimum(boxes[:, None, 2:], areas[None, :, 2:])
    common = (corner - np.maximum(boxes[:, None, :2], areas[None, :, :2])).clip(0).prod(axis=2)
    own = np.maximum((boxes[:, 2:] - boxes[:, :2]).prod(axis=1), 1)
    return np.asarray(common.max(axis=1) > 0.5 * own)


def pictures(folders: Sequence[Path], seed: int) -> list[Path]:
    """Return the renders of the folders, shuffled."""
    found = sorted(path for folder in folders for path in folder.glob("*.png"))
    random.Random(seed).shuffle(found)  # noqa: S311 - reproducible on purpose
    return found


def all_samples(
    paths: Sequence[Path], seed: int, choose: Chooser | None = None
) -> Iterator[Samples]:
    """Yield the examples of each picture."""
    dice = np.random.default_rng(seed)
    for path in paths:
        found = samples(load(path), dice, choose)
        if found is not None:
            yield found


class Store:
    """Examples on disk, appended to; the views are read without loading them all."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._views, self._rest = folder / "views.bin", folder / "rest.npz"

    def __len__(self) -> int:
        return self._views.stat().st_size // (PLANES * VIEW_HIGH * VIEW_WIDE)

    @property
    def is_there(self) -> bool:
        """Whether it was written to its end."""
        return self._rest.is_file()

    def write(self, parts: Iterator[Samples]) -> None:
        """Write the examples."""
        columns: dict[str, list[NDArray[np.generic]]] = defaultdict(list)
        with self._views.open("wb") as stream:
            for part in parts:
                stream.write(part.views.tobytes())
                for name in COLUMNS[1:]:
                    columns[name].append(getattr(part, name))
        sizes, labels, offsets, checked = (np.concatenate(column) for column in columns.values())
        np.savez(self._rest, sizes=sizes, labels=labels, offsets=offsets, checked=checked)

    def read(self) -> Samples:
        """Return all examples, the views as a map of the file."""
        rest = np.load(self._rest)
        shape = (len(self), PLANES, VIEW_HIGH, VIEW_WIDE)
        views = np.memmap(self._views, np.uint8, "r", shape=shape)
        return Samples(views, rest["sizes"], rest["labels"], rest["offsets"], rest["checked"])
