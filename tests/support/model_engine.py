"""The engine that is an installed model, with its worker process, as an `Engine` of pixels."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

from assistant.core.backends import Availability
from assistant.core.findings import Line
from assistant.core.frame import Frame, Source
from assistant.describing.client import DescribingClient
from assistant.describing.model_engine import ModelEngine
from assistant.models.catalogue import load_catalogue
from assistant.models.choice import InstalledModels
from assistant.models.portable import import_folder
from assistant.models.store import ModelStore
from assistant.reading.base import ReadOptions

if TYPE_CHECKING:
    from assistant.reading.base import Pixels


class InstalledModelEngine:
    """Installs the model of a folder into a store of its own, and reads with it."""

    name = ModelEngine.name

    def __init__(self, root: Path, folder: Path) -> None:
        store = ModelStore(root)
        import_folder(store, folder)
        models = InstalledModels(store, load_catalogue())
        self._engine = ModelEngine(models, lambda: DescribingClient(precision="f32", threads=1))

    def availability(self) -> Availability:
        return self._engine.availability()

    def supports(self, language: str) -> bool:
        return self._engine.supports(language)

    def warm_up(self) -> None:
        blank = np.full((40, 40, 3), 255, np.uint8)
        list(self.read(blank, ReadOptions(), lambda: False))

    def read(
        self, pixels: Pixels, options: ReadOptions, cancelled: Callable[[], bool]
    ) -> Iterator[Line]:
        source = Source.FILE if options.photo else Source.WINDOW
        frame = Frame(Image.fromarray(pixels), source, scale=options.scale)
        if cancelled():
            return
        for finding in self._engine.read(frame, options.language):
            if cancelled():
                self._engine.cancel()
                return
            if isinstance(finding, Line):
                yield finding

    def close(self) -> None:
        self._engine.close()
