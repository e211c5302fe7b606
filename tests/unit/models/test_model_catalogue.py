"""The catalogue is sound, and its advice fits the machine."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.core.errors import BadInputError
from assistant.core.request import Verb
from assistant.models.catalogue import Speed, folder_name, load_catalogue
from assistant.models.recommend import (
    SHARE,
    Machine,
    best_by_verb,
    recommend,
    this_machine,
)

ENTRY = """\
[[models]]
name = "{name}"
title = "A model"
repository = "a/b"
family = "blip"
verbs = ["describe"]
languages = ["en"]
download_mb = 10
memory_mb = 1000
licence = "MIT"
speed = "{speed}"
machine = "any"
"""
GB = 10**9


def _write(folder: Path, text: str) -> Path:
    path = folder / "catalogue.toml"
    path.write_text(text, "utf-8")
    return path


def test_the_shipped_catalogue_has_every_verb_and_no_repository_twice() -> None:
    models = load_catalogue().models
    assert {verb for model in models for verb in model.verbs} == set(Verb)
    assert len({model.repository for model in models}) == len(models)
    assert {model.speed for model in models} == set(Speed)
    for model in models:
        # What a model needs in memory is never far below what lies on the disk in half precision.
        assert model.memory_mb > model.download_mb / 2


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("models = [", "TOML"),
        (ENTRY.format(name="../up", speed="fast"), "regex"),
        (ENTRY.format(name="a", speed="brisk"), "brisk"),
        (ENTRY.format(name="a", speed="fast") + 'colour = "red"\n', "colour"),
        (ENTRY.format(name="a", speed="fast") + 'from_memory = ["colour"]\n', "colour"),
        (ENTRY.format(name="a", speed="fast") * 2, "twice"),
    ],
)
def test_a_wrong_catalogue_is_refused_with_its_reason(
    tmp_path: Path, text: str, reason: str
) -> None:
    with pytest.raises(BadInputError) as caught:
        load_catalogue(_write(tmp_path, text))
    if reason != "TOML":
        assert reason in caught.value.message


def test_a_missing_catalogue_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadInputError):
        load_catalogue(tmp_path / "none.toml")


def test_an_unknown_name_is_told() -> None:
    with pytest.raises(BadInputError, match="no-such"):
        load_catalogue().get("no-such")


def test_a_repository_outside_the_catalogue_gets_a_folder_of_its_own() -> None:
    assert folder_name("Owner/Some.Model") == "owner--some.model"
    for wrong in ("plain", "a/b/c", "../b", "a/..", "a b/c"):
        with pytest.raises(BadInputError):
            folder_name(wrong)


def test_models_that_are_converted_once_suit_like_others() -> None:
    advice = recommend(load_catalogue().models, Machine(16 * GB, 4))
    suited = {each.model.name for each in advice if each.suits}
    assert {"vit-gpt2", "vilt-vqa"} <= suited


@pytest.mark.parametrize("machine", [Machine(4 * GB, 2), Machine(16 * GB, 8), Machine(0, 1)])
def test_only_what_suits_is_recommended(machine: Machine) -> None:
    advice = recommend(load_catalogue().models, machine)
    suits = [each.suits for each in advice]
    assert suits == sorted(suits, reverse=True)
    for each in advice:
        assert each.suits != bool(each.reason)
        if each.suits:
            assert each.model.speed is not Speed.ACCELERATOR
        if each.suits and machine.memory:
            assert each.model.memory_mb * 10**6 <= machine.memory * SHARE


def test_more_cores_are_advised_better_models_first() -> None:
    models = load_catalogue().models
    small = recommend(models, Machine(16 * GB, 2))[0].model
    large = recommend(models, Machine(16 * GB, 8))[0].model
    assert (small.speed, large.speed) == (Speed.FAST, Speed.MEDIUM)
    assert set(best_by_verb(recommend(models, Machine(16 * GB, 8)))) == set(Verb)


def test_a_tiny_machine_gets_no_advice() -> None:
    assert best_by_verb(recommend(load_catalogue().models, Machine(GB, 1))) == {}


def test_this_machine_is_known() -> None:
    machine = this_machine()
    assert machine.cores >= 1
    assert machine.memory > 10**8
