"""Renders random Qt windows with the truth about their controls.

    python -m training.qt_windows PACKAGES FOLDER FIRST COUNT {train,valid,test}

Writes NAME.png and NAME.json, a list of [kind, x0, y0, x1, y1, checked] in pixels.
"""

from __future__ import annotations

import json
import os
import random
import sys
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import cv2
import numpy as np
import shiboken6
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontDatabase, QIcon, QImage
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QFormLayout,
    QGridLayout,
    QGroupBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QMainWindow,
    QMenu,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)
from training.qt_looks import look
from training.qt_truth import Truth, truth
from training.qt_widgets import Widgets
from training.words import icon_sets

_DIALOGS = (
    ("OK", "Cancel"),
    ("Apply", "Close"),
    ("Back", "Next", "Cancel"),
    ("Save",),
    ("Yes", "No"),
)
_PARTS_OF_SYMBOLS = ("Symbols", "Dingbats", "D050000L", "Standard Symbols", "Z003")


class Builder:
    """Builds windows of one look."""

    def __init__(self, dice: random.Random, widgets: Widgets) -> None:
        self._dice, self._make = dice, widgets

    def window(self) -> QMainWindow:
        """Return a window with random panels, and perhaps menus, tool bar and buttons below."""
        dice = self._dice
        window = QMainWindow()
        middle = QWidget()
        layout: QBoxLayout = (QHBoxLayout if dice.random() < 0.5 else QVBoxLayout)(middle)
        for _ in range(dice.randint(1, 3)):
            layout.addWidget(self._panel(0))
        if dice.random() < 0.5:
            layout.setContentsMargins(4, 4, 4, 4)
            middle = self._with_buttons(middle)
        window.setCentralWidget(middle)
        if dice.random() < 0.5:
            names = ["File", "Edit", "View", "Tools", "Help"][: dice.randint(3, 5)]
            for name in names:
                window.menuBar().addMenu(name)
        if dice.random() < 0.6:
            self._add_tool_bar(window)
        if dice.random() < 0.3:
            window.statusBar().showMessage(self._make.phrase(2, 6))
        window.resize(dice.randint(380, 1250), dice.randint(300, 850))
        return window

    def menu(self) -> QMenu:
        """Return an open menu: many texts and icons, no control but its check marks."""
        menu = QMenu()
        for _ in range(self._dice.randint(4, 12)):
            action = menu.addAction(self._make.phrase(1, 3))
            if self._dice.random() < 0.3:
                action.setIcon(self._make.icon(16))
            if self._dice.random() < 0.2:
                menu.addSeparator()
        return menu

    def _with_buttons(self, inner: QWidget) -> QWidget:
        outer = QWidget()
        column = QVBoxLayout(outer)
        column.addWidget(inner)
        row = QHBoxLayout()
        row.addStretch()
        for name in self._dice.choice(_DIALOGS):
            row.addWidget(QPushButton(name))
        column.addLayout(row)
        return outer

    def _add_tool_bar(self, window: QMainWindow) -> None:
        bar = window.addToolBar("tools")
        bar.setIconSize(QSize(self._make.icon_side, self._make.icon_side))
        beside = self._dice.random() < 0.25
        style = Qt.ToolButtonStyle
        bar.setToolButtonStyle(
            style.ToolButtonTextBesideIcon if beside else style.ToolButtonIconOnly
        )
        for _ in range(self._dice.randint(4, 16)):
            bar.addAction(self._make.icon(), self._make.phrase(1, 1))
            if self._dice.random() < 0.15:
                bar.addSeparator()

    def _form(self, count: int) -> QWidget:
        widget, kind = QWidget(), self._dice.random()
        if kind < 0.45:
            form = QFormLayout(widget)
            for _ in range(count):
                form.addRow(self._make.phrase(1, 2) + ":", self._make.any())
        elif kind < 0.75:
            column = QVBoxLayout(widget)
            for _ in range(count):
                row = QHBoxLayout()
                for _ in range(self._dice.choice([1, 1, 2, 3, 4])):
                    row.addWidget(self._make.any())
                if self._dice.random() < 0.5:
                    row.addStretch()
                column.addLayout(row)
            column.addStretch()
        else:
            grid = QGridLayout(widget)
            for k in range(count):
                grid.addWidget(self._make.any(), k // 3, k % 3)
        return widget

    def _panel(self, depth: int) -> QWidget:
        kind = self._dice.random()
        if kind < 0.25 and depth < 2:
            group = QGroupBox(self._make.phrase(1, 2))
            QVBoxLayout(group).addWidget(self._form(self._dice.randint(2, 5)))
            return group
        if kind < 0.5 and depth < 2:
            return self._tabs()
        if kind < 0.59:
            return self._table()
        if kind < 0.68:
            return self._list()
        if kind < 0.73:
            return self._tree()
        return self._form(self._dice.randint(3, 8))

    def _tabs(self) -> QTabWidget:
        tabs = QTabWidget()
        for _ in range(self._dice.randint(2, 6)):
            page = self._form(self._dice.randint(2, 7))
            icon = self._make.icon(16) if self._dice.random() < 0.15 else QIcon()
            tabs.addTab(page, icon, self._make.phrase(1, 2))
        tabs.setDocumentMode(self._dice.random() < 0.2)
        tabs.setCurrentIndex(self._dice.randrange(tabs.count()))
        return tabs

    def _table(self) -> QTableWidget:
        dice = self._dice
        table = QTableWidget(dice.randint(3, 9), dice.randint(2, 5))
        table.setAlternatingRowColors(dice.random() < 0.3)
        table.setShowGrid(dice.random() < 0.8)
        for row in range(table.rowCount()):
            for column in range(table.columnCount()):
                if dice.random() < 0.7:
                    item = QTableWidgetItem(self._make.phrase(1, 2))
                    table.setItem(row, column, item)
        if dice.random() < 0.3:
            table.selectRow(dice.randrange(table.rowCount()))
        return table

    def _list(self) -> QListWidget:
        listing, iconic = QListWidget(), self._dice.random() < 0.5
        for _ in range(self._dice.randint(4, 12)):
            icon = self._make.icon() if iconic else QIcon()
            listing.addItem(QListWidgetItem(icon, self._make.phrase(1, 3)))
        if self._dice.random() < 0.4:
            listing.setCurrentRow(1)
        return listing

    def _tree(self) -> QTreeWidget:
        tree = QTreeWidget()
        tree.setHeaderLabels([self._make.phrase(1, 1) for _ in range(self._dice.randint(1, 3))])
        for _ in range(self._dice.randint(2, 5)):
            top = QTreeWidgetItem(tree, [self._make.phrase(1, 2)])
            for _ in range(self._dice.randint(0, 3)):
                QTreeWidgetItem(top, [self._make.phrase(1, 3)])
            top.setExpanded(self._dice.random() < 0.6)
        return tree


def render(
    packages: Path, folder: Path, numbers: range, split: str
) -> Iterator[tuple[str, QImage, list[Truth]]]:
    """Yield name, picture and truth of each window."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)  # noqa: S101 - tells mypy
    test = split == "test"
    sets = icon_sets(packages, test=test)
    families = [
        name
        for name in QFontDatabase.families()
        if not any(part in name for part in _PARTS_OF_SYMBOLS)
    ]
    for number in numbers:
        dice = random.Random(f"qt {test} {number}")  # noqa: S311 - reproducible on purpose
        looks = look(dice, folder, split)
        application.setStyle(looks.style)
        application.setPalette(looks.palette)
        application.setFont(QFont(dice.choice(families), dice.randint(8, 13)))
        application.setStyleSheet(looks.sheet)
        builder = Builder(dice, Widgets(dice, looks, dice.choice(sets)))
        window: QWidget = builder.menu() if dice.random() < 0.05 else builder.window()
        window.show()
        application.processEvents()
        picture = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
        yield f"qt-{number}", picture, truth(window)
        window.close()
        # Without a running event loop, deleteLater() deletes nothing.
        shiboken6.delete(window)


def _pixels(picture: QImage) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    height, width = picture.height(), picture.width()
    rows = np.frombuffer(picture.constBits(), np.uint8).reshape(height, picture.bytesPerLine())
    return rows[:, : width * 3].reshape(height, width, 3)


def main() -> None:
    """Write the windows that the command line asks for."""
    packages, folder = Path(sys.argv[1]), Path(sys.argv[2])
    first, count, split = int(sys.argv[3]), int(sys.argv[4]), sys.argv[5]
    folder.mkdir(parents=True, exist_ok=True)
    numbers = range(first, first + count)
    for name, picture, controls in render(packages, folder, numbers, split):
        ratio = picture.devicePixelRatio()
        scaled = [(kind, *(round(v * ratio) for v in box), on) for kind, *box, on in controls]
        cv2.imwrite(
            str(folder / f"{name}.png"),
            _pixels(picture)[..., ::-1],
            [cv2.IMWRITE_PNG_COMPRESSION, 2],
        )
        (folder / f"{name}.json").write_text(json.dumps(scaled), encoding="utf-8")


if __name__ == "__main__":
    main()
