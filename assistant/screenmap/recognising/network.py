"""Runs a small network on OpenVINO, in batches of one size."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import numpy as np
import openvino as ov
from numpy.typing import NDArray


class Network:
    """A network in `folder`: `model.xml`, `model.bin`, and `labels.txt` with a class on each line.

    Raises:
        OSError, RuntimeError: the files are missing or broken.

    """

    def __init__(self, folder: Path, batch: int, threads: int) -> None:
        listing = (folder / "labels.txt").read_text(encoding="utf-8")
        self.labels = listing.removesuffix("\n").split("\n")
        self._batch = batch
        core = ov.Core()
        model = core.read_model(folder / "model.xml")
        # One shape: each further one would be compiled at its first use.
        model.reshape({each: [batch, *list(each.get_partial_shape())[1:]] for each in model.inputs})
        # 32-bit rests, so that processors with and without bfloat16 say the same.
        compiled: Any = core.compile_model(
            model,
            "CPU",
            {
                "INFERENCE_NUM_THREADS": threads,
                "NUM_STREAMS": threads,
                "INFERENCE_PRECISION_HINT": "f32",
            },
        )
        self._idle: SimpleQueue[Any] = SimpleQueue()
        for _ in range(threads):
            self._idle.put(compiled.create_infer_request())
        # The binding initialises itself in its first call; two of them at once can lock each
        # other out for ever.
        shapes = [(list(each.shape), each.element_type.to_dtype()) for each in model.inputs]
        self._part([np.zeros(shape, kind) for shape, kind in shapes], 0)

    def run(
        self, inputs: Sequence[NDArray[Any]], pool: Executor | None = None
    ) -> NDArray[np.float32]:
        """Return the output for each row of the inputs, which are equally many."""
        starts = range(0, len(inputs[0]), self._batch)
        run = map if pool is None else pool.map
        parts = list(run(lambda start: self._part(inputs, start), starts))
        return np.concatenate(parts) if parts else np.empty((0, 0), np.float32)

    def _part(self, inputs: Sequence[NDArray[Any]], start: int) -> NDArray[np.float32]:
        parts = [each[start : start + self._batch] for each in inputs]
        count = len(parts[0])
        if count < self._batch:
            missing = self._batch - count
            parts = [np.pad(each, [(0, missing)] + [(0, 0)] * (each.ndim - 1)) for each in parts]
        request = self._idle.get()
        try:
            request.infer(dict(enumerate(parts)), share_inputs=True)
            return np.array(request.get_output_tensor(0).data[:count], np.float32)
        finally:
            self._idle.put(request)


def softmax(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the probabilities of each row."""
    power = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.asarray(power / power.sum(axis=1, keepdims=True), np.float32)
