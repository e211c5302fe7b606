"""The question for a region's name, and the keys of a layer in a window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from support.accessibility import audit, tab_order
from support.activating import activate
from support.fake_focus import FakeFocus

from assistant.core.layers import REGION_LAYER, TARGET_LAYER
from assistant.regions.anchors import Hold
from assistant.regions.base import Naming
from assistant.ui.layer_window import NAMES, LayerWindow
from assistant.ui.region_name_window import RegionNameWindow

Answer = tuple[str, tuple[Hold, Hold] | None]


class Namer:
    """Somebody who is asked for a name; `answers` are what came of it."""

    def __init__(self, bot: QtBot) -> None:
        self.answers: list[Answer] = []
        self.told: list[str] = []
        self.focus = FakeFocus()
        self.naming = Naming("", self.accept, (Hold.END, Hold.BOTH))
        self.window = RegionNameWindow(
            lambda: self.naming, self.focus, self.told.append, lambda: True
        )
        bot.addWidget(self.window)
        self.window.show_and_focus()
        bot.waitUntil(self.window.isActiveWindow)

    def accept(self, name: str, holds: tuple[Hold, Hold] | None) -> None:
        assert self.focus.calls[-1] == "give back"
        self.answers.append((name, holds))

    def press(self, key: Qt.Key) -> None:
        QTest.keyClick(self.window.focusWidget(), key)


@pytest.fixture
def namer(qtbot: QtBot) -> Namer:
    return Namer(qtbot)


def test_a_name_is_typed_and_saved_as_suggested(namer: Namer) -> None:
    assert namer.told == ["Type a name for the region, then press Return."]
    QTest.keyClicks(namer.window.focusWidget(), " News ")
    namer.press(Qt.Key.Key_Return)
    assert namer.answers == [("News", (Hold.END, Hold.BOTH))]
    assert not namer.window.isVisible()


def test_how_it_follows_can_be_chosen_by_key(namer: Namer) -> None:
    QTest.keyClicks(namer.window.focusWidget(), "News")
    namer.press(Qt.Key.Key_Tab)
    namer.press(Qt.Key.Key_Up)
    field = namer.window.findChild(QLineEdit, "name")
    assert isinstance(field, QLineEdit)
    assert namer.told[1:] == [
        "Sideways. It stays at the same distance from the right edge of the window.",
        "It stays at the same distance from the left edge of the window.",
    ]
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert namer.answers == [("News", (Hold.START, Hold.BOTH))]


def test_an_empty_name_is_told_and_escape_leaves(namer: Namer) -> None:
    namer.press(Qt.Key.Key_Return)
    assert namer.told[-1] == "A region needs a name."
    assert namer.window.isVisible()
    namer.press(Qt.Key.Key_Escape)
    assert not namer.window.isVisible()
    assert namer.answers == []
    assert namer.focus.calls[-1] == "give back"


def test_a_new_name_alone_is_asked_where_there_is_nothing_to_follow(
    namer: Namer, qtbot: QtBot
) -> None:
    namer.press(Qt.Key.Key_Escape)
    namer.naming = Naming("News", namer.accept)
    namer.window.show_and_focus()
    qtbot.waitUntil(namer.window.isActiveWindow)
    choices = namer.window.findChildren(QComboBox)
    assert [choice.isVisible() for choice in choices] == [False, False]
    QTest.keyClicks(namer.window.focusWidget(), "Old")
    namer.press(Qt.Key.Key_Return)
    assert namer.answers == [("Old", None)]


def test_the_question_is_sound(namer: Namer, colours: None) -> None:
    assert audit(namer.window) == []
    assert [widget.objectName() for widget in tab_order(namer.window)[:3]] == [
        "name",
        "across",
        "down",
    ]


def test_the_question_in_twice_the_size(twice_the_size: None, qtbot: QtBot) -> None:
    assert audit(Namer(qtbot).window) == []


class Keyed:
    """Somebody at the window with the keys of a layer."""

    def __init__(self, bot: QtBot) -> None:
        self.done: list[str] = []
        self.focus = FakeFocus()
        self.window = LayerWindow(
            REGION_LAYER,
            "Choose an area",
            self.done.append,
            lambda: self.done.append("left"),
            self.focus,
        )
        bot.addWidget(self.window)
        self.window.tell("Choose an area. monitor 1, 640 by 480.")
        self.window.show_and_focus()
        bot.waitUntil(self.window.isActiveWindow)

    def press(
        self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        QTest.keyClick(self.window.focusWidget() or self.window, key, held)


def test_every_key_of_the_layers_can_be_pressed_in_the_window(qtbot: QtBot) -> None:
    keyed = Keyed(qtbot)
    shift, ctrl = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
    keyed.press(Qt.Key.Key_7)
    keyed.press(Qt.Key.Key_Tab)
    keyed.press(Qt.Key.Key_Backtab, shift)
    keyed.press(Qt.Key.Key_Left, ctrl | shift)
    keyed.press(Qt.Key.Key_Question, shift)
    keyed.press(Qt.Key.Key_F9)
    assert keyed.done == [
        "region-upper-left",
        "region-next",
        "region-previous",
        "region-narrower-one",
        "region-help",
    ]


def test_the_window_steps_aside_before_a_picture_is_taken(qtbot: QtBot) -> None:
    keyed = Keyed(qtbot)
    keyed.press(Qt.Key.Key_Return)
    assert keyed.done == ["region-read"]
    keyed.window.step_aside(lambda: keyed.done.append("picture"))
    assert not keyed.window.isVisible()
    assert keyed.focus.calls[-1] == "give back"
    assert keyed.done == ["region-read"]
    qtbot.waitUntil(lambda: keyed.done == ["region-read", "picture"])


def test_escape_leaves_the_window(qtbot: QtBot) -> None:
    keyed = Keyed(qtbot)
    keyed.press(Qt.Key.Key_Escape)
    assert not keyed.window.isVisible()
    assert keyed.done == ["left"]


def test_the_window_with_the_keys_is_sound(qtbot: QtBot, colours: None) -> None:
    assert audit(Keyed(qtbot).window) == []


def test_the_window_with_the_keys_in_twice_the_size(qtbot: QtBot, twice_the_size: None) -> None:
    assert audit(Keyed(qtbot).window) == []


def test_the_keyboard_goes_back_but_not_from_where_one_has_gone_oneself(qtbot: QtBot) -> None:
    keyed = Keyed(qtbot)
    keyed.window.close()
    assert (keyed.done, keyed.focus.calls[-1]) == (["left"], "give back")
    keyed = Keyed(qtbot)
    elsewhere = QWidget()
    activate(qtbot, elsewhere)
    keyed.window.close()
    assert (keyed.done, keyed.focus.calls.count("give back")) == (["left"], 0)


def test_no_key_of_a_layer_is_missing_in_the_window() -> None:
    plain = {key.rpartition("+")[2] for layer in (REGION_LAYER, TARGET_LAYER) for key in layer.keys}
    assert {key for key in plain if len(key) > 1} <= set(NAMES.values())
