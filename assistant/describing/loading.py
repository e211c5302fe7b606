"""Loads a model from its folder: safely, whole, and in the number format that is fastest here."""

from __future__ import annotations

import contextlib
import os
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.core.errors import BadInputError, EarSightError, MissingPartError
from assistant.core.i18n import _
from assistant.describing.folder import ModelFolder, architecture, inspect
from assistant.describing.heap import keep_freed_memory, release_freed_memory
from assistant.describing.processors import Processing, load_processing
from assistant.describing.quantisation import quantise

if TYPE_CHECKING:
    import torch

GIGABYTE = 1e9
_WORK_BYTES = 300_000_000
"""What a run needs beside the weights."""


class Precision(StrEnum):
    """Number formats. 16-bit floats of the IEEE kind are 7 times slower on a CPU: never there."""

    AUTO = "auto"
    INT8 = "int8"
    BF16 = "bf16"
    F16 = "f16"
    F32 = "f32"


@dataclass(frozen=True, slots=True)
class LoadedModel:
    """A whole model in memory, with what turns pictures and words into its input."""

    folder: ModelFolder
    model: Any
    processing: Processing
    device: torch.device
    dtype: torch.dtype


def load(path: Path, precision: Precision = Precision.AUTO) -> LoadedModel:
    """Load the model in the folder `path`; no network, and no code but transformers' own.

    Raises:
        MissingPartError: there is no such folder, files are missing, or memory is short.
        BadInputError: the model is damaged, unsafe or of an unknown kind.

    """
    import torch

    release_freed_memory()
    folder = inspect(path)
    recipe = folder.recipe
    device = _device()
    chosen = _precision(precision, device)
    _check_memory(folder, chosen)
    floats = {Precision.BF16: torch.bfloat16, Precision.F16: torch.float16}
    dtype = floats.get(chosen, torch.float32)
    with _plain_words(folder):
        processing = load_processing(folder, recipe)
        if chosen is not Precision.F32:
            # That one stays exact: others are compared with it.
            from assistant.describing.resizing import speed_up

            speed_up(processing.image_processor)
        model = _model(folder, dtype)
        if chosen is Precision.INT8:
            quantise(model)
        model.to(device).eval()
        if device.type == "cpu":
            _join_channels(model)
    keep_freed_memory()
    return LoadedModel(folder, model, processing, device, dtype)


def use_threads(count: int) -> None:
    """Compute on so many threads; 0: on as many as there are cores."""
    import psutil
    import torch

    torch.set_num_threads(count or psutil.cpu_count(logical=False) or 1)


def _model(folder: ModelFolder, dtype: torch.dtype) -> Any:
    import transformers

    answers = architecture(folder.config).endswith("ForQuestionAnswering")
    auto = (
        transformers.AutoModelForVisualQuestionAnswering
        if answers
        else transformers.AutoModelForImageTextToText
    )
    model, info = auto.from_pretrained(
        folder.path,
        dtype=dtype,
        local_files_only=True,
        trust_remote_code=False,
        use_safetensors=True,
        output_loading_info=True,
    )
    # transformers fills what is missing with random numbers and says so in a log only.
    if info.get("missing_keys") or info.get("mismatched_keys") or info.get("error_msgs"):
        raise BadInputError(
            _("The model is not complete: some of its weights are missing."),
            _("Download the model again."),
        )
    return model


def _join_channels(model: Any) -> None:
    """Convolutions on channels that lie together need no copies before and after."""
    import torch

    for layer in model.modules():
        if isinstance(layer, torch.nn.Conv2d):
            layer.to(memory_format=torch.channels_last)


def _device() -> torch.device:
    import torch

    if torch.cuda.is_available():
        return torch.device("cuda")
    if torch.backends.mps.is_available():
        return torch.device("mps")
    if torch.xpu.is_available():
        return torch.device("xpu")
    return torch.device("cpu")


def _precision(wanted: Precision, device: torch.device) -> Precision:
    import torch

    if device.type != "cpu":
        if wanted in (Precision.F32, Precision.BF16, Precision.F16):
            return wanted
        bf16 = device.type == "xpu" or (device.type == "cuda" and torch.cuda.is_bf16_supported())
        return Precision.BF16 if bf16 else Precision.F16
    if wanted in (Precision.F32, Precision.BF16):
        return wanted
    engines = torch.backends.quantized.supported_engines
    return Precision.INT8 if any(name != "none" for name in engines) else Precision.F32


def _check_memory(folder: ModelFolder, precision: Precision) -> None:
    """Weights in files are 2 bytes each or 4; int8 passes through 32-bit floats."""
    import psutil

    stored = 2 if _stored_in_half(folder) else 4
    wide = 2 if precision in (Precision.BF16, Precision.F16) else 4
    needed = folder.weight_bytes * wide // stored + _WORK_BYTES
    free = int(psutil.virtual_memory().available)
    if needed > free:
        told = _("This model needs {needed} gigabytes of memory, and {free} are free.")
        raise MissingPartError(
            told.format(needed=f"{needed / GIGABYTE:.1f}", free=f"{free / GIGABYTE:.1f}"),
            _("Close other programs, or choose a smaller model."),
        )


def _stored_in_half(folder: ModelFolder) -> bool:
    dtype = folder.config.get("dtype") or folder.config.get("torch_dtype")
    return dtype in ("float16", "bfloat16")


@contextlib.contextmanager
def _plain_words(folder: ModelFolder) -> Iterator[None]:
    """Turn what libraries raise about a bad model, which is of many types, into one error."""
    from transformers.utils import logging

    os.environ["HF_HUB_OFFLINE"] = "1"
    logging.set_verbosity_error()
    logging.disable_progress_bar()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except (EarSightError, MemoryError):
        raise
    except ImportError as error:
        raise MissingPartError(
            _("The model {name} needs a part that is not installed: {part}.").format(
                name=folder.name, part=error.name or type(error).__name__
            ),
            _("Install another model."),
        ) from None
    except Exception as error:
        raise BadInputError(
            _("The model {name} cannot be loaded: {kind}.").format(
                name=folder.name, kind=type(error).__name__
            ),
            _("Download the model again, or install another."),
        ) from None
