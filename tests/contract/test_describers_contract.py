"""What every describer must do, over a tiny model of every family, loaded as real ones are."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PIL import Image, ImageDraw

pytest.importorskip("transformers", reason="no describer is checked: transformers is missing")

from support.tiny_models import BUILDERS, FINDING, PLACES, tiny_model

from assistant.core.conversation import Turn
from assistant.core.errors import BadInputError
from assistant.core.findings import Line
from assistant.core.request import Detail
from assistant.describing.base import Ability, Describer, Found, Piece, Task
from assistant.describing.families import describer
from assistant.describing.families.generator import Generator
from assistant.describing.loading import Precision, load

# Of numpy about tensors, in an image processor of transformers.
pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")
ONE_ABILITY = {
    "blip-captioning": {Ability.DESCRIBE},
    "blip-vqa": {Ability.ASK},
    "git-coco": {Ability.DESCRIBE},
    "git-vqa": {Ability.ASK},
    "pix2struct-textcaps": {Ability.DESCRIBE},
    "pix2struct-docvqa": {Ability.ASK},
    "trocr": {Ability.READ},
    "vilt": {Ability.ASK},
    "vit-gpt2": {Ability.DESCRIBE},
}
OTHER_ABILITIES = {
    "florence-2": {Ability.DESCRIBE, Ability.FIND, Ability.READ},
    "kosmos-2": {Ability.DESCRIBE, Ability.ASK, Ability.FIND},
    "paligemma": set(Ability),
    "qwen2.5-vl": set(Ability),
    "qwen3-vl": set(Ability),
}
CHATS = {Ability.DESCRIBE, Ability.ASK, Ability.READ}
HISTORY = (Turn("Is it a window?", "Yes, it is."), Turn("How many buttons?", "Two of them."))
ONE_PIECE = {"vilt"}
LINES = {"trocr"}


def picture() -> Image.Image:
    image = Image.new("RGB", (192, 108), "white")
    for number, text in enumerate(("Save file", "Cancel", "Help")):
        ImageDraw.Draw(image).text((10, 10 + 30 * number), text, fill="black")
    ImageDraw.Draw(image).rectangle((100, 20, 170, 90), fill="navy")
    return image


@pytest.fixture(scope="module", params=BUILDERS)
def model(request: pytest.FixtureRequest) -> Iterator[Describer]:
    made = describer(load(tiny_model(request.param), Precision.F32))
    yield made
    made.close()


def never() -> bool:
    return False


def task(ability: Ability, **more: object) -> Task:
    words = "" if ability in (Ability.DESCRIBE, Ability.READ) else "the blue door"
    given = {"text": words, "max_new_tokens": 12, **more}
    return Task(ability, **given)  # type: ignore[arg-type]


def said(model: Describer, wanted: Task) -> str:
    found = list(model.run(picture(), wanted, never))
    kind = Line if model.name in LINES else Piece
    assert all(isinstance(part, kind) for part in found)
    return "".join(part.text for part in found if isinstance(part, Piece | Line))


def words(model: Describer) -> Task:
    """A task that is answered in words."""
    return task(next(ability for ability in model.abilities if ability is not Ability.FIND))


def in_one_go(model: Describer, wanted: Task) -> str:
    """What `generate` returns without a streamer, the prompt included."""
    assert isinstance(model, Generator)
    model._hooks.watch(never)
    inputs = model.inputs(picture(), wanted, model._prompt(wanted))
    tokens = model._model.generate(
        **inputs, do_sample=False, num_beams=1, max_new_tokens=wanted.max_new_tokens
    )
    return str(model._tokenizer.decode(tokens[0], skip_special_tokens=True)).strip()


def test_it_is_named_after_its_folder_and_tells_what_it_can(model: Describer) -> None:
    known = ONE_ABILITY | OTHER_ABILITIES
    assert model.name in BUILDERS
    assert set(model.abilities) == known.get(model.name, CHATS)


def test_it_does_all_it_can_and_says_the_same_again(model: Describer) -> None:
    for ability in set(model.abilities) - {Ability.FIND}:
        first = said(model, task(ability))
        assert first.strip()
        assert first == said(model, task(ability))


def test_it_refuses_what_it_cannot_do(model: Describer) -> None:
    for ability in set(Ability) - set(model.abilities):
        with pytest.raises(BadInputError, match=f"{model.name} cannot"):
            next(model.run(picture(), task(ability), never))


def test_a_detailed_description_works_too(model: Describer) -> None:
    if Ability.DESCRIBE not in model.abilities:
        pytest.skip(f"{model.name} does not describe")
    assert said(model, task(Ability.DESCRIBE, detail=Detail.LONG)).strip()


def test_a_question_is_needed_and_counts(model: Describer) -> None:
    if Ability.ASK not in model.abilities:
        pytest.skip(f"{model.name} does not answer")
    with pytest.raises(BadInputError, match="no question"):
        next(model.run(picture(), task(Ability.ASK, text=" "), never))
    assert said(model, task(Ability.ASK, text="Is it blue?", history=HISTORY))


def test_the_pieces_are_what_it_says_in_one_go(model: Describer) -> None:
    if model.name in ONE_PIECE | LINES:
        pytest.skip(f"{model.name} answers in one piece, or in lines")
    wanted = words(model)
    pieces = [part for part in model.run(picture(), wanted, never) if isinstance(part, Piece)]
    assert len(pieces) > 1
    whole = "".join(piece.text for piece in pieces)
    assert in_one_go(model, wanted).endswith(whole.strip())


def test_cancel_in_the_prompt_ends_it_within_a_layer(model: Describer) -> None:
    wanted = words(model)
    asked = 0

    def soon() -> bool:
        nonlocal asked
        asked += 1
        return asked > 8

    assert not list(model.run(picture(), wanted, soon))
    assert asked < 14
    assert said(model, wanted).strip()


def test_cancel_after_the_first_piece_ends_it(model: Describer) -> None:
    if model.name in ONE_PIECE:
        pytest.skip(f"{model.name} answers in one piece")
    wanted = words(model)
    heard: list[object] = []
    for part in model.run(picture(), wanted, lambda: bool(heard)):
        heard.append(part)  # noqa: PERF402 - the callback looks at it meanwhile
    assert len(heard) == 1
    assert said(model, wanted).strip()


def test_leaving_early_ends_the_generation(model: Describer) -> None:
    wanted = words(model)
    answer = model.run(picture(), wanted, never)
    next(answer)
    answer.close()  # type: ignore[attr-defined]
    assert said(model, wanted).strip()


@pytest.mark.parametrize("size", [(1, 1), (3, 400), (400, 3)])
def test_odd_pictures_are_no_error(model: Describer, size: tuple[int, int]) -> None:
    found = list(model.run(Image.new("RGB", size, "red"), words(model), never))
    assert bool(found) != (model.name in LINES)


def test_a_line_that_the_model_is_not_sure_of_is_not_read() -> None:
    loaded = load(tiny_model("trocr"), Precision.F32)
    model = describer(loaded)
    assert said(model, task(Ability.READ))
    loaded.model.decoder.output_projection.weight.data *= 0.0
    assert said(model, task(Ability.READ)) == ""


def test_a_search_without_an_answer_finds_nothing(model: Describer) -> None:
    if Ability.FIND not in model.abilities:
        pytest.skip(f"{model.name} does not find")
    assert list(model.run(picture(), task(Ability.FIND), never)) == []


@pytest.mark.parametrize("name", PLACES)
def test_places_lie_in_the_picture_and_are_named(name: str) -> None:
    model = describer(load(tiny_model(name + FINDING), Precision.F32))
    places = list(model.run(picture(), task(Ability.FIND, max_new_tokens=40), never))
    assert places
    for place in places:
        assert isinstance(place, Found)
        x0, y0, x1, y1 = place.box
        assert 0 <= x0 < x1 <= 192
        assert 0 <= y0 < y1 <= 108


@pytest.mark.parametrize("precision", [Precision.INT8, Precision.BF16])
@pytest.mark.parametrize("name", BUILDERS)
def test_every_number_format_works(name: str, precision: Precision) -> None:
    model = describer(load(tiny_model(name), precision))
    assert said(model, words(model)).strip()
