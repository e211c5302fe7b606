"""What every OCR engine must do, over the fake and over those installed here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import numpy as np
import pytest
from rapidfuzz.distance import Levenshtein
from support.fake_engine import FakeEngine
from support.rendered import Page, page

from assistant.core.findings import Line
from assistant.reading.base import Engine, ReadOptions
from assistant.reading.engines.rapid import RapidEngine
from assistant.reading.engines.screen import ScreenEngine
from assistant.reading.engines.tesseract import TesseractEngine

if TYPE_CHECKING:
    from assistant.reading.base import Pixels

PAGE = page(
    "Mouse and Touchpad",
    "Pointer speed can be changed below.",
    "Choose which button is the primary one.",
    "Natural scrolling moves the content.",
    "Press Help to learn more, or Close.",
)
LARGE = page(*PAGE.lines, size=36, width=1400)


def fake() -> Engine:
    lines = zip(PAGE.lines, PAGE.boxes, strict=True)
    return FakeEngine([Line(text, box, 0.9, n) for n, (text, box) in enumerate(lines)])


def trocr() -> Engine:
    pytest.importorskip("transformers", reason="trocr is not checked: transformers is missing")
    from support.model_engine import InstalledModelEngine
    from support.taught_trocr import taught_trocr

    folder = taught_trocr((PAGE, 1.0), (LARGE, 2.0))
    return InstalledModelEngine(folder.parent / "store", folder)


ENGINES: dict[str, Callable[[], Engine]] = {
    "fake": fake,
    "screen": ScreenEngine,
    "rapid": RapidEngine,
    "tesseract": TesseractEngine,
    "tesseract command": lambda: TesseractEngine(command_only=True),
    "trocr": trocr,
}


@pytest.fixture(scope="module", params=ENGINES)
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    made = ENGINES[request.param]()
    available = made.availability()
    if not available.usable:
        pytest.skip(f"{request.param} is not checked: {available.reason}")
    if not made.supports("en"):
        pytest.skip(f"{request.param} is not checked: it cannot read English here")
    made.warm_up()
    yield made
    if hasattr(made, "close"):
        made.close()


def pixels(of: Page) -> Pixels:
    return np.asarray(of.image, np.uint8)


def read(engine: Engine, picture: Pixels, **options: object) -> list[Line]:
    return list(engine.read(picture, ReadOptions(**options), lambda: False))  # type: ignore[arg-type]


def test_reads_every_line_in_order(engine: Engine) -> None:
    found = read(engine, pixels(PAGE))
    assert len(found) == len(PAGE.lines)
    for line, text in zip(found, PAGE.lines, strict=True):
        assert Levenshtein.normalized_similarity(line.text, text) >= 0.9


def test_boxes_are_in_the_picture_and_on_the_lines(engine: Engine) -> None:
    width, height = PAGE.image.size
    for line, true in zip(read(engine, pixels(PAGE)), PAGE.boxes, strict=True):
        x0, y0, x1, y1 = line.box
        assert 0 <= x0 < x1 <= width
        assert 0 <= y0 < y1 <= height
        common_width = min(x1, true[2]) - max(x0, true[0])
        common_height = min(y1, true[3]) - max(y0, true[1])
        assert common_width > 0.9 * (true[2] - true[0])
        assert common_height > 0.6 * (true[3] - true[1])


def test_confidences_are_fractions_and_blocks_count_up(engine: Engine) -> None:
    found = read(engine, pixels(PAGE))
    assert all(0.5 < line.confidence <= 1.0 for line in found)
    blocks = [line.block for line in found]
    assert blocks == sorted(blocks)
    assert blocks[0] >= 0


def test_photos_and_large_scales_are_read_too(engine: Engine) -> None:
    assert read(engine, pixels(PAGE), photo=True)
    assert len(read(engine, pixels(LARGE), scale=2.0)) == len(PAGE.lines)


def test_cancel_ends_the_lines_early(engine: Engine) -> None:
    found: list[Line] = []
    picture = pixels(page(*[f"Row {number} of a long page" for number in range(20)]))
    for line in engine.read(picture, ReadOptions(), lambda: bool(found)):
        found.append(line)  # noqa: PERF402 - the callback looks at it meanwhile
    assert len(found) == 1


def test_cancelled_before_it_begins(engine: Engine) -> None:
    picture = pixels(page("Another page", "that nothing has read before"))
    assert not list(engine.read(picture, ReadOptions(), lambda: True))


@pytest.mark.parametrize(("height", "width"), [(300, 400), (1, 1), (1, 500), (500, 1), (3, 3)])
def test_a_picture_without_text_has_no_lines(engine: Engine, height: int, width: int) -> None:
    assert read(engine, np.full((height, width, 3), 200, np.uint8)) == []


def test_an_unknown_language_is_not_supported(engine: Engine) -> None:
    assert engine.supports("en")
    assert not engine.supports("tlh")
