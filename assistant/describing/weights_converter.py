"""The process that turns pickle weights into safetensors, once: SOURCE TARGET.

torch's weights-only reader builds tensors and nothing else; should it ever let more through, this
process has no network, and dies with the one that asked.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from assistant.workers.guard import die_with_parent, limit_memory, refuse_network

_RUNTIME_MB = 2_000
_COPIES = 3


def convert(source: Path, target: Path) -> None:
    """Write the tensors of `source` to `target`.

    Raises:
        Exception: of many kinds, where the file is no plain table of tensors.

    """
    import torch
    from safetensors.torch import save_file

    state = torch.load(source, map_location="cpu", weights_only=True)
    tensors: dict[str, torch.Tensor] = {}
    seen: set[int] = set()
    for name, tensor in state.items():
        if not isinstance(name, str) or not isinstance(tensor, torch.Tensor):
            raise TypeError(name)
        storage = tensor.untyped_storage().data_ptr()
        # The format has no tensors that share their numbers.
        tensor = tensor.contiguous()
        tensors[name] = tensor.clone() if storage in seen else tensor
        seen.add(storage)
    save_file(tensors, target, metadata={"format": "pt"})


def main(arguments: Sequence[str]) -> int:
    """Convert; the exit status tells whether it went well."""
    source, target = map(Path, arguments)
    die_with_parent()
    refuse_network()
    limit_memory(_RUNTIME_MB + _COPIES * (source.stat().st_size >> 20))
    try:
        convert(source, target)
    except Exception as error:
        # Only the kind: the file's own words are not to be trusted.
        print(type(error).__name__, file=sys.stderr)  # noqa: T201
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
