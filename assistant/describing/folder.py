"""Looks at a model's folder (hub layout) before it is loaded, and says what is wrong with it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.core.errors import BadInputError, MissingPartError
from assistant.core.i18n import _
from assistant.describing.prompts import CHAT, RECIPES, Recipe
from assistant.describing.templates import check_template

WEIGHTS = "model.safetensors"
INDEX = "model.safetensors.index.json"
PROCESSOR_FILES = (
    "processor_config.json",
    "preprocessor_config.json",
    "video_preprocessor_config.json",
    "tokenizer_config.json",
)
_JSON_FILES = ("config.json", "generation_config.json", *PROCESSOR_FILES)
_TOKENIZERS = ("tokenizer.json", "vocab.txt", "vocab.json", "tokenizer.model", "spiece.model")
_PICKLES = (".bin", ".pt", ".pth", ".ckpt", ".pkl", ".pickle", ".msgpack", ".h5")
_LFS = b"version https://git-lfs"
_MAX_JSON = 32 << 20
_MAX_HEADER = 100_000_000
"""Most bytes of a safetensors header, as the format's own library has it."""


@dataclass(frozen=True, slots=True)
class ModelFolder:
    """A folder that holds a whole model, as far as can be seen without loading it.

    `config` is config.json, `processor` the processor files' entries taken together (the first file
    that has one wins), `template` the chat template or empty, `weight_bytes` the weights' size.
    """

    path: Path
    config: Mapping[str, Any]
    processor: Mapping[str, Any]
    template: str
    weight_bytes: int

    @property
    def name(self) -> str:
        """What the model is called."""
        return self.path.name

    @property
    def family(self) -> str:
        """The family's name in `RECIPES`, or the configuration's type."""
        return variant(self.config, self.processor, self.name)

    @property
    def recipe(self) -> Recipe:
        """How the model is asked.

        Raises:
            BadInputError: its family is not known and it has no chat template.

        """
        known = RECIPES.get(self.family)
        if known is not None:
            return known
        if self.template:
            return CHAT
        raise BadInputError(
            _("EarSight does not know how to use models of the kind {kind}.").format(
                kind=str(self.config.get("model_type"))[:40]
            ),
            _("Install another model."),
        )


def inspect(path: Path) -> ModelFolder:
    """Look at the folder `path`; nothing in it is executed.

    Raises:
        MissingPartError: there is no such folder, or a file is missing.
        BadInputError: a file is damaged, or the model needs what is not safe.

    """
    if not path.is_dir():
        raise MissingPartError(
            _("The model {name} is not installed.").format(name=path.name),
            _("Install it, or choose another model."),
        )
    _refuse_pickles(path)
    files = {name: _json(path / name) for name in _JSON_FILES if (path / name).is_file()}
    if "config.json" not in files:
        raise _missing("config.json")
    if any("auto_map" in content for content in files.values()):
        raise BadInputError(
            _("This model wants to run a program of its own."),
            _("EarSight does not run programs of models. Install another model."),
        )
    if not any(files.get(name) for name in PROCESSOR_FILES[:2]):
        # transformers would go on with sizes that are not this model's.
        raise _missing("preprocessor_config.json")
    tokenizer = next((path / name for name in _TOKENIZERS if (path / name).is_file()), None)
    if tokenizer is None:
        raise _missing("tokenizer.json")
    _refuse_stand_in(tokenizer)
    processor: dict[str, Any] = {}
    for name in PROCESSOR_FILES:
        processor = {**files.get(name, {}), **processor}
    template = _template(path, processor)
    check_template(template)
    weight_bytes = sum(_check_weights(file) for file in _weight_files(path))
    return ModelFolder(path, files["config.json"], processor, template, weight_bytes)


def architecture(config: Mapping[str, Any]) -> str:
    """The name of the model's class; empty where it is not told."""
    names = config.get("architectures")
    return str(names[0]) if isinstance(names, list) and names else ""


def variant(config: Mapping[str, Any], processor: Mapping[str, Any], name: str) -> str:
    """The family's name in `RECIPES`: the configuration's type, or which kind of it this is.

    BLIP that answers would load as a captioner without an error, so its architecture decides. What
    GIT, PaliGemma and Pix2Struct were trained for is told by the folder's name only.
    """
    kind, name = str(config.get("model_type")), name.lower()
    if kind == "blip" and architecture(config) == "BlipForQuestionAnswering":
        return "blip-vqa"
    if kind == "git" and "vqa" in name:
        return "git-vqa"
    if kind == "paligemma" and "mix" in name:
        return "paligemma-mix"
    if kind == "pix2struct":
        return _pix2struct(name, answers=bool(processor.get("is_vqa") or config.get("is_vqa")))
    decoder = config.get("decoder")
    if isinstance(decoder, dict) and decoder.get("model_type") == "trocr":
        return "trocr"
    return kind


def _pix2struct(name: str, *, answers: bool) -> str:
    if "widget" in name:
        return "pix2struct-widget"
    return "pix2struct-vqa" if answers and "screen" not in name else "pix2struct"


def _template(path: Path, processor: Mapping[str, Any]) -> str:
    plain = path / "chat_template.jinja"
    if plain.is_file():
        return plain.read_text("utf-8", "replace")
    old = path / "chat_template.json"
    found = _json(old).get("chat_template") if old.is_file() else processor.get("chat_template")
    return found if isinstance(found, str) else ""


def _json(file: Path) -> dict[str, Any]:
    _refuse_stand_in(file)
    try:
        if file.stat().st_size > _MAX_JSON:
            raise _damaged(file)
        content = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        raise _damaged(file) from None
    if not isinstance(content, dict):
        raise _damaged(file)
    return content


def _weight_files(path: Path) -> list[Path]:
    index = path / INDEX
    if not index.is_file():
        if not (path / WEIGHTS).is_file():
            raise _missing(WEIGHTS)
        return [path / WEIGHTS]
    parts = _json(index).get("weight_map")
    if not isinstance(parts, dict) or not parts:
        raise _damaged(index)
    files = []
    for part in sorted({str(value) for value in parts.values()}):
        if Path(part).name != part or not part.endswith(".safetensors"):
            raise _damaged(index)
        if not (path / part).is_file():
            raise _missing(part)
        files.append(path / part)
    return files


def _check_weights(file: Path) -> int:
    """Check a safetensors file's header against its size, and return that size.

    The format: 8 bytes with the header's length (little-endian), the header as JSON with each
    tensor's `data_offsets`, the data, without gaps.
    """
    _refuse_stand_in(file)
    size = file.stat().st_size
    with file.open("rb") as stream:
        length = int.from_bytes(stream.read(8), "little")
        if size < 8 or length > min(_MAX_HEADER, size - 8):
            raise _damaged(file)
        try:
            header = json.loads(stream.read(length))
            ends = [entry["data_offsets"][1] for name, entry in header.items() if name[0] != "_"]
        except (ValueError, RecursionError, LookupError, TypeError, AttributeError):
            raise _damaged(file) from None
    if not ends or 8 + length + max(ends) != size:
        raise _damaged(file)
    return size


def _refuse_pickles(path: Path) -> None:
    if any(path.glob("*.safetensors")):
        return
    if any(file.suffix in _PICKLES for file in path.iterdir()):
        raise BadInputError(
            _("This model comes in a file format that can hide programs."),
            _("Install it in the safetensors format, or choose another model."),
        )


def _refuse_stand_in(file: Path) -> None:
    """Refuse what downloads leave in the place of a file: Git LFS pointers and web pages."""
    with file.open("rb") as stream:
        start = stream.read(64).lstrip().lower()
    if start.startswith(_LFS):
        raise BadInputError(
            _("{file} is only a pointer to the real file.").format(file=file.name),
            _("Download the model again."),
        )
    if start.startswith((b"<!doctype", b"<html")):
        raise BadInputError(
            _("{file} is a web page, not a part of a model.").format(file=file.name),
            _("Download the model again."),
        )


def _missing(name: str) -> MissingPartError:
    return MissingPartError(
        _("The model is not complete: {file} is missing.").format(file=name),
        _("Download the model again."),
    )


def _damaged(file: Path) -> BadInputError:
    return BadInputError(
        _("The model is damaged: {file} cannot be read.").format(file=file.name),
        _("Download the model again."),
    )
