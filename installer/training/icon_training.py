"""Trains the icon network: `bootstrap.py train icons`."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as functional
from numpy.typing import NDArray
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn
from training.concept_names import OTHER, concepts
from training.icon_families import FAMILIES, Split
from training.icon_network import IconNetwork
from training.icon_raster import Icon
from training.icon_scenes import no_icon, scene

from assistant.screenmap.recognising.crops import ICON_SIDE, icon_input

SEED = 1
POOL = 49152
"""Scenes in memory; half of them are drawn anew every other epoch."""
BATCH = 256
NO_ICONS, OTHERS = 0.06, 0.06
"""Parts of the scenes that show no icon, and an icon of no concept."""
RATE = 4e-3
DECAY = 0.998
"""Of the running mean of the weights, a step."""


class Sampler:
    """Draws scenes: concepts alike often, then families alike, then their drawings."""

    def __init__(self, icons: Sequence[Icon], dice: np.random.Generator) -> None:
        train = {family.name for family in FAMILIES if family.split is Split.TRAIN}
        self.classes = [OTHER, *concepts()]
        self._dice = dice
        by_class: dict[str, dict[str, list[Icon]]] = defaultdict(lambda: defaultdict(list))
        for icon in icons:
            if icon.family in train:
                by_class[icon.concept][icon.family].append(icon)
        self._icons = [list(by_class[name].values()) for name in self.classes]

    def draw(self) -> tuple[NDArray[np.uint8], int]:
        """Return an icon input and its class."""
        kind = self._dice.random()
        if kind < NO_ICONS:
            return icon_input(no_icon(self._dice)), 0
        label = 0
        if kind >= NO_ICONS + OTHERS:
            label = int(self._dice.integers(1, len(self.classes)))
        families = self._icons[label]
        family = families[int(self._dice.integers(0, len(families)))]
        icon = family[int(self._dice.integers(0, len(family)))]
        return icon_input(scene(icon, self._dice)), label

    def fill(self, inputs: NDArray[np.uint8], labels: NDArray[np.int64]) -> None:
        """Draw new scenes into all of both arrays."""
        for k in range(len(inputs)):
            inputs[k], labels[k] = self.draw()


def train(icons: Sequence[Icon], epochs: int, checkpoint: Path) -> tuple[Any, list[str]]:
    """Return the trained network (the running mean of its weights) and its classes."""
    torch.manual_seed(SEED)
    dice = np.random.default_rng(SEED)
    sampler = Sampler(icons, dice)
    network = IconNetwork(len(sampler.classes)).to(memory_format=torch.channels_last)
    mean = AveragedModel(network, multi_avg_fn=get_ema_multi_avg_fn(DECAY), use_buffers=True)
    optimiser = torch.optim.AdamW(network.parameters(), RATE, weight_decay=2e-2)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, RATE, total_steps=epochs * (POOL // BATCH), pct_start=0.15
    )
    inputs = np.empty((POOL, ICON_SIDE, ICON_SIDE, 2), np.uint8)
    labels = np.empty(POOL, np.int64)
    started = time.monotonic()
    for epoch in range(epochs):
        half = slice(0, POOL // 2) if epoch % 2 else slice(POOL // 2, POOL)
        new = slice(0, POOL) if epoch == 0 else half
        sampler.fill(inputs[new], labels[new])
        network.train()
        total = 0.0
        for batch in dice.permutation(POOL).reshape(-1, BATCH):
            total += _step(network, optimiser, inputs[batch], labels[batch], dice)
            schedule.step()
            mean.update_parameters(network)
        loss = total * BATCH / POOL
        print(
            f"{epoch + 1}/{epochs} loss {loss:.3f} {time.monotonic() - started:.0f} s", flush=True
        )
        torch.save({"weights": mean.module.state_dict(), "classes": sampler.classes}, checkpoint)
    return mean.module.eval(), sampler.classes


def _step(
    network: Any,
    optimiser: Any,
    inputs: NDArray[np.uint8],
    labels: NDArray[np.int64],
    dice: np.random.Generator,
) -> float:
    shift = tuple(int(v) for v in dice.integers(-2, 3, 2))
    pixels = torch.roll(torch.from_numpy(inputs).permute(0, 3, 1, 2), shift, (2, 3))
    with torch.autocast("cpu", dtype=torch.bfloat16):
        logits = network(pixels.contiguous(memory_format=torch.channels_last))
    loss = functional.cross_entropy(logits.float(), torch.from_numpy(labels), label_smoothing=0.05)
    optimiser.zero_grad()
    loss.backward()
    optimiser.step()
    return float(loss.detach())
