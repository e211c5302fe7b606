"""A person at the review window, with real review behind it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

import msgspec
from PIL import Image, ImageDraw
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from support.fake_focus import FakeFocus
from support.fake_speech import FakeSpeech

from assistant.core.conversation import Conversation
from assistant.core.findings import Box, Control, Kind, Line, Origin, Sentence
from assistant.core.frame import Frame, Source
from assistant.core.geometry import Rect
from assistant.core.pointing import Button, Spot
from assistant.core.request import Request, Target, Verb
from assistant.core.result import Found, Result
from assistant.review.base import Desk
from assistant.review.history import Entry
from assistant.review.reviewer import Reviewer
from assistant.review.viewing import Viewer
from assistant.screenmap.actuators.none import NoActuator
from assistant.settings.schema import ReviewSettings
from assistant.ui.bridge import MainThread
from assistant.ui.review.layout import Widgets
from assistant.ui.review.text import AnswerText
from assistant.ui.review.window import Reviewing, ReviewWindow

W = TypeVar("W", bound=QWidget)
_ALONE = Qt.KeyboardModifier.NoModifier


def line(text: str, block: int, top: int, left: int = 10, height: int = 12) -> Line:
    return Line(text, (left, top, left + 8 * max(1, len(text)), top + height), 0.9, block)


PAGE: tuple[Found, ...] = (
    line("Settings", 0, 10, height=24),
    line("Choose a voice, please.", 1, 60),
    line("Then press OK.", 1, 80),
    Control("button", "OK", "disabled", (10, 120, 50, 140), Origin.TOLD, 1.0),
    Control("check box", "Sound", "checked", (80, 120, 140, 140), Origin.RECOGNISED, 0.8),
    Control("picture", "Logo", "", (200, 120, 240, 160), Origin.TOLD, 1.0),
    Sentence("Mostly white.", Kind.MEASURED),
    Sentence("A dialog with 12 parts.", Kind.GUESSED, "tiny", ("12",)),
)


def shot(size: tuple[int, int] = (400, 200), origin: tuple[int, int] = (0, 0)) -> Frame:
    """A picture with a black bar in each quarter."""
    image = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(image)
    for x in (0, size[0] // 2):
        for y in (0, size[1] // 2):
            draw.rectangle((x + 10, y + 10, x + 60, y + 16), fill="black")
    return Frame(image, Source.WINDOW, origin, title="Memo")


class _Mouse:
    """Notes where it was used, and whether the window was out of the way then."""

    def __init__(self, covered: Callable[[], bool]) -> None:
        self.clicks: list[tuple[int, int]] = []
        self._covered = covered

    def move(self, spot: Spot) -> None:
        assert not self._covered()
        self.clicks.append((spot.x, spot.y))

    def click(self, spot: Spot, button: Button = Button.LEFT, times: int = 1) -> None:
        self.move(spot)


class Reader:
    """Somebody at the window; `said` is what they hear, each with whether it interrupts."""

    def __init__(self, bot: QtBot) -> None:
        self.bot = bot
        self.focus = FakeFocus()
        self.speech = FakeSpeech()
        self.said = self.speech.said
        self.voiced = False
        self.hushes = 0
        self.forgotten = 0
        self.copied: list[str] = []
        self.pictures: dict[Entry, Image.Image] = {}
        self.settings = ReviewSettings()
        self.saving_problem = ""
        self.frame = shot()
        self.mouse = _Mouse(lambda: self.window.isVisible())
        self.review = Reviewer(self.speech, self._desk())
        self.viewer = Viewer(self.review.history, lambda entry: self.pictures.get(entry))
        self.window = ReviewWindow(self._reviewing())
        bot.addWidget(self.window)

    def gets(
        self, *found: Found, title: str = "Memo", frame: Frame | None = None, language: str = "en"
    ) -> Result:
        """An answer comes, whole."""
        self.frame = frame or self.frame
        request = Request(Verb.READ, Target(Source.WINDOW), language=language)
        result = Result(request, title, area=self.frame.area, found=list(found))
        self.review.on_begun(self.frame, result)
        self.viewer.on_begun(Conversation(self.frame), result)
        self.review.on_result()
        self.viewer.on_result(result)
        return result

    def open(self) -> None:
        """Press the key, and wait for the window."""
        self.review.come()
        self.window.show_and_focus()
        self.bot.waitUntil(self.window.isActiveWindow)

    def another(self) -> ReviewWindow:
        """Another window, as a change of the language makes one."""
        return ReviewWindow(self._reviewing())

    def press(
        self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """Press a key where the keyboard is."""
        QTest.keyClick(self.window.focusWidget() or self.window, key, held)

    def shows(self, *texts: str) -> None:
        """Wait until the window shows exactly these lines."""
        self.bot.waitUntil(lambda: self.lines == list(texts))

    def at(self, text: str) -> None:
        """Wait until the caret is in that line."""
        self.bot.waitUntil(lambda: self.here == text)

    @property
    def lines(self) -> list[str]:
        return self.text.toPlainText().splitlines()

    @property
    def here(self) -> str:
        return self.text.textCursor().block().text()

    @property
    def text(self) -> AnswerText:
        return self.window._parts.text

    @property
    def parts(self) -> Widgets:
        return self.window._parts

    def child(self, kind: type[W], name: str) -> W:
        found = self.window.findChild(kind, name)
        assert isinstance(found, kind)
        return found

    def entry(self, name: str) -> None:
        """Choose an entry of the menus."""
        from PySide6.QtGui import QAction

        found = self.window.findChild(QAction, name)
        assert isinstance(found, QAction)
        found.trigger()

    def _say_all(self, texts: Sequence[tuple[str, str]]) -> None:
        for text, language in texts:
            if text:
                self.speech.say(text, language=language)

    def _look(self, rect: Rect) -> Image.Image:
        moved = rect.moved(-self.frame.origin[0], -self.frame.origin[1])
        return self.frame.image.crop((moved.x, moved.y, moved.right, moved.bottom))

    def _hush(self) -> None:
        self.hushes += 1

    def _desk(self) -> Desk:
        return Desk(
            speaking=lambda: "",
            hush=self._hush,
            read_again=lambda _request: None,
            open_layer=lambda: None,
            leave_layer=lambda: None,
            ask_words=lambda: None,
            copy=self.copied.append,
            mouse=lambda: self.mouse,
            hand=NoActuator,
            windows=list,
            look=self._look,
        )

    def _save(self, settings: ReviewSettings) -> str:
        self.settings = msgspec.structs.replace(settings)
        return self.saving_problem

    def _forget(self) -> None:
        self.forgotten += 1
        self.viewer.forget()

    def _reviewing(self) -> Reviewing:
        return Reviewing(
            viewer=self.viewer,
            main=MainThread(),
            focus=self.focus,
            perform=self.review.perform,
            search=self.review.search,
            say=self._say_all,
            hush=self._hush,
            voiced=lambda: self.voiced,
            settings=lambda: self.settings,
            save=self._save,
            forget=self._forget,
        )


def box_of(found: Found) -> Box:
    assert isinstance(found, Line | Control)
    return found.box
