"""What a window says by itself beside a screen reader, and what it leaves to that."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

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


def test_without_a_screen_reader_every_change_is_said(qtbot: QtBot) -> None:
    assert _heard(qtbot, voiced=True) == ["Loud, checked", "slow"]


@pytest.mark.parametrize(("platform", "said"), [("linux", ["slow"]), ("win32", []), ("darwin", [])])
def test_beside_orca_only_the_choice_is_said_that_it_leaves_out(
    platform: str, said: list[str], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    assert _heard(qtbot, voiced=False) == said
