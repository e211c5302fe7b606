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
from collections.abc import Callable, Iterator, Sequence
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
    """Seconds of each page, in the pages' order."""

    first: list[float] = field(default_factory=list)
    whole: list[float] = field(default_factory=list)
    again: list[float] = field(default_factory=list)
    touched: list[float] = field(default_factory=list)
    scrolled: list[float] = field(default_factory=list)


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


def measure(reader: Reader, samples: Sequence[Sample]) -> tuple[dict[str, Score], Times]:
    """Read every sample once, as a page never seen."""
    scores: dict[str, Score] = {}
    times = Times()
    for sample in samples:
        lines, first, whole = timed(reader.lines(sample.pixels, sample))
        scores[sample.kind] = scores.get(sample.kind, Score()) + score(sample.page, lines)
        times.first.append(first)
        times.whole.append(whole)
        if isinstance(reader, Screen):
            _measure_again(reader, sample, times)
    return scores, times


def _measure_again(reader: Screen, sample: Sample, times: Times) -> None:
    """Read the page unchanged, with one spot changed, and scrolled."""
    times.again.append(timed(reader.lines(sample.pixels, sample))[2])
    touched = sample.pixels.copy()
    touched[-18:-2, -4:-2] ^= 255
    times.touched.append(timed(reader.lines(touched, sample))[2])
    above, below = sample.pixels[:-SCROLLED], sample.pixels[SCROLLED:]
    reader.engine.forget()
    timed(reader.lines(above, sample))
    times.scrolled.append(timed(reader.lines(below, sample))[2])
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


def report_times(samples: Sequence[Sample], ours: Times, rivals: dict[str, list[float]]) -> None:
    """Print medians, and their ratio to the rivals' on the same pages."""
    dense = [
        k
        for k, sample in enumerate(samples)
        if sample.page.dpr == 1
        and len({round(word.b[1] / 8) for word in sample.page.words}) > DENSE
    ] or list(range(len(samples)))
    rows: list[tuple[str, Callable[[Times], list[float]]]] = [
        ("first line", lambda times: times.first),
        ("whole page", lambda times: times.whole),
        ("unchanged", lambda times: times.again),
        ("one spot changed", lambda times: times.touched),
        (f"scrolled {SCROLLED} rows", lambda times: times.scrolled),
    ]
    print(f"\nmedian ms on {len(dense)} dense pages at DPR 1")
    for label, pick in rows:
        own = median(pick(ours)[k] for k in dense)
        against = "".join(
            f"   {own / median(times[k] for k in dense if k < len(times)):.2f} x {name}"
            for name, times in rivals.items()
        )
        print(f"{label:<22}{own * 1000:>8.0f}{against}")
    for name, times in rivals.items():
        print(f"{name + ', whole page':<34}{median(times[k] for k in dense) * 1000:.0f}")


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, nargs="?", help="pictures and their words")
    parser.add_argument("--no-rapid", action="store_true", help="leave the slow rapidocr out")
    parser.add_argument("--tessdata", default="/usr/share/tesseract-ocr/5/tessdata")
    options = parser.parse_args(argv)
    samples = load(options.folder) if options.folder and options.folder.is_dir() else []
    samples = samples or drawn()
    print(f"{len(samples)} pictures, {sum(len(sample.page.words) for sample in samples)} words")
    makers: list[Callable[[], Reader]] = [Screen, lambda: Tesseract(options.tessdata)]
    if not options.no_rapid:
        makers.append(StockRapid)
    scores: dict[str, dict[str, Score]] = {}
    times: dict[str, Times] = {}
    for make in makers:
        reader = make()
        scores[reader.name], times[reader.name] = measure(reader, samples)
    report_quality(scores)
    report_order(scores)
    ours = times.pop(Screen.name)
    report_times(samples, ours, {name: value.whole for name, value in times.items()})
    return 0


if __name__ == "__main__":
    sys.exit(main())
