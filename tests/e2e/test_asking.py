"""Describe and ask by key, as a person does: hear, type, hear, ask on, go back to work."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image
from safetensors.torch import load_file, save_file
from support.accessible_tree import items
from support.desk import Desk
from support.ears import SAME, Ears
from support.processes import wait_until
from support.running_app import RunningApp
from support.samples import SampleWindow
from support.tiny_models import tiny_model

from assistant.hotkeys.defaults import default_chords

if sys.platform == "win32":
    pytest.skip("signals and permissions of POSIX", allow_module_level=True)

pytestmark = pytest.mark.desktop

LEADER = default_chords()["leader"].lower()
TEXT = "The quick brown fox jumps over the lazy dog."
OTHER = "Seven large boxes were sent by mail on Friday night."
COLOUR, SIZE = "What colour is it?", "Is it small?"
LOST = "The picture describer stopped unexpectedly. It starts again by itself. Please try again."
WORDS = 9
"""In each answer of the model: random weights say the same noise for ever, unless ended."""
PATIENCE = 60.0


def brief_model(folder: Path) -> Path:
    """A tiny chat model whose answers soon end.

    Weights that are far too large make each word depend on all that the model is told.
    """
    shutil.copytree(tiny_model("idefics2"), folder)
    file = folder / "generation_config.json"
    settings = json.loads(file.read_text("utf-8"))
    end = settings["eos_token_id"]
    settings["suppress_tokens"].remove(end)
    settings |= {"min_new_tokens": WORDS, "exponential_decay_length_penalty": [WORDS, 50.0]}
    file.write_text(json.dumps(settings), "utf-8")
    weights = load_file(folder / "model.safetensors")
    large = {name: part * 10 if part.dim() > 1 else part for name, part in weights.items()}
    save_file(large, folder / "model.safetensors", {"format": "pt"})
    return folder


def photo(path: Path) -> Path:
    """Noise, which is neither text nor empty."""
    Image.effect_noise((640, 300), 90).convert("RGB").save(path)
    return path


class Asker:
    """Somebody with EarSight, a model, and a window with a text and a picture."""

    def __init__(self, desk: Desk, app: RunningApp) -> None:
        self.desk, self.app = desk, app
        self.ears = Ears(desk)
        self.memo = self.show("Memo", TEXT)

    def show(self, title: str, text: str) -> SampleWindow:
        """Open another window with a text and a picture."""
        return self.desk.open_sample(text, title, photo(self.desk.home / f"{title}.png"))

    def press(self, key: str) -> float:
        """Press the leader key and a letter; returns when."""
        begun = time.monotonic()
        self.desk.press(LEADER)
        time.sleep(0.3)
        self.desk.press(key)
        return begun

    def open(self) -> float:
        """Press the key for a question, and wait until the window has the keyboard."""
        wait_until(lambda: self.memo.active, "the program to have the keyboard")
        begun = self.press("q")
        wait_until(lambda: "Ask about Memo" in self.desk.focused_window(), "the window", 20)
        return begun

    def ask(self, question: str) -> float:
        """Type a question over the one before; returns when."""
        self.desk.type(question)
        self.desk.press("Return")
        return time.monotonic()

    def answer(self, question: str) -> str:
        """Ask, and wait for the answer to be shown."""
        asked = len(self.conversation())
        self.ask(question)

        def answered() -> bool:
            lines = self.conversation()[asked:]
            return len(lines) > 1 and lines[0] == f"You: {question}"

        wait_until(answered, f"the answer to {question!r}", PATIENCE)
        return self.conversation()[asked + 1]

    def conversation(self) -> list[str]:
        """What the window shows, as a screen reader finds it."""
        found = [item.text for item in items(self.desk, "EarSight") if item.name == "Conversation"]
        return next((text.splitlines() for text in found if text), [])

    def leave(self) -> None:
        """Press Escape until the window is gone."""
        wait_until(self._escaped, "the way back")

    def _escaped(self) -> bool:
        self.desk.press("Escape")
        time.sleep(0.5)
        return "Ask about" not in self.desk.focused_window()


def without_kind(line: str) -> str:
    """A line of the conversation as it is spoken."""
    return line.removeprefix("EarSight, guessed by tiny: ").removeprefix("EarSight: ")


@pytest.fixture(scope="module")
def shared_desk(make_shared_desk: Callable[..., Desk]) -> Desk:
    return make_shared_desk(tray=True)


@pytest.fixture(scope="module")
def app(shared_desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> RunningApp:
    app = RunningApp(shared_desk, desktop__announce_start="false", sounds__enabled="false")
    folder = brief_model(tmp_path_factory.mktemp("models") / "brief")
    done = app.earsight("models", "import", str(folder), "--name", "tiny")
    assert done.returncode == 0, done.stderr
    app.warm()
    return app


@pytest.fixture
def asker(shared_desk: Desk, app: RunningApp) -> Iterator[Asker]:
    asker = Asker(shared_desk, app)
    assert shared_desk.recorder.wait_quiet()
    yield asker
    asker.leave()
    asker.memo.service.stop()


def test_a_describer_killed_in_the_middle_is_told_and_the_next_question_is_answered(
    asker: Asker,
) -> None:
    asker.open()
    begun = asker.ask(COLOUR)
    wait_until(asker.app.describer_pids, "the picture describer", PATIENCE)
    time.sleep(1.0)
    for pid in asker.app.describer_pids():
        os.kill(pid, signal.SIGKILL)
    asker.ears.hear(LOST, begun, PATIENCE)
    assert asker.conversation()[-1] == f"EarSight: {LOST}"
    begun = time.monotonic()
    assert asker.answer(COLOUR).startswith("EarSight, guessed by tiny: ")
    asker.ears.hear("Loading the model.", begun)


def test_a_question_is_typed_answered_aloud_and_followed_up(asker: Asker) -> None:
    begun = asker.open()
    asker.ears.hear("Ask about Memo. Type your question.", begun)
    begun = time.monotonic()
    first = asker.answer(COLOUR)
    assert len(without_kind(first).split()) > WORDS // 2
    asker.ears.hear(without_kind(first), begun)
    begun = time.monotonic()
    with_history = asker.answer(SIZE)
    asker.ears.hear(without_kind(with_history), begun)
    assert asker.memo.keys() == []
    # A new picture, the same as before, is a new conversation: the model knows nothing of the old.
    asker.leave()
    asker.open()
    assert asker.conversation() == []
    assert asker.answer(SIZE) != with_history
    asker.leave()
    asker.open()
    assert asker.answer(COLOUR) == first
    assert asker.answer(SIZE) == with_history


def test_escape_silences_and_then_goes_back_to_the_program(asker: Asker) -> None:
    begun = asker.open()
    asker.ears.hear("Ask about Memo. Type your question.", begun)
    begun = time.monotonic()
    asker.answer(COLOUR)
    assert asker.desk.recorder.onset(begun, 10.0)
    asker.desk.press("Escape")
    assert asker.desk.recorder.wait_quiet()
    assert "Ask about Memo" in asker.desk.focused_window()
    asker.desk.press("Escape")
    wait_until(lambda: asker.desk.focused_window() == "Memo", "the way back")
    wait_until(lambda: asker.memo.active, "the program to know")
    asker.desk.press("e")
    wait_until(lambda: asker.memo.keys() == ["e"], "the key in the program")


def test_the_key_in_the_window_only_invites_again(asker: Asker) -> None:
    asker.open()
    asker.answer(COLOUR)
    before = asker.conversation()
    asker.desk.press("Escape")
    assert asker.desk.recorder.wait_quiet()
    asker.ears.hear("Type your question.", asker.press("q"))
    assert asker.conversation() == before


def test_the_key_describes_picture_and_text(asker: Asker) -> None:
    begun = asker.press("d")
    asker.ears.hear(TEXT, begun, PATIENCE)
    assert asker.desk.recorder.wait_quiet()
    assert asker.memo.keys() == []
    # The program itself cannot tell: while the layer waits for a letter it sees a lost focus.
    assert asker.desk.focused_window() == "Memo"
    assert asker.app.earsight("trigger", "show-window").returncode == 0
    asker.desk.focus("EarSight")
    [status] = [
        item.text
        for item in items(asker.desk, "EarSight")
        if item.name == "Status" and item.role == "text"
    ]
    asker.desk.press("Escape")
    lines = status.splitlines()
    assert TEXT in lines
    guessed = [line for line in lines if len(line.split()) > WORDS // 2 and line != TEXT]
    assert any(asker.ears.likeness(line, begun) > SAME for line in guessed)


def test_a_newer_request_silences_the_older(asker: Asker) -> None:
    begun = asker.press("d")
    assert asker.desk.recorder.onset(begun, PATIENCE)
    other = asker.show("Other", OTHER)
    newer = asker.press("w")
    asker.ears.hear(OTHER, newer)
    assert asker.desk.recorder.wait_quiet()
    assert asker.ears.likeness(TEXT, newer) < SAME
    other.service.stop()


def test_without_a_model_the_answer_is_what_is_missing_and_the_remedy(desk: Desk) -> None:
    app = RunningApp(desk, desktop__announce_start="false", sounds__enabled="false")
    asker = Asker(desk, app)
    app.warm()
    assert desk.recorder.wait_quiet()
    asker.open()
    begun = time.monotonic()
    told = asker.answer("Who is it?")
    assert "No model is installed" in told
    assert "then G" in told
    asker.ears.hear("No model is installed that can answer this.", begun)
