"""The icon network: about half a million parameters."""

from __future__ import annotations

from typing import Any

import torch
from torch import nn
from training.blocks import Residual, convolution

WIDTHS = (32, 64, 128)


class IconNetwork(nn.Module):  # type: ignore[misc]
    """Icon inputs (n x 2 x 40 x 40 bytes, see `icon_input`) to logits; class 0 is "other"."""

    def __init__(self, classes: int) -> None:
        super().__init__()
        low, middle, high = WIDTHS
        self.features = nn.Sequential(
            convolution(2, low, 5, 2),
            convolution(low, middle, 3, 2),
            Residual(middle),
            convolution(middle, high, 3, 2),
            Residual(high),
        )
        self.dropout = nn.Dropout(0.25)
        self.head = nn.Linear(2 * high, classes)
        self.register_buffer("middle", torch.tensor([0.0, 128.0]).view(1, 2, 1, 1))
        self.register_buffer("range", torch.tensor([255.0, 127.0]).view(1, 2, 1, 1))

    def forward(self, pixels: Any) -> Any:
        """Judge a batch."""
        x = self.features((pixels.float() - self.middle) / self.range)
        return self.head(self.dropout(torch.cat([x.mean((2, 3)), x.amax((2, 3))], 1)))
