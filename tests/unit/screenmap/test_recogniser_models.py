"""The shipped networks are the ones their cards describe, and small."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path

import pytest

from assistant.core.resources import resource
from assistant.screenmap.elements import ElementKind
from assistant.screenmap.recognising.control_model import ControlModel
from assistant.screenmap.recognising.icon_model import IconModel
from assistant.screenmap.recognising.labels import KINDS, WITH_STATE

FILES = ("model.xml", "model.bin", "labels.txt")
FOLDERS = [resource("models", "icons"), resource("models", "controls")]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_card_names_every_file_with_its_checksum(folder: Path) -> None:
    card = (folder / "CARD.md").read_text(encoding="utf-8")
    told = dict(re.findall(r"\| `([\w.]+)` \| \d+ \| `([0-9a-f]{64})` \|", card))
    assert told == {name: sha256((folder / name).read_bytes()).hexdigest() for name in FILES}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_card_says_what_it_was_made_from(folder: Path) -> None:
    card = (folder / "CARD.md").read_text(encoding="utf-8")
    for part in ("Licence", "Training data", "Scores", "Limits", "lucide-static", "ISC"):
        assert part in card


def test_both_together_are_small() -> None:
    assert sum(path.stat().st_size for folder in FOLDERS for path in folder.iterdir()) <= 4e6


def test_the_kinds_are_those_of_the_map() -> None:
    assert set(KINDS) <= set(ElementKind)
    assert set(KINDS) >= WITH_STATE
    labels = resource("models", "controls") / "labels.txt"
    assert labels.read_text(encoding="utf-8").splitlines() == [kind.value for kind in KINDS]


def test_the_first_meaning_is_none() -> None:
    labels = (resource("models", "icons") / "labels.txt").read_text(encoding="utf-8").splitlines()
    assert labels[0] == "other"
    assert labels[1:] == sorted(set(labels[1:]))
    assert {"search", "settings", "close", "menu"} <= set(labels)


@pytest.mark.parametrize("model", [ControlModel, IconModel])
def test_a_missing_model_is_an_error(
    model: type[ControlModel] | type[IconModel], tmp_path: Path
) -> None:
    with pytest.raises(OSError, match=r"labels\.txt"):
        model(tmp_path, 1)


def test_the_icon_model_is_no_control_model() -> None:
    with pytest.raises(OSError, match="tells other controls apart"):
        ControlModel(resource("models", "icons"), 1)
