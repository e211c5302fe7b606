"""Each rule of the audit finds the window that breaks it, and nothing in one that does not."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
    QPushButton,
    QStyleFactory,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot
from support.accessibility import audit, menu_faults
from support.keyboard_audit import keyboard_faults
from support.visible_audit import small_entries, too_large, visible_faults

Spoil = Callable[["Sound"], object]


class Sound(QDialog):
    """A window without a fault."""

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("Sound")
        self.label = QLabel("&Name")
        self.field = QLineEdit()
        self.field.setObjectName("field")
        self.field.setAccessibleName("Name")
        self.field.setAccessibleDescription("Return saves.")
        self.label.setBuddy(self.field)
        self.box = QCheckBox("&Loud")
        self.choice = QComboBox()
        self.choice.setObjectName("choice")
        self.choice.setAccessibleName("Kind")
        self.choice.addItems(["A rather long kind of thing", "Another"])
        self.rows = QListWidget()
        self.rows.setObjectName("rows")
        self.rows.setAccessibleName("Rows")
        self.rows.addItems(["One long row that is wider than what there is", "Two"])
        self.rows.setCurrentRow(0)
        self.save, self.leave = QPushButton("&Save"), QPushButton("L&eave")
        row = QHBoxLayout()
        row.addWidget(self.save)
        row.addWidget(self.leave)
        self.whole = whole = QVBoxLayout(self)
        for widget in (self.label, self.field, self.box, self.choice, self.rows):
            whole.addWidget(widget)
        whole.addLayout(row)
        self.resize(500, 400)


class _Trap(QCheckBox):
    """Tab does not leave it."""

    def event(self, event: QEvent) -> bool:
        """Swallow it."""
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Tab:
            return True
        return super().event(event)


def _shown(bot: QtBot, spoil: Spoil) -> Sound:
    window = Sound()
    bot.addWidget(window)
    spoil(window)
    window.show()
    bot.waitUntil(window.isActiveWindow)
    return window


def _faults(window: QWidget) -> str:
    found = [audit, visible_faults, too_large, keyboard_faults]
    return "\n".join(fault for check in found for fault in check(window))


def _recoloured(widget: QWidget, role: QPalette.ColorRole, like: QPalette.ColorRole) -> None:
    palette = widget.palette()
    palette.setColor(role, palette.color(like))
    widget.setPalette(palette)


def _in_style(window: QWidget, *widgets: QWidget) -> None:
    """Fusion as it is: its edges are hardly seen."""
    for widget in widgets:
        style = QStyleFactory.create("fusion")
        style.setParent(window)
        widget.setStyle(style)


def _trapped(window: Sound) -> None:
    trap = _Trap("&Loud", window)
    window.whole.replaceWidget(window.box, trap)
    window.box.hide()


def _plain_field(window: Sound) -> None:
    _in_style(window, window.field)
    window.leave.setFocus()


def _narrow_rows(window: Sound) -> None:
    window.rows.setFixedWidth(90)
    window.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)


def _without_mark(window: Sound) -> None:
    window.save.setStyleSheet("border: 1px solid black; min-height: 30px; outline: none")


def nothing(_window: Sound) -> None:
    """It stays sound."""


ROLE = QPalette.ColorRole
BAD: dict[str, tuple[Spoil, str]] = {
    "no title": (lambda window: window.setWindowTitle(""), "has no title"),
    "no name": (lambda window: window.rows.setAccessibleName(""), "has no accessible name"),
    "no description": (
        lambda window: window.field.setAccessibleDescription(""),
        "'field' does not tell what to do with it",
    ),
    "a letter twice": (lambda window: window.leave.setText("&Stop"), "'s' is used 2 times"),
    "faint text": (
        lambda window: _recoloured(window.label, ROLE.WindowText, ROLE.Window),
        "has a contrast of 1.0 only",
    ),
    "faint choice": (
        lambda window: _recoloured(window.rows, ROLE.HighlightedText, ROLE.Highlight),
        "HighlightedText of QListWidget 'rows' has a contrast of 1.0 only",
    ),
    "faint edges": (
        _plain_field,
        "the edge of QLineEdit 'field'",
    ),
    "faint box": (lambda window: _in_style(window, window.box), "the edge of QCheckBox '&Loud'"),
    "no mark of the keyboard": (_without_mark, "see that QPushButton '&Save' has the keyboard"),
    "a small button": (lambda window: window.save.setFixedHeight(20), "'&Save' is"),
    "small rows": (
        lambda window: window.rows.setStyleSheet("QListView::item { height: 12px }"),
        "the rows of QListWidget 'rows' are 12 pixels high",
    ),
    "a cut label": (lambda window: window.save.setFixedWidth(24), "the text of QPushButton"),
    "a cut choice": (
        lambda window: window.choice.setFixedWidth(60),
        "of QComboBox 'choice' is cut",
    ),
    "cut rows": (
        _narrow_rows,
        "the rows of QListWidget 'rows' are cut",
    ),
    "a large window": (lambda window: window.setMinimumSize(1400, 300), "the window needs 1400"),
    "left out by Tab": (
        lambda window: (
            window.setTabOrder(window.leave, window.field),
            window.setTabOrder(window.field, window.save),
        ),
        "Tab goes back from",
    ),
    "a trap": (_trapped, "Tab does not get out of _Trap"),
}


def test_a_sound_window_has_no_fault(qtbot: QtBot) -> None:
    assert _faults(_shown(qtbot, nothing)) == ""


@pytest.mark.parametrize("kind", list(BAD))
def test_each_rule_finds_what_breaks_it(kind: str, qtbot: QtBot) -> None:
    spoil, fault = BAD[kind]
    assert fault in _faults(_shown(qtbot, spoil))


def test_usual_fusion_fails_where_ours_does_not(
    colours: None, qtbot: QtBot, qapp: QApplication
) -> None:
    window = _shown(qtbot, nothing)
    assert visible_faults(window) == []
    _in_style(window, window.field, window.box, window.save)
    window.show()
    assert visible_faults(window) != []


def test_a_bad_menu_is_found(qtbot: QtBot) -> None:
    menu = QMenu()
    qtbot.addWidget(menu)
    for text in ("&One", "&Others", ""):
        menu.addAction(text)
    _in_style(menu, menu)
    font = menu.font()
    font.setPointSize(5)
    menu.setFont(font)
    menu.show()
    assert len(menu_faults(menu)) == 4
    assert small_entries(menu)
