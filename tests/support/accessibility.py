"""What a window must offer to people who do not see it well or at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QWidget,
)

from assistant.ui.contrast import contrast

MIN_CONTRAST = 4.5
"""WCAG 2.2, success criterion 1.4.3 (AA)."""

_WINDOWS = (
    QAccessible.Role.Window,
    QAccessible.Role.Dialog,
    QAccessible.Role.AlertMessage,
)
_FILLED = QLineEdit | QAbstractSpinBox
"""Their names alone do not say what can be put in; the entries of a list do."""
_NO_ROLE = (QAccessible.Role.NoRole, QAccessible.Role.Client)


def audit(window: QWidget) -> list[str]:
    """Every fault of a visible window, in words; empty when it is sound."""
    checks = (_no_window, _unnamed, _same_mnemonics, _faint, _cut)
    return [fault for check in checks for fault in check(window)]


def tab_order(window: QWidget) -> list[QWidget]:
    """The widgets that Tab visits, in order, from the one that has the keyboard."""
    # Asked for the chain itself, PySide takes each widget for the owner of the next.
    order: list[QWidget] = []
    while (widget := QApplication.focusWidget()) is not None and widget not in order:
        assert widget.window() is window, f"Tab leaves the window for {_called(widget)}"
        order.append(widget)
        QTest.keyClick(widget, Qt.Key.Key_Tab)
    return order


def mnemonic(text: str) -> str:
    """The lower-case letter after the first "&"; empty where there is none."""
    _before, found, after = text.replace("&&", "").partition("&")
    return after[:1].lower() if found else ""


def menu_faults(menu: QMenu) -> list[str]:
    """Entries without name or without a mnemonic of their own, in submenus too."""
    texts = [entry.text() for entry in menu.actions() if not entry.isSeparator()]
    letters = Counter(mnemonic(text) for text in texts)
    faults = [
        f"mnemonic of {text!r}"
        for text in texts
        if not mnemonic(text) or letters[mnemonic(text)] != 1
    ]
    faults += ["an entry has no name" for text in texts if not text.partition("\t")[0].strip()]
    return faults + [fault for submenu in submenus(menu) for fault in menu_faults(submenu)]


def submenus(menu: QMenu) -> list[QMenu]:
    """The menus that its entries open."""
    opened = [entry.menu() for entry in menu.actions()]
    return [submenu for submenu in opened if isinstance(submenu, QMenu)]


def _no_window(window: QWidget) -> Iterator[str]:
    shown = QAccessible.queryAccessibleInterface(window)
    if shown.role() not in _WINDOWS:
        yield f"{_called(window)} is no window to screen readers"
    if not shown.text(QAccessible.Text.Name).strip():
        yield f"{_called(window)} has no title"


def _unnamed(window: QWidget) -> Iterator[str]:
    for widget in window.findChildren(QWidget):
        visited = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None
        if not (visited and widget.isVisibleTo(window) and widget.isEnabled()):
            continue
        shown = QAccessible.queryAccessibleInterface(widget)
        if not shown.text(QAccessible.Text.Name).strip():
            yield f"{_called(widget)} has no accessible name"
        if shown.role() in _NO_ROLE:
            yield f"{_called(widget)} has no accessible role"
        if isinstance(widget, _FILLED) and not shown.text(QAccessible.Text.Description).strip():
            yield f"{_called(widget)} does not tell what to do with it"


def _same_mnemonics(window: QWidget) -> Iterator[str]:
    # Of what is hidden, as on another page, no letter counts.
    shown = [widget for widget in window.findChildren(QWidget) if widget.isVisibleTo(window)]
    texts = [widget.text() for widget in shown if isinstance(widget, QAbstractButton | QLabel)]
    texts += [box.title() for box in shown if isinstance(box, QGroupBox)]
    letters = Counter(letter for text in texts if (letter := mnemonic(text)))
    for letter, count in letters.items():
        if count > 1:
            yield f"mnemonic {letter!r} is used {count} times"


def _faint(window: QWidget) -> Iterator[str]:
    for widget in _with_text(window):
        palette = widget.palette()
        front, back = _roles(widget)
        for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive):
            ratio = contrast(palette.color(group, front), palette.color(group, back))
            if ratio < MIN_CONTRAST:
                yield f"{_called(widget)} has a contrast of {ratio:.1f} only"


def _roles(widget: QWidget) -> tuple[QPalette.ColorRole, QPalette.ColorRole]:
    if isinstance(widget, QPlainTextEdit | QLineEdit):
        return QPalette.ColorRole.Text, QPalette.ColorRole.Base
    return widget.foregroundRole(), widget.backgroundRole()


def _cut(window: QWidget) -> Iterator[str]:
    for widget in _with_text(window):
        if isinstance(widget, QPlainTextEdit):
            continue
        if widget.hasHeightForWidth():
            fits = widget.height() >= widget.heightForWidth(widget.width())
        else:
            needed = widget.minimumSizeHint()
            fits = widget.width() >= needed.width() and widget.height() >= needed.height()
        if not fits:
            yield f"the text of {_called(widget)} is cut"


def _with_text(window: QWidget) -> list[QWidget]:
    kinds = QAbstractButton | QComboBox | QLabel | QLineEdit | QPlainTextEdit
    found: list[QWidget] = [
        child for child in window.findChildren(QWidget) if isinstance(child, kinds)
    ]
    # What Qt names so are parts of its own widgets.
    own = [
        widget
        for widget in found
        if not (widget.objectName().startswith("qt_") or isinstance(widget.parent(), QComboBox))
    ]
    return [widget for widget in own if widget.isVisibleTo(window)]


def _called(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QAbstractButton | QLabel) else ""
    return f"{type(widget).__name__} {widget.objectName() or text!r}"
