"""Models of the published sizes with random weights: their speed is real, what they say is noise.

Sizes are those of the config.json of Salesforce/blip-image-captioning-base, nlpconnect/vit-gpt2-
image-captioning, microsoft/git-base-coco, HuggingFaceTB/SmolVLM-256M-Instruct and
microsoft/Florence-2-base, and so are the number formats of the weights. The other files are those
of the tiny checkpoints. No model ends early: each writes as many tokens as it may.
"""

from __future__ import annotations

import json
import shutil
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
import transformers
from support.tiny_models import tiny_model

_BASE = {
    "hidden_size": 768,
    "intermediate_size": 3072,
    "num_hidden_layers": 12,
    "num_attention_heads": 12,
}
_BART = {"d_model": 768, "max_position_embeddings": 4096} | {
    f"{side}_{name}": size
    for side in ("encoder", "decoder")
    for name, size in (("layers", 6), ("attention_heads", 12), ("ffn_dim", 3072))
}
_SMOL = {
    "hidden_size": 576,
    "intermediate_size": 1536,
    "num_hidden_layers": 30,
    "num_attention_heads": 9,
    "num_key_value_heads": 3,
    "head_dim": 64,
    "max_position_embeddings": 8192,
}
_SENTENCE = 5
"""Every so many entries of a vocabulary end a sentence."""


@dataclass(frozen=True)
class FullSize:
    """How a tiny checkpoint differs from the published one.

    `sizes` are for its configuration, where "" is the configuration itself; `pictures` is for its
    image processor. `vocabulary` counts tokens; `words` is the part of the configuration that has
    that number.
    """

    tiny: str
    vocabulary: int
    words: str
    sizes: dict[str, dict[str, Any]]
    pictures: dict[str, Any]
    processing: dict[str, Any] = field(default_factory=dict)
    dtype: torch.dtype = torch.float32


def _square(side: int) -> dict[str, Any]:
    return {"size": {"height": side, "width": side}}


FULL_SIZES = {
    "blip-base": FullSize(
        "blip-captioning",
        30_524,
        "text_config",
        {
            "text_config": {**_BASE, "encoder_hidden_size": 768, "max_position_embeddings": 512},
            "vision_config": {**_BASE, "image_size": 384, "initializer_range": 0.02},
        },
        _square(384),
    ),
    "vit-gpt2": FullSize(
        "vit-gpt2",
        50_257,
        "decoder",
        {
            "encoder": {**_BASE, "image_size": 224},
            "decoder": {"n_embd": 768, "n_layer": 12, "n_head": 12, "n_positions": 1024},
        },
        _square(224),
    ),
    "git-base": FullSize(
        "git-coco",
        30_522,
        "",
        {
            "": {**_BASE, "num_hidden_layers": 6, "max_position_embeddings": 1024},
            "vision_config": {**_BASE, "image_size": 224},
        },
        {"size": {"shortest_edge": 224}, "crop_size": {"height": 224, "width": 224}},
    ),
    "smolvlm-256m": FullSize(
        "idefics3",
        49_280,
        "text_config",
        {
            "": {"scale_factor": 4},
            "text_config": _SMOL,
            "vision_config": {**_BASE, "image_size": 512, "patch_size": 16},
        },
        {"size": {"longest_edge": 2048}, "max_image_size": {"longest_edge": 512}},
        {"image_seq_len": 64},
        torch.bfloat16,
    ),
    "florence-2-base": FullSize(
        "florence-2",
        51_289,
        "text_config",
        {
            "text_config": _BART,
            "vision_config": {
                "depths": (1, 1, 9, 1),
                "embed_dim": (128, 256, 512, 1024),
                "num_heads": (4, 8, 16, 32),
                "num_groups": (4, 8, 16, 32),
                "projection_dim": 768,
            },
        },
        {**_square(768), "image_seq_length": 577},
        dtype=torch.float16,
    ),
}


def build(name: str, folder: Path) -> None:
    """Write that model of `FULL_SIZES` into a new folder; takes some seconds and 2 GB of memory."""
    plan = FULL_SIZES[name]
    source = tiny_model(plan.tiny)
    shutil.copytree(source, folder, ignore=shutil.ignore_patterns("*.safetensors", "generation_*"))
    _fill(folder / "tokenizer.json", plan.vocabulary)
    _update(folder / "preprocessor_config.json", plan.pictures)
    if plan.processing:
        _update(folder / "processor_config.json", plan.processing)
    config = transformers.AutoConfig.from_pretrained(source)
    for part, sizes in plan.sizes.items():
        place = getattr(config, part) if part else config
        for key, value in sizes.items():
            setattr(place, key, value)
    words = getattr(config, plan.words) if plan.words else config
    words.vocab_size = plan.vocabulary
    (kind,) = config.architectures
    torch.manual_seed(0)
    model = getattr(transformers, kind)(config)
    _keep_from_ending(model, words)
    transformers.utils.logging.disable_progress_bar()
    model.to(plan.dtype).save_pretrained(folder)


def _fill(file: Path, size: int) -> None:
    """Give a tokenizer more entries; those that it has keep their numbers."""
    made = json.loads(file.read_text("utf-8"))
    entries = made["model"]["vocab"]
    # Added tokens that are no entries would get other numbers, behind all entries.
    entries |= {token["content"]: token["id"] for token in made["added_tokens"]}
    space = "Ġ" if made["model"]["type"] == "BPE" else ""
    for number in range(max(entries.values()) + 1, size):
        entries[f"{space}word{number}{'.' if number % _SENTENCE == 0 else ''}"] = number
    file.write_text(json.dumps(made), "utf-8")


def _update(file: Path, settings: dict[str, Any]) -> None:
    file.write_text(json.dumps(json.loads(file.read_text("utf-8")) | settings), "utf-8")


def _keep_from_ending(model: Any, words: Any) -> None:
    ends = words.eos_token_id
    if model.config.model_type == "blip":
        # Its text model generates by itself, with no settings of ours.
        with torch.no_grad():
            model.text_decoder.cls.predictions.bias[words.sep_token_id] = -100.0
        return
    settings = model.generation_config
    settings.suppress_tokens = [ends] if isinstance(ends, int) else list(ends)
    settings.forced_eos_token_id = None
    if model.config.model_type == "vision-encoder-decoder":
        settings.decoder_start_token_id = settings.pad_token_id = settings.eos_token_id = ends


if __name__ == "__main__":
    build(sys.argv[1], Path(sys.argv[2]))
