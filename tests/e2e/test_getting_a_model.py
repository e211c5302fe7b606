"""From no model to an installed one by keys and ears, and everything offline afterwards."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from support.desk import Desk
from support.ears import Ears
from support.hub_server import HubServer, Repository
from support.processes import wait_until
from support.running_app import RunningApp
from support.tiny_models import tiny_model

from assistant.hotkeys.chords import Chord
from assistant.hotkeys.defaults import default_chords
from assistant.models.catalogue import load_catalogue
from assistant.models.errors import size_aloud

pytestmark = pytest.mark.desktop

LEADER = default_chords()["leader"].lower()
MODEL = load_catalogue().get("smolvlm-256m")
WINDOW = "Models — EarSight"
SECONDS = 14
"""How long the download takes: more than the ten seconds after which one is told how far it is."""


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    """A tiny model of the family, as its repository would hold it."""
    return {file.name: file.read_bytes() for file in tiny_model("smolvlm").iterdir()}


@pytest.fixture
def server(files: dict[str, bytes]) -> Iterator[HubServer]:
    with HubServer({MODEL.repository: Repository(files)}) as server:
        yield server


def _press(desk: Desk, letter: str) -> float:
    begun = time.monotonic()
    desk.press(LEADER)
    time.sleep(0.3)
    desk.press(letter)
    return begun


def _started(desk: Desk, hub: str) -> RunningApp:
    return RunningApp(
        desk,
        describing__hub=hub,
        desktop__announce_start="false",
        sounds__enabled="false",
    )


def _size(server: HubServer) -> int:
    """Of what the model needs."""
    unneeded = ("README.md", ".gitattributes")
    held = server.repositories[MODEL.repository].files
    return sum(len(content) for name, content in held.items() if name not in unneeded)


def test_a_model_is_got_by_keys_alone_and_is_there_offline(
    desk: Desk, server: HubServer, tmp_path: Path
) -> None:
    sample = desk.open_sample("Something to work at.", title="Memo")
    app = _started(desk, server.endpoint)
    ears = Ears(desk)
    assert desk.recorder.wait_quiet()

    begun = _press(desk, "g")
    wait_until(lambda: desk.focused_window() == WINDOW, "the models window")
    ears.hear(f"Models. {MODEL.title}, recommended, not installed", begun)

    begun = time.monotonic()
    server.faults.rate = _size(server) // SECONDS
    desk.press("alt+i")
    ears.hear(f"Asking 127.0.0.1 how large {MODEL.title} is.", begun)
    size = size_aloud(_size(server))
    # In two parts: the voice takes another pause between them than in a file.
    ears.hear(f"Download {MODEL.title},", begun)
    ears.hear(f"{size}, from 127.0.0.1?", begun)
    ears.hear("The network will be used.", begun)
    ears.hear("Yes or no?", begun)
    assert [each.path.rpartition("/")[2] for each in server.asked] == ["main"]

    begun = time.monotonic()
    desk.press("y")
    ears.hear(f"Starting with {MODEL.title}.", begun)
    wait_until(lambda: len(server.asked) > 2, "the download to begin", 30)
    wait_until(lambda: desk.focused_window() == WINDOW, "the window to have the keyboard again")
    desk.press("Escape")
    wait_until(lambda: desk.focused_window() == "Memo", "the focus to go back")
    ears.hear("It goes on in the background.", begun)
    ears.hear(f"{MODEL.title} is installed.", begun, 60.0)
    ears.hear(f"Downloading {MODEL.title}", begun)
    assert sample.keys() == []

    asked = len(server.asked)
    assert app.quit() == 0
    server.__exit__(None, None, None)
    picture = tmp_path / "photo.png"
    Image.effect_noise((320, 240), 90).convert("RGB").save(picture)
    app = _started(desk, server.endpoint)
    described = app.earsight("describe", str(picture), "--json")
    assert '"kind":"guessed"' in described.stdout, described
    assert desk.recorder.wait_quiet()
    begun = _press(desk, "g")
    ears.hear(f"Models. {MODEL.title}, recommended, installed", begun)
    desk.press("alt+i")
    ears.hear(f"{MODEL.title} is installed already.", begun)
    assert len(server.asked) == asked


def test_where_only_a_model_could_answer_the_key_that_gets_one_is_said(desk: Desk) -> None:
    desk.open_sample("Something to work at.", title="Memo")
    app = _started(desk, "")
    app.warm()
    assert desk.recorder.wait_quiet()
    begun = time.monotonic()
    assert app.earsight("trigger", "ask", "Who took this photo?").returncode == 0
    leader = Chord.parse(default_chords()["leader"]).spoken()
    Ears(desk).hear(f"Press {leader}, then G.", begun, 60.0)
