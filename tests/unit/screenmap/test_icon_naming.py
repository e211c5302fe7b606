"""How sure an icon's name must be, by what the icon looks like."""

from __future__ import annotations

import math

import numpy as np
import pytest
from numpy.typing import NDArray

from assistant.core.resources import resource
from assistant.screenmap.recognising.icon_model import (
    SHAPES,
    SURE,
    IconModel,
    least_confidence,
)

SIDE, EDGE = 28, 6


def _box(ink: tuple[int, int, int], darkest: float = 1.0) -> NDArray[np.uint8]:
    """Return a page with a filled box, which gets darker downwards to `darkest` of its colour."""
    page = np.full((SIDE, SIDE, 3), 250, np.uint8)
    rows = np.linspace(1.0, darkest, SIDE - 2 * EDGE)[:, None, None]
    page[EDGE:-EDGE, EDGE:-EDGE] = (np.array(ink) * rows).astype(np.uint8)
    return page


PLAIN, RED, SHADED = _box((70, 70, 70)), _box((200, 20, 20)), _box((120, 120, 120), 0.5)


@pytest.mark.parametrize(
    ("name", "crop", "least"),
    [
        ("search", PLAIN, 0.0),
        ("stop", PLAIN, SURE),
        ("search", RED, SURE),
        ("search", SHADED, SURE),
        ("search", _box((120, 120, 120), 0.75), SURE),
        ("stop", RED, math.inf),
        ("stop", SHADED, math.inf),
    ],
    ids=["plain", "plain shape", "red", "shaded", "slightly shaded", "red shape", "shaded shape"],
)
def test_what_is_tinted_or_a_bare_shape_must_be_surer(
    name: str, crop: NDArray[np.uint8], least: float
) -> None:
    assert least_confidence(name, crop) == least


def test_every_bare_shape_is_a_meaning() -> None:
    labels = (resource("models", "icons") / "labels.txt").read_text(encoding="utf-8").splitlines()
    assert set(labels) >= SHAPES


def test_a_shaded_box_has_no_name_and_a_plain_one_has() -> None:
    model = IconModel(resource("models", "icons"), 1)
    box = [(float(EDGE), float(EDGE), float(SIDE - EDGE), float(SIDE - EDGE))]
    assert model.name(PLAIN, box)[0][0] == "stop"
    assert model.name(SHADED, box)[0][0] == ""
