"""A person at the question window, and what the session would tell it."""

from __future__ import annotations

from typing import TypeVar

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QWidget,
)
from pytestqt.qtbot import QtBot
from support.fake_focus import FakeFocus

from assistant.core.conversation import Conversation
from assistant.core.findings import Kind, Sentence
from assistant.core.frame import Frame, Source
from assistant.core.listening import State
from assistant.core.request import Request, Verb
from assistant.ui.question_window import Asking, QuestionWindow

W = TypeVar("W", bound=QWidget)

ANIMATION_MS = 200
"""Longer than `QAbstractButton.animateClick` takes."""


def picture(title: str = "Memo", application: str = "") -> Conversation:
    image = Image.new("RGB", (40, 20))
    return Conversation(Frame(image, Source.WINDOW, title=title, application=application))


def guess(text: str, *unsure: str) -> Sentence:
    return Sentence(text, Kind.GUESSED, "tiny", unsure)


class Person:
    """Somebody at the window, what they asked and what they were told."""

    def __init__(self, bot: QtBot) -> None:
        self.bot = bot
        self.focus = FakeFocus()
        self.requests: list[tuple[Request, Conversation]] = []
        self.stops = 0
        self.said: list[str] = []
        self.presets = {"1 Scene": "Describe this scene."}
        self.active: list[bool] = []
        self.voiced = False
        asking = Asking(
            self._ask, self._stop, self.said.append, lambda: self.voiced, lambda: self.presets
        )
        self.window = QuestionWindow(asking, self.focus, self.active.append)
        bot.addWidget(self.window)

    def open(self, conversation: Conversation | None = None) -> None:
        self.window.open_for(conversation or picture())
        self.bot.waitUntil(self.window.isActiveWindow)

    def ask(self, words: str) -> None:
        """Type a question over the one before, and press Return."""
        QTest.keyClicks(self.field, words)
        self.press(Qt.Key.Key_Return)

    def press(self, key: Qt.Key) -> None:
        """Press a key where the keyboard is."""
        QTest.keyClick(self.window.focusWidget() or self.window, key)

    def alt(self, key: Qt.Key) -> None:
        """Press a mnemonic; Qt shows its button pressed for a moment before the click."""
        QTest.keyClick(self.window, key, Qt.KeyboardModifier.AltModifier)
        self.bot.wait(ANIMATION_MS)

    def begin(self) -> Conversation:
        """What the session tells when it begins with the last question."""
        _request, asked = self.requests[-1]
        self.window.set_state(State.READING)
        self.window.begun(asked)
        return asked

    def answer(self, *sentences: Sentence) -> None:
        """What the session tells of an answer that is spoken to its end."""
        asked = self.begin()
        self.window.set_state(State.SPEAKING)
        for sentence in sentences:
            self.window.add(sentence)
        self.window.answered(asked.answered("?", " ".join(each.text for each in sentences)))
        self.window.set_state(State.IDLE)

    @property
    def field(self) -> QLineEdit:
        return self._child(QLineEdit, "question")

    @property
    def area(self) -> QPlainTextEdit:
        return self._child(QPlainTextEdit, "conversation")

    @property
    def lines(self) -> list[str]:
        return self.area.toPlainText().splitlines()

    @property
    def ready(self) -> QComboBox:
        return self._child(QComboBox, "presets")

    def choice(self, verb: Verb) -> QRadioButton:
        return self._child(QRadioButton, verb.value)

    def button(self, name: str) -> QPushButton:
        return self._child(QPushButton, name)

    def _child(self, kind: type[W], name: str) -> W:
        found = self.window.findChild(kind, name)
        assert isinstance(found, kind)
        return found

    def _ask(self, request: Request, conversation: Conversation) -> None:
        self.requests.append((request, conversation))

    def _stop(self) -> None:
        self.stops += 1
        self.window.set_state(State.IDLE)
