"""Which files of a repository or folder a model consists of, and whether its weights are whole."""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from pathlib import Path

from assistant.core.errors import BadInputError
from assistant.core.i18n import _

_CONFIG = "config.json"
_INDEX = "model.safetensors.index.json"
SAFETENSORS = "model.safetensors"
PICKLE = "pytorch_model.bin"
_SHARD = re.compile(r"model-\d{5}-of-\d{5}\.safetensors")
_SIDE_FILES = frozenset(
    {
        _CONFIG,
        "added_tokens.json",
        "chat_template.jinja",
        "chat_template.json",
        "generation_config.json",
        "merges.txt",
        "preprocessor_config.json",
        "processor_config.json",
        "sentencepiece.bpe.model",
        "special_tokens_map.json",
        "spiece.model",
        "tokenizer.json",
        "tokenizer.model",
        "tokenizer_config.json",
        "video_preprocessor_config.json",
        "vocab.json",
        "vocab.txt",
    }
)
_PICKLES = (".bin", ".pt", ".pth", ".ckpt", ".pkl")
_MAX_HEADER = 100_000_000
"""Longest header, as the safetensors library itself allows."""


def wanted(names: Collection[str], *, pickle: bool = False) -> list[str]:
    """Choose configuration, tokeniser and safetensors; small files first, weights last.

    With `pickle`, PICKLE is taken where there is nothing better: it must be converted.

    Raises:
        BadInputError: these files make no model that can be loaded safely; the message says why.

    """
    if _CONFIG not in names:
        raise BadInputError(
            _("This is no model: config.json is missing."), _("Choose another folder or model.")
        )
    side = sorted(_SIDE_FILES.intersection(names))
    if SAFETENSORS in names:
        return [*side, SAFETENSORS]
    shards = sorted(name for name in names if _SHARD.fullmatch(name))
    if shards and _INDEX in names:
        return [*side, _INDEX, *shards]
    if pickle and PICKLE in names:
        return [*side, PICKLE]
    if any(name.endswith(_PICKLES) for name in names):
        raise BadInputError(
            _("This model has its weights only as a pickle file, which can hide a program."),
            _("Choose a model with safetensors weights."),
        )
    raise BadInputError(
        _("This model has no safetensors weights."), _("Choose another folder or model.")
    )


def check_whole(folder: Path, names: Collection[str]) -> None:
    """Look whether the weights in a folder are whole, without reading the numbers.

    Raises:
        BadInputError: a file is truncated, a placeholder, or no safetensors file; it is named.

    """
    for name in names:
        if name.endswith(".safetensors"):
            _check_safetensors(folder / name)
        elif name.endswith(".json"):
            _check_json(folder / name)
    if _INDEX in names and (lacking := _listed(folder / _INDEX).difference(names)):
        raise BadInputError(
            _("{name} is missing.").format(name=min(lacking)), _("Copy the whole folder again.")
        )


def _check_safetensors(path: Path) -> None:
    """Compare the length that the header implies with the file's.

    The form, from the safetensors project's README: 8 bytes, little-endian, the length of the
    header; the header, a JSON object whose entries carry `data_offsets`; then the data.
    """
    size = path.stat().st_size
    with path.open("rb") as file:
        start = file.read(8)
        length = int.from_bytes(start, "little")
        if start.startswith((b"version ", b"<!DOCTYP", b"<html")):
            raise _broken(path.name, _("is a placeholder, not the weights"))
        if len(start) < 8 or not 2 <= length <= _MAX_HEADER:
            raise _broken(path.name, _("is no safetensors file"))
        header = file.read(length)
    if len(header) < length:
        raise _broken(path.name, _("is cut off"))
    end = 8 + length + _data_length(path.name, header)
    if size != end:
        raise _broken(path.name, _("is cut off") if size < end else _("is too long"))


def _data_length(name: str, header: bytes) -> int:
    try:
        entries = json.loads(header)
        return max(
            (entry["data_offsets"][1] for key, entry in entries.items() if key != "__metadata__"),
            default=0,
        )
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError) as error:
        raise _broken(name, _("is no safetensors file")) from error


def _check_json(path: Path) -> None:
    try:
        value = json.loads(path.read_bytes())
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        raise _broken(path.name, _("is no JSON file"))


def _listed(index: Path) -> set[str]:
    files = json.loads(index.read_bytes()).get("weight_map")
    if not isinstance(files, dict) or not all(isinstance(name, str) for name in files.values()):
        raise _broken(index.name, _("lists no weights"))
    return set(files.values())


def _broken(name: str, reason: str) -> BadInputError:
    return BadInputError(f"{name} {reason}.", _("Copy or download the model again."))
