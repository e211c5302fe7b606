"""Tiny random checkpoints of the families that write places: Kosmos-2, PaliGemma and Florence-2."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import transformers
from support.tiny_parts import SIZES, clip_pictures, vit_pictures
from support.tiny_tokenizers import byte_pairs, write_json, write_tokenizer

_FLORENCE_TASKS = ("pure_text", "description_with_bboxes", "polygons", "bboxes")
_KOSMOS_TAGS = (
    *("</doc>", "<image>", "</image>", "</chunk>", "</line>", "<phrase>", "</phrase>"),
    *("<object>", "</object>", "</delimiter_of_multi_objects/>", "<grounding>"),
)


def kosmos2(folder: Path) -> Any:
    """Kosmos-2, grounded."""
    special = ["<s>", "<pad>", "</s>", "<unk>", *(f"<reserved_{number}>" for number in range(64))]
    cells = [f"<patch_index_{number:04d}>" for number in range(1024)]
    tokenizer = byte_pairs(special, "<s> $A </s>", (*_KOSMOS_TAGS, *cells))
    names = {"bos_token": "<s>", "eos_token": "</s>", "pad_token": "<pad>", "unk_token": "<unk>"}
    write_tokenizer(folder, tokenizer, **names, processor_class="Kosmos2Processor")
    write_json(folder, "preprocessor_config.json", clip_pictures("Kosmos2Processor"))
    words = {"vocab_size": tokenizer.get_vocab_size(), "embed_dim": 32, "layers": 2, "ffn_dim": 64}
    config = transformers.Kosmos2Config(
        latent_query_num=64,
        text_config={**words, "attention_heads": 4, "max_position_embeddings": 256},
        vision_config={**SIZES, "image_size": 32, "patch_size": 16},
    )
    return transformers.Kosmos2ForConditionalGeneration(config)


def paligemma(folder: Path) -> Any:
    """PaliGemma."""
    special = ["<pad>", "<eos>", "<bos>", "<unk>", "<image>"]
    special += [f"<loc{number:04d}>" for number in range(1024)]
    tokenizer = byte_pairs([*special, *(f"<seg{number:03d}>" for number in range(128))])
    names = {"bos_token": "<bos>", "eos_token": "<eos>", "pad_token": "<pad>", "unk_token": "<unk>"}
    image = {"extra_special_tokens": {"image_token": "<image>"}}
    write_tokenizer(folder, tokenizer, **names, **image, processor_class="PaliGemmaProcessor")
    pictures = vit_pictures("SiglipImageProcessor", "PaliGemmaProcessor", image_seq_length=4)
    write_json(folder, "preprocessor_config.json", pictures)
    words = {**SIZES, "num_key_value_heads": 1, "head_dim": 8, "model_type": "gemma"}
    ids = {"bos_token_id": 2, "eos_token_id": 1, "pad_token_id": 0}
    eyes = {"model_type": "siglip_vision_model", **SIZES, "image_size": 32, "patch_size": 16}
    config = transformers.PaliGemmaConfig(
        image_token_index=4,
        projection_dim=32,
        hidden_size=32,
        vision_config={**eyes, "projection_dim": 32, "vision_use_head": False},
        text_config={**words, **ids, "vocab_size": tokenizer.get_vocab_size()},
    )
    return transformers.PaliGemmaForConditionalGeneration(config)


def florence2(folder: Path) -> Any:
    """Florence-2."""
    tags = ["<sep>", "<and>", "<grounding>", *(f"<loc_{number}>" for number in range(1000))]
    tokenizer = byte_pairs(["<s>", "<pad>", "</s>", "<unk>", "<mask>"], "<s> $A </s>", tags)
    tokenizer.add_special_tokens(["<image>"])
    names = {"bos_token": "<s>", "eos_token": "</s>", "pad_token": "<pad>", "unk_token": "<unk>"}
    names |= {"mask_token": "<mask>", "processor_class": "Florence2Processor"}
    image = {"extra_special_tokens": {"image_token": "<image>"}}
    write_tokenizer(folder, tokenizer, tokenizer_class="BartTokenizer", **names, **image)
    pictures = vit_pictures("CLIPImageProcessor", "Florence2Processor", side=64)
    pictures |= {"do_center_crop": False, "image_seq_length": 5}
    write_json(folder, "preprocessor_config.json", pictures)
    tasks: dict[str, Any] = {task: {} for task in _FLORENCE_TASKS}
    tasks |= {"ocr": {"AREA_THRESHOLD": 0.0}, "description_with_bboxes_or_polygons": {}}
    tasks["phrase_grounding"] = {"banned_grounding_tokens": ["the image"]}
    processing = {"processor_class": "Florence2Processor", "num_additional_image_tokens": 0}
    write_json(folder, "processor_config.json", {**processing, "post_processor_config": tasks})
    depth = {"depths": (1,) * 4, "embed_dim": (16,) * 4, "num_heads": (2,) * 4}
    sides = ("encoder", "decoder")
    words: dict[str, Any] = {f"{side}_layers": 2 for side in sides}
    words |= {f"{side}_attention_heads": 4 for side in sides}
    words |= {f"{side}_ffn_dim": 64 for side in sides}
    words |= {"d_model": 32, "max_position_embeddings": 256, "model_type": "bart"}
    config = transformers.Florence2Config(
        image_token_id=tokenizer.token_to_id("<image>"),
        vision_config={**depth, "num_groups": (2,) * 4, "projection_dim": 32},
        text_config={**words, "vocab_size": tokenizer.get_vocab_size()},
    )
    return transformers.Florence2ForConditionalGeneration(config)


BUILDERS: dict[str, Callable[[Path], Any]] = {
    "kosmos-2": kosmos2,
    "paligemma": paligemma,
    "paligemma-mix": paligemma,
    "florence-2": florence2,
}
PLACES = {"paligemma": "<loc", "florence-2": "<loc_"}
"""How the tokens begin with which a family writes places, where noise of them is a sound answer."""
