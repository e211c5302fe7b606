"""The table of prompts: what it offers, and that all of it is written down with its source."""

from __future__ import annotations

import re

import pytest

from assistant.core.request import Detail
from assistant.core.resources import resource
from assistant.describing.base import Ability, Task
from assistant.describing.prompts import CHAT, RECIPES, Boxes, InputPath, Recipe

TEXT = resource("help", "model-families.md").read_text("utf-8")
PROMPTS = (
    *("describe", "describe_long", "describe_part", "ask", "find", "read", "classify"),
    "list_places",
)


@pytest.mark.parametrize("family", RECIPES)
def test_every_family_and_prompt_is_written_down(family: str) -> None:
    assert f"`{family}`" in TEXT
    for name in PROMPTS:
        prompt = getattr(RECIPES[family], name) or ""
        parts = re.split(r"\{\w+\}", prompt.removeprefix("<image>"))
        for part in filter(None, map(str.strip, parts)):
            assert part in TEXT


@pytest.mark.parametrize("recipe", [CHAT, *RECIPES.values()], ids=["chat", *RECIPES])
def test_prompts_and_abilities_agree(recipe: Recipe) -> None:
    assert recipe.abilities
    for ability in Ability:
        prompt = recipe.prompt(Task(ability, "a bee, a leaf"))
        assert (prompt is None) == (ability not in recipe.abilities)
        assert "{text}" not in (prompt or "")
        assert "{things}" not in (prompt or "")
        assert "{labels}" not in (prompt or "")
    assert (Ability.FIND in recipe.abilities) == (recipe.boxes is not Boxes.NONE)
    assert (Ability.CLASSIFY in recipe.abilities) == (recipe.path is InputPath.CHAT)


def test_words_are_put_where_they_belong() -> None:
    mix, florence = RECIPES["paligemma-mix"], RECIPES["florence2"]
    assert mix.prompt(Task(Ability.FIND, "bee, red leaf")) == "<image>detect bee ; red leaf"
    assert mix.prompt(Task(Ability.DESCRIBE, "Only {text} and people.")) == (
        "<image>Only {text} and people."
    )
    assert florence.prompt(Task(Ability.DESCRIBE, box=(1, 2, 3, 4))) == (
        "<REGION_TO_DESCRIPTION>{box}"
    )
    labels = CHAT.prompt(Task(Ability.CLASSIFY, "invoice,letter"))
    assert labels is not None
    assert "invoice, letter, none of these" in labels


def test_only_what_is_not_heard_while_it_grows_takes_several_beams() -> None:
    florence = RECIPES["florence2"]
    assert florence.beams_for(Task(Ability.DESCRIBE)) == 1
    assert florence.beams_for(Task(Ability.DESCRIBE, detail=Detail.LONG)) == 3
    assert florence.beams_for(Task(Ability.FIND, "bee")) == 3
    assert RECIPES["vision-encoder-decoder"].beams_for(Task(Ability.DESCRIBE)) == 1


def test_a_limit_of_ones_own_counts() -> None:
    assert CHAT.limit(Task(Ability.DESCRIBE)) < CHAT.limit(Task(Ability.ASK, "?"))
    assert CHAT.limit(Task(Ability.ASK, "?", max_new_tokens=7)) == 7
