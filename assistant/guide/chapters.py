"""The chapters of the guide, in the language that EarSight talks in where there is one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

_WRITTEN_IN = "en"
"""The language of the chapters of the folder itself; translations are in folders of their own."""
_FIRST = ("start.md", "setup.md", "keys.md")
_LAST = ("models.md", "model-families.md")


@dataclass(frozen=True, slots=True)
class Chapter:
    """`language` is the tag of what is written in the file."""

    path: Path
    language: str = _WRITTEN_IN


def chapters_in(folder: Path, language: str) -> list[Chapter]:
    """The chapters of a folder in a language ("de", "pt-BR"), in the order in which one reads them.

    A chapter that is not translated is there in English. The folder of a translation is named
    like that of a catalogue: "pt_BR", else "pt".
    """
    found = {path.name: Chapter(path) for path in sorted(folder.glob("*.md"))}
    for tag in (language.partition("-")[0], language):
        for name in found:
            path = folder / tag.replace("-", "_") / name
            if path.is_file():
                found[name] = Chapter(path, tag)
    first = [found.pop(name) for name in _FIRST if name in found]
    last = [found.pop(name) for name in _LAST if name in found]
    return [*first, *found.values(), *last]
