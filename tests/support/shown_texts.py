"""Everything that a window says of itself: to eyes, and to a screen reader."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import QAccessible, QAccessibleInterface, QAction
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

_SAID = (QAccessible.Text.Name, QAccessible.Text.Description)


def shown_texts(window: QWidget) -> set[str]:
    """Titles, labels, buttons, entries, names, descriptions, tips; not what a person typed."""
    texts = {window.windowTitle(), window.accessibleDescription()}
    for widget in (window, *window.findChildren(QWidget)):
        texts |= {widget.toolTip(), widget.accessibleName(), widget.accessibleDescription()}
        if isinstance(widget, QComboBox):
            texts |= {widget.itemText(index) for index in range(widget.count())}
        if isinstance(widget, QLineEdit):
            texts.add(widget.placeholderText())
    for action in window.findChildren(QAction):
        texts |= {action.text(), action.toolTip(), action.statusTip()}
    texts |= set(_told(QAccessible.queryAccessibleInterface(window)))
    return {text for text in texts if text.strip()}


def _told(item: QAccessibleInterface | None) -> Iterator[str]:
    if item is None or not item.isValid():
        return
    yield from (item.text(kind) for kind in _SAID)
    for index in range(item.childCount()):
        yield from _told(item.child(index))
