"""Pictures are resized and normalised as Pillow and numpy do it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

pytest.importorskip("transformers", reason="there are no models: no transformers")

from PIL.Image import Resampling, fromarray, new
from PIL.ImageDraw import Draw
from support.tiny_models import tiny_model
from transformers import AutoImageProcessor
from transformers.image_processing_backends import PilBackend
from transformers.image_utils import SizeDict

from assistant.describing import resizing
from assistant.describing.loading import Precision, load
from assistant.describing.resizing import speed_up


def picture(height: int, width: int) -> np.ndarray[Any, np.dtype[np.uint8]]:
    return np.random.default_rng(4).integers(0, 256, (3, height, width), np.uint8)


@pytest.mark.parametrize("resample", [Resampling.BILINEAR, Resampling.BICUBIC])
@pytest.mark.parametrize("size", [(60, 90), (131, 60), (37, 172)])
def test_pixels_are_those_of_pillow(resample: Resampling, size: tuple[int, int]) -> None:
    processor = PilBackend()
    seen = picture(131, 173)
    wanted = SizeDict(height=size[0], width=size[1])
    usual = PilBackend.resize(processor, seen, wanted, resample=resample)
    speed_up(processor)
    own = processor.resize(image=seen, size=wanted, resample=resample)
    assert own.shape == usual.shape == (3, *size)
    apart = np.abs(own.astype(int) - usual)
    assert apart.mean() < 0.3
    assert apart.max() <= 8


def test_on_a_screen_they_differ_by_1_at_most() -> None:
    seen = new("RGB", (640, 360), "white")
    draw = Draw(seen)
    for number in range(30):
        draw.rectangle((number * 20, 5 * number, number * 20 + 90, 200), (9 * number, 80, 200))
        draw.text((20, 12 * number), "Options and settings", "black")
    pixels = np.moveaxis(np.array(seen), -1, 0)
    wanted, processor = SizeDict(height=256, width=256), PilBackend()
    usual = PilBackend.resize(processor, pixels, wanted, resample=Resampling.BICUBIC)
    speed_up(processor)
    own = processor.resize(image=pixels, size=wanted, resample=Resampling.BICUBIC)
    assert np.abs(own.astype(int) - usual).max() <= 1


@pytest.mark.parametrize(
    ("size", "resample", "kind"),
    [
        ({"height": 150, "width": 40}, Resampling.BICUBIC, np.uint8),
        ({"shortest_edge": 50}, Resampling.BICUBIC, np.uint8),
        ({"height": 50, "width": 40}, Resampling.LANCZOS, np.uint8),
        ({"height": 50, "width": 40}, None, np.uint8),
        ({"height": 50, "width": 40}, Resampling.BICUBIC, np.float32),
    ],
)
def test_what_is_rare_stays_with_pillow(size: dict[str, int], resample: Any, kind: Any) -> None:
    processor = PilBackend()
    seen = (picture(131, 173) / (1 if kind is np.uint8 else 255)).astype(kind)
    usual = PilBackend.resize(processor, seen, SizeDict(**size), resample=resample)
    speed_up(processor)
    own = processor.resize(image=seen, size=SizeDict(**size), resample=resample)
    assert np.array_equal(own, usual)


@pytest.mark.parametrize("mean", [[0.4, 0.5, 0.6], 0.5])
def test_normalised_are_the_same_numbers(mean: Any) -> None:
    processor = PilBackend()
    seen = picture(30, 20).astype(np.float32) / 255
    before = seen.copy()
    usual = PilBackend.normalize(processor, seen, mean, [0.2, 0.3, 0.4])
    speed_up(processor)
    own = processor.normalize(image=seen, mean=mean, std=[0.2, 0.3, 0.4])
    assert own.dtype == usual.dtype
    assert np.array_equal(own, usual)
    assert np.array_equal(seen, before)


def test_a_processor_with_ways_of_its_own_keeps_them() -> None:
    class Own(PilBackend):  # type: ignore[misc]
        def resize(self, image: Any, *_arguments: Any, **_settings: Any) -> Any:
            return image

    processor = Own()
    speed_up(processor)
    assert "resize" not in vars(processor)
    assert "normalize" in vars(processor)


def test_a_models_processor_is_the_faster_one_and_makes_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    processor = AutoImageProcessor.from_pretrained(tiny_model("florence-2"))
    seen = fromarray(np.moveaxis(picture(200, 300), 0, -1))
    usual = processor(seen, return_tensors="np")["pixel_values"]
    used: list[str] = []
    resize = resizing._resize

    def counted(*arguments: Any, **settings: Any) -> Any:
        used.append("resize")
        return resize(*arguments, **settings)

    monkeypatch.setattr(resizing, "_resize", counted)
    speed_up(processor)
    own = processor(seen, return_tensors="np")["pixel_values"]
    assert used
    assert np.abs(own - usual).max() < 0.02
    assert np.abs(own - usual).mean() < 1e-4


@pytest.mark.parametrize("precision", [Precision.INT8, Precision.BF16, Precision.F32])
def test_only_exact_models_keep_to_pillow(precision: Precision) -> None:
    processor = load(tiny_model("florence-2"), precision).processing.image_processor
    assert ("resize" in vars(processor)) == (precision is not Precision.F32)
