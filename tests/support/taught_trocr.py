"""A small TrOCR that was taught to read a few pages, so that its reading can be checked."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

import torch
import transformers
from support.rendered import Page
from support.tiny_models import quietly_saved
from support.tiny_parts import vit_pictures
from support.tiny_tokenizers import byte_pairs, write_json, write_tokenizer

from assistant.describing.families.lines import _places, _with_margin

_NAMES = ("<s>", "<pad>", "</s>", "<unk>")
_SIDE = 96
_MOST_STEPS, _LEARNT = 400, 0.04
"""The last is a loss."""
_SIZES = {"num_hidden_layers": 2, "num_attention_heads": 4, "hidden_size": 64}


def taught_trocr(*pages: tuple[Page, float]) -> Path:
    """The folder of a model that knows these pages, each with its pixels per point, by heart."""
    return quietly_saved("trocr-taught", functools.partial(_taught, pages=pages))


def _taught(folder: Path, pages: tuple[tuple[Page, float], ...]) -> Any:
    tokenizer = byte_pairs(_NAMES, "<s> $A </s>")
    named = dict(zip(("bos_token", "pad_token", "eos_token", "unk_token"), _NAMES, strict=True))
    kind = {"tokenizer_class": "RobertaTokenizer", "processor_class": "TrOCRProcessor"}
    write_tokenizer(folder, tokenizer, **named, **kind)
    pictures = vit_pictures("ViTImageProcessor", "TrOCRProcessor", side=_SIDE)
    write_json(folder, "preprocessor_config.json", pictures)
    model = _model(tokenizer.get_vocab_size())
    processor = transformers.AutoImageProcessor.from_pretrained(folder)
    crops, labels = [], []
    for page, scale in pages:
        for place, text in zip(_places(page.image, scale), page.lines, strict=True):
            crops.append(page.image.crop(_with_margin(place.box, page.image.size)))
            labels.append(torch.tensor(tokenizer.encode(text).ids[1:]))
    pixels = processor(images=crops, return_tensors="pt").pixel_values
    _teach(model, pixels, torch.nn.utils.rnn.pad_sequence(labels, True, -100))
    return model


def _model(vocabulary: int) -> Any:
    decoder = transformers.TrOCRConfig(
        vocab_size=vocabulary,
        d_model=64,
        decoder_layers=2,
        decoder_attention_heads=4,
        decoder_ffn_dim=128,
        max_position_embeddings=64,
        is_decoder=True,
        add_cross_attention=True,
        cross_attention_hidden_size=64,
        dropout=0.0,
    )
    eyes = transformers.ViTConfig(**_SIZES, intermediate_size=128, image_size=_SIDE, patch_size=16)
    config = transformers.VisionEncoderDecoderConfig.from_encoder_decoder_configs(eyes, decoder)
    model = transformers.VisionEncoderDecoderModel(config)
    for place in (config, model.generation_config):
        place.decoder_start_token_id = place.eos_token_id = _NAMES.index("</s>")
        place.pad_token_id = _NAMES.index("<pad>")
    return model


def _teach(model: Any, pixels: Any, labels: Any) -> None:
    optimiser = torch.optim.AdamW(model.parameters(), 2e-3)
    model.train()
    for _step in range(_MOST_STEPS):
        seen = pixels + 0.05 * torch.randn_like(pixels)
        loss = model(pixel_values=seen, labels=labels).loss
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        if float(loss) < _LEARNT:
            break
    model.eval()
