"""Tiny random checkpoints of the families with a chat template."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import transformers
from support.tiny_parts import HALVES, SIZES, STEPS, clip_pictures, vit_pictures
from support.tiny_tokenizers import byte_pairs, write_json, write_tokenizer

_LOOP = "{% for m in messages %}"
_END = "{% endfor %}"
_CONTENT = "{% for c in m['content'] %}{% if c['type'] == 'image' %}IMAGE{% else %}{{ c['text'] }}{% endif %}{% endfor %}"  # noqa: E501
_ASK = "{% if add_generation_prompt %}"
_CHATML = (
    _LOOP + "{{ '<|im_start|>' + m['role'] + '\n' }}" + _CONTENT + "{{ '<|im_end|>\n' }}" + _END
) + (_ASK + "{{ '<|im_start|>assistant\n' }}{% endif %}")
_NAMES = (
    _LOOP + "{{ m['role'].upper() + ': ' }}" + _CONTENT + "{{ '\n' }}" + _END + _ASK
) + "ASSISTANT:{% endif %}"
_IDEFICS = (
    _LOOP + "{{ m['role'].capitalize() }}:" + _CONTENT + "<end_of_utterance>\n" + _END + _ASK
) + "Assistant:{% endif %}"
_IDEFICS_TOKENS = (
    *("<unk>", "<s>", "</s>", "<pad>", "<image>", "<fake_token_around_image>"),
    *("<end_of_utterance>", "<global-img>", "<video>"),
    *(f"<row_{row}_col_{column}>" for row in range(1, 7) for column in range(1, 7)),
)
_LLAMA_NAMES = {"bos_token": "<s>", "eos_token": "</s>", "pad_token": "<pad>", "unk_token": "<unk>"}
_SIGLIP = {"model_type": "siglip_vision_model", **SIZES, "vision_use_head": False}


def _write_template(folder: Path, template: str, image: str) -> None:
    write_json(folder, "chat_template.json", {"chat_template": template.replace("IMAGE", image)})


def _words(kind: str, vocabulary: int, bos: int, eos: int, pad: int, **more: Any) -> dict[str, Any]:
    ids = {"bos_token_id": bos, "eos_token_id": eos, "pad_token_id": pad}
    heads = {"num_key_value_heads": 2, "vocab_size": vocabulary}
    named = {"model_type": kind} if kind else {}
    return {**SIZES, **heads, **ids, **named, **more}


def llava(folder: Path) -> Any:
    """LLaVA-1.5."""
    tokenizer = byte_pairs(["<unk>", "<s>", "</s>", "<pad>", "<image>"], "<s> $A")
    write_tokenizer(folder, tokenizer, **_LLAMA_NAMES, processor_class="LlavaProcessor")
    write_json(folder, "preprocessor_config.json", clip_pictures("LlavaProcessor"))
    settings = {"patch_size": 16, "vision_feature_select_strategy": "default"}
    settings |= {"image_token": "<image>", "num_additional_image_tokens": 1}
    write_json(folder, "processor_config.json", {"processor_class": "LlavaProcessor", **settings})
    _write_template(folder, _NAMES, "<image>\n")
    eyes = {**SIZES, "image_size": 32, "patch_size": 16, "projection_dim": 32}
    config = transformers.LlavaConfig(
        image_token_index=4,
        vision_config={"model_type": "clip_vision_model", **eyes},
        text_config=_words("llama", tokenizer.get_vocab_size(), 1, 2, 3),
    )
    return transformers.LlavaForConditionalGeneration(config)


def llava_interleave(folder: Path) -> Any:
    """LLaVA-interleave: SigLIP and Qwen2."""
    tokenizer = byte_pairs(["<|endoftext|>", "<|im_start|>", "<|im_end|>", "<image>"])
    names = {"eos_token": "<|im_end|>", "pad_token": "<|endoftext|>"}
    write_tokenizer(folder, tokenizer, **names, processor_class="LlavaProcessor")
    pictures = vit_pictures("SiglipImageProcessor", "LlavaProcessor")
    write_json(folder, "preprocessor_config.json", pictures)
    settings = {"patch_size": 16, "vision_feature_select_strategy": "full"}
    settings |= {"image_token": "<image>", "num_additional_image_tokens": 0}
    write_json(folder, "processor_config.json", {"processor_class": "LlavaProcessor", **settings})
    _write_template(folder, _CHATML, "<image>\n")
    config = transformers.LlavaConfig(
        image_token_index=3,
        vision_feature_layer=-1,
        vision_feature_select_strategy="full",
        vision_config={**_SIGLIP, "image_size": 32, "patch_size": 16},
        text_config=_words("qwen2", tokenizer.get_vocab_size(), 0, 2, 0),
    )
    return transformers.LlavaForConditionalGeneration(config)


def idefics2(folder: Path) -> Any:
    """Idefics2."""
    tokenizer = byte_pairs(_IDEFICS_TOKENS, "<s> $A")
    write_tokenizer(folder, tokenizer, **_LLAMA_NAMES, processor_class="Idefics2Processor")
    pictures = vit_pictures("Idefics2ImageProcessor", "Idefics2Processor", do_pad=True)
    pictures |= {"do_image_splitting": True, "size": {"longest_edge": 64, "shortest_edge": 32}}
    write_json(folder, "preprocessor_config.json", {**pictures, "do_convert_rgb": True})
    settings = {"processor_class": "Idefics2Processor", "image_seq_len": 8}
    write_json(folder, "processor_config.json", settings)
    _write_template(folder, _IDEFICS, "<image>")
    bridge = {"resampler_n_latents": 8, "resampler_depth": 1, "resampler_n_heads": 4}
    bridge |= {"resampler_head_dim": 8, "num_key_value_heads": 2, "hidden_size": 32}
    config = transformers.Idefics2Config(
        image_token_id=4,
        vision_config={**SIZES, "image_size": 64, "patch_size": 16},
        perceiver_config=bridge,
        text_config=_words("mistral", tokenizer.get_vocab_size(), 1, 2, 3),
    )
    return transformers.Idefics2ForConditionalGeneration(config)


def idefics3(folder: Path, kind: str = "Idefics3") -> Any:
    """Idefics3, or SmolVLM, whose processor wants to know about videos too."""
    names = {**_LLAMA_NAMES, "eos_token": "<end_of_utterance>"}
    tokenizer = byte_pairs(_IDEFICS_TOKENS)
    write_tokenizer(folder, tokenizer, **names, processor_class=f"{kind}Processor")
    pictures = vit_pictures(f"{kind}ImageProcessor", f"{kind}Processor", do_pad=True)
    pictures |= {"do_image_splitting": True, "do_convert_rgb": True, "resample": 1}
    pictures |= {"size": {"longest_edge": 128}, "max_image_size": {"longest_edge": 32}}
    if kind == "SmolVLM":
        size = {"longest_edge": 32}
        pictures["video_sampling"] = {"fps": 1, "max_frames": 64, "video_size": size}
    write_json(folder, "preprocessor_config.json", pictures)
    settings = {"processor_class": f"{kind}Processor", "image_seq_len": 4}
    write_json(folder, "processor_config.json", settings)
    _write_template(folder, _IDEFICS, "<image>")
    config = getattr(transformers, f"{kind}Config")(
        image_token_id=4,
        scale_factor=2,
        vision_config={**SIZES, "image_size": 32, "patch_size": 8},
        text_config=_words("llama", tokenizer.get_vocab_size(), 1, 6, 3),
    )
    return getattr(transformers, f"{kind}ForConditionalGeneration")(config)


def smolvlm(folder: Path) -> Any:
    """SmolVLM."""
    return idefics3(folder, "SmolVLM")


def deepseek_vl(folder: Path) -> Any:
    """DeepSeek-VL."""
    begin, end, image = "<|begin|>", "<|end|>", "<image_placeholder>"
    tokenizer = byte_pairs([begin, end, "<pad>", image], f"{begin} $A")
    names = {"bos_token": begin, "eos_token": end, "pad_token": "<pad>"}
    names["processor_class"] = "DeepseekVLProcessor"
    write_tokenizer(folder, tokenizer, **names, extra_special_tokens={"image_token": image})
    pictures = vit_pictures("DeepseekVLImageProcessor", "DeepseekVLProcessor", do_pad=True)
    write_json(folder, "preprocessor_config.json", {**pictures, "min_size": 14})
    settings = {"processor_class": "DeepseekVLProcessor", "num_image_tokens": 4}
    write_json(folder, "processor_config.json", settings)
    _write_template(folder, _NAMES, image)
    config = transformers.DeepseekVLConfig(
        image_token_id=3,
        vision_config={**_SIGLIP, "image_size": 32, "patch_size": 16},
        text_config=_words("llama", tokenizer.get_vocab_size(), 0, 1, 2),
    )
    return transformers.DeepseekVLForConditionalGeneration(config)


def mllama(folder: Path) -> Any:
    """Llama-3.2-Vision."""
    begin, turn = "<|begin_of_text|>", "<|eot_id|>"
    tokenizer = byte_pairs([begin, turn, "<|pad|>", "<|python_tag|>"], f"{begin} $A")
    tokenizer.add_special_tokens(["<|image|>"])
    names = {"bos_token": begin, "eos_token": turn, "pad_token": "<|pad|>"}
    write_tokenizer(folder, tokenizer, **names, processor_class="MllamaProcessor")
    pictures = vit_pictures("MllamaImageProcessor", "MllamaProcessor", do_pad=True)
    pictures |= {"max_image_tiles": 4, "do_convert_rgb": True, "resample": 2}
    write_json(folder, "preprocessor_config.json", pictures)
    _write_template(folder, _NAMES, "<|image|>")
    eyes = {"hidden_size": 32, "num_hidden_layers": 2, "num_global_layers": 1, "max_num_tiles": 4}
    eyes |= {"attention_heads": 4, "intermediate_size": 64, "vision_output_dim": 64}
    ratios = [[1, 1], [1, 2], [1, 3], [1, 4], [2, 1], [2, 2], [3, 1], [4, 1]]
    grid = {"image_size": 32, "patch_size": 16, "intermediate_layers_indices": [0]}
    last = tokenizer.get_vocab_size() - 1
    rope = {"rope_type": "default", "rope_theta": 10000.0}
    config = transformers.MllamaConfig(
        image_token_index=last,
        vision_config={**eyes, **grid, "supported_aspect_ratios": ratios},
        text_config=_words("", last, 0, 1, 2, cross_attention_layers=[1], rope_parameters=rope),
    )
    return transformers.MllamaForConditionalGeneration(config)


def _qwen(folder: Path, pictures: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    special = ["<|endoftext|>", "<|im_start|>", "<|im_end|>", "<|vision_start|>"]
    special += ["<|vision_end|>", "<|vision_pad|>", "<|image_pad|>", "<|video_pad|>"]
    special += [f"<|{kind}_{end}|>" for kind in ("object_ref", "box") for end in ("start", "end")]
    tokenizer = byte_pairs(special)
    names = {"eos_token": "<|im_end|>", "pad_token": "<|endoftext|>"}
    write_tokenizer(folder, tokenizer, tokenizer_class="Qwen2Tokenizer", **names)
    shared = {**STEPS, **HALVES, "do_convert_rgb": True, "merge_size": 2, "resample": 3}
    settings = {**shared, "temporal_patch_size": 2, **pictures}
    write_json(folder, "preprocessor_config.json", settings)
    _write_template(folder, _CHATML, "<|vision_start|><|image_pad|><|vision_end|>")
    ids = {"image_token_id": 6, "video_token_id": 7}
    return tokenizer.get_vocab_size(), {**ids, "vision_start_token_id": 3, "vision_end_token_id": 4}


_QWEN_EYES = {"depth": 2, "hidden_size": 32, "intermediate_size": 64, "num_heads": 4}
_QWEN_ROPE = {"rope_type": "default", "rope_theta": 1e6, "mrope_section": [1, 1, 2]}


def qwen2_vl(folder: Path) -> Any:
    """Qwen2-VL."""
    kinds = {"image_processor_type": "Qwen2VLImageProcessor", "patch_size": 14}
    kinds |= {"processor_class": "Qwen2VLProcessor", "min_pixels": 3136, "max_pixels": 50176}
    vocabulary, ids = _qwen(folder, kinds)
    eyes = {"depth": 2, "embed_dim": 32, "mlp_ratio": 2, "num_heads": 4, "hidden_size": 32}
    config = transformers.Qwen2VLConfig(
        **ids,
        vision_config=eyes,
        text_config=_words("", vocabulary, 0, 2, 0, rope_parameters=_QWEN_ROPE),
    )
    return transformers.Qwen2VLForConditionalGeneration(config)


def qwen25_vl(folder: Path) -> Any:
    """Qwen2.5-VL."""
    kinds = {"image_processor_type": "Qwen2VLImageProcessor", "patch_size": 14}
    kinds |= {"processor_class": "Qwen2_5_VLProcessor", "min_pixels": 3136, "max_pixels": 50176}
    vocabulary, ids = _qwen(folder, kinds)
    config = transformers.Qwen2_5_VLConfig(
        **ids,
        vision_config={**_QWEN_EYES, "out_hidden_size": 32, "fullatt_block_indexes": [1]},
        text_config=_words("", vocabulary, 0, 2, 0, rope_parameters=_QWEN_ROPE),
    )
    return transformers.Qwen2_5_VLForConditionalGeneration(config)


def qwen3_vl(folder: Path) -> Any:
    """Qwen3-VL."""
    processor = {"processor_class": "Qwen3VLProcessor", "patch_size": 16}
    kinds = {**processor, "image_processor_type": "Qwen2VLImageProcessorFast"}
    kinds["size"] = {"shortest_edge": 1024, "longest_edge": 65536}
    vocabulary, ids = _qwen(folder, kinds)
    videos = {"video_processor_type": "Qwen3VLVideoProcessor", **processor}
    videos |= {"temporal_patch_size": 2, "merge_size": 2}
    write_json(folder, "video_preprocessor_config.json", videos)
    eyes = {**_QWEN_EYES, "out_hidden_size": 32, "deepstack_visual_indexes": [0]}
    config = transformers.Qwen3VLConfig(
        **ids,
        vision_config={**eyes, "num_position_embeddings": 256},
        text_config=_words("", vocabulary, 0, 2, 0, head_dim=8, rope_parameters=_QWEN_ROPE),
    )
    return transformers.Qwen3VLForConditionalGeneration(config)


def gemma3(folder: Path) -> Any:
    """Gemma 3."""
    special = ["<pad>", "<eos>", "<bos>", "<unk>", "<start_of_image>", "<end_of_image>"]
    special += ["<image_soft_token>", "<start_of_turn>", "<end_of_turn>"]
    tokenizer = byte_pairs(special, "<bos> $A")
    names = {"bos_token": "<bos>", "eos_token": "<eos>", "pad_token": "<pad>", "unk_token": "<unk>"}
    tokens = {"boi_token": "<start_of_image>", "eoi_token": "<end_of_image>"}
    tokens["image_token"] = "<image_soft_token>"  # noqa: S105
    kind = {"processor_class": "Gemma3Processor", "extra_special_tokens": tokens}
    write_tokenizer(folder, tokenizer, **names, **kind)
    pictures = vit_pictures("Gemma3ImageProcessor", "Gemma3Processor", image_seq_length=4)
    write_json(folder, "preprocessor_config.json", pictures)
    settings = {"processor_class": "Gemma3Processor", "image_seq_length": 4}
    write_json(folder, "processor_config.json", settings)
    _write_template(folder, _NAMES, "<start_of_image>")
    config = transformers.Gemma3Config(
        mm_tokens_per_image=4,
        boi_token_index=4,
        eoi_token_index=5,
        image_token_index=6,
        vision_config={**SIZES, "image_size": 32, "patch_size": 8, "vision_use_head": False},
        text_config=_words("", tokenizer.get_vocab_size(), 2, 1, 0, head_dim=8),
    )
    return transformers.Gemma3ForConditionalGeneration(config)


BUILDERS: dict[str, Callable[[Path], Any]] = {
    "llava-1.5": llava,
    "llava-interleave": llava_interleave,
    "idefics2": idefics2,
    "idefics3": idefics3,
    "smolvlm": smolvlm,
    "deepseek-vl": deepseek_vl,
    "llama-3.2-vision": mllama,
    "qwen2-vl": qwen2_vl,
    "qwen2.5-vl": qwen25_vl,
    "qwen3-vl": qwen3_vl,
    "gemma-3": gemma3,
}
