"""The second engine: tesseract, for every language that it has a pack for."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.core.backends import USABLE, Availability
from assistant.core.errors import BadInputError, WorkerError
from assistant.core.findings import Line
from assistant.core.i18n import _
from assistant.reading import tessdata, tesseract_tsv
from assistant.reading.base import ReadOptions
from assistant.reading.languages import Language, languages

if TYPE_CHECKING:
    from assistant.reading.base import Pixels

ZOOM = 1.5
"""Enlargement of screens: at 96 dpi it raises the word F1 from .91 to .93."""
ZOOM_BELOW_SCALE = 1.4
_DPI = 96
_PAGE, _BLOCK = 3, 6
"""Page segmentation modes: find blocks automatically; one uniform block."""
_TEXT_BLOCKS = frozenset({1, 2, 3, 6, 7, 8})
"""Flowing, heading, pull-out, table, vertical and caption text (tesseract's PolyBlockType)."""
_BLOCK_PADDING = 4
_POLL_SECONDS = 0.05
_COMMAND_SECONDS = 120.0


class TesseractEngine:
    """Reads block by block through the tesserocr library.

    Where that is missing, or `command_only`, it reads whole pages by the `tesseract` command.
    """

    name = "tesseract"

    def __init__(self, *, command_only: bool = False) -> None:
        self._command_only = command_only

    def availability(self) -> Availability:
        """Whether the library or the command is here, with a language pack; imports nothing."""
        if not self._has_library and shutil.which("tesseract") is None:
            return Availability(
                False, _("Tesseract is not installed."), _("Install the program tesseract.")
            )
        if not tessdata.folders():
            return Availability(
                False,
                _("Tesseract has no language pack."),
                _("Install one, for example tesseract-ocr-eng."),
            )
        return USABLE

    def supports(self, language: str) -> bool:
        """Whether the packs of the language, or of all joined by "+", are installed."""
        try:
            wanted = languages(language)
        except BadInputError:
            return False
        return tessdata.folder_with(entry.pack for entry in wanted) is not None

    def warm_up(self) -> None:
        """Load the English pack where there is one."""
        folder = tessdata.folder_with(["eng"])
        if folder is not None and self._has_library:
            _api(folder, "eng")

    def read(
        self, pixels: Pixels, options: ReadOptions, cancelled: Callable[[], bool]
    ) -> Iterator[Line]:
        """Yield the lines as `Engine` asks, one block of text after the other."""
        folder, packs = _packs(languages(options.language))
        height, width = pixels.shape[:2]
        zoom = ZOOM if options.scale < ZOOM_BELOW_SCALE and not options.photo else 1.0
        tables = _library_tables if self._has_library else _command_tables
        block = 0
        for table in tables(_gray(pixels, zoom), folder, packs, zoom, cancelled):
            if "ell" in packs:
                # The Greek pack writes the micro sign for the letter mu, and voices say "micro".
                table = table.replace("\u00b5", "\u03bc")
            for line in tesseract_tsv.lines(table, block, zoom, (width, height)):
                if cancelled():
                    return
                block = line.block + 1
                yield line

    @property
    def _has_library(self) -> bool:
        return not self._command_only and find_spec("tesserocr") is not None


def _packs(wanted: list[Language]) -> tuple[Path, str]:
    """Return the folder and packs; English too beside other scripts, whose screens mix both."""
    names = list(dict.fromkeys(entry.pack for entry in wanted))
    mixed = names if any(entry.latin for entry in wanted) else [*names, "eng"]
    for packs in (mixed, names):
        folder = tessdata.folder_with(packs)
        if folder is not None:
            return folder, "+".join(packs)
    raise tessdata.missing_pack(wanted)


def _gray(pixels: Pixels, zoom: float) -> Pixels:
    import cv2
    import numpy as np

    gray = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    if zoom != 1.0:
        gray = cv2.resize(gray, None, fx=zoom, fy=zoom, interpolation=cv2.INTER_CUBIC)
    return np.asarray(gray, np.uint8)


@lru_cache(maxsize=2)
def _api(folder: Path, packs: str) -> Any:
    import tesserocr

    return tesserocr.PyTessBaseAPI(path=str(folder), lang=packs)


def _library_tables(
    gray: Pixels, folder: Path, packs: str, zoom: float, cancelled: Callable[[], bool]
) -> Iterator[str]:
    """Find the blocks first and yield a table for each, so that reading begins with the first."""
    import tesserocr

    api = _api(folder, packs)
    height, width = gray.shape
    api.SetPageSegMode(_PAGE)
    api.SetImageBytes(gray.tobytes(), width, height, 1, width)
    api.SetSourceResolution(round(_DPI * zoom))
    try:
        layout = api.AnalyseLayout()
        level = tesserocr.RIL.BLOCK
        blocks = [
            block.BoundingBox(level, _BLOCK_PADDING)
            for block in (tesserocr.iterate_level(layout, level) if layout else ())
            if int(block.BlockType()) in _TEXT_BLOCKS
        ]
        api.SetPageSegMode(_BLOCK)
        for x0, y0, x1, y1 in filter(None, blocks):
            if cancelled():
                return
            api.SetRectangle(x0, y0, x1 - x0, y1 - y0)
            api.Recognize()
            yield api.GetTSVText(0)
    finally:
        api.Clear()


def _command_tables(
    gray: Pixels, folder: Path, packs: str, zoom: float, cancelled: Callable[[], bool]
) -> Iterator[str]:
    """Yield one table for the whole page, by the `tesseract` command; the picture is piped."""
    height, width = gray.shape
    options = ["--tessdata-dir", str(folder), "-l", packs, "--psm", str(_PAGE)]
    options += ["--dpi", str(round(_DPI * zoom)), "tsv"]
    picture = b"P5 %d %d 255\n" % (width, height) + gray.tobytes()
    child = subprocess.Popen(
        [shutil.which("tesseract") or "tesseract", "stdin", "stdout", *options],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    with child, ThreadPoolExecutor(1) as talker:
        talk = talker.submit(child.communicate, picture)
        deadline = time.monotonic() + _COMMAND_SECONDS
        while not wait([talk], _POLL_SECONDS).done:
            if cancelled() or time.monotonic() > deadline:
                child.kill()
        if cancelled():
            return
        table, _complaints = talk.result()
    if child.returncode:
        raise WorkerError(_("Tesseract could not read the picture."), _("Try again."))
    yield table.decode("utf-8", "replace")
