"""A window made anew, in the place of the one it follows."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from assistant.ui.pages import Pages


def take_the_place(old: QWidget, new: QWidget, show: Callable[[], object]) -> None:
    """Show a new window, by `show`, where the old one is, with the keyboard where it was in that.

    Where the old one has not got the keyboard, the new one is only shown.
    """
    focused = old.focusWidget() if old.isActiveWindow() else None
    new.setGeometry(old.geometry())
    if focused is None:
        new.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        new.show()
        return
    show()
    name = focused.objectName()
    place = new.findChild(QWidget, name) if name else None
    if place is not None:
        _bring_to_light(place)
        place.setFocus()


def dismiss(view: object) -> None:
    """Take a window that was made off the screen and out of memory."""
    if isinstance(view, QWidget):
        view.hide()
        view.deleteLater()


def _bring_to_light(widget: QWidget) -> None:
    """Turn to the page that the widget is on."""
    child, parent = widget, widget.parentWidget()
    while parent is not None:
        if isinstance(parent, Pages):
            parent.show_page(child)
        child, parent = parent, parent.parentWidget()
