"""What both networks are made of."""

from __future__ import annotations

from typing import Any

import torch
from torch import nn


def convolution(inputs: int, outputs: int, kernel: int, stride: int) -> nn.Sequential:
    """Return a convolution with normalisation and rectifier."""
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, bias=False),
        nn.BatchNorm2d(outputs),
        nn.ReLU(inplace=True),
    )


class Residual(nn.Module):  # type: ignore[misc]
    """Two convolutions beside a shortcut (He et al., 2015)."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.first = convolution(channels, channels, 3, 1)
        self.second = nn.Sequential(
            nn.Conv2d(channels, channels, 3, 1, 1, bias=False), nn.BatchNorm2d(channels)
        )

    def forward(self, x: Any) -> Any:
        """Return as many features."""
        return torch.relu(x + self.second(self.first(x)))
