"""Words for the renders, and the icons that stand in them."""

from __future__ import annotations

import random
from pathlib import Path

from training.icon_families import FAMILIES, Split

WORDS = (
    "account settings file open save cancel name email password first last street city country "
    "order total price search results help about contact news today profile message send new "
    "project version update download install network privacy security display sound language "
    "region keyboard mouse battery system general advanced options view edit tools window image "
    "video music photo date time status active pending complete error warning info note title "
    "description comment reply share follow sign in log out continue next back finish apply reset "
    "delete remove add create user group role admin report chart data table export import filter "
    "sort by all none weekly monthly annual the of to and for with your our please select enter "
    "choose & a I 1 2 24 2026 100% C++ Q&A A-Z"
).split()


def phrase(dice: random.Random, least: int, most: int) -> str:
    """Return some words with a capital."""
    text = " ".join(dice.choice(WORDS) for _ in range(dice.randint(least, most)))
    return text[0].upper() + text[1:]


def icon_sets(packages: Path, *, test: bool) -> list[list[Path]]:
    """Return the files of each icon family of one side: training never sees the test's."""
    wanted = Split.TEST if test else Split.TRAIN
    sets = []
    for family in FAMILIES:
        if family.split is wanted:
            root = packages / family.package
            sets.append(sorted(path for each in family.folders for path in root.glob(each)))
    return [paths for paths in sets if paths]
