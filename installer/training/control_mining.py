"""Chooses the examples of later rounds: what the network of the one before gets wrong."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from training.control_samples import some

from assistant.screenmap.recognising.control_model import BATCH
from assistant.screenmap.recognising.crops import Boxes, Pixels, Views, geometry
from assistant.screenmap.recognising.labels import KINDS
from assistant.screenmap.recognising.network import Network, softmax

HARD, EASY = 50, 25
"""Proposals of no control taken from a picture: the likeliest mistakes, and by chance."""
WRONG, RIGHT = 40, 25
"""Proposals of controls taken: the least sure, and by chance."""
LOOKED_AT = 350
"""Proposals of a picture that are shown to that network, of each sort."""


class Miner:
    """Chooses with a trained network; see `control_samples.Chooser`."""

    def __init__(self, folder: Path, seed: int) -> None:
        self._network = Network(folder, BATCH, 1)
        self._dice = np.random.default_rng(seed)

    def __call__(
        self,
        pixels: Pixels,
        found: Boxes,
        positive: NDArray[np.intp],
        labels: NDArray[np.int64],
        negative: NDArray[np.intp],
    ) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Return the places of the chosen proposals of controls, and of others."""
        views = Views(pixels)
        order = some(np.arange(len(positive)), LOOKED_AT, self._dice)
        positive, labels = positive[order], labels[order]
        negative = some(negative, LOOKED_AT, self._dice)
        sure = self._chances(views, found[positive])[np.arange(len(positive)), labels]
        mistaken = 1 - self._chances(views, found[negative])[:, 0]
        return (
            self._mixed(positive, 1 - sure, WRONG, RIGHT),
            self._mixed(negative, mistaken, HARD, EASY),
        )

    def _chances(self, views: Views, boxes: Boxes) -> NDArray[np.float32]:
        if not len(boxes):
            return np.zeros((0, 1 + len(KINDS)), np.float32)
        output = self._network.run([views.of(boxes), geometry(boxes)])
        return softmax(output[:, : 1 + len(KINDS)])

    def _mixed(
        self, places: NDArray[np.intp], wrong: NDArray[np.float32], hard: int, easy: int
    ) -> NDArray[np.intp]:
        order = np.argsort(-wrong, kind="stable")
        rest = some(order[hard:], easy, self._dice)
        return np.asarray(places[np.concatenate([order[:hard], rest])], np.intp)
