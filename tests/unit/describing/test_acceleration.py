"""BLIP exported for ONNX Runtime: equal to the model itself, checked, kept and refused."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("onnx", reason="nothing can be accelerated: no onnx")
pytest.importorskip("transformers", reason="nothing can be accelerated: no transformers")

import numpy as np
import torch
from msgspec.structs import replace
from PIL import Image
from support.blip_store import NAME, seeing_blip, store_with_blip
from support.tiny_models import tiny_model

from assistant.core.errors import BadInputError, CancelledError, EarSightError, MissingPartError
from assistant.core.request import Detail
from assistant.describing import acceleration
from assistant.describing.acceleration import accelerate
from assistant.describing.base import Ability, Describer, Piece, Task
from assistant.describing.families import describer
from assistant.describing.loading import LoadedModel, Precision, load
from assistant.describing.onnx.acceptance import Reference, accepted, closeness, pictures
from assistant.describing.onnx.captioner import Captioner, Graphs, pixels
from assistant.describing.onnx.exporter import facts_of, write_exact, write_rounded
from assistant.describing.onnx.files import (
    DECODER,
    ENCODER,
    FILES,
    TOKENIZER,
    read_facts,
    serves,
    write_facts,
)
from assistant.models.accelerated import AcceleratedModels
from assistant.models.errors import DamagedModelError
from assistant.models.portable import import_folder
from assistant.models.store import ModelStore
from assistant.models.watch import Watch

SHORT = Task(Ability.DESCRIBE, max_new_tokens=12)


@pytest.fixture(scope="module")
def loaded() -> LoadedModel:
    return load(seeing_blip(), Precision.F32)


@pytest.fixture(scope="module")
def original() -> Describer:
    """The same, as the describing worker has it."""
    return describer(load(seeing_blip(), Precision.F32))


@pytest.fixture(scope="module")
def exact(loaded: LoadedModel, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("exact")
    write_exact(loaded, folder)
    return folder


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> ModelStore:
    made = store_with_blip(tmp_path_factory.mktemp("accelerated"))
    accelerate(made, NAME, Watch())
    return made


def never() -> bool:
    return False


def said(model: Describer, image: Image.Image, task: Task = SHORT) -> str:
    pieces = model.run(image, task, never)
    return "".join(piece.text for piece in pieces if isinstance(piece, Piece))


def test_the_sample_pictures_are_told_apart_by_the_model(loaded: LoadedModel) -> None:
    answers = Reference(loaded, pictures()).answers
    assert len({tuple(answer) for answer in answers}) > 1


@pytest.mark.parametrize("size", [(640, 480), (33, 500), (384, 384), (1920, 1080)])
def test_pixels_are_those_of_the_image_processor(
    loaded: LoadedModel, size: tuple[int, int]
) -> None:
    random = np.random.default_rng(1)
    image = Image.fromarray(random.integers(0, 256, (*size[::-1], 3), np.uint8))
    own = pixels(image, facts_of(loaded))
    theirs = loaded.processing.image_processor(images=image, return_tensors="np")["pixel_values"]
    assert own.shape == theirs.shape
    assert np.abs(own - theirs).max() < 1e-5


@pytest.mark.parametrize("number", range(4))
def test_it_says_what_the_model_says(original: Describer, exact: Path, number: int) -> None:
    image = pictures()[number]
    assert said(Captioner(exact, "blip"), image) == said(original, image) != ""


def test_thin_pictures_are_widened_likewise(original: Describer, exact: Path) -> None:
    image = Image.linear_gradient("L").resize((500, 3)).convert("RGB")
    assert said(Captioner(exact, "blip"), image) == said(original, image)


def test_graphs_of_other_weights_are_found_out(loaded: LoadedModel, exact: Path) -> None:
    with torch.no_grad():
        head = loaded.model.text_decoder.cls.predictions.transform.dense.weight
        kept = head.clone()
        head.copy_(kept.flip(0))
    try:
        reference = Reference(loaded, pictures())
        assert reference.problem(Graphs(exact), exact / TOKENIZER) == "tokens"
    finally:
        with torch.no_grad():
            head.copy_(kept)


def test_other_pixels_are_found_out(loaded: LoadedModel, exact: Path, tmp_path: Path) -> None:
    for name in (ENCODER, DECODER):
        (tmp_path / name).symlink_to(exact / name)
    write_facts(tmp_path, replace(read_facts(exact), mean=(0.4, 0.5, 0.5)))
    assert Reference(loaded, pictures()).problem(Graphs(tmp_path), exact / TOKENIZER) == "pixels"


def test_a_tokenizer_that_writes_otherwise_is_found_out(loaded: LoadedModel, exact: Path) -> None:
    other = tiny_model("vit-gpt2") / TOKENIZER
    assert Reference(loaded, pictures()).problem(Graphs(exact), other) == "text"


def test_in_8_bits_it_is_close_and_graphs_of_another_model_are_not(
    loaded: LoadedModel, exact: Path, tmp_path: Path
) -> None:
    reference, graphs = Reference(loaded, pictures()), Graphs(exact)
    cosine, regret = closeness(graphs, graphs, reference)
    assert cosine == pytest.approx(1.0, abs=1e-5)
    assert regret == 0.0
    write_rounded(exact, tmp_path, signed=False)
    assert accepted(*closeness(graphs, Graphs(tmp_path), reference))
    write_exact(load(tiny_model("blip-captioning"), Precision.F32), tmp_path)
    assert not accepted(*closeness(graphs, Graphs(tmp_path), reference))


def test_cancelling_ends_it_at_once(exact: Path) -> None:
    stop = threading.Event()
    captioner = Captioner(exact, "blip")
    endless = Task(Ability.DESCRIBE, max_new_tokens=50)
    pieces: Iterator[object] = captioner.run(pictures()[0], endless, stop.is_set)
    first = next(pieces)
    assert isinstance(first, Piece)
    stop.set()
    assert list(pieces) == []
    assert said(captioner, pictures()[0])


def test_what_it_serves() -> None:
    assert serves(SHORT)
    for other in (
        Task(Ability.ASK, "What is it?"),
        Task(Ability.DESCRIBE, "Only the people."),
        Task(Ability.DESCRIBE, detail=Detail.LONG),
        Task(Ability.DESCRIBE, box=(0, 0, 9, 9)),
    ):
        assert not serves(other)


def test_it_is_kept_beside_the_model_with_a_lock(store: ModelStore) -> None:
    folder = AcceleratedModels(store).verified(NAME)
    assert folder is not None
    assert {path.name for path in folder.iterdir()} == {*FILES, "lock.json"}
    assert store.installed() == [NAME]
    assert store.verified(NAME)


@pytest.mark.parametrize("name", FILES)
def test_a_changed_file_is_named_and_refused(store: ModelStore, name: str) -> None:
    models = AcceleratedModels(store)
    folder = models.folder(NAME)
    assert folder is not None
    content = (folder / name).read_bytes()
    (folder / name).write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    try:
        with pytest.raises(DamagedModelError, match=name) as caught:
            models.verified(NAME)
        assert "earsight models accelerate" in caught.value.remedy
    finally:
        (folder / name).write_bytes(content)


def test_other_files_of_the_model_put_it_out_of_use_and_removal_deletes_it(tmp_path: Path) -> None:
    store = store_with_blip(tmp_path)
    accelerate(store, NAME, Watch())
    models = AcceleratedModels(store)
    made = models.folder(NAME)
    assert made is not None
    store.remove(NAME)
    assert not made.exists()
    import_folder(store, seeing_blip(), NAME)
    accelerate(store, NAME, Watch())
    other = import_folder(store, tiny_model("blip-captioning"), "other")
    made.rename(tmp_path / "kept")
    store.remove(NAME)
    (tmp_path / "kept").rename(store.accelerated("other"))
    assert other.name == "other"
    assert models.folder("other") is None


def test_other_families_and_missing_libraries_are_told_in_plain_words(
    store: ModelStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_folder(store, tiny_model("blip-vqa"), "answers")
    with pytest.raises(BadInputError, match="answers cannot be accelerated"):
        accelerate(store, "answers", Watch())
    with pytest.raises(MissingPartError, match="not installed"):
        accelerate(store, "nope", Watch())
    monkeypatch.setattr(acceleration, "find_spec", lambda name: None if name == "onnx" else 1)
    with pytest.raises(MissingPartError, match=r"needs onnx.*") as caught:
        accelerate(store, NAME, Watch())
    assert "pip install" in caught.value.remedy


def test_a_cancelled_or_failed_export_leaves_nothing(tmp_path: Path) -> None:
    store = store_with_blip(tmp_path)
    told: list[str] = []
    watch = Watch(lambda progress: told.append(progress.stage), lambda: "exporting" in told)
    with pytest.raises(CancelledError):
        accelerate(store, NAME, watch)
    assert AcceleratedModels(store).folder(NAME) is None
    assert [path.name for path in (store.root / ".accelerated").iterdir()] == ["lock"]
    for status in (1, 5, 6):
        with pytest.raises(EarSightError, match="nothing was kept"):
            acceleration._judge(status, NAME)
