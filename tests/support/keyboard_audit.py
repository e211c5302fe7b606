"""What of a window must be reached by keyboard, and in which order."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QRadioButton, QScrollArea, QWidget
from support.visible_audit import called, own


def keyboard_faults(window: QWidget) -> list[str]:
    """Faults of where Tab and Shift+Tab go in a shown, active window, in words."""
    start = QApplication.focusWidget()
    (forward, stuck), (backward, stuck_back) = (
        _walk(window, key) for key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
    )
    faults = [*_left_out(window, forward), *_disordered(window, forward), *stuck, *stuck_back]
    if set(forward) != set(backward) or forward[1:] != backward[:0:-1]:
        faults.append("Shift+Tab does not go back the way that Tab went")
    if start is not None:
        start.setFocus()
    return faults


def _walk(window: QWidget, key: Qt.Key) -> tuple[list[QWidget], list[str]]:
    """What the keyboard comes to until it comes there again, and where it does not come round."""
    order: list[QWidget] = []
    focused = start = QApplication.focusWidget()
    while focused is not None and focused.window() is window and focused not in order:
        order.append(focused)
        QTest.keyClick(focused, key)
        focused = QApplication.focusWidget()
    if focused is start:
        return order, []
    if start is not None:
        start.setFocus()
    return order, [f"{key.name.removeprefix('Key_')} does not get out of {called(order[-1])}"]


def _left_out(window: QWidget, reached: list[QWidget]) -> Iterator[str]:
    for widget in own(window, QWidget):
        visited = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None
        if not visited or not widget.isEnabled() or widget in reached:
            continue
        group = widget.group() if isinstance(widget, QRadioButton) else None
        # Of radio buttons that belong together Tab goes to one; arrow keys choose.
        if group is None or not any(each in reached for each in group.buttons()):
            yield f"Tab never comes to {called(widget)}"


def _disordered(window: QWidget, order: list[QWidget]) -> Iterator[str]:
    mirrored = window.layoutDirection() is Qt.LayoutDirection.RightToLeft
    # Any of them may have had the keyboard first; one step back, to the beginning, is right.
    first = min(
        range(len(order)), key=lambda at: _beginning(_place(order[at], None), mirrored), default=0
    )
    for before, after in pairwise(order[first:] + order[:first]):
        if not _follows(_place(before, after), _place(after, before), mirrored):
            yield f"Tab goes back from {called(before)} to {called(after)}"


def _beginning(place: QRect, mirrored: bool) -> tuple[int, int]:
    return place.top(), -place.right() if mirrored else place.left()


def _follows(before: QRect, after: QRect, mirrored: bool) -> bool:
    shared = min(before.bottom(), after.bottom()) - max(before.top(), after.top())
    if shared * 2 < min(before.height(), after.height()):
        return after.top() > before.top()
    return after.right() < before.right() if mirrored else after.left() > before.left()


def _place(widget: QWidget, other: QWidget | None) -> QRect:
    """Where it is in the window; of what scrolls, and `other` does not with it, the whole area."""
    shown, parent = widget, widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea) and not (other and parent.isAncestorOf(other)):
            shown = parent
        parent = parent.parentWidget()
    return QRect(shown.mapTo(shown.window(), QPoint(0, 0)), shown.size())
