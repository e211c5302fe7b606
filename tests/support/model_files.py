"""The files of a model without meaning, in hub layout, as small or large as wanted."""

from __future__ import annotations

import json
import random
from pathlib import Path


def safetensors(size: int = 4000, seed: int = 1) -> bytes:
    """A whole safetensors file with one tensor of `size` bytes."""
    entry = {"weight": {"dtype": "U8", "shape": [size], "data_offsets": [0, size]}}
    header = json.dumps(entry).encode()
    noise = random.Random(seed).randbytes(size)  # noqa: S311 - the same at every run
    return len(header).to_bytes(8, "little") + header + noise


def model_files(size: int = 4000) -> dict[str, bytes]:
    """Configuration, tokeniser, weights, and what no model needs."""
    return {
        "README.md": b"# A model",
        "config.json": b'{"model_type": "blip"}',
        "model.safetensors": safetensors(size),
        "pytorch_model.bin": b"pickle",
        "tokenizer.json": b'{"version": "1.0"}',
        "tokenizer_config.json": b"{}",
        "vocab.txt": b"a\nb\n",
    }


NEEDED = [
    "config.json",
    "tokenizer.json",
    "tokenizer_config.json",
    "vocab.txt",
    "model.safetensors",
]


def write_files(folder: Path, files: dict[str, bytes]) -> Path:
    """Put them into a folder, which is made."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder
