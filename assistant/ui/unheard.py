"""Changes that screen readers are not told of."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtGui import QAccessible


@contextmanager
def unheard() -> Iterator[None]:
    """Make many widgets in this: the events of hundreds would silence a screen reader for long."""
    active = QAccessible.isActive()
    QAccessible.setActive(False)
    try:
        yield
    finally:
        QAccessible.setActive(active)
