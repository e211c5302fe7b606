"""Tokenizers of a few hundred entries, written as the files a model's folder has."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tokenizers import (
    AddedToken,
    Tokenizer,
    decoders,
    models,
    normalizers,
    pre_tokenizers,
    processors,
    trainers,
)

WORDS = (
    "a photo of a small dog that sits on the green grass beside an old wooden door. "
    "the window shows a dialog with two buttons, save file and cancel, and a line of text. "
    "question: what colour is it? answer: it is blue and white, isn't it. "
    "there are three people in front of the tall house and one bee on a red flower. "
)
BERT = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")
BERT_FILES = {
    "tokenizer_class": "BertTokenizer",
    "pad_token": "[PAD]",
    "unk_token": "[UNK]",
    "cls_token": "[CLS]",
    "sep_token": "[SEP]",
    "mask_token": "[MASK]",
    "do_lower_case": True,
}


def write_json(folder: Path, name: str, content: Any) -> None:
    """Write one of a model's files."""
    (folder / name).write_text(json.dumps(content), "utf-8")


def byte_pairs(special: Sequence[str], template: str = "", places: Sequence[str] = ()) -> Tokenizer:
    """Byte-level BPE. `template` is what surrounds a text, e.g. "<s> $A"; `places` are added."""
    made = Tokenizer(models.BPE(unk_token=None))
    made.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    made.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=len(special) + 400,
        special_tokens=list(special),
        show_progress=False,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
    )
    made.train_from_iterator([WORDS] * 4, trainer)
    if template:
        used = [(name, made.token_to_id(name)) for name in special if name in template.split()]
        made.post_processor = processors.TemplateProcessing(
            single=template, pair=f"{template} $B", special_tokens=used
        )
    made.add_tokens([AddedToken(name, normalized=False) for name in places])
    return made


def word_pieces() -> Tokenizer:
    """BERT's kind: lower case, pieces marked with "##"."""
    made = Tokenizer(models.WordPiece(unk_token=BERT[1]))
    made.normalizer = normalizers.BertNormalizer(lowercase=True)
    made.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    made.decoder = decoders.WordPiece(prefix="##")
    trainer = trainers.WordPieceTrainer(
        vocab_size=300, special_tokens=list(BERT), show_progress=False
    )
    made.train_from_iterator([WORDS] * 4, trainer)
    made.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]",
        pair="[CLS] $A [SEP] $B:1 [SEP]:1",
        special_tokens=[(name, made.token_to_id(name)) for name in ("[CLS]", "[SEP]")],
    )
    return made


def write_tokenizer(folder: Path, tokenizer: Tokenizer, **settings: Any) -> None:
    """Write both of a tokenizer's files."""
    tokenizer.save(str(folder / "tokenizer.json"))
    kind = {"tokenizer_class": "PreTrainedTokenizerFast", "clean_up_tokenization_spaces": False}
    write_json(folder, "tokenizer_config.json", kind | settings)
