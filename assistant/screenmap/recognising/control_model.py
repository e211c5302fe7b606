"""Says of proposed boxes which control they are, if any, where exactly, and in which state."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.reading.line_cache import LeastRecent
from assistant.screenmap.recognising.crops import Boxes, Views, geometry
from assistant.screenmap.recognising.labels import KINDS, SURE, SURE_FROM
from assistant.screenmap.recognising.network import Network, softmax

BATCH = 32
REMEMBERED = 8192
"""Boxes remembered by what was seen of them: a few screens, 1 MB."""


@dataclass(frozen=True, slots=True)
class Judged:
    """Of each box: chances of none and of each of `KINDS`, its likeliest kind (place in `KINDS`),
    how sure, the better box, the chance of being checked.
    """

    chances: NDArray[np.float32]
    kinds: NDArray[np.intp]
    confidence: NDArray[np.float32]
    boxes: Boxes
    checked: NDArray[np.float32]

    @classmethod
    def of(cls, chances: NDArray[np.float32], boxes: Boxes, checked: NDArray[np.float32]) -> Judged:
        """With kinds, and confidences that mean the same for all of them (see `SURE_FROM`)."""
        kinds = chances[:, 1:].argmax(axis=1)
        chance = chances[np.arange(len(chances)), 1 + kinds]
        least = np.array([SURE_FROM[kind] for kind in KINDS], np.float32)[kinds]
        low, high = chance / least * SURE, 1 - (1 - chance) / (1 - least) * (1 - SURE)
        sure = np.where(chance < least, low, high).astype(np.float32)
        return cls(chances, kinds, sure, boxes, checked)

    def seen_again(self, places: Sequence[int], second: Judged) -> Judged:
        """Return those at `places`, with what a second look at their better boxes said."""
        chances = np.sqrt(self.chances[places] * second.chances)
        chances /= chances.sum(axis=1, keepdims=True)
        boxes = np.asarray((self.boxes[places] + second.boxes) / 2, np.float32)
        checked = np.asarray((self.checked[places] + second.checked) / 2, np.float32)
        return Judged.of(chances, boxes, checked)


class ControlModel:
    """The control network with its memory. For one thread, which may lend it others."""

    def __init__(self, folder: Path, threads: int) -> None:
        """Load; OSError or RuntimeError where the files are missing, broken or not these."""
        self._network = Network(folder, BATCH, threads)
        if self._network.labels != [kind.value for kind in KINDS]:
            raise OSError(f"the model in {folder.name} tells other controls apart")
        self._known: LeastRecent[NDArray[np.float32]] = LeastRecent(REMEMBERED)

    def judge(self, views: Views, boxes: Boxes, pool: Executor) -> Judged:
        """Judge each box."""
        parts = np.array_split(boxes, max(1, min(8, len(boxes) // BATCH)))
        seen = np.concatenate(list(pool.map(views.of, parts)))
        output = self._output(seen, geometry(boxes), pool)
        classes = 1 + len(KINDS)
        chances = softmax(output[:, :classes])
        sides = np.tile(boxes[:, 2:] - boxes[:, :2], 2)
        moved = boxes + output[:, classes : classes + 4] * sides
        height, width = views.size
        edges = np.array([width, height] * 2, np.float32)
        checked = np.asarray(1 / (1 + np.exp(-output[:, -1])), np.float32)
        return Judged.of(chances, np.clip(moved, 0, edges), checked)

    def _output(
        self, views: NDArray[np.uint8], sizes: NDArray[np.float32], pool: Executor
    ) -> NDArray[np.float32]:
        """Return the network's output, from memory where the same was seen before."""
        keys = [
            blake2b(view.data, digest_size=16, key=size.tobytes()).digest()
            for view, size in zip(views, sizes, strict=True)
        ]
        output = np.zeros((len(views), 1 + len(KINDS) + 5), np.float32)
        known = [self._known.get(key) for key in keys]
        for row, before in zip(output, known, strict=True):
            if before is not None:
                row[:] = before
        new = [k for k, before in enumerate(known) if before is None]
        if new:
            output[new] = self._network.run([views[new], sizes[new]], pool)
            for k in new:
                self._known.put(keys[k], output[k].copy())
        return output
