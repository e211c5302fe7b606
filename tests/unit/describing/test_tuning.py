"""What is fastest is measured while nobody waits, kept for the very model and machine, and used."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest
from PIL import Image

pytest.importorskip("transformers", reason="nothing is measured: no transformers")

from support.blip_store import NAME, seeing_blip, store_with_blip
from support.tiny_models import tiny_model

from assistant.core.findings import Progress
from assistant.core.frame import Frame, Source
from assistant.describing.base import Ability, Task
from assistant.describing.client import DescribingClient
from assistant.describing.tuning import book as pages
from assistant.describing.tuning import idle, tuner
from assistant.describing.tuning.book import Trial, TuningBook, fastest
from assistant.describing.tuning.idle import IdleTuning
from assistant.models.portable import import_folder
from assistant.models.store import ModelStore

SLOW = Trial("f32", 1, 2.0, 900)
FAST = Trial("int8", 2, 0.5, 700)


@pytest.fixture
def store(tmp_path: Path) -> ModelStore:
    return store_with_blip(tmp_path)


def wait_until(met: Callable[[], bool], seconds: float = 90.0) -> None:
    deadline = time.monotonic() + seconds
    while not met():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def tuners() -> list[psutil.Process]:
    return [child for child in psutil.Process().children() if tunes(child)]


def tunes(child: psutil.Process) -> bool:
    try:
        return any("tuning.tuner" in word for word in child.cmdline())
    except psutil.NoSuchProcess:
        # Killed a moment ago, and not yet forgotten by the system.
        return False


def test_every_format_and_count_of_threads_is_measured_on_the_model() -> None:
    found = list(tuner.trials(tiny_model("blip-captioning"), 2))
    assert [(trial.precision, trial.threads) for trial in found] == [
        (precision, threads) for precision in ("int8", "bf16", "f32") for threads in (1, 2)
    ]
    assert all(trial.seconds > 0 and trial.memory_mb > 0 for trial in found)


def test_formats_that_do_not_fit_the_memory_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    free = type("Free", (), {"available": 1000})
    monkeypatch.setattr(psutil, "virtual_memory", lambda: free)
    assert list(tuner.trials(tiny_model("blip-captioning"), 1)) == []


def test_the_fastest_is_kept_for_this_model_torch_and_processor(
    store: ModelStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = store.folder(NAME)
    book = TuningBook(store.root)
    assert book.trials(model) is None
    book.write(model, [SLOW, FAST])
    assert TuningBook(store.root).best(model) == FAST
    assert store.verified(NAME)
    assert store.installed() == [NAME]
    monkeypatch.setattr(pages, "version", lambda _name: "99.0")
    assert book.best(model) is None
    monkeypatch.undo()
    monkeypatch.setattr(pages, "_processor", lambda: "another")
    assert book.best(model) is None
    monkeypatch.undo()
    store.remove(NAME)
    import_folder(store, tiny_model("blip-captioning"), NAME)
    assert book.best(model) is None


def test_a_bare_folder_has_no_page_and_a_damaged_book_is_empty(store: ModelStore) -> None:
    book = TuningBook(store.root)
    book.write(seeing_blip(), [FAST])
    assert book.best(seeing_blip()) is None
    (store.root / pages.FILE).write_text("{")
    assert book.best(store.folder(NAME)) is None
    assert fastest([]) is None


def test_it_is_measured_in_idle_time_and_only_once(store: ModelStore) -> None:
    model = store.folder(NAME)
    tuning = IdleTuning(TuningBook(store.root), rest_seconds=0.0)
    tuning.rest(model)
    wait_until(lambda: tuning.best(model) is not None)
    wait_until(lambda: not tuners())
    tuning.rest(model)
    assert tuning._timer is None


def test_a_request_ends_it_at_once_and_nothing_is_kept(store: ModelStore) -> None:
    model = store.folder(NAME)
    tuning = IdleTuning(TuningBook(store.root), rest_seconds=0.0)
    tuning.rest(model)
    wait_until(lambda: bool(tuners()))
    tuning.interrupt()
    wait_until(lambda: not tuners(), 5.0)
    assert tuning._book.trials(model) is None


def test_a_request_before_it_began_keeps_it_from_beginning(
    store: ModelStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[Path] = []
    monkeypatch.setattr(idle, "Measurement", begun.append)
    tuning = IdleTuning(TuningBook(store.root), rest_seconds=0.2)
    tuning.rest(store.folder(NAME))
    tuning.interrupt()
    time.sleep(0.5)
    assert begun == []


def test_it_does_not_drain_a_battery(store: ModelStore, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[Path] = []
    unplugged = type("Battery", (), {"power_plugged": False})
    monkeypatch.setattr(psutil, "sensors_battery", lambda: unplugged, raising=False)
    monkeypatch.setattr(idle, "Measurement", begun.append)
    tuning = IdleTuning(TuningBook(store.root), rest_seconds=0.0)
    tuning.rest(store.folder(NAME))
    time.sleep(0.3)
    assert begun == []
    tuning.interrupt()


def test_the_client_takes_what_is_fastest_unless_it_was_told(store: ModelStore) -> None:
    model = store.folder(NAME)
    tuning = IdleTuning(TuningBook(store.root))
    client = DescribingClient(tuning=tuning)
    assert client._manner(model) == ("auto", 0)
    TuningBook(store.root).write(model, [SLOW, FAST])
    assert client._manner(model) == ("int8", 2)
    assert DescribingClient(precision="bf16", tuning=tuning)._manner(model) == ("bf16", 0)
    assert DescribingClient(threads=1, tuning=tuning)._manner(model) == ("auto", 1)


def test_a_loaded_model_is_not_loaded_anew_for_what_was_measured_meanwhile(
    store: ModelStore,
) -> None:
    model = store.folder(NAME)
    client = DescribingClient(tuning=IdleTuning(TuningBook(store.root)))
    frame = Frame(Image.new("RGB", (64, 48), "navy"), Source.FILE)
    task = Task(Ability.DESCRIBE, max_new_tokens=2)
    try:
        assert Progress("loading") in list(client.describe(frame, model, task))
        TuningBook(store.root).write(model, [Trial("f32", 1, 0.1, 900)])
        assert Progress("loading") not in list(client.describe(frame, model, task))
        assert client._manner(model) == ("auto", 1)
    finally:
        client.close()
    assert client._manner(model) == ("f32", 1)
