"""Writes trained networks as the shipped model files."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

MADE = ("earsight", "made")
"""Where in the model it is said how long it learned."""
FILES = ("model.xml", "model.bin", "labels.txt")


def export(
    network: Any, example: tuple[Any, ...], labels: Sequence[str], folder: Path, made: str
) -> None:
    """Write `model.xml`, `model.bin` (weights in 16 bits) and `labels.txt`.

    `made` says how long it learned; it is kept in the model, for its card.
    """
    import openvino as ov

    shapes = [[-1, *each.shape[1:]] for each in example]
    model = ov.convert_model(network.eval(), example_input=example, input=shapes)
    model.set_rt_info(made, list(MADE))
    folder.mkdir(parents=True, exist_ok=True)
    ov.save_model(model, folder / "model.xml", compress_to_fp16=True)
    text = "".join(f"{label}\n" for label in labels)
    (folder / "labels.txt").write_text(text, encoding="utf-8", newline="\n")


def made(folder: Path) -> str:
    """Return how long the model learned."""
    import openvino as ov

    model = ov.Core().read_model(folder / "model.xml")
    return str(model.get_rt_info(list(MADE)).astype(str))


def checksums(folder: Path) -> dict[str, tuple[int, str]]:
    """Return size and sha256 of each of the model's files."""
    found = {}
    for name in FILES:
        data = (folder / name).read_bytes()
        found[name] = len(data), sha256(data).hexdigest()
    return found
