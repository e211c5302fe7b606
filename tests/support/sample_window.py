"""A window with a known text that reports each key and focus change it gets.

Usage: python sample_window.py TITLE FILE [PICTURE]; the picture is shown below the text. Prints one
JSON object a line: {"event": "shown"},
{"event": "key", "name": "e", "text": "e"} (key presses, modifier keys included) and
{"event": "focus", "active": true}.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QPixmap, QShowEvent
from PySide6.QtWidgets import QApplication, QLabel


def _report(**fields: object) -> None:
    print(json.dumps(fields), flush=True)


class SampleWindow(QLabel):
    """The window: black on white, in a size that OCR reads without a mistake."""

    def __init__(self, title: str, text: str, picture: str = "") -> None:
        super().__init__(text)
        self.setWindowTitle(title)
        self.setStyleSheet("background: white; color: black; font: 13pt 'DejaVu Sans'")
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.setMargin(16)
        self.setWordWrap(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.resize(800, 500)
        if picture:
            below = QLabel(self)
            below.setPixmap(QPixmap(picture))
            below.move(0, self.height() // 3)

    def showEvent(self, event: QShowEvent) -> None:
        """Tell that the window is there."""
        super().showEvent(event)
        _report(event="shown")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell which key arrived."""
        _report(event="key", name=Qt.Key(event.key()).name, text=event.text())

    def changeEvent(self, event: QEvent) -> None:
        """Tell whether the window became or stopped being the active one."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange:
            _report(event="focus", active=self.isActiveWindow())


def main() -> int:
    """Show the window until it is ended."""
    title, file, *picture = sys.argv[1:]
    application = QApplication([])
    window = SampleWindow(title, Path(file).read_text(encoding="utf-8"), *picture)
    window.show()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
