"""Small drawings that style sheets show."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

_SVG = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'>{}</svg>"


def picture(folder: Path, name: str, drawing: str, colour: str, weight: float) -> str:
    """Write `drawing`, with colour and weight put in, as SVG to `folder`; return its url(…)."""
    text = _SVG.format(drawing.format(colour, weight))
    path = folder / f".{name}-{sha256(text.encode()).hexdigest()[:12]}.svg"
    path.write_text(text, encoding="utf-8")
    return f"url({path.as_posix()})"
