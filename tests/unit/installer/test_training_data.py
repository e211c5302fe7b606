"""What the models of the screen map may learn from, and what they are only tested on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from training.concept_names import OTHER, alike, concept_of, concepts
from training.icon_families import FAMILIES, Split, drawings
from training.packages import HERE, PERMISSIVE, packages
from training.web_looks import SHEETS, TEST_SHEETS

from assistant.core.resources import resource

TESTED = {"octicons", "ionicons", "heroicons", "carbon", "fontawesome"}


def test_training_learns_from_permissive_licences_alone() -> None:
    licences = {each.name: each.licence for each in packages()}
    used = (Split.TRAIN, Split.CALIBRATION)
    families = [family.package for family in FAMILIES if family.split in used]
    sheets = [name for name in licences if any(f"{s}/".startswith(f"{name}/") for s in SHEETS)]
    assert len(families) == 13
    assert len(sheets) >= 8
    assert {licences[name] for name in (*families, *sheets)} <= PERMISSIVE


def test_the_tests_families_and_sheets_are_not_trained_on() -> None:
    assert {family.name for family in FAMILIES if family.split is Split.TEST} == TESTED
    used = (Split.TRAIN, Split.CALIBRATION)
    learned = {family.package for family in FAMILIES if family.split in used}
    shown = {family.package for family in FAMILIES if family.split is Split.UNTOUCHED}
    assert shown
    assert not shown & learned
    assert not set(SHEETS) & set(TEST_SHEETS)


def test_versions_are_pinned_and_contents_checked() -> None:
    locked = json.loads((HERE / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    asked = json.loads((HERE / "package.json").read_text(encoding="utf-8"))["dependencies"]
    assert {each.name: each.version for each in packages()} == asked
    assert all(entry["integrity"].startswith("sha512-") for name, entry in locked.items() if name)


@pytest.mark.parametrize(
    ("family", "stem", "concept"),
    [
        ("lucide", "search", "search"),
        ("fluentui", "ic_fluent_search_24_regular", "search"),
        ("remixicon", "delete-bin-2-line", "delete"),
        ("carbon", "trash-can", "delete"),
        ("bootstrap", "list", "menu"),
        ("feather", "coffee", OTHER),
        ("lucide", "search-code", None),
        ("fluentui", "ic_fluent_arrow_reply_24_regular_rtl", None),
        ("bootstrap", "square", None),
    ],
)
def test_meanings_of_file_names(family: str, stem: str, concept: str | None) -> None:
    assert concept_of(family, stem) == concept


def test_the_model_knows_the_table() -> None:
    labels = (resource("models", "icons") / "labels.txt").read_text(encoding="utf-8").splitlines()
    assert labels == [OTHER, *concepts()]
    assert set(alike()) | set(alike().values()) <= set(concepts())


def test_one_drawing_under_several_names_counts_once(tmp_path: Path) -> None:
    family = next(each for each in FAMILIES if each.name == "feather")
    folder = tmp_path / family.package / "dist" / "icons"
    folder.mkdir(parents=True)
    (folder / "search.svg").write_text("<svg/>", encoding="utf-8")
    (folder / "magnify.svg").symlink_to(folder / "search.svg")
    assert [each.concept for each in drawings(family, tmp_path)] == ["search"]
