"""Writes trained networks as the shipped model files."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

FILES = ("model.xml", "model.bin", "labels.txt")


def export(network: Any, example: tuple[Any, ...], labels: Sequence[str], folder: Path) -> None:
    """Write `model.xml`, `model.bin` (weights in 16 bits) and `labels.txt`."""
    import openvino as ov

    shapes = [[-1, *each.shape[1:]] for each in example]
    model = ov.convert_model(network.eval(), example_input=example, input=shapes)
    folder.mkdir(parents=True, exist_ok=True)
    ov.save_model(model, folder / "model.xml", compress_to_fp16=True)
    text = "".join(f"{label}\n" for label in labels)
    (folder / "labels.txt").write_text(text, encoding="utf-8", newline="\n")


def checksums(folder: Path) -> dict[str, tuple[int, str]]:
    """Return size and sha256 of each of the model's files."""
    found = {}
    for name in FILES:
        data = (folder / name).read_bytes()
        found[name] = len(data), sha256(data).hexdigest()
    return found
