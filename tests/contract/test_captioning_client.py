"""The describing client with the real captioning worker behind it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from PIL import Image

pytest.importorskip("onnx", reason="nothing can be accelerated: no onnx")
pytest.importorskip("transformers", reason="nothing can be accelerated: no transformers")

from support.blip_store import NAME, store_with_blip

from assistant.core.errors import BadInputError, CancelledError
from assistant.core.findings import Done, Finding, Kind, Progress, Sentence
from assistant.core.frame import Frame, Source
from assistant.describing.acceleration import accelerate
from assistant.describing.base import Ability, Task
from assistant.describing.client import DescribingClient
from assistant.models.catalogue import load_catalogue
from assistant.models.choice import InstalledModels
from assistant.models.errors import DamagedModelError
from assistant.models.store import ModelStore
from assistant.models.watch import Watch

SHORT = Task(Ability.DESCRIBE, max_new_tokens=12, repeats=True)
FRAME = Frame(Image.effect_mandelbrot((192, 108), (-2, -1, 1, 1), 60), Source.WINDOW)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> ModelStore:
    made = store_with_blip(tmp_path_factory.mktemp("captioning"))
    accelerate(made, NAME, Watch())
    return made


@pytest.fixture(scope="module")
def client() -> Iterator[DescribingClient]:
    made = DescribingClient(threads=1)
    yield made
    made.close()
    assert not psutil.Process().children()


@pytest.fixture
def fast(store: ModelStore) -> Path:
    found = InstalledModels(store, load_catalogue()).accelerated(NAME)
    assert found is not None
    return found


def describe(
    client: DescribingClient, store: ModelStore, fast: Path | None, task: Task = SHORT
) -> list[Finding]:
    return list(client.describe(FRAME, store.folder(NAME), task, fast))


def libraries() -> set[str]:
    """The large libraries that the client's children have mapped."""
    paths = [mapped.path for child in psutil.Process().children() for mapped in child.memory_maps()]
    names = ("torch", "onnxruntime", "transformers")
    return {name for name in names if any(f"/{name}/" in path for path in paths)}


def test_it_is_served_without_torch(
    client: DescribingClient, store: ModelStore, fast: Path
) -> None:
    loading, thinking, *sentences, done = describe(client, store, fast)
    assert (loading, thinking) == (Progress("loading"), Progress("thinking"))
    assert sentences
    for sentence in sentences:
        assert isinstance(sentence, Sentence)
        assert (sentence.kind, sentence.model) == (Kind.GUESSED, NAME)
    assert isinstance(done, Done)
    assert done.engine == NAME
    assert libraries() == {"onnxruntime"}
    assert Progress("loading") not in describe(client, store, fast)


def test_cancel_and_the_next_description(
    client: DescribingClient, store: ModelStore, fast: Path
) -> None:
    endless = Task(Ability.DESCRIBE, max_new_tokens=60, repeats=True)
    findings = client.describe(FRAME, store.folder(NAME), endless, fast)
    while next(findings) != Progress("thinking"):
        pass
    client.cancel()
    with pytest.raises(CancelledError):
        list(findings)
    assert isinstance(describe(client, store, fast)[-1], Done)


def test_what_it_does_not_serve_goes_to_the_model_itself(
    client: DescribingClient, store: ModelStore, fast: Path
) -> None:
    with pytest.raises(BadInputError, match="cannot answer questions"):
        describe(client, store, fast, Task(Ability.ASK, "What is it?"))
    assert "torch" in libraries()


def test_a_changed_file_is_refused_before_it_is_loaded(store: ModelStore, fast: Path) -> None:
    models = InstalledModels(store, load_catalogue())
    assert models.accelerated(NAME) == fast
    decoder = fast / "decoder.onnx"
    content = decoder.read_bytes()
    decoder.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    try:
        with pytest.raises(DamagedModelError, match=r"decoder\.onnx"):
            models.accelerated(NAME)
    finally:
        decoder.write_bytes(content)


def test_graphs_that_cannot_be_loaded_are_told_in_plain_words(
    client: DescribingClient, store: ModelStore, tmp_path: Path
) -> None:
    with pytest.raises(BadInputError, match="cannot be loaded"):
        describe(client, store, tmp_path)
