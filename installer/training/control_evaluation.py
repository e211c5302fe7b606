"""Scores the shipped control model, as it runs in EarSight, on renders that training never saw."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

import numpy as np
from numpy.typing import NDArray
from training.control_samples import Render, load

from assistant.core.findings import Box
from assistant.reading.base import ReadOptions
from assistant.reading.engines.screen import ScreenEngine
from assistant.screenmap.elements import ElementKind as Kind
from assistant.screenmap.recognising.base import Recognised
from assistant.screenmap.recognising.labels import KINDS, WITH_STATE
from assistant.screenmap.recognising.proposals import overlaps
from assistant.screenmap.recognising.recogniser import ControlRecogniser

SHIPPED = 0.8
"""Least confidence of what EarSight tells (see `screenmap/seen.py`)."""
THRESHOLDS = (0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95)
MATCH = 0.5
"""Intersection over union of a control found."""
SCREEN = (1080, 1920)


@dataclass(slots=True)
class Counts:
    """Controls there, those told, those of them right, and their states."""

    there: int = 0
    told: int = 0
    right: int = 0
    states: int = 0
    states_right: int = 0

    def add(self, other: Counts) -> None:
        """Add another's."""
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def scores(self) -> dict[str, float]:
        """Return recall, precision and the part of the states that is right."""
        found: dict[str, float] = {"there": self.there}
        found["recall"] = self.right / self.there if self.there else 0.0
        found["precision"] = self.right / self.told if self.told else 0.0
        if self.states:
            found["states"] = self.states_right / self.states
        return {name: round(value, 3) for name, value in found.items()}


@dataclass(slots=True)
class Result:
    """Counts of each kind at each threshold."""

    counts: dict[float, dict[str, Counts]] = field(
        default_factory=lambda: {t: {kind.value: Counts() for kind in KINDS} for t in THRESHOLDS}
    )

    def whole(self, threshold: float) -> dict[str, float]:
        """Return the scores over all kinds."""
        total = Counts()
        for counts in self.counts[threshold].values():
            total.add(counts)
        return total.scores()

    def as_dict(self) -> dict[str, object]:
        """Return the sweep, and each kind's scores at the shipped threshold."""
        return {
            "sweep": {str(t): self.whole(t) for t in THRESHOLDS},
            "kinds": {k: c.scores() for k, c in self.counts[SHIPPED].items() if c.there or c.told},
        }


def text_boxes(path: Path, render: Render, engine: ScreenEngine) -> list[Box]:
    """Return the boxes of the lines that are read; kept beside the picture."""
    kept = path.with_suffix(".lines")
    if not kept.is_file():
        lines = engine.read(render.pixels, ReadOptions(), lambda: False)
        kept.write_text(json.dumps([line.box for line in lines]), encoding="utf-8")
    return [(x0, y0, x1, y1) for x0, y0, x1, y1 in json.loads(kept.read_text(encoding="utf-8"))]


def matched(render: Render, told: Sequence[Recognised]) -> Iterator[tuple[Recognised, int]]:
    """Yield each control told, the surest first, with the true one that it is, or -1."""
    boxes = np.array([each.box for each in told], np.float32).reshape(-1, 4)
    overlap = overlaps(boxes, render.boxes)
    free = np.ones(len(render.boxes), np.bool_)
    for each, row in zip(told, overlap, strict=True):
        same = np.array([kind == each.kind for kind in render.kinds], np.bool_)
        fits = np.where(free & same, row, 0)
        best = int(fits.argmax()) if len(fits) else -1
        if best >= 0 and fits[best] >= MATCH:
            free[best] = False
            yield each, best
        else:
            yield each, -1


def _is_ignored(each: Recognised, ignored: NDArray[np.float32]) -> bool:
    """Whether an icon is where nobody knows, or a tab is one without a frame (see `load`)."""
    box = each.box
    if each.kind == Kind.TAB and len(ignored):
        return bool((overlaps(np.array([box], np.float32), ignored) >= MATCH).any())
    if each.kind != Kind.ICON:
        return False
    middle = np.array([(box[0] + box[2]) / 2, (box[1] + box[3]) / 2])
    return bool(((middle >= ignored[:, :2]) & (middle < ignored[:, 2:])).all(axis=1).any())


def count(render: Render, told: Sequence[Recognised], result: Result) -> None:
    """Add a picture's controls to the result."""
    pairs = list(matched(render, told))
    for threshold in THRESHOLDS:
        counts = result.counts[threshold]
        for kind in render.kinds:
            counts[kind].there += 1
        for each, place in pairs:
            if each.confidence < threshold:
                continue
            if place < 0 and _is_ignored(each, render.ignored):
                continue
            counts[each.kind].told += 1
            if place >= 0:
                counts[each.kind].right += 1
                if each.kind in WITH_STATE:
                    truth = "checked" if render.checked[place] else "unchecked"
                    counts[each.kind].states += 1
                    counts[each.kind].states_right += each.state == truth


def evaluate(folders: dict[str, Path]) -> dict[str, dict[str, object]]:
    """Return the scores of the pictures in each folder."""
    recogniser, engine = ControlRecogniser(), ScreenEngine(1)
    found = {}
    for name, folder in folders.items():
        result = Result()
        for path in sorted(folder.glob("*.png")):
            render = load(path)
            told = recogniser.recognise(render.pixels, text_boxes(path, render, engine))
            count(render, told, result)
        found[name] = result.as_dict()
    return found


def speed(folder: Path) -> dict[str, float]:
    """Return the milliseconds that a full screen takes: first look, and the same again.

    Of both the time passed, and the processor time, which other work does not lengthen.
    """
    recogniser = ControlRecogniser()
    screens = list(_screens(sorted(folder.glob("*.png"))))[:6]
    looks = ("first", "again")
    times: dict[str, list[float]] = {f"{x}{y}": [] for x in looks for y in ("", "_cpu")}
    recogniser.recognise(*screens.pop())
    for pixels, boxes in screens:
        for look in looks:
            started, used = time.perf_counter(), time.process_time()
            recogniser.recognise(pixels, boxes)
            times[look].append(time.perf_counter() - started)
            times[f"{look}_cpu"].append(time.process_time() - used)
    return {f"{look}_ms": round(1000 * median(each)) for look, each in times.items()}


def _screens(paths: Sequence[Path]) -> Iterator[tuple[NDArray[np.uint8], list[Box]]]:
    """Yield full screens, each tiled from several renders."""
    height, width = SCREEN
    pixels = np.full((height, width, 3), 230, np.uint8)
    boxes: list[Box] = []
    x = y = row = 0
    for path in paths:
        render = load(path)
        high, wide = render.pixels.shape[:2]
        if wide > width or high > height:
            continue
        if x + wide > width:
            x, y, row = 0, y + row, 0
        if y + high > height:
            yield pixels, boxes
            pixels, boxes = np.full((height, width, 3), 230, np.uint8), []
            x = y = row = 0
        pixels[y : y + high, x : x + wide] = render.pixels
        lines = json.loads(path.with_suffix(".lines").read_text(encoding="utf-8"))
        boxes += [(a + x, b + y, c + x, d + y) for a, b, c, d in lines]
        x, row = x + wide, max(row, high)
