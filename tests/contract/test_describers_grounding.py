"""Places in every family that writes them: from the tokens it writes to pixels of the picture."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from PIL import Image, ImageDraw

pytest.importorskip("transformers", reason="no describer is checked: transformers is missing")

import torch
from support.tiny_grounding_models import PLACES
from support.tiny_models import FINDING, tiny_model

from assistant.core.findings import Line
from assistant.core.request import Detail
from assistant.describing.base import Ability, Describer, Found, Piece, Said, Task
from assistant.describing.families import describer
from assistant.describing.families.generator import Generator
from assistant.describing.loading import Precision, load

pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")
PICTURE = Image.new("RGB", (200, 100), "white")
ImageDraw.Draw(PICTURE).rectangle((100, 20, 170, 90), fill="navy")
DOOR, LEAF = Found("the door", (50, 25, 150, 75)), Found("a leaf", (0, 0, 100, 50))
WRITTEN: dict[str, Callable[[int, int], str]] = {
    "kosmos-2": lambda _w, _h: (
        "<object><patch_index_0264><patch_index_0759></object> and<phrase> a leaf</phrase>"
        "<object><patch_index_0000><patch_index_0495></object>"
    ),
    "paligemma": lambda _w, _h: (
        "<loc0256><loc0256><loc0768><loc0768> the door ; "
        "<loc0000><loc0000><loc0512><loc0512> a leaf"
    ),
    "florence-2": lambda _w, _h: (
        "the door<loc_250><loc_250><loc_750><loc_750>a leaf<loc_0><loc_0><loc_500><loc_500>"
    ),
    "qwen2-vl": lambda _w, _h: (
        "<|box_start|>(250,250),(750,750)<|box_end|>, <|object_ref_start|>a leaf<|object_ref_end|>"
        "<|box_start|>(0,0),(500,500)<|box_end|>"
    ),
    "qwen2.5-vl": lambda w, h: (
        f'```json\n[{{"bbox_2d": [{w // 4}, {h // 4}, {w * 3 // 4}, {h * 3 // 4}],'
        f' "label": "the door"}}, {{"bbox_2d": [0, 0, {w // 2}, {h // 2}],'
        f' "label": "a leaf"}}]\n```'
    ),
    "qwen3-vl": lambda _w, _h: (
        '[{"bbox_2d": [250, 250, 750, 750]}, {"bbox_2d": [0, 0, 500, 500], "label": "a leaf"}]'
    ),
}
"""What a model of each family writes of those two on that picture, after the prompt."""


def never() -> bool:
    return False


def loaded(name: str) -> Generator:
    model = describer(load(tiny_model(name), Precision.F32))
    assert isinstance(model, Generator)
    return model


def writes(model: Generator, *texts: Callable[[int, int], str]) -> None:
    """Let the model write the texts one after the other, whatever it is asked."""
    answers = iter(texts)

    def generate(**settings: Any) -> Any:
        text = next(answers)(*model._grid(settings))
        ids = model._tokenizer(text, add_special_tokens=False)["input_ids"]
        streamer = settings.get("streamer")
        if streamer is not None:
            streamer.put(torch.tensor([0]))
            for token in ids:
                streamer.put(torch.tensor([token]))
            streamer.end()
        sequences = torch.tensor([[0] * model._prompt_length(settings) + ids])
        if not settings.get("return_dict_in_generate"):
            return sequences
        scores = torch.full((len(ids), 1, len(model._tokenizer)), -20.0)
        for step, token in enumerate(ids):
            scores[step, 0, token] = 0.0
        return SimpleNamespace(sequences=sequences, scores=tuple(scores))

    model._model.generate = generate


def close(found: Said, wanted: Found, pixels: int) -> bool:
    assert isinstance(found, Found)
    apart = (abs(a - b) for a, b in zip(found.box, wanted.box, strict=True))
    return found.label == wanted.label and max(apart) <= pixels


def nothing(_width: int, _height: int) -> str:
    return "nothing at all"


@pytest.fixture(params=WRITTEN)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_things_are_found_where_they_are(name: str) -> None:
    model = loaded(name)
    writes(model, WRITTEN[name])
    found = list(model.run(PICTURE, Task(Ability.FIND, "the door"), never))
    # A cell of Kosmos-2 is 6 x 3 pixels here.
    assert [close(*pair, 6) for pair in zip(found, (DOOR, LEAF), strict=True)] == [True, True]


def test_a_thing_on_a_part_is_told_where_it_is_on_the_whole(name: str) -> None:
    model = loaded(name)
    writes(model, WRITTEN[name])
    whole = Image.new("RGB", (500, 400), "white")
    part = Task(Ability.FIND, "the door", box=(300, 200, 500, 300))
    first, _second = model.run(whole, part, never)
    assert close(first, Found("the door", (350, 225, 450, 275)), 6)


@pytest.mark.parametrize("family", ["qwen2-vl", "qwen2.5-vl", "qwen3-vl"])
def test_qwen_looks_for_places_on_an_enlarged_picture(family: str) -> None:
    model = loaded(family)
    asked, wanted = (Task(ability, "the door") for ability in (Ability.ASK, Ability.FIND))
    few, many = (model._prepared(PICTURE, task, "x")["image_grid_thw"] for task in (asked, wanted))
    squares = [int(grid.prod()) // 4 for grid in (few, many)]
    assert 256 <= squares[0] < 512
    assert 1024 <= squares[1] <= 1280


def test_what_is_not_found_is_no_place(name: str) -> None:
    model = loaded(name)
    writes(model, nothing)
    assert list(model.run(PICTURE, Task(Ability.FIND, "the door"), never)) == []


def test_a_real_search_ends_and_can_be_cancelled(name: str) -> None:
    model = loaded(name)
    wanted = Task(Ability.FIND, "the door", max_new_tokens=12)
    assert list(model.run(PICTURE, wanted, never)) == []
    asked = 0

    def soon() -> bool:
        nonlocal asked
        asked += 1
        return asked > 8

    assert list(model.run(PICTURE, wanted, soon)) == []
    assert asked < 14


def test_a_grounded_description_tells_where_its_things_are() -> None:
    model = loaded("kosmos-2")
    text = "<phrase> the door</phrase>" + WRITTEN["kosmos-2"](0, 0)
    for detail in Detail:
        writes(model, lambda _w, _h: text)
        said = list(model.run(PICTURE, Task(Ability.DESCRIBE, detail=detail), never))
        words = "".join(part.text for part in said if isinstance(part, Piece))
        assert words == "the door and a leaf"
        places = [part for part in said if isinstance(part, Found)]
        assert [close(*pair, 6) for pair in zip(places, (DOOR, LEAF), strict=True)] == [True] * 2
        assert said[-2:] == places


def test_a_detailed_description_of_florence_is_followed_by_what_is_where() -> None:
    model = loaded("florence-2")
    writes(model, lambda _w, _h: "A door beside a leaf.", WRITTEN["florence-2"])
    said = list(model.run(PICTURE, Task(Ability.DESCRIBE, detail=Detail.LONG), never))
    assert said[-2:] == [DOOR, LEAF]
    assert "".join(part.text for part in said[:-2] if isinstance(part, Piece)).endswith("a leaf.")


def test_florence_reads_lines_in_reading_order() -> None:
    model = loaded("florence-2")
    corners = "<loc_{0}><loc_{1}><loc_{2}><loc_{1}><loc_{2}><loc_{3}><loc_{0}><loc_{3}>"
    written = (
        "Cancel" + corners.format(500, 600, 900, 700) + "Save" + corners.format(50, 50, 450, 150)
    )
    writes(model, lambda _w, _h: written)
    first, second = model.run(PICTURE, Task(Ability.READ), never)
    assert isinstance(first, Line)
    assert isinstance(second, Line)
    assert (first.text, first.box) == ("Save", (10, 5, 90, 15))
    assert (second.text, second.box) == ("Cancel", (100, 60, 180, 70))
    assert first.block < second.block
    assert first.confidence > 0.99


def test_florence_is_told_a_part_in_thousandths(monkeypatch: pytest.MonkeyPatch) -> None:
    model = loaded("florence-2")
    texts: list[str] = []
    processor = model._loaded.processing.processor
    call = type(processor).__call__

    def noted(self: Any, *arguments: Any, text: str, **settings: Any) -> Any:
        texts.append(text)
        return call(self, *arguments, text=text, **settings)

    monkeypatch.setattr(type(processor), "__call__", noted)
    part = Task(Ability.DESCRIBE, box=(100, 20, 200, 90), max_new_tokens=4)
    assert list(model.run(PICTURE, part, never))
    assert texts == ["<REGION_TO_DESCRIPTION><loc_500><loc_200><loc_999><loc_900>"]


def test_paligemma_looks_for_several_things_at_once() -> None:
    recipe = loaded("paligemma")._recipe
    assert recipe.prompt(Task(Ability.FIND, "bee, red leaf")) == "<image>detect bee ; red leaf"


def test_a_widget_is_marked_as_in_training() -> None:
    model = loaded("pix2struct-widget-captioning")
    seen: list[Image.Image] = []
    inputs = model.inputs

    def noted(image: Image.Image, task: Task, prompt: str) -> Any:
        seen.append(image)
        return inputs(image, task, prompt)

    model.inputs = noted  # type: ignore[method-assign]
    box = (30, 10, 90, 40)
    assert list(model.run(PICTURE, Task(Ability.DESCRIBE, box=box, max_new_tokens=4), never))
    (drawn,) = seen
    blue = (0, 0, 255)
    assert drawn.size == PICTURE.size
    assert [drawn.getpixel(at) for at in ((30, 10), (89, 39), (30, 39), (60, 10))] == [blue] * 4
    assert drawn.getpixel((60, 25)) == (255, 255, 255)
    assert PICTURE.getpixel((30, 10)) == (255, 255, 255)


@pytest.mark.parametrize("family", PLACES)
def test_noise_of_places_lies_in_the_picture(family: str) -> None:
    model: Describer = describer(load(tiny_model(family + FINDING), Precision.F32))
    places: Iterator[Said] = model.run(
        PICTURE, Task(Ability.FIND, "the door", max_new_tokens=40), never
    )
    found = [place for place in places if isinstance(place, Found)]
    assert found
    for place in found:
        x0, y0, x1, y1 = place.box
        assert 0 <= x0 < x1 <= 200
        assert 0 <= y0 < y1 <= 100
