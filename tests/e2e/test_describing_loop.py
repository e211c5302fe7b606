"""Describe, ask and find: from the command line and by key, with and without a model."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from support.console import Console
from support.desk import Desk
from support.ears import Ears
from support.rendered import page
from support.running_app import RunningApp
from support.tiny_models import tiny_model

from assistant.hotkeys.defaults import default_chords

pytestmark = pytest.mark.desktop

TEXT = "The quick brown fox jumps over the lazy dog."
LEADER = default_chords()["leader"].lower()


def photo(path: Path) -> Path:
    """A noisy picture, as a photo is, with a readable line on a white band."""
    picture = Image.effect_noise((640, 480), 90).convert("RGB")
    ImageDraw.Draw(picture).rectangle((0, 0, 640, 60), fill="white")
    picture.paste(page("Total 42 euros").image.crop((0, 0, 600, 60)), (10, 5))
    picture.save(path)
    return path


@pytest.fixture(scope="module")
def console() -> Iterator[Console]:
    with Console() as made:
        photo(made.home / "photo.png")
        yield made


def sentences(out: str) -> list[dict[str, object]]:
    found = [json.loads(line) for line in out.splitlines()]
    assert found[-1]["type"] == "done"
    return [each for each in found if each["type"] == "sentence"]


def test_nothing_is_guessed_without_a_model(console: Console) -> None:
    ran = console.earsight("describe", "photo.png", "--json")
    assert ran.status == 0, ran
    kinds = {each["kind"] for each in sentences(ran.out)}
    assert kinds == {"measured", "read"}
    assert "42" in ran.out


def test_find_looks_in_the_text_and_ask_names_the_remedy(console: Console) -> None:
    ran = console.earsight("find", "euros", "photo.png")
    assert ran.status == 0, ran
    assert "Total 42 euros" in ran.out
    assert "top" in ran.out or "upper" in ran.out
    ran = console.earsight("ask", "Who is it?", "photo.png", "--json")
    assert ran.status == 3
    assert json.loads(ran.out)["code"] == "no-model"


def test_an_imported_model_is_asked_checked_and_told_apart(console: Console) -> None:
    assert (
        console.earsight("models", "import", tiny_model("blip-captioning"), "--name", "tiny").status
        == 0
    )
    ran = console.earsight("describe", "photo.png", "--model", "tiny", "--json")
    assert ran.status == 0, ran
    guessed = [each for each in sentences(ran.out) if each["kind"] == "guessed"]
    assert guessed
    assert {each["model"] for each in guessed} == {"tiny"}
    ran = console.earsight("describe", "photo.png", "--model", "none", "--json")
    assert ran.status == 0, ran
    assert {each["kind"] for each in sentences(ran.out)} <= {"measured", "read"}
    weights = next((console.home / ".local").rglob("model.safetensors"))
    weights.chmod(0o600)
    weights.write_bytes(weights.read_bytes()[:-8] + b"12345678")
    ran = console.earsight("describe", "photo.png", "--model", "tiny")
    assert ran.status != 0
    assert "model.safetensors" in ran.err


def test_the_key_describes_the_window(desk: Desk) -> None:
    sample = desk.open_sample(TEXT, title="Memo")
    app = RunningApp(desk, desktop__announce_start="false", sounds__enabled="false")
    app.warm()
    assert desk.recorder.wait_quiet()
    begun = time.monotonic()
    desk.press(LEADER)
    time.sleep(0.3)
    desk.press("d")
    Ears(desk).hear(TEXT, begun, 40.0)
    assert sample.keys() == []
    # The program itself cannot tell: while the layer waits for a letter it sees a lost focus.
    assert desk.focused_window() == "Memo"
