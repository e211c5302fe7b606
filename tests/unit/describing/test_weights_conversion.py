"""Pickle weights become safetensors, and a pickle that is more than weights is not run."""

from __future__ import annotations

import os
import pickle
from pathlib import Path

import pytest

from assistant.core.errors import BadInputError
from assistant.describing.conversion import convert_weights

torch = pytest.importorskip("torch")


class Program:
    """What a hostile pickle holds."""

    def __init__(self, mark: Path) -> None:
        self._mark = mark

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return (os.mkdir, (str(self._mark),))


@pytest.mark.parametrize("zipped", [True, False])
def test_tensors_come_through_unchanged_even_tied_ones(tmp_path: Path, *, zipped: bool) -> None:
    from safetensors.torch import load_file

    weight = torch.arange(12.0).reshape(3, 4)
    state = {"a": weight, "tied": weight, "b": weight.t(), "mask": torch.ones(2, dtype=torch.bool)}
    source, target = tmp_path / "pytorch_model.bin", tmp_path / "model.safetensors"
    torch.save(state, source, _use_new_zipfile_serialization=zipped)
    convert_weights(source, target)
    found = load_file(target)
    assert found.keys() == state.keys()
    for name, tensor in state.items():
        assert torch.equal(found[name], tensor)


def test_more_than_weights_is_refused_and_not_run(tmp_path: Path) -> None:
    mark = tmp_path / "was-run"
    hostile = {"weight": torch.ones(1), "program": Program(mark)}
    sources = [tmp_path / name for name in ("zipped.bin", "plain.bin", "cut.bin")]
    torch.save(hostile, sources[0])
    sources[1].write_bytes(pickle.dumps(hostile))
    torch.save({"weight": torch.ones(1000)}, sources[2])
    sources[2].write_bytes(sources[2].read_bytes()[:2000])
    for source in sources:
        with pytest.raises(BadInputError, match=source.name):
            convert_weights(source, tmp_path / "model.safetensors")
    assert not mark.exists()
    assert not (tmp_path / "model.safetensors").exists()
