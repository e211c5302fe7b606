"""Questions about a page: drawn above it, or beside what OCR read on it."""

from __future__ import annotations

from typing import Any

import pytest
from PIL import Image
from support.rendered import page

pytest.importorskip("transformers", reason="no describer is checked: transformers is missing")

import numpy as np
from support.tiny_chat_models import BUILDERS as CHAT_MODELS
from support.tiny_models import tiny_model

from assistant.describing.base import Ability, Task
from assistant.describing.families import describer
from assistant.describing.families.generator import Generator
from assistant.describing.loading import Precision, load
from assistant.describing.prompts import CONTEXT_CHARACTERS

pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")
PAGE = page("Invoice", "Total 42 euros", "Pay by Friday").image


def loaded(name: str) -> Generator:
    model = describer(load(tiny_model(name), Precision.F32))
    assert isinstance(model, Generator)
    return model


def never() -> bool:
    return False


def test_pix2struct_sees_the_question_drawn_above_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    model = loaded("pix2struct-docvqa")
    images = model._loaded.processing.image_processor
    drawn: list[Any] = []
    render = images.render_header

    def noted(*arguments: Any, **settings: Any) -> Any:
        drawn.append(render(*arguments, **settings))
        return drawn[-1]

    monkeypatch.setattr(images, "render_header", noted)
    task = Task(Ability.ASK, "What is the total? ж 合", max_new_tokens=4)
    assert list(model.run(PAGE, task, never))
    (seen,) = (np.asarray(each) for each in drawn)
    height, width = seen.shape[:2] if seen.shape[-1] == 3 else seen.shape[1:]
    assert width == PAGE.width
    assert height > PAGE.height
    above = seen.reshape(height, width, 3)[: height - PAGE.height]
    assert above.min() < 64
    assert above.max() == 255


def test_another_question_is_another_picture() -> None:
    model = loaded("pix2struct-docvqa")
    first, second = (
        model._prepared(PAGE, Task(Ability.ASK, text), text)["flattened_patches"]
        for text in ("What is the total?", "Who pays?")
    )
    assert first.shape == second.shape
    assert not first.equal(second)


@pytest.mark.parametrize("name", CHAT_MODELS)
def test_a_chat_model_is_told_what_was_read(name: str) -> None:
    model = loaded(name)
    task = Task(Ability.ASK, "What is the total?", read_text="Total 42 euros " + "more " * 1000)
    inputs = model._prepared(PAGE, task, model._prompt(task))
    told = model._tokenizer.decode(inputs["input_ids"][0])
    assert "Total 42 euros" in told
    assert told.index("Total 42 euros") < told.index("What is the total?")
    assert told.count("more") <= CONTEXT_CHARACTERS // len("more ")


def test_a_page_in_any_mode_is_a_page() -> None:
    model = loaded("pix2struct-docvqa")
    for mode in ("L", "RGBA", "P", "1"):
        task = Task(Ability.ASK, "What is it?", max_new_tokens=2)
        assert list(model.run(Image.new(mode, (300, 400)), task, never))
