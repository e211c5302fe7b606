"""Which engine reads a frame: one of the reading worker, or an installed model."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from PIL import Image
from support.model_files import model_files, write_files

from assistant.core.errors import MissingPartError
from assistant.core.findings import Done, Finding
from assistant.core.frame import Frame, Source
from assistant.describing.base import Ability, Task
from assistant.describing.model_engine import ModelEngine
from assistant.describing.readers import Readers
from assistant.models.catalogue import load_catalogue
from assistant.models.choice import InstalledModels
from assistant.models.errors import DamagedModelError
from assistant.models.portable import import_folder
from assistant.models.store import ModelStore

FRAME = Frame(Image.new("RGB", (40, 20), "white"), Source.WINDOW)
TROCR = b'{"model_type": "vision-encoder-decoder", "decoder": {"model_type": "trocr"}}'


class FakeWorker:
    """Stands for both clients; tells what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[Any, ...]] = []
        self.ended: list[str] = []

    def read(self, frame: Frame, language: str, engine: str) -> Iterator[Finding]:
        self.asked.append((language, engine))
        yield Done("screen", 0, 0.0)

    def describe(self, frame: Frame, folder: Path, task: Task) -> Iterator[Finding]:
        self.asked.append((folder.name, task))
        yield Done(folder.name, 0, 0.0)

    def cancel(self) -> None:
        self.ended.append("cancel")

    def close(self) -> None:
        self.ended.append("close")


class Bench:
    def __init__(self, root: Path) -> None:
        self.root = root
        self.store = ModelStore(root / "store")
        self.reading, self.describing = FakeWorker(), FakeWorker()
        self.readers = Readers(cast("Any", self.reading), self.engine)

    def engine(self) -> ModelEngine:
        models = InstalledModels(self.store, load_catalogue())
        return ModelEngine(models, lambda: cast("Any", self.describing))

    def install(self, name: str, config: bytes = TROCR) -> None:
        files = {**model_files(), "config.json": config, "preprocessor_config.json": b'{"a": 1}'}
        import_folder(self.store, write_files(self.root / name, files), name)

    def read(self, engine: str, language: str = "en") -> list[Finding]:
        return list(self.readers.read(FRAME, language, engine))


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


@pytest.mark.parametrize("engine", ["", "auto", "screen", "rapid", "tesseract"])
def test_its_own_engines_are_the_reading_workers(bench: Bench, engine: str) -> None:
    bench.read(engine)
    assert bench.reading.asked == [("en", engine)]
    assert bench.describing.asked == []


def test_without_a_model_the_remedy_is_told(bench: Bench) -> None:
    assert not bench.engine().availability().usable
    assert not bench.engine().supports("en")
    with pytest.raises(MissingPartError, match="No TrOCR model is installed") as caught:
        bench.read("trocr")
    assert "earsight models install trocr-printed" in caught.value.remedy


def test_an_installed_model_reads(bench: Bench) -> None:
    bench.install("blip-base", b'{"model_type": "blip"}')
    bench.install("trocr-handwritten")
    assert bench.engine().availability().usable
    assert bench.read("trocr") == [Done("trocr-handwritten", 0, 0.0)]
    assert bench.describing.asked == [("trocr-handwritten", Task(Ability.READ))]
    assert bench.reading.asked == []


def test_the_catalogues_first_model_is_taken_or_the_one_named(bench: Bench) -> None:
    for name in ("a-copy", "trocr-handwritten", "trocr-printed"):
        bench.install(name)
    engines = ("trocr", "trocr-handwritten", "a-copy")
    assert [bench.read(engine) for engine in engines] == [
        [Done(name, 0, 0.0)] for name in ("trocr-printed", "trocr-handwritten", "a-copy")
    ]


def test_a_model_of_the_catalogue_that_is_not_installed_is_told(bench: Bench) -> None:
    bench.install("trocr-printed")
    with pytest.raises(MissingPartError, match="trocr-handwritten is not installed") as caught:
        bench.read("trocr-handwritten")
    assert "models install trocr-handwritten" in caught.value.remedy


@pytest.mark.parametrize("engine", ["nope", "blip-base", "../trocr-printed"])
def test_what_does_not_read_lines_is_left_to_the_worker_to_refuse(
    bench: Bench, engine: str
) -> None:
    bench.install("blip-base", b'{"model_type": "blip"}')
    bench.install("trocr-printed")
    bench.read(engine)
    assert bench.reading.asked == [("en", engine)]


def test_another_model_that_reads_lines_is_asked_by_its_name_only(bench: Bench) -> None:
    bench.install("florence-2-base", b'{"model_type": "florence2"}')
    assert bench.read("florence-2-base") == [Done("florence-2-base", 0, 0.0)]
    with pytest.raises(MissingPartError, match="No TrOCR model"):
        bench.read("trocr")


@pytest.mark.parametrize("language", ["ar", "en+ar"])
def test_a_language_that_it_was_not_trained_on_is_refused(bench: Bench, language: str) -> None:
    bench.install("trocr-printed")
    assert bench.engine().supports("en")
    assert not bench.engine().supports(language)
    with pytest.raises(MissingPartError, match="trocr-printed cannot read"):
        bench.read("trocr", language)


def test_a_changed_model_is_not_loaded(bench: Bench) -> None:
    bench.install("trocr-printed")
    (bench.store.root / "trocr-printed" / "vocab.txt").write_text("other")
    with pytest.raises(DamagedModelError, match=r"vocab\.txt"):
        bench.read("trocr")
    assert bench.describing.asked == []


def test_cancel_and_close_reach_both_workers(bench: Bench) -> None:
    bench.readers.cancel()
    assert bench.describing.ended == []
    bench.install("trocr-printed")
    bench.read("trocr")
    bench.readers.cancel()
    bench.readers.close()
    assert bench.reading.ended == ["cancel", "cancel", "close"]
    assert bench.describing.ended == ["cancel", "close"]
