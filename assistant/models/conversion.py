"""Puts safetensors in the place of pickle weights, before a model is locked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from assistant.core.findings import Progress
from assistant.models.files import PICKLE, SAFETENSORS
from assistant.models.lock import LockedFile, sha256_of
from assistant.models.watch import Watch

Convert = Callable[[Path, Path], None]
"""Writes the tensors of a pickle file (first) to a safetensors file (second).

It raises BadInputError where there is more than tensors in it.
"""


@dataclass(frozen=True, slots=True)
class Converter:
    """Converts pickle weights; `check` raises MissingPartError where that is not possible here."""

    check: Callable[[], None]
    convert: Convert


def converted(folder: Path, convert: Convert, watch: Watch) -> LockedFile:
    """Convert the pickle in `folder`, which is deleted in any case."""
    watch.check()
    watch.told(Progress("converting"))
    source, target = folder / PICKLE, folder / SAFETENSORS
    try:
        convert(source, target)
    finally:
        source.unlink()
    digest = sha256_of(target, lambda _count: watch.check())
    return LockedFile(SAFETENSORS, target.stat().st_size, digest)
