"""What a person hears and is shown while models are installed, checked and removed."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import pytest
from support.fake_models import NAME, OFFER, FakeClient
from support.model_files import model_files, write_files

from assistant.core.errors import EarSightError
from assistant.core.findings import Offer, Progress
from assistant.core.ports import Cue
from assistant.models.announcing import Announcer
from assistant.models.catalogue import load_catalogue
from assistant.models.errands import Errands
from assistant.models.errors import DamagedModelError
from assistant.models.inventory import Entry, State
from assistant.models.portable import import_folder
from assistant.models.store import ModelStore

T = TypeVar("T")


class Person:
    """Hears and sees, as speaker, cues and view."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.sounds: list[Cue] = []
        self.questions: list[str] = []
        self.messages: list[str] = []
        self.shown: list[tuple[str, float]] = []
        self.entries: Sequence[Entry] = []
        self.changed = threading.Condition()

    def say(
        self, text: str, *, interrupt: bool = False, language: str = "", remember: bool = True
    ) -> None:
        assert not remember
        self._note(self.heard, text)

    def stop(self) -> None:
        raise AssertionError

    def wait(self, timeout: float | None = None) -> bool:
        return True

    def play(self, cue: Cue) -> None:
        self.sounds.append(cue)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        self.entries = entries

    def show_question(self, text: str) -> None:
        self._note(self.questions, text)

    def show_progress(self, text: str, fraction: float) -> None:
        self._note(self.shown, (text, fraction))

    def show_message(self, text: str) -> None:
        self._note(self.messages, text)

    def until(self, condition: Callable[[], object]) -> None:
        with self.changed:
            assert self.changed.wait_for(condition, 10)

    def _note(self, notes: list[T], note: T) -> None:
        with self.changed:
            notes.append(note)
            self.changed.notify_all()


class Bench:
    """Errands of a person with a client that downloads nothing."""

    def __init__(self, store: ModelStore) -> None:
        self.client, self.person, self.store = FakeClient(), Person(), store
        person = self.person
        self.errands = Errands(store, load_catalogue(), self.client, person, person, person)

    def heard(self, text: str) -> None:
        self.person.until(lambda: any(text in each for each in self.person.heard))

    def asked(self, text: str) -> None:
        self.person.until(lambda: any(text in each for each in self.person.questions))


@pytest.fixture
def bench(store: ModelStore) -> Bench:
    return Bench(store)


def _own(bench: Bench, tmp_path: Path, name: str = "my-own") -> None:
    import_folder(bench.store, write_files(tmp_path / name, model_files()))


def test_nothing_is_downloaded_before_a_yes(bench: Bench) -> None:
    bench.errands.install(NAME)
    bench.asked("Download SmolVLM 256M, 518 megabytes, from hub.example?")
    assert bench.person.heard == ["Asking hub.example how large SmolVLM 256M is."]
    assert bench.client.asked == [("offer", NAME)]
    bench.errands.answer(yes=False)
    bench.heard("Nothing was downloaded.")
    bench.errands.answer(yes=True)
    assert bench.client.asked == [("offer", NAME)]


def test_a_yes_installs_what_was_offered_and_tells_the_end(bench: Bench) -> None:
    bench.errands.install(NAME)
    bench.asked("Download")
    bench.errands.answer(yes=True)
    bench.heard("SmolVLM 256M is installed.")
    assert bench.client.asked[1:] == [("install", OFFER)]
    assert bench.person.shown == [("Downloading SmolVLM 256M: 30 percent.", 0.3)]
    assert bench.person.messages == ["SmolVLM 256M is installed."]
    assert bench.person.sounds == [Cue.DONE]
    assert not bench.errands.working


def test_a_failure_is_told_with_its_remedy(bench: Bench) -> None:
    bench.client.problem = EarSightError("The hub cannot be reached.", "Check the connection.")
    bench.errands.install(NAME)
    bench.heard("The hub cannot be reached. Check the connection.")
    assert bench.person.questions == []
    assert bench.person.sounds == [Cue.FAILED]


def test_cancel_is_told_and_the_next_errand_works(bench: Bench, tmp_path: Path) -> None:
    _own(bench, tmp_path)
    bench.errands.install(NAME)
    bench.asked("Download")
    bench.client.hold = True
    bench.errands.answer(yes=True)
    bench.person.until(lambda: bench.person.shown)
    bench.errands.verify("my-own")
    bench.heard("One thing at a time. Downloading SmolVLM 256M: 30 percent.")
    bench.errands.cancel()
    bench.heard("Stopped. Install goes on where it stopped.")
    assert bench.person.sounds == []
    bench.client.hold = False
    bench.errands.verify("my-own")
    bench.heard("my-own is whole.")
    bench.errands.cancel()
    bench.heard("There is nothing to cancel.")


def test_removing_asks_first_and_tells_what_is_free(bench: Bench, tmp_path: Path) -> None:
    _own(bench, tmp_path)
    bench.errands.remove("my-own")
    bench.asked("Remove my-own? That frees 4 kilobytes.")
    bench.errands.answer(yes=False)
    bench.heard("Nothing was removed.")
    assert bench.store.installed() == ["my-own"]
    bench.errands.remove("my-own")
    bench.errands.answer(yes=True)
    bench.heard("my-own was removed. 5 kilobytes are free again.")
    assert bench.store.installed() == []
    assert all(entry.name != "my-own" for entry in bench.person.entries)


def test_what_is_not_there_is_told_at_once(bench: Bench) -> None:
    bench.errands.remove(NAME)
    bench.errands.verify(NAME)
    assert bench.person.heard == ["SmolVLM 256M is not installed."] * 2
    assert bench.client.asked == []


def test_an_installed_model_is_not_asked_for_again(bench: Bench, tmp_path: Path) -> None:
    _own(bench, tmp_path, NAME)
    bench.errands.install(NAME)
    bench.heard("SmolVLM 256M is installed already.")
    assert bench.client.asked == []


def test_a_damaged_model_can_be_mended(bench: Bench, tmp_path: Path) -> None:
    _own(bench, tmp_path, NAME)
    bench.client.problem = DamagedModelError(NAME, "vocab.txt", "was changed")
    bench.errands.verify(NAME)
    bench.heard("vocab.txt was changed. Install mends it.")
    (bench.store.folder(NAME) / "vocab.txt").unlink()
    bench.errands.refresh()
    entry = next(each for each in bench.person.entries if each.name == NAME)
    assert entry.state is State.DAMAGED
    bench.client.problem = None
    bench.errands.install(NAME)
    bench.asked("Download SmolVLM 256M")


def test_a_folder_is_brought(bench: Bench, tmp_path: Path) -> None:
    bench.errands.bring(tmp_path / "tiny")
    bench.heard("The model tiny is installed.")
    assert bench.client.asked == [("bring", tmp_path / "tiny")]


def test_an_error_inside_is_told_too(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_name: str) -> Offer:
        raise KeyError("secret")

    monkeypatch.setattr(bench.client, "offer", broken)
    bench.errands.install(NAME)
    bench.heard("Something went wrong inside EarSight: KeyError.")
    assert not bench.errands.working


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_progress_is_spoken_now_and_then() -> None:
    clock, said = Clock(), list[str]()
    announcer = Announcer("X", said.append, clock)
    for second in range(101):
        clock.now = float(second)
        announcer.hear(Progress("downloading", second / 100))
    assert len(said) == 10
    assert said[4] == "Downloading X: 50 percent, about 1 minute left."
    assert said[8] == "Downloading X: 90 percent, less than a minute left."


def test_slow_progress_is_spoken_every_minute_and_fast_progress_not() -> None:
    clock, said = Clock(), list[str]()
    announcer = Announcer("X", said.append, clock)
    for second in range(125):
        clock.now = float(second)
        announcer.hear(Progress("downloading", second / 10_000))
    assert said == [
        "Downloading X: 0 percent, about 3 hours left.",
        "Downloading X: 1 percent, about 3 hours left.",
    ]
    said.clear()
    clock.now = 0.0
    quick = Announcer("Y", said.append, clock)
    for step in range(101):
        clock.now = step / 20
        quick.hear(Progress("copying", step / 100))
    assert said == []
    assert quick.text == "Copying Y: 100 percent."
