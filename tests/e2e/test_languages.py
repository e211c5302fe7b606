"""The language is changed while the program runs: its window follows, out of the way."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from support.accessible_tree import items
from support.desk import Desk
from support.processes import wait_until
from support.running_app import RunningApp

from assistant.core import i18n
from assistant.core.actions import action
from assistant.core.resources import resource

pytestmark = [
    pytest.mark.desktop,
    pytest.mark.skipif(
        not resource("translations", "ar").is_dir(), reason="there is no Arabic catalogue yet"
    ),
]

WINDOW = "EarSight"


@pytest.fixture
def app(desk: Desk) -> Iterator[RunningApp]:
    memo = desk.open_sample("The quick brown fox.", title="Memo")
    app = RunningApp(desk, desktop__announce_start="false")
    app.earsight("trigger", "show-window")
    # Its wish for the keyboard may come after it shows.
    wait_until(lambda: desk.focused_window() == WINDOW, "the window")
    desk.focus("Memo")
    # For 0.4 seconds more Qt takes its window for the active one, and the new one for its heir.
    time.sleep(1.0)
    yield app
    app.service.stop()
    memo.service.stop()


def _label(language: str) -> str:
    """What the button that reads the window is called in a language."""
    i18n.use_language(language)
    label = i18n._(action("read-window").label).replace("&", "")
    i18n.use_language("en")
    return label


def test_to_arabic_and_back(desk: Desk, app: RunningApp) -> None:
    assert _label("ar") != _label("en")
    for language in ("ar", "en"):
        assert app.earsight("settings", "set", "desktop.language", language).returncode == 0
        wanted = _label(language)
        wait_until(
            lambda wanted=wanted: wanted in {item.name for item in items(desk, WINDOW)},  # type: ignore[misc]
            f"the window in {language}",
        )
        assert desk.focused_window() == "Memo", language


def test_the_command_line_talks_it_too(desk: Desk, app: RunningApp) -> None:
    app.earsight("settings", "set", "desktop.language", "ar")
    told = app.earsight("read", "nothing.png").stderr
    assert told
    assert "There is no file" not in told
