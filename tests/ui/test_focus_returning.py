"""Who has the keyboard after one of our windows has closed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMainWindow, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from support.activating import activate
from support.fake_focus import FakeFocus

from assistant.ui.focus_returning import FocusReturningDialog, giving_back


@pytest.fixture
def focus() -> FakeFocus:
    return FakeFocus()


@pytest.fixture
def dialog(focus: FakeFocus, qtbot: QtBot) -> FocusReturningDialog:
    made = FocusReturningDialog(focus)
    QVBoxLayout(made).addWidget(QLineEdit())
    activate(qtbot, made)
    return made


@pytest.mark.parametrize(
    "close",
    [
        FocusReturningDialog.accept,
        FocusReturningDialog.reject,
        FocusReturningDialog.close,
        lambda dialog: QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Escape),
    ],
    ids=["accept", "reject", "close", "escape"],
)
def test_closing_in_any_way_gives_the_keyboard_back_once(
    close: Callable[[FocusReturningDialog], object], dialog: FocusReturningDialog, focus: FakeFocus
) -> None:
    close(dialog)
    assert not dialog.isVisible()
    assert focus.calls == ["give back"]


def test_the_window_is_gone_before_the_keyboard_is_given_back(
    dialog: FocusReturningDialog, focus: FakeFocus
) -> None:
    before: list[tuple[bool, list[str]]] = []
    dialog.finished.connect(lambda _how: before.append((dialog.isVisible(), [*focus.calls])))
    dialog.reject()
    assert before == [(False, [])]
    assert focus.calls == ["give back"]


def test_who_went_elsewhere_is_left_there(
    dialog: FocusReturningDialog, focus: FakeFocus, qtbot: QtBot
) -> None:
    other = QWidget()
    activate(qtbot, other)
    dialog.close()
    assert not dialog.isVisible()
    assert other.isActiveWindow()
    assert focus.calls == []


def test_it_serves_windows_that_are_no_dialogs(focus: FakeFocus, qtbot: QtBot) -> None:
    window = QMainWindow()
    activate(qtbot, window)
    with giving_back(window, focus):
        window.hide()
        assert focus.calls == []
    assert focus.calls == ["give back"]
