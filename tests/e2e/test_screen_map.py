"""The screen map of real windows: from the command line, and from look to look."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import psutil
import pytest
from PIL import Image
from support.desk import Desk
from support.processes import processes_with, wait_until
from support.real_applications import CALCULATOR, EDITOR, Application
from support.running_app import EARSIGHT

from assistant.composition.parts import Parts
from assistant.core.findings import Sentence
from assistant.core.frame import Source
from assistant.core.request import Target
from assistant.screenmap.looking import MappedScreen, MappedScreens

pytestmark = pytest.mark.desktop


@pytest.fixture
def quiet_desk(make_desk: Callable[..., Desk]) -> Desk:
    return make_desk(audio=False, tray=False)


def opened(desk: Desk, application: Application) -> Desk:
    if not application.installed:
        pytest.skip(f"{application.command[0]} is not installed")
    application.open(desk)
    return desk


def earsight(desk: Desk, *words: str) -> str:
    done = desk.run([EARSIGHT, *words], timeout=90)
    assert done.returncode == 0, done.stderr
    return done.stdout


def controls(desk: Desk, *words: str) -> list[dict[str, Any]]:
    found = [json.loads(line) for line in earsight(desk, "map", "--json", *words).splitlines()]
    assert found[-1]["type"] == "done"
    return [each for each in found if each["type"] == "control"]


def test_the_map_tells_what_the_program_tells_and_what_is_read(quiet_desk: Desk) -> None:
    desk = opened(quiet_desk, EDITOR)
    found = controls(desk, "--overlay", str(desk.home / "map.png"))
    fields = {"type", "kind", "name", "state", "box", "source", "confidence"}
    assert all(set(each) == fields for each in found)
    menus = [each["name"] for each in found if each["kind"] == "menu"]
    assert menus == ["File", "Edit", "Search", "View", "Document", "Help"]
    (text,) = [each for each in found if each["kind"] == "text area"]
    assert "Tuesday" in text["name"]
    assert {each["source"] for each in found if each["kind"] in ("menu", "text area")} == {"told"}
    with Image.open(desk.home / "map.png") as picture:
        colours = picture.convert("RGB").getcolors(1 << 20)
        assert (0, 0x50, 0xC8) in {colour for _count, colour in colours or []}
    pixels = controls(desk, "--pixels")
    assert {each["source"] for each in pixels} <= {"read", "recognised"}
    assert any("Tuesday" in each["name"] for each in pixels)


def test_questions_about_a_window_need_no_model(quiet_desk: Desk) -> None:
    desk = opened(quiet_desk, CALCULATOR)
    assert earsight(desk, "ask", "What is under 8?", "--window").strip() == "Button 5."
    assert earsight(desk, "ask", "Is MR disabled?", "--window") == "Yes.\nMR is disabled.\n"
    assert "Button =" in earsight(desk, "find", "=", "--window")
    described = earsight(desk, "describe", "--window")
    assert "27 buttons" in described
    refused = desk.run([EARSIGHT, "ask", "Who is the president?", "--window"], timeout=90)
    assert refused.returncode == 3
    assert "No model" in refused.stderr


def test_a_label_of_ones_own_is_used_ever_after(quiet_desk: Desk) -> None:
    desk = opened(quiet_desk, CALCULATOR)
    earsight(desk, "label", "add", "Memory store", "--called", "MS")
    assert "Memory store" in earsight(desk, "map")
    assert earsight(desk, "label").startswith("Memory store")
    earsight(desk, "label", "export", str(desk.home / "labels.json"))
    earsight(desk, "label", "remove", "memory store")
    assert "Memory store" not in earsight(desk, "map")
    assert "1 new label" in earsight(desk, "label", "import", str(desk.home / "labels.json"))
    assert "Memory store" in earsight(desk, "map")


def test_a_program_that_hangs_is_read_from_its_pixels(quiet_desk: Desk) -> None:
    desk = opened(quiet_desk, EDITOR)
    (pid,) = [pid for pid, command in processes_with(str(desk.root)) if "mousepad" in command]
    psutil.Process(pid).suspend()
    try:
        found = controls(desk)
    finally:
        psutil.Process(pid).resume()
    assert "told" not in {each["source"] for each in found}
    assert any("Tuesday" in each["name"] for each in found)


@pytest.fixture
def look(quiet_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], MappedScreen]]:
    """Looks at the active window, one look after the other, as the running app does."""
    for name in (
        "DISPLAY",
        "DBUS_SESSION_BUS_ADDRESS",
        "XDG_RUNTIME_DIR",
        "XDG_CONFIG_HOME",
        "HOME",
    ):
        monkeypatch.setenv(name, quiet_desk.env[name])
    with closing(Parts()) as parts:
        capturer, screens = parts.capturer(), MappedScreens(parts.mapper())
        yield lambda: screens.look(capturer.capture(Target(Source.WINDOW)), "en", "")


def said(screen: MappedScreen, question: str) -> str:
    found = screen.answer(question)
    assert found is not None
    return " ".join(each.text for each in found if isinstance(each, Sentence))


def test_a_dialog_that_comes_up_is_what_changed(
    quiet_desk: Desk, look: Callable[[], MappedScreen]
) -> None:
    desk = opened(quiet_desk, EDITOR)
    asked = "What has changed?"
    assert said(look(), asked).startswith("I have not looked")
    assert said(look(), asked) == "Nothing has changed."
    window = desk.focused_window()
    desk.press("x")
    desk.press("ctrl+w")
    wait_until(lambda: desk.focused_window() not in ("", window, f"*{window}"), "the dialog")
    dialog = look()
    told = said(dialog, asked)
    assert told.startswith("New: dialog ")
    assert "Cancel" in told
    assert said(dialog, "Is there a Cancel button?").startswith("Yes.")
