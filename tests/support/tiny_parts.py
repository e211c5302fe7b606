"""What the tiny checkpoints of several families have in common."""

from __future__ import annotations

from typing import Any

SIZES: dict[str, Any] = {
    "hidden_size": 32,
    "intermediate_size": 64,
    "num_hidden_layers": 2,
    "num_attention_heads": 4,
}
HALVES: dict[str, Any] = {"image_mean": [0.5] * 3, "image_std": [0.5] * 3}
STEPS: dict[str, Any] = {"do_resize": True, "do_rescale": True, "do_normalize": True}


def vit_pictures(kind: str = "", processor: str = "", side: int = 32, **more: Any) -> Any:
    """A preprocessor_config.json in the manner of ViT."""
    made = {
        **STEPS,
        **HALVES,
        "size": {"height": side, "width": side},
        "resample": 3,
        "rescale_factor": 1 / 255,
        **more,
    }
    named = {"image_processor_type": kind, "processor_class": processor}
    return made | {key: value for key, value in named.items() if value}


def clip_pictures(processor: str, side: int = 32) -> Any:
    """A preprocessor_config.json in the manner of CLIP."""
    return {
        **vit_pictures("CLIPImageProcessor", processor, do_convert_rgb=True),
        "size": {"shortest_edge": side},
        "crop_size": {"height": side, "width": side},
        "do_center_crop": True,
    }
