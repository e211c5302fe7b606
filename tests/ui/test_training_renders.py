"""The windows that the control model learns from show what their truth says."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot
from training.icon_families import FAMILIES, Split
from training.qt_truth import Truth
from training.qt_windows import render

from assistant.screenmap.recognising.labels import KINDS

ICON = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'><path d='M2 2h12v12z'/></svg>"


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    """One icon of each family."""
    for family in FAMILIES:
        if family.split in (Split.TRAIN, Split.TEST):
            path = tmp_path / family.package / family.folders[0].replace("*", "x")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(ICON, encoding="utf-8")
    return tmp_path


def _rendered(packages: Path, split: str) -> list[tuple[str, QImage, list[Truth]]]:
    return list(render(packages, packages, range(4), split))


@pytest.mark.parametrize("split", ["train", "valid", "test"])
def test_every_control_lies_in_its_picture(qtbot: QtBot, packages: Path, split: str) -> None:
    kinds = set()
    for _name, picture, controls in _rendered(packages, split):
        assert picture.width() > 100
        for kind, x0, y0, x1, y1, _checked in controls:
            assert 0 <= x0 < x1 <= picture.width()
            assert 0 <= y0 < y1 <= picture.height()
            kinds.add(kind)
    assert kinds <= {*KINDS, "ignored"}
    assert len(kinds) > 4


def test_a_number_makes_the_same_window_again(qtbot: QtBot, packages: Path) -> None:
    first, second = _rendered(packages, "train"), _rendered(packages, "train")
    for (_name, picture, controls), (_again, other, same) in zip(first, second, strict=True):
        assert controls == same
        here, there = (
            np.frombuffer(each.constBits(), np.uint8).astype(np.int16) for each in (picture, other)
        )
        assert np.abs(here - there).mean() < 1
