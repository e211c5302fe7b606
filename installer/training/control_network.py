"""The control network: about 0.4 million parameters."""

from __future__ import annotations

from typing import Any

import torch
import torch.nn.functional as functional
from torch import nn
from training.blocks import Residual, convolution

from assistant.screenmap.recognising.crops import PLANES
from assistant.screenmap.recognising.labels import KINDS

WIDTHS = (32, 64, 96)
HIDDEN = 128
GRID = (2, 4)
"""Cells in each of which features are averaged: where in the box something is."""


class ControlNetwork(nn.Module):  # type: ignore[misc]
    """Views (n x 6 x 32 x 64 bytes) and sizes (n x 3) to n x (1 + kinds + 4 + 1).

    These are the logits of no control and of `KINDS`, the offsets of the control's box from the
    proposed one in its sides, and the logit of being checked.
    """

    def __init__(self) -> None:
        super().__init__()
        low, middle, high = WIDTHS
        self.features = nn.Sequential(
            convolution(PLANES, low, 5, 2),
            convolution(low, middle, 3, 2),
            convolution(middle, middle, 3, 1),
            convolution(middle, high, 3, 2),
            Residual(high),
        )
        inputs = high * (2 + GRID[0] * GRID[1]) + 3
        self.hidden = nn.Sequential(
            nn.Linear(inputs, HIDDEN), nn.ReLU(inplace=True), nn.Dropout(0.2)
        )
        self.head = nn.Linear(HIDDEN, 1 + len(KINDS) + 4 + 1)

    def forward(self, views: Any, sizes: Any) -> Any:
        """Judge a batch."""
        x = self.features((views.float() - 128) / 64)
        cells = functional.avg_pool2d(x, 2).flatten(1)
        pooled = torch.cat([x.mean((2, 3)), x.amax((2, 3)), cells, sizes], 1)
        return self.head(self.hidden(pooled))
