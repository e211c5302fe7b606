"""Where the shipped files are: sounds, icons, models, translations."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def _root() -> Path:
    package = Path(__file__).resolve().parent.parent
    packaged = package / "_resources"
    return packaged if packaged.is_dir() else package.parent / "resources"


def resource(*parts: str) -> Path:
    """The path of a shipped file or folder, e.g. `resource("sounds", "done.wav")`."""
    return _root().joinpath(*parts)
