"""The bytes that a frame gives to what reads or describes it."""

from __future__ import annotations

import random

import pytest
from PIL import Image

from assistant.core.frame import Frame, Source


def noise(mode: str, width: int, height: int) -> Image.Image:
    count = width * height * len(Image.new(mode, (1, 1)).getbands())
    chance = random.Random(4)  # noqa: S311 - the same picture every time
    return Image.frombytes(mode, (width, height), chance.randbytes(count))


@pytest.mark.parametrize("height", [1, 127, 128, 129, 300])
@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_they_are_all_rows_one_after_the_other(mode: str, height: int) -> None:
    picture = noise(mode, 7, height)
    assert Frame(picture, Source.SCREEN).rgb() == picture.convert("RGB").tobytes()


def test_what_is_transparent_lies_on_white() -> None:
    picture = Image.new("RGBA", (5, 200), (10, 20, 30, 0))
    picture.paste((10, 20, 30, 255), (0, 150, 5, 200))
    pixels = Frame(picture, Source.CLIPBOARD).rgb()
    assert pixels == b"\xff" * (3 * 5 * 150) + bytes((10, 20, 30)) * (5 * 50)
