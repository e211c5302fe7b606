"""Trains the control network: `bootstrap.py train controls`."""

from __future__ import annotations

import time
from collections.abc import Sequence
from itertools import permutations
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as functional
from numpy.typing import NDArray
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn
from training.control_network import ControlNetwork
from training.control_samples import COLUMNS, Samples

from assistant.screenmap.recognising.labels import KINDS, WITH_STATE

SEED = 0
BATCH = 256
RATE, LATER_RATE = 2.5e-3, 2e-3
DECAY = 0.998
BOX_WEIGHT, STATE_WEIGHT = 8.0, 0.4
_COLOURS = list(permutations(range(3)))
_CLASSES = 1 + len(KINDS)
_STATED = torch.tensor([1 + k for k, kind in enumerate(KINDS) if kind in WITH_STATE])
REPORT = 200


def train(
    examples: Samples,
    steps: int,
    checkpoint: Path,
    mistakes: Sequence[Samples] = (),
    start: Any = None,
) -> Any:
    """Return the trained network: the running mean of its weights.

    Later rounds go on from the network `start`, half of each batch from `mistakes`.
    """
    torch.manual_seed(SEED)
    dice = np.random.default_rng(SEED)
    network = (start or ControlNetwork()).to(memory_format=torch.channels_last)
    rate = LATER_RATE if mistakes else RATE
    mean = AveragedModel(network, multi_avg_fn=get_ema_multi_avg_fn(DECAY), use_buffers=True)
    optimiser = torch.optim.AdamW(network.parameters(), rate, weight_decay=2e-2)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, rate, total_steps=steps, pct_start=0.05
    )
    weights = class_weights(examples.labels)
    started, recent = time.monotonic(), np.zeros(4)
    for step in range(1, steps + 1):
        batch = _batch(examples, mistakes, dice)
        recent += _step(network, optimiser, batch, weights, dice)
        schedule.step()
        mean.update_parameters(network)
        if step % REPORT == 0:
            right, kind, box, state = recent / REPORT
            passed = time.monotonic() - started
            print(
                f"{step}/{steps} right {right:.3f} kind {kind:.3f} box {box:.4f} "
                f"state {state:.3f} {passed:.0f} s",
                flush=True,
            )
            recent[:] = 0
            torch.save(mean.module.state_dict(), checkpoint)
    return mean.module.eval()


def _batch(examples: Samples, mistakes: Sequence[Samples], dice: np.random.Generator) -> Samples:
    """Return examples by chance, half of them from `mistakes` where there are any."""
    share = BATCH // 2 // len(mistakes) if mistakes else 0
    sources = [(examples, BATCH - share * len(mistakes)), *((each, share) for each in mistakes)]
    parts = []
    for source, count in sources:
        rows = np.sort(dice.integers(0, len(source.labels), count))
        parts.append([getattr(source, name)[rows] for name in COLUMNS])
    return Samples(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def class_weights(labels: NDArray[np.int64]) -> Any:
    """Return weights that fall with the square root of a class's examples, 1 in the mean."""
    weights = 1 / np.sqrt(np.bincount(labels, minlength=_CLASSES) + 1.0)
    return torch.tensor(weights / weights[labels].mean(), dtype=torch.float32)


def _recoloured(views: Any, dice: np.random.Generator) -> Any:
    """Swap the colours' planes and change contrast and brightness of the whole batch."""
    order = [*_COLOURS[int(dice.integers(0, len(_COLOURS)))], 3, 4, 5]
    views = views[:, order].float()
    gain, shift = float(dice.uniform(0.75, 1.15)), float(dice.uniform(-16, 16))
    views[:, :5] = ((views[:, :5] - 128) * gain + 128 + shift).clamp(0, 255)
    return views.contiguous(memory_format=torch.channels_last)


def _step(
    network: Any,
    optimiser: Any,
    batch: Samples,
    weights: Any,
    dice: np.random.Generator,
) -> NDArray[np.float64]:
    """Learn from a batch; return the part right and the three losses."""
    network.train()
    views = _recoloured(torch.from_numpy(batch.views), dice)
    labels = torch.from_numpy(batch.labels)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        output = network(views, torch.from_numpy(batch.sizes))
    output = output.float()
    logits = output[:, :_CLASSES]
    kind = functional.cross_entropy(logits, labels, weight=weights, label_smoothing=0.02)
    control = labels > 0
    offsets = torch.from_numpy(batch.offsets)
    box = functional.smooth_l1_loss(
        output[control, _CLASSES : _CLASSES + 4], offsets[control], beta=0.05
    )
    stated = torch.isin(labels, _STATED)
    checked = torch.from_numpy(batch.checked)
    state = functional.binary_cross_entropy_with_logits(output[stated, -1], checked[stated])
    optimiser.zero_grad()
    (kind + BOX_WEIGHT * box + STATE_WEIGHT * state).backward()
    optimiser.step()
    right = (logits.argmax(1) == labels).float().mean()
    return np.array([float(v.detach()) for v in (right, kind, box, state)])
