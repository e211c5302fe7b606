"""The process that exports a captioner, once: SOURCE TARGET. It prints the stages it goes through.

Exit statuses are those of `Outcome`.
"""

from __future__ import annotations

import shutil
import sys
import warnings
from collections.abc import Sequence
from contextlib import redirect_stdout
from enum import IntEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from assistant.core.errors import EarSightError
from assistant.describing.onnx.files import DECODER, ENCODER, FACTS, TOKENIZER, Facts, write_facts
from assistant.workers.guard import die_with_parent, limit_memory, lower_priority, refuse_network

if TYPE_CHECKING:
    from assistant.describing.loading import LoadedModel

NICE = 10
_RUNTIME_MB = 3_000
_COPIES = 8
_OPSET = 18


class Outcome(IntEnum):
    """How it ended."""

    DONE = 0
    FAILED = 1
    UNLIKE = 5
    """The graphs do not say what the model says."""
    ROUNDED_AWAY = 6
    """The 8-bit ones do not."""


def main(arguments: Sequence[str]) -> int:
    """Export the model in SOURCE into TARGET, an empty folder."""
    source, target = map(Path, arguments)
    die_with_parent()
    refuse_network()
    lower_priority(NICE)
    weights = sum(file.stat().st_size for file in source.glob("*.safetensors"))
    limit_memory(_RUNTIME_MB + _COPIES * (weights >> 20))
    told = sys.stdout
    try:
        with redirect_stdout(sys.stderr):
            return export(source, target, lambda stage: print(stage, file=told, flush=True))
    except EarSightError as error:
        print(error.error_code, file=sys.stderr)  # noqa: T201
    except Exception as error:
        print(type(error).__name__, error, file=sys.stderr)  # noqa: T201
    return Outcome.FAILED


def export(source: Path, target: Path, told: Any = lambda _stage: None) -> Outcome:
    """Export, round to 8 bits, and compare both with the model on the same weights.

    Raises:
        EarSightError: the model cannot be loaded.
        Exception: of many types, where it cannot be exported.

    """
    from assistant.describing.loading import Precision, load
    from assistant.describing.onnx.acceptance import Reference, accepted, closeness, pictures
    from assistant.describing.onnx.captioner import Graphs

    told("exporting")
    loaded = load(source, Precision.F32)
    with TemporaryDirectory(dir=target.parent) as scratch:
        exact = Path(scratch)
        write_exact(loaded, exact)
        told("checking")
        graphs = Graphs(exact)
        reference = Reference(loaded, pictures())
        if different := reference.problem(graphs, exact / TOKENIZER):
            print(different, file=sys.stderr)  # noqa: T201
            return Outcome.UNLIKE
        # Processors without VNNI overflow where signed weights meet unsigned numbers.
        for signed in (True, False):
            told("converting")
            write_rounded(exact, target, signed=signed)
            told("checking")
            if accepted(*closeness(graphs, Graphs(target), reference)):
                return Outcome.DONE
    return Outcome.ROUNDED_AWAY


def write_exact(loaded: LoadedModel, folder: Path) -> None:
    """All files, the graphs in 32 bits."""
    loaded.processing.tokenizer.backend_tokenizer.save(str(folder / TOKENIZER))
    facts = facts_of(loaded)
    write_facts(folder, facts)
    _write_graphs(loaded.model, facts, folder)


def write_rounded(exact: Path, target: Path, *, signed: bool) -> None:
    """All files, weights in 8 bits with a scale a column; inputs are rounded as they come."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    kind = QuantType.QInt8 if signed else QuantType.QUInt8
    for name in (FACTS, TOKENIZER):
        shutil.copyfile(exact / name, target / name)
    for name in (ENCODER, DECODER):
        quantize_dynamic(
            exact / name,
            target / name,
            op_types_to_quantize=["MatMul", "Gemm"],
            weight_type=kind,
            per_channel=True,
        )


def facts_of(loaded: LoadedModel) -> Facts:
    """What the graphs need to be told, from the model's own files."""
    words = loaded.model.config.text_config
    eyes = loaded.processing.image_processor
    return Facts(
        side=int(eyes.size["height"]),
        resample=int(eyes.resample),
        mean=tuple(eyes.image_mean),
        deviation=tuple(eyes.image_std),
        begin=words.bos_token_id,
        end=words.sep_token_id,
        layers=words.num_hidden_layers,
        heads=words.num_attention_heads,
        head_size=words.hidden_size // words.num_attention_heads,
    )


def _write_graphs(model: Any, facts: Facts, folder: Path) -> None:
    import torch

    from assistant.describing.onnx.graphs import Decoder, Encoder

    states = range(facts.states)
    seen_names = [f"seen_{number}" for number in states]
    past_names = [f"past_{number}" for number in states]
    next_names = [f"next_{number}" for number in states]
    pixels = torch.zeros(1, 3, facts.side, facts.side)
    token = torch.tensor([[facts.begin]])
    past = [torch.zeros(1, facts.heads, 2, facts.head_size) for _ in states]
    common = {"opset_version": _OPSET, "dynamo": False}
    with torch.no_grad(), warnings.catch_warnings():
        # The successor of this way to export needs one more library, and is slower.
        warnings.simplefilter("ignore")
        encoder, decoder = Encoder(model).eval(), Decoder(model).eval()
        seen = encoder(pixels)
        torch.onnx.export(
            encoder,
            (pixels,),
            str(folder / ENCODER),
            input_names=["pixels"],
            output_names=seen_names,
            **common,
        )
        torch.onnx.export(
            decoder,
            (token, *past, *seen),
            str(folder / DECODER),
            input_names=["token", *past_names, *seen_names],
            output_names=["scores", *next_names],
            dynamic_axes={name: {2: "tokens"} for name in past_names}
            | {name: {2: "tokens and one"} for name in next_names},
            **common,
        )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
