"""Trains and scores the two models of the screen map: bootstrap.py train [COMMAND].

  icons [EPOCHS]     train the model that names icons, write it and its card
  controls [STEPS]   train the model that recognises controls, write it and its card
  evaluate           score the models as they are, and write their cards anew

Without a command: icons, then controls. One processor core each; about an hour each.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import cv2
import torch

ROOT = Path(__file__).resolve().parents[2]
WORK = ROOT / ".training"
"""What is fetched and rendered; never committed."""
MODELS = ROOT / "resources" / "models"
EPOCHS, STEPS = 28, 4500
MINED_ROUNDS, LATER = 1, 2 / 3
"""Rounds that learn from the mistakes of the ones before too, and their steps, as part of those of
the first.
"""
MINED = 800
"""Renders that a round's mistakes are taken from."""


def train_icons(epochs: int) -> None:
    """Train, write and score the icon model."""
    from training.export import export
    from training.icon_raster import load_icons
    from training.icon_training import train
    from training.packages import fetch

    icons = load_icons(fetch(WORK), WORK / "icons.npz")
    network, classes = train(icons, epochs, WORK / "icons.pt")
    example = (torch.zeros(2, 2, 40, 40, dtype=torch.uint8),)
    export(network, example, classes, MODELS / "icons", f"{epochs} of {EPOCHS} epochs")
    score_icons()


def score_icons() -> None:
    """Score the icon model and write its card."""
    from training.cards import write_icon_card
    from training.icon_evaluation import evaluate
    from training.icon_raster import load_icons
    from training.packages import fetch

    icons = load_icons(fetch(WORK), WORK / "icons.npz")
    folder = MODELS / "icons"
    scores = evaluate(icons, folder)
    write_icon_card(folder, scores)
    print(json.dumps(scores, indent=1))


def train_controls(steps: int) -> None:
    """Train the control model in rounds, write and score it."""
    from training.control_mining import Miner
    from training.control_samples import Store, all_samples, pictures
    from training.control_training import SEED, train
    from training.export import export
    from training.packages import fetch
    from training.renders import render

    from assistant.screenmap.recognising.crops import PLANES, VIEW_HIGH, VIEW_WIDE
    from assistant.screenmap.recognising.labels import KINDS

    folders = render(fetch(WORK), WORK / "renders", "train")
    labels = [kind.value for kind in KINDS]
    views = torch.zeros(2, PLANES, VIEW_HIGH, VIEW_WIDE, dtype=torch.uint8)
    example = (views, torch.zeros(2, 3))
    first = Store(WORK / "controls")
    if not first.is_there:
        first.write(all_samples(pictures(folders, SEED), SEED))
    network = train(first.read(), steps, WORK / "controls.pt")
    rest, mistakes = round(steps * LATER), []
    for place in range(1, 1 + MINED_ROUNDS):
        export(network, example, labels, WORK / "learned", f"{steps} steps")
        found, seed = Store(WORK / f"mistakes{place}"), SEED + place
        some = pictures(folders, seed)[:MINED]
        found.write(all_samples(some, seed, Miner(WORK / "learned", seed)))
        mistakes.append(found.read())
        path = WORK / f"controls{place + 1}.pt"
        network = train(first.read(), rest, path, mistakes, start=network)
    told = f"{steps} and then {MINED_ROUNDS} times {rest} steps"
    export(network, example, labels, MODELS / "controls", told)
    score_controls()


def score_controls() -> None:
    """Score the control model and write its card."""
    from training.cards import write_control_card
    from training.control_evaluation import evaluate, speed
    from training.packages import fetch
    from training.renders import render

    folders = render(fetch(WORK), WORK / "renders", "test")
    scores = evaluate({folder.name: folder for folder in folders})
    times = speed(WORK / "renders" / "web-test")
    write_control_card(MODELS / "controls", scores, times)
    print(json.dumps({**scores, "speed": times}, indent=1))


def main() -> int:
    """Do what the command line says; return the exit status."""
    command, *rest = sys.argv[1:] or ["all"]
    number = int(rest[0]) if rest else 0
    torch.set_num_threads(1)
    cv2.setNumThreads(1)
    if command == "icons":
        train_icons(number or EPOCHS)
    elif command == "controls":
        train_controls(number or STEPS)
    elif command == "evaluate":
        score_icons()
        score_controls()
    elif command == "all":
        train_icons(EPOCHS)
        train_controls(STEPS)
    else:
        print(__doc__)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
