"""Measures the screen engine against tesseract and stock rapidocr: quality, and time to hear.

    python tests/bench/ocr_bench.py [FOLDER]

FOLDER holds NAME.png with NAME.json (the words, their boxes); without it, a small set is drawn.
Wall times are medians; what else runs on the machine shows in them, so look at the ratios.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

sys.path[:0] = [str(Path(__file__).resolve().parents[1])]

from bench.ocr_pages import Sample, drawn, load  # noqa: E402
from bench.ocr_scoring import ReadLine, Score, score  # noqa: E402

from assistant.reading.base import ReadOptions  # noqa: E402
from assistant.reading.engines.screen import ScreenEngine  # noqa: E402

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]

DENSE = 30
"""Pages with at least as many lines are dense."""
SCROLLED = 120
"""Rows by which a page is scrolled, pixels."""
TARGETS = {"light": 0.975, "dark": 0.975, "GTK": 0.975, "DPR 2": 0.97}


@dataclass(slots=True)
class Times:
    """Seconds of each page, by its name."""

    first: dict[str, float] = field(default_factory=dict)
    whole: dict[str, float] = field(default_factory=dict)
    again: dict[str, float] = field(default_factory=dict)
    touched: dict[str, float] = field(default_factory=dict)
    scrolled: dict[str, float] = field(default_factory=dict)


class Screen:
    """The engine under test."""

    name = "screen"

    def __init__(self) -> None:
        self.engine = ScreenEngine()
        self.engine.warm_up()

    def lines(self, pixels: Pixels, sample: Sample) -> Iterator[ReadLine]:
        """Read a picture."""
        options = ReadOptions(sample.page.lang, sample.page.dpr)
        for line in self.engine.read(pixels, options, lambda: False):
            yield ReadLine(line.box, line.text)


class Tesseract:
    """tesseract 5, automatic page segmentation (psm 3), two threads, the page's language."""

    name = "tesseract psm 3"
    packs = {"en": "eng", "de": "deu", "fr": "fra", "es": "spa"}  # noqa: RUF012

    def __init__(self, data: str) -> None:
        os.environ["OMP_THREAD_LIMIT"] = "2"
        import tesserocr

        self._module: Any = tesserocr
        self._data = data
        self._apis: dict[str, Any] = {}

    def lines(self, pixels: Pixels, sample: Sample) -> Iterator[ReadLine]:
        """Read a picture, word by word."""
        import cv2

        pack = self.packs.get(sample.page.lang, "eng")
        if pack not in self._apis:
            self._apis[pack] = self._module.PyTessBaseAPI(path=self._data, lang=pack, psm=3)
        api, level = self._apis[pack], self._module.RIL.WORD
        gray = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
        height, width = gray.shape
        api.SetImageBytes(gray.tobytes(), width, height, 1, width)
        api.SetSourceResolution(int(96 * sample.page.dpr))
        api.Recognize()
        for word in self._module.iterate_level(api.GetIterator(), level):
            text, box = word.GetUTF8Text(level), word.BoundingBox(level)
            if text.strip() and box:
                yield ReadLine(box, text)


class StockRapid:
    """rapidocr as it comes out of its wheel."""

    name = "rapidocr, stock"

    def __init__(self) -> None:
        from rapidocr import RapidOCR

        self._engine: Any = RapidOCR(params={"Global.log_level": "error"})

    def lines(self, pixels: Pixels, sample: Sample) -> Iterator[ReadLine]:
        """Read a picture; it is given as BGR, which rapidocr expects."""
        result = self._engine(pixels[..., ::-1])
        if result is None or result.boxes is None:
            return
        for box, text in zip(result.boxes, result.txts, strict=True):
            (left, top), (right, bottom) = box.min(axis=0), box.max(axis=0)
            yield ReadLine((float(left), float(top), float(right), float(bottom)), text)


Reader = Screen | Tesseract | StockRapid


def timed(lines: Iterator[ReadLine]) -> tuple[list[ReadLine], float, float]:
    """Return the lines, and when the first and the last came (seconds)."""
    start = time.perf_counter()
    first = 0.0
    found: list[ReadLine] = []
    for line in lines:
        first = first or time.perf_counter() - start
        found.append(line)
    whole = time.perf_counter() - start
    return found, first or whole, whole


def measure(reader: Reader, sample: Sample, scores: dict[str, Score], times: Times) -> None:
    """Read a sample as a page never seen, and by our engine once more."""
    lines, first, whole = timed(reader.lines(sample.pixels, sample))
    scores[sample.kind] = scores.get(sample.kind, Score()) + score(sample.page, lines)
    times.first[sample.name] = first
    times.whole[sample.name] = whole
    if isinstance(reader, Screen):
        _measure_again(reader, sample, times)


def _measure_again(reader: Screen, sample: Sample, times: Times) -> None:
    """Read the page unchanged, with one spot changed, and scrolled."""
    times.again[sample.name] = timed(reader.lines(sample.pixels, sample))[2]
    touched = sample.pixels.copy()
    touched[-18:-2, -4:-2] ^= 255
    times.touched[sample.name] = timed(reader.lines(touched, sample))[2]
    above, below = sample.pixels[:-SCROLLED], sample.pixels[SCROLLED:]
    reader.engine.forget()
    timed(reader.lines(above, sample))
    times.scrolled[sample.name] = timed(reader.lines(below, sample))[2]
    reader.engine.forget()


def report_quality(readers: dict[str, dict[str, Score]]) -> None:
    """Print word F1 and character errors by class."""
    print(f"{'F1 / CER by class':<22}" + "".join(f"{kind:>18}" for kind in TARGETS))
    for name, scores in readers.items():
        cells = [
            f"{scores[kind].f1:.3f} / {scores[kind].cer:.3f}" if kind in scores else "-"
            for kind in TARGETS
        ]
        print(f"{name:<22}" + "".join(f"{cell:>18}" for cell in cells))
    print(f"{'wanted F1':<22}" + "".join(f"{wanted:>18.3f}" for wanted in TARGETS.values()))


def report_order(readers: dict[str, dict[str, Score]]) -> None:
    """Print how well the reading order is kept."""
    for name, scores in readers.items():
        total = sum(scores.values(), Score())
        print(
            f"reading order, {name}: local tau {total.local_tau:.3f},"
            f" neighbours kept {total.adjacency:.3f}"
        )


def report_times(
    samples: Sequence[Sample], ours: Times, rivals: dict[str, dict[str, float]]
) -> None:
    """Print medians over dense pages, and their ratio to the rivals' on the same pages."""
    dense = [sample.name for sample in samples if _is_dense(sample)]
    dense = dense or [sample.name for sample in samples]
    rows = {
        "first line": ours.first,
        "whole page": ours.whole,
        "unchanged": ours.again,
        "one spot changed": ours.touched,
        f"scrolled {SCROLLED} rows": ours.scrolled,
    }
    print(f"\nmedian ms on {len(dense)} dense pages at DPR 1")
    for label, times in rows.items():
        own = median(times[name] for name in dense) * 1000
        against = "".join(
            f"   {_ratio(times, rival, dense):.2f} x {name}" for name, rival in rivals.items()
        )
        print(f"{label:<22}{own:>8.0f}{against}")
    for name, rival in rivals.items():
        own = median(rival[page] for page in dense if page in rival) * 1000
        print(f"{name + ', whole':<22}{own:>8.0f}")


def _is_dense(sample: Sample) -> bool:
    rows = {round(word.b[1] / 8) for word in sample.page.words}
    return sample.page.dpr == 1 and len(rows) > DENSE


def _ratio(times: dict[str, float], rival: dict[str, float], names: Sequence[str]) -> float:
    common = [name for name in names if name in rival]
    return median(times[name] for name in common) / median(rival[name] for name in common)


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, nargs="?", help="pictures and their words")
    parser.add_argument(
        "--rapid-every", type=int, default=5, help="read every Nth picture by rapidocr; 0: none"
    )
    parser.add_argument("--tessdata", default="/usr/share/tesseract-ocr/5/tessdata")
    options = parser.parse_args(argv)
    samples = load(options.folder) if options.folder and options.folder.is_dir() else []
    samples = samples or drawn()
    print(f"{len(samples)} pictures, {sum(len(sample.page.words) for sample in samples)} words")
    readers: list[tuple[Reader, int]] = [(Screen(), 1), (Tesseract(options.tessdata), 1)]
    if options.rapid_every:
        readers.append((StockRapid(), options.rapid_every))
    scores: dict[str, dict[str, Score]] = {reader.name: {} for reader, _ in readers}
    times = {reader.name: Times() for reader, _ in readers}
    # Picture by picture, so that whatever else runs here slows all of them alike.
    for number, sample in enumerate(samples):
        for reader, every in readers:
            if number % every == 0:
                measure(reader, sample, scores[reader.name], times[reader.name])
    report_quality(scores)
    report_order(scores)
    ours = times.pop(Screen.name)
    report_times(samples, ours, {name: value.whole for name, value in times.items()})
    return 0


if __name__ == "__main__":
    sys.exit(main())
