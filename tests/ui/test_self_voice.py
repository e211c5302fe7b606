"""What a window says by itself beside a screen reader, and what it leaves to that."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from support.fake_focus import FakeFocus

from assistant.ui.guide_window import GuideWindow
from assistant.ui.self_voice import SelfVoice


def _heard(bot: QtBot, *, voiced: bool) -> list[str]:
    """What is said when a check box and a closed list are changed by key."""
    window = QWidget()
    bot.addWidget(window)
    box, choice = QCheckBox("Loud"), QComboBox()
    choice.addItems(["fast", "slow"])
    whole = QVBoxLayout(window)
    whole.addWidget(box)
    whole.addWidget(choice)
    said: list[str] = []
    SelfVoice(window, said.append, lambda: voiced)
    window.show()
    QTest.keyClick(box, Qt.Key.Key_Space)
    QTest.keyClick(choice, Qt.Key.Key_Down)
    return said


def test_links_that_tab_comes_to_are_said(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    said: list[str] = []
    text = '<p>See <a href="#a">here</a> and <a href="#b">there</a>.</p>'
    window = GuideWindow(lambda: text, FakeFocus(), said.append, lambda: False)
    qtbot.addWidget(window)
    window.show_and_focus()
    qtbot.waitUntil(window.isActiveWindow)
    for _press in range(2):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    assert said == ["here", "there"]


def test_without_a_screen_reader_every_change_is_said(qtbot: QtBot) -> None:
    assert _heard(qtbot, voiced=True) == ["Loud, checked", "slow"]


@pytest.mark.parametrize(("platform", "said"), [("linux", ["slow"]), ("win32", []), ("darwin", [])])
def test_beside_orca_only_the_choice_is_said_that_it_leaves_out(
    platform: str, said: list[str], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    assert _heard(qtbot, voiced=False) == said
