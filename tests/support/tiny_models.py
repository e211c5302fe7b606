"""Tiny random checkpoints of every family, made by the real classes, as folders in hub layout.

`tiny_model` builds each once a test run. What they say is noise, but always the same noise.
"""

from __future__ import annotations

import atexit
import functools
import re
import shutil
import tempfile
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch
import transformers
from support import tiny_chat_models, tiny_grounding_models
from support.tiny_grounding_models import PLACES
from support.tiny_parts import SIZES, clip_pictures, vit_pictures
from support.tiny_tokenizers import (
    BERT_FILES,
    byte_pairs,
    word_pieces,
    write_json,
    write_tokenizer,
)


def blip(folder: Path, kind: str = "BlipForConditionalGeneration") -> Any:
    """BLIP, captioning."""
    tokenizer = word_pieces()
    tokenizer.add_special_tokens(["[DEC]", "[ENC]"])
    write_tokenizer(folder, tokenizer, **BERT_FILES, processor_class="BlipProcessor")
    pictures = vit_pictures("BlipImageProcessor", "BlipProcessor", do_convert_rgb=True)
    write_json(folder, "preprocessor_config.json", pictures)
    words = {
        **SIZES,
        "encoder_hidden_size": 32,
        "projection_dim": 16,
        "vocab_size": tokenizer.get_vocab_size(),
        "bos_token_id": tokenizer.token_to_id("[DEC]"),
        "sep_token_id": 3,
        "eos_token_id": 3,
        "pad_token_id": 0,
        "max_position_embeddings": 64,
    }
    eyes = {**SIZES, "projection_dim": 16, "image_size": 32, "patch_size": 16}
    config = transformers.BlipConfig(
        text_config=words, vision_config=eyes, projection_dim=16, image_text_hidden_size=16
    )
    return getattr(transformers, kind)(config)


def blip_vqa(folder: Path) -> Any:
    """BLIP, answering."""
    return blip(folder, "BlipForQuestionAnswering")


def _encoder_decoder(decoder: Any, start: int, pad: int) -> Any:
    eyes = transformers.ViTConfig(**SIZES, image_size=32, patch_size=16)
    config = transformers.VisionEncoderDecoderConfig.from_encoder_decoder_configs(eyes, decoder)
    model = transformers.VisionEncoderDecoderModel(config)
    for place in (config, model.generation_config):
        place.decoder_start_token_id = start
        place.eos_token_id = start
        place.pad_token_id = pad
    return model


def vit_gpt2(folder: Path) -> Any:
    """ViT and GPT-2; its folder tells of no processor."""
    end = "<|endoftext|>"
    tokenizer = byte_pairs([end])
    names = {"bos_token": end, "eos_token": end, "unk_token": end}
    write_tokenizer(folder, tokenizer, tokenizer_class="GPT2Tokenizer", **names)
    pictures = {**vit_pictures(), "feature_extractor_type": "ViTFeatureExtractor"}
    write_json(folder, "preprocessor_config.json", pictures)
    decoder = transformers.GPT2Config(
        vocab_size=tokenizer.get_vocab_size(),
        n_embd=32,
        n_layer=2,
        n_head=4,
        n_positions=64,
        is_decoder=True,
        add_cross_attention=True,
        bos_token_id=0,
        eos_token_id=0,
    )
    return _encoder_decoder(decoder, 0, 0)


def trocr(folder: Path) -> Any:
    """TrOCR: one line of text."""
    tokenizer = byte_pairs(["<s>", "<pad>", "</s>", "<unk>"], "<s> $A </s>")
    names = {"bos_token": "<s>", "eos_token": "</s>", "pad_token": "<pad>", "unk_token": "<unk>"}
    names |= {"cls_token": "<s>", "sep_token": "</s>", "processor_class": "TrOCRProcessor"}
    write_tokenizer(folder, tokenizer, tokenizer_class="RobertaTokenizer", **names)
    pictures = vit_pictures("ViTImageProcessor", "TrOCRProcessor")
    write_json(folder, "preprocessor_config.json", pictures)
    decoder = transformers.TrOCRConfig(
        vocab_size=tokenizer.get_vocab_size(),
        d_model=32,
        decoder_layers=2,
        decoder_attention_heads=4,
        decoder_ffn_dim=64,
        max_position_embeddings=64,
        is_decoder=True,
        add_cross_attention=True,
        cross_attention_hidden_size=32,
    )
    model = _encoder_decoder(decoder, 2, 1)
    # Lines of which it is not sure are not read out.
    model.decoder.output_projection.weight.data *= 1000
    return model


def git(folder: Path) -> Any:
    """GIT; whether it answers is told by the folder's name only."""
    tokenizer = word_pieces()
    inputs = ["input_ids", "attention_mask"]
    settings = {**BERT_FILES, "processor_class": "GitProcessor", "model_input_names": inputs}
    write_tokenizer(folder, tokenizer, **settings)
    write_json(folder, "preprocessor_config.json", clip_pictures("GitProcessor"))
    config = transformers.GitConfig(
        **SIZES,
        vocab_size=tokenizer.get_vocab_size(),
        max_position_embeddings=128,
        bos_token_id=2,
        eos_token_id=3,
        pad_token_id=0,
        vision_config={**SIZES, "image_size": 32, "patch_size": 16},
    )
    return transformers.GitForCausalLM(config)


def pix2struct(folder: Path, *, is_vqa: bool = False) -> Any:
    """Pix2Struct, captioning."""
    tokenizer = byte_pairs(["<pad>", "</s>", "<unk>"], "$A </s>")
    names = {"eos_token": "</s>", "pad_token": "<pad>", "unk_token": "<unk>"}
    write_tokenizer(folder, tokenizer, **names, processor_class="Pix2StructProcessor")
    pictures = {
        "image_processor_type": "Pix2StructImageProcessor",
        "processor_class": "Pix2StructProcessor",
        "do_convert_rgb": True,
        "do_normalize": True,
        "is_vqa": is_vqa,
        "max_patches": 64,
        "patch_size": {"height": 16, "width": 16},
    }
    write_json(folder, "preprocessor_config.json", pictures)
    shared = {"hidden_size": 32, "d_kv": 8, "d_ff": 64}
    words = {**shared, "vocab_size": tokenizer.get_vocab_size(), "num_layers": 2, "num_heads": 4}
    eyes = {**shared, "patch_embed_hidden_size": 768, "num_hidden_layers": 2}
    config = transformers.Pix2StructConfig(
        is_vqa=is_vqa,
        is_encoder_decoder=True,
        text_config={**words, "is_decoder": True, "use_cache": True},
        vision_config={**eyes, "num_attention_heads": 4},
    )
    return transformers.Pix2StructForConditionalGeneration(config)


def pix2struct_vqa(folder: Path) -> Any:
    """Pix2Struct, answering: the question is drawn above the picture."""
    return pix2struct(folder, is_vqa=True)


def vilt(folder: Path) -> Any:
    """ViLT: one of three answers."""
    tokenizer = word_pieces()
    settings = {**BERT_FILES, "processor_class": "ViltProcessor", "model_max_length": 40}
    write_tokenizer(folder, tokenizer, **settings)
    pictures = vit_pictures("ViltImageProcessor", "ViltProcessor", do_pad=True)
    pictures |= {"size": {"shortest_edge": 384}, "size_divisor": 32}
    write_json(folder, "preprocessor_config.json", pictures)
    config = transformers.ViltConfig(
        **SIZES,
        vocab_size=tokenizer.get_vocab_size(),
        image_size=384,
        patch_size=32,
        id2label={0: "yes", 1: "no", 2: "two"},
    )
    return transformers.ViltForQuestionAnswering(config)


BUILDERS: dict[str, Callable[[Path], Any]] = {
    "blip-captioning": blip,
    "blip-vqa": blip_vqa,
    "vit-gpt2": vit_gpt2,
    "trocr": trocr,
    "git-coco": git,
    "git-vqa": git,
    "pix2struct-textcaps": pix2struct,
    "pix2struct-docvqa": pix2struct_vqa,
    "pix2struct-screen2words": pix2struct,
    "pix2struct-widget-captioning": pix2struct_vqa,
    "vilt": vilt,
    **tiny_grounding_models.BUILDERS,
    **tiny_chat_models.BUILDERS,
}
FINDING = " that finds"
"""Ends the name of a variant which writes nothing but places; the others never write any."""

_WORDS = {"BPE": re.compile("Ġ[a-z]+"), "WordPiece": re.compile("[a-z]+")}


@functools.cache
def _root() -> Path:
    root = Path(tempfile.mkdtemp(prefix="tiny-models-"))
    atexit.register(shutil.rmtree, root, ignore_errors=True)
    torch.set_num_threads(1)
    return root


@functools.cache
def tiny_model(name: str) -> Path:
    """The folder of that model of `BUILDERS`; a grounding one may have `FINDING` after its name."""

    def build(folder: Path) -> Any:
        family = name.removesuffix(FINDING)
        model = BUILDERS[family](folder)
        _silence(model, folder, PLACES.get(family, ""), finds=name.endswith(FINDING))
        return model

    return quietly_saved(name, build)


def quietly_saved(name: str, build: Callable[[Path], Any]) -> Path:
    """A new folder of that name with what `build` writes into it, and the weights it returns."""
    folder = _root() / name
    folder.mkdir()
    torch.manual_seed(0)
    transformers.utils.logging.set_verbosity_error()
    transformers.utils.logging.disable_progress_bar()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        build(folder).save_pretrained(folder)
    return folder


def _silence(model: Any, folder: Path, places: str, *, finds: bool) -> None:
    """Keep the model from ending early and, by variant, from places or from all but places."""
    if model.config.model_type in ("blip", "vilt"):
        return
    tokenizer = transformers.PreTrainedTokenizerFast(tokenizer_file=str(folder / "tokenizer.json"))
    entries = tokenizer.get_vocab()
    chosen = {number for entry, number in entries.items() if places and entry.startswith(places)}
    word = _WORDS[tokenizer.backend_tokenizer.model.__class__.__name__]
    words = {number for entry, number in entries.items() if word.fullmatch(entry)}
    banned = set(entries.values()) - (chosen if finds else words)
    model.generation_config.suppress_tokens = sorted(banned)
    model.generation_config.forced_eos_token_id = None
    if finds:
        model.generation_config.no_repeat_ngram_size = 1
    if model.config.model_type == "kosmos-2":
        # Its text model generates by itself. The last layer's weights are the embeddings.
        with torch.no_grad():
            model.get_input_embeddings().weight[sorted(banned)] = 0.0
