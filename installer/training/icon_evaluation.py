"""Scores the shipped icon model on families that training never saw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from training.concept_names import alike
from training.icon_families import FAMILIES, Split
from training.icon_raster import Icon
from training.icon_scenes import scene

from assistant.screenmap.recognising.crops import icon_input, one_colour
from assistant.screenmap.recognising.icon_model import BATCH, least_confidence
from assistant.screenmap.recognising.network import Network, softmax

SEED = 7
SCENES = 2
"""Scenes of each icon: sizes and colours differ."""
PLAINLY, PROBABLY = 0.9, 0.7
"""Confidences from which an icon is named, and named with "probably"."""
COVERAGE = 0.8
LEARNED = frozenset({Split.TRAIN, Split.CALIBRATION})
"""What the model, or a threshold of it, was made from."""


@dataclass(frozen=True, slots=True)
class IconScore:
    """Of a set of icons, parts from 0 to 1.

    `top1` and `top3` count the very concept; `alike1` also one that looks the same. `precision_80`
    is of the 80 % that the model is surest of, which are those from `threshold_80` on. `named` and
    `precision` are of those named at all (from `PROBABLY` on), `plainly` and `precision_plainly`
    of those from `PLAINLY` on, among all icons, with those of no concept; `others_named` is the
    part of the latter that gets a name, and `known_precision` the precision without them.
    """

    icons: int
    top1: float
    alike1: float
    top3: float
    precision_80: float
    threshold_80: float
    named: float
    precision: float
    plainly: float
    precision_plainly: float
    others_named: float
    known_precision: float


@dataclass(frozen=True, slots=True)
class Judged:
    """What the model says of scenes: probabilities, and the concept in truth (0 is none).

    `named_from` is how sure a name must be to be told.
    """

    chances: NDArray[np.float32]
    named_from: NDArray[np.float32]
    labels: NDArray[np.intp]
    families: NDArray[np.str_]
    paths: list[str]
    inputs: NDArray[np.uint8]


def judge(icons: Sequence[Icon], folder: Path) -> Judged:
    """Show the model scenes of the icons."""
    network = Network(folder, BATCH, 1)
    place = {name: k for k, name in enumerate(network.labels)}
    dice = np.random.default_rng(SEED)
    shown = [icon for icon in icons for _ in range(SCENES)]
    crops = [scene(icon, dice, hard=False) for icon in shown]
    inputs = np.stack([icon_input(crop) for crop in crops])
    chances = softmax(network.run([np.ascontiguousarray(inputs.transpose(0, 3, 1, 2))]))
    chances[[not one_colour(crop) for crop in crops]] = np.eye(len(place))[0]
    best = [network.labels[row] for row in chances.argmax(axis=1)]
    least = [
        max(PROBABLY, least_confidence(name, crop)) for name, crop in zip(best, crops, strict=True)
    ]
    return Judged(
        chances,
        np.array(least, np.float32),
        np.array([place[icon.concept] for icon in shown], np.intp),
        np.array([icon.family for icon in shown]),
        [icon.path for icon in shown],
        inputs,
    )


def score(judged: Judged, names: Sequence[str], chosen: NDArray[np.bool_]) -> IconScore:
    """Score the chosen scenes."""
    chances, labels = judged.chances[chosen], judged.labels[chosen]
    same = np.array([names.index(alike().get(name, name)) for name in names])
    known = labels > 0
    best = chances.argmax(axis=1)
    surest = chances[:, 1:].argmax(axis=1) + 1
    sure = chances[:, 1:].max(axis=1)
    right = same[surest] == same[labels]
    threshold = float(np.quantile(sure[known], 1 - COVERAGE))
    covered = known & (sure >= threshold)
    named = (best > 0) & (sure >= judged.named_from[chosen])
    plainly = named & (sure >= PLAINLY)
    top = np.argsort(-chances, axis=1)[:, :3]
    return IconScore(
        icons=int(known.sum()),
        top1=float((best == labels)[known].mean()),
        alike1=float((same[best] == same[labels])[known].mean()),
        top3=float((top == labels[:, None]).any(axis=1)[known].mean()),
        precision_80=float(right[covered].mean()),
        threshold_80=threshold,
        named=float(named[known].mean()),
        precision=float(right[named].mean()) if named.any() else 1.0,
        plainly=float(plainly[known].mean()),
        precision_plainly=float(right[plainly].mean()) if plainly.any() else 1.0,
        others_named=float(named[~known].mean()) if (~known).any() else 0.0,
        known_precision=float(right[named & known].mean()) if (named & known).any() else 1.0,
    )


def evaluate(icons: Sequence[Icon], folder: Path) -> dict[str, dict[str, float]]:
    """Return the scores of all test families together, of each, and of each theme."""
    split = {family.name: family.split for family in FAMILIES}
    tested = [icon for icon in icons if split[icon.family] not in LEARNED]
    judged = judge(tested, folder)
    names = (folder / "labels.txt").read_text(encoding="utf-8").removesuffix("\n").split("\n")
    groups = {
        "unseen families": {name for name, each in split.items() if each is Split.TEST},
        "untouched families": {name for name, each in split.items() if each is Split.UNTOUCHED},
        "symbolic themes": {name for name, each in split.items() if each is Split.SYMBOLIC},
        "colour themes": {name for name, each in split.items() if each is Split.COLOUR},
    }
    for family in sorted(set(judged.families.tolist()), key=lambda name: (split[name], name)):
        groups[family] = {family}
    return {
        name: asdict(score(judged, names, np.isin(judged.families, sorted(members))))
        for name, members in groups.items()
        if np.isin(judged.families, sorted(members)).any()
    }
