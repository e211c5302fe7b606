"""A store with an installed tiny BLIP."""

from __future__ import annotations

import functools
import shutil
from pathlib import Path

import torch
import transformers
from support.tiny_models import tiny_model

from assistant.models.portable import import_folder
from assistant.models.store import ModelStore

NAME = "blip-tiny"


@functools.cache
def seeing_blip() -> Path:
    """A tiny BLIP whose words depend on the picture: those of one that starts as usual do not."""
    source = tiny_model("blip-captioning")
    folder = source.with_name("blip-seeing")
    shutil.copytree(source, folder)
    model = transformers.BlipForConditionalGeneration.from_pretrained(source)
    torch.manual_seed(0)
    with torch.no_grad():
        for name, weight in model.named_parameters():
            if weight.ndim > 1:
                weight.normal_(0, 0.2 if "vision" in name or "crossattention" in name else 0.1)
    model.save_pretrained(folder)
    return folder


def store_with_blip(root: Path) -> ModelStore:
    """Import it into a store under `root`."""
    store = ModelStore(root / "models")
    import_folder(store, seeing_blip(), NAME)
    return store
