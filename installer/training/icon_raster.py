"""Draws the families' icons large, once, for everything that renders them later."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from training.icon_families import FAMILIES, Drawing, drawings

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

SIDE = 96
"""Pixels of a raster's longer side."""
VISIBLE, OPAQUE = 24, 128
LEAST_INK = 40
"""Pixels that must be visible."""
ONE_COLOUR = 14
"""Greatest standard deviation of the colour of an icon of one colour."""


@dataclass(frozen=True, slots=True)
class Icon:
    """An icon cut to what is visible of it: height x width x 4 (RGBA)."""

    rgba: NDArray[np.uint8]
    one_colour: bool
    family: str
    concept: str
    path: str


def rasters(drawings_: Sequence[Drawing]) -> Iterator[tuple[Drawing, NDArray[np.uint8]]]:
    """Yield each drawing that can be drawn, with its `SIDE` x `SIDE` x 4 pixels."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QGuiApplication

    application = QGuiApplication.instance() or QGuiApplication([])
    for drawing in drawings_:
        image = _drawn(drawing.path)
        if image is None:
            continue
        pixels = np.frombuffer(image.constBits(), np.uint8).reshape(SIDE, SIDE, 4)
        pixels = pixels[:, :, [2, 1, 0, 3]]
        if (pixels[..., 3] > VISIBLE).sum() >= LEAST_INK:
            yield drawing, pixels
    del application


def _drawn(path: Path) -> QImage | None:
    from PySide6.QtCore import QRectF, Qt
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    image = QImage(SIDE, SIDE, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    try:
        if path.suffix == ".svg":
            svg = QSvgRenderer(str(path))
            if not svg.isValid():
                return None
            view = svg.viewBoxF()
            size = view.size() if view.width() > 0 else svg.defaultSize().toSizeF()
            size.scale(SIDE, SIDE, Qt.AspectRatioMode.KeepAspectRatio)
            left, top = (SIDE - size.width()) / 2, (SIDE - size.height()) / 2
            svg.render(painter, QRectF(left, top, size.width(), size.height()))
            return image
        source = QImage(str(path))
        if source.isNull():
            return None
        source = source.scaled(
            SIDE,
            SIDE,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        painter.drawImage((SIDE - source.width()) // 2, (SIDE - source.height()) // 2, source)
        return image
    finally:
        painter.end()


def _cut(drawing: Drawing, pixels: NDArray[np.uint8]) -> Icon:
    rows, columns = np.nonzero(pixels[..., 3] > VISIBLE)
    rgba = pixels[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1].copy()
    solid = rgba[..., :3][rgba[..., 3] > OPAQUE].astype(np.float32)
    plain = not len(solid) or float(solid.std(axis=0).max()) < ONE_COLOUR
    return Icon(rgba, plain, drawing.family, drawing.concept, str(drawing.path))


def load_icons(packages: Path, cache: Path) -> list[Icon]:
    """Return every family's icons; drawn once, then read from `cache` (a .npz file)."""
    if not cache.is_file():
        found = [d for family in FAMILIES for d in drawings(family, packages)]
        drawn = list(rasters(found))
        np.savez(
            cache,
            pixels=np.stack([pixels for _drawing, pixels in drawn]),
            family=[d.family for d, _pixels in drawn],
            concept=[d.concept for d, _pixels in drawn],
            path=[str(d.path) for d, _pixels in drawn],
        )
    kept = np.load(cache)
    rows = zip(kept["pixels"], kept["family"], kept["concept"], kept["path"], strict=True)
    return [_cut(Drawing(Path(path), str(f), str(c)), pixels) for pixels, f, c, path in rows]
