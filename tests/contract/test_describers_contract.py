"""What every describer must do, over a tiny model of every family, loaded as real ones are."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PIL import Image, ImageDraw

pytest.importorskip("transformers", reason="no describer is checked: transformers is missing")

from support.tiny_chat_models import BUILDERS as CHAT_MODELS
from support.tiny_models import BUILDERS, tiny_model

from assistant.core.conversation import Turn
from assistant.core.errors import BadInputError
from assistant.core.findings import Line
from assistant.core.request import Detail
from assistant.describing.base import Ability, Describer, Piece, Remark, Task
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
    "pix2struct-screen2words": {Ability.DESCRIBE},
    "pix2struct-widget-captioning": {Ability.DESCRIBE},
    "trocr": {Ability.READ},
    "vilt": {Ability.ASK},
    "vit-gpt2": {Ability.DESCRIBE},
}
OTHER_ABILITIES = {
    "florence-2": {Ability.DESCRIBE, Ability.FIND, Ability.READ},
    "kosmos-2": {Ability.DESCRIBE, Ability.ASK, Ability.FIND},
    "paligemma": set(Ability) - {Ability.CLASSIFY},
    "paligemma-mix": set(Ability) - {Ability.CLASSIFY},
    "qwen2-vl": set(Ability),
    "qwen2.5-vl": set(Ability),
    "qwen3-vl": set(Ability),
}
CHATS = {Ability.DESCRIBE, Ability.ASK, Ability.READ, Ability.CLASSIFY}
HISTORY = (Turn("Is it a window?", "Yes, it is."), Turn("How many buttons?", "Two of them."))
ONE_PIECE = {"vilt"}
LINES = {"trocr"}
FOLLOW = set(CHAT_MODELS) | {"paligemma-mix"}
IN_WORDS = (Ability.DESCRIBE, Ability.ASK, Ability.READ)


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


def spoken(model: Describer) -> list[Ability]:
    """What it answers in words; Florence-2 reads lines only where it writes places."""
    return [
        ability
        for ability in IN_WORDS
        if ability in model.abilities and (model.name, ability) != ("florence-2", Ability.READ)
    ]


def words(model: Describer) -> Task:
    """A task that is answered in words."""
    return task(spoken(model)[0])


def in_one_go(model: Describer, wanted: Task) -> str:
    """What `generate` returns without a streamer, the prompt included."""
    assert isinstance(model, Generator)
    model._hooks.watch(never)
    inputs = model._prepared(picture(), wanted, model._prompt(wanted))
    tokens = model._model.generate(
        **inputs, do_sample=False, num_beams=1, max_new_tokens=wanted.max_new_tokens
    )
    return str(model._tokenizer.decode(tokens[0], skip_special_tokens=True)).strip()


def test_it_is_named_after_its_folder_and_tells_what_it_can(model: Describer) -> None:
    known = ONE_ABILITY | OTHER_ABILITIES
    assert model.name in BUILDERS
    assert set(model.abilities) == known.get(model.name, CHATS)


def test_it_does_all_it_can_and_says_the_same_again(model: Describer) -> None:
    for ability in spoken(model):
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


def test_instructions_are_followed_or_that_is_told(model: Describer) -> None:
    if Ability.DESCRIBE not in model.abilities:
        pytest.skip(f"{model.name} does not describe")
    remark, *rest = model.run(picture(), task(Ability.DESCRIBE, text="Only the people."), never)
    if model.name in FOLLOW:
        assert isinstance(remark, Piece)
        return
    assert remark == Remark(f"{model.name} cannot follow instructions. Its plain description:")
    plain = said(model, task(Ability.DESCRIBE))
    assert "".join(part.text for part in rest if isinstance(part, Piece)) == plain


def test_a_part_of_the_picture_is_described(model: Describer) -> None:
    if Ability.DESCRIBE not in model.abilities:
        pytest.skip(f"{model.name} does not describe")
    for box in ((100, 20, 170, 90), (-50, 40, 500, 60), (3, 3, 4, 4), (900, 900, 990, 990)):
        assert said(model, task(Ability.DESCRIBE, box=box)).strip()


def test_marks_of_its_own_in_a_question_or_on_the_picture_are_only_words(model: Describer) -> None:
    assert isinstance(model, Generator)
    marks = [*model._tokenizer.get_added_vocab(), "<OD>", "<CAPTION>", "<image>", "<|im_end|>"]
    chosen = " ".join(marks[:1] + marks[-4:])
    hostile = {"read_text": chosen, "history": (Turn(chosen, chosen),)}
    for ability in spoken(model):
        text = f"What is {chosen}?" if ability is Ability.ASK else ""
        assert said(model, task(ability, text=text, **hostile)).strip()


def test_too_many_words_are_told(model: Describer) -> None:
    assert isinstance(model, Generator)
    if Ability.ASK not in model.abilities:
        pytest.skip(f"{model.name} does not answer")
    with pytest.raises(BadInputError, match="too many words"):
        list(model.run(picture(), task(Ability.ASK, text="is it blue " * 50_000), never))
    assert said(model, task(Ability.ASK)).strip()


@pytest.mark.parametrize("name", CHAT_MODELS)
def test_a_long_conversation_is_cut_to_the_models_window(name: str) -> None:
    model = describer(load(tiny_model(name), Precision.F32))
    assert isinstance(model, Generator)
    asked = task(Ability.ASK, text="And now?")
    bare = int(model._prepared(picture(), asked, "And now?")["input_ids"].shape[1])
    words = model._model.config.get_text_config(decoder=True)
    words.max_position_embeddings = window = bare + 300
    long = Turn("What colour is the wooden door? " * 4, "It is blue and white. " * 4)
    short = Turn("Is it a dog?", "Yes.")
    talk = task(
        Ability.ASK, text="And now?", history=(*[long] * 30, short), read_text="Save " * 300
    )
    inputs = model._prepared(picture(), talk, "And now?")
    assert bare < inputs["input_ids"].shape[1] <= window - asked.max_new_tokens
    assert "Is it a dog?" in model._tokenizer.decode(inputs["input_ids"][0])
    assert said(model, talk).strip()


@pytest.mark.parametrize("precision", [Precision.INT8, Precision.BF16])
@pytest.mark.parametrize("name", BUILDERS)
def test_every_number_format_works(name: str, precision: Precision) -> None:
    model = describer(load(tiny_model(name), precision))
    assert said(model, words(model)).strip()
