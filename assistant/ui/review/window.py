"""The review window: an answer to read again with the caret, its outline and its picture."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QFont, QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from assistant.core.i18n import _
from assistant.core.layers import REVIEW_LAYER
from assistant.desktop.focus.base import WindowFocus
from assistant.review.acting import ACTING
from assistant.review.cursor import Unit
from assistant.review.looks import middle_of
from assistant.review.viewing import View, Viewer, unconcerned
from assistant.settings.schema import ReviewSettings
from assistant.ui.bridge import MainThread
from assistant.ui.focus_returning import FocusReturningDialog
from assistant.ui.opening_size import room_for, within_screen
from assistant.ui.review.colours import frames, palette
from assistant.ui.review.crops import part
from assistant.ui.review.fresh import Fresh, Shown
from assistant.ui.review.layout import Widgets
from assistant.ui.review.looks import Looks
from assistant.ui.review.menus import Menus
from assistant.ui.self_voice import SelfVoice
from assistant.ui.to_front import to_front
from assistant.ui.yes_or_no import ask_yes_or_no

OUT_OF_THE_WAY_MS = 400
"""From a closed window to a click below it: that window must be painted and active again."""
_COLUMNS = 110
_ROWS = 34


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewing:
    """What the window uses of the program.

    `perform` does an action of the review layer, `search` looks for words forward (1) or back (-1).
    `say` speaks at once some texts, each in a language, empty for ours; `voiced` tells whether to
    speak what a screen reader tells by itself. `save` returns what is wrong, in words. `forget`
    deletes every answer, in memory and on the disk.
    """

    viewer: Viewer
    main: MainThread
    focus: WindowFocus
    perform: Callable[[str], object]
    search: Callable[[str, int], object]
    say: Callable[[Sequence[tuple[str, str]]], object]
    hush: Callable[[], object]
    voiced: Callable[[], bool]
    settings: Callable[[], ReviewSettings]
    save: Callable[[ReviewSettings], str]
    forget: Callable[[], object]


class ReviewWindow(FocusReturningDialog):
    """Shows the answer one is in and follows it, also while it is still being found.

    The caret and the place of review are one. Escape closes; closing gives the keyboard back to
    where it was. What uses the mouse closes the window first: it would be in the way.
    """

    def __init__(self, reviewing: Reviewing) -> None:
        super().__init__(reviewing.focus)
        self.setWindowFlag(Qt.WindowType.WindowMinMaxButtonsHint, True)
        self._reviewing = reviewing
        self._view = View(None, "", "")
        self._moves = 0
        self._coming = 0
        self._looks = Looks(self, reviewing.settings, self._save, self._wear)
        self._parts = Widgets(self, self._deed, self._looks.zoom_crop)
        self._menus = Menus(self._parts.bar, self._deeds(), self._looks.choose, self._tell)
        self._connect()
        self._voice = SelfVoice(self, lambda words: reviewing.say([(words, "")]), reviewing.voiced)
        self._fresh = Fresh(reviewing.viewer, reviewing.main, self._show)
        self._looks.wear()
        self.resize(self.sizeHint())
        self._fresh.look()

    def show_and_focus(self) -> None:
        """Come to the front at the place one is at, because the person asked."""
        self._reviewing.viewer.on_change = self._fresh.look
        self._coming = self._fresh.look()

    def configure(self) -> None:
        """The settings may have changed."""
        self._looks.wear()

    def showEvent(self, event: QShowEvent) -> None:
        """Follow the answer from now on."""
        super().showEvent(event)
        self._reviewing.viewer.on_change = self._fresh.look

    def hideEvent(self, event: QHideEvent) -> None:
        """Follow no more, and keep what was zoomed."""
        super().hideEvent(event)
        self._reviewing.viewer.on_change = unconcerned
        self._view = replace(self._view, picture=None)
        self._fresh.forget()
        self._looks.keep()

    def sizeHint(self) -> QSize:
        """Room for text and picture, where the screen has it."""
        wanted = room_for(self, _COLUMNS, _ROWS)
        return within_screen(self, super().sizeHint().expandedTo(wanted))

    # Following the answer

    def _show(self, shown: Shown) -> None:
        view, before = shown.view, self._view
        self._view = view
        self.setWindowTitle(_("Review: {answer}").format(answer=view.title))
        self._parts.text.show_page(view.lines)
        if view.entry is not before.entry or view.landmarks != before.landmarks:
            self._parts.outline.show_landmarks(view.landmarks)
        self._parts.picture.show_picture(shown.preview)
        if view.moves >= self._moves or view.entry is not before.entry:
            self._parts.text.go_to(view.line, view.offset)
        self._show_place(view.line, view.offset)
        if 0 < self._coming <= shown.number:
            self._come()

    def _come(self) -> None:
        self._coming = 0
        to_front(self, self._focus)
        self._parts.text.setFocus()
        view = self._view
        if self._reviewing.voiced():
            here = self._parts.text.line_text if view.item is not None else ""
            self._reviewing.say([(view.title, ""), (view.state, ""), (here, view.language)])

    def _show_place(self, line: int, offset: int) -> None:
        view = self._view
        item = view.items[line] if 0 <= line < len(view.items) else None
        box = item.box if item is not None else None
        self._parts.picture.outline(box, view.area)
        if item is not None and box is not None and view.picture is not None and view.area:
            crop = part(view.picture, box, view.area)
            centre = middle_of(crop, item.text, (offset, offset + 1)) / crop.width
            self._parts.line.show_part(crop, centre)
        else:
            self._parts.line.show_part(None)
        self._parts.outline.mark(line)

    # What the person does

    def _connect(self) -> None:
        text = self._parts.text
        text.moved.connect(self._moved)
        text.wanted.connect(self._wanted)
        text.read.connect(self._read)
        self._parts.outline.chosen.connect(self._jump)

    def _moved(self, line: int, offset: int, unit: str) -> None:
        entry = self._view.entry
        if entry is not None:
            self._moves = self._reviewing.viewer.go_to(entry, line, offset, Unit(unit))
            self._view = replace(self._view, line=line, offset=offset)
            self._show_place(line, offset)

    def _jump(self, line: int) -> None:
        self._moved(line, 0, Unit.LINE)
        self._parts.text.go_to(line, 0)
        self._parts.text.setFocus()

    def _read(self, words: str, answers: bool) -> None:
        # A screen reader reads by itself, and must not be interrupted.
        if self._reviewing.voiced():
            self._reviewing.hush()
            self._reviewing.say([(words, self._view.language if answers else "")])

    def _tell(self, words: str) -> None:
        if self._reviewing.voiced():
            self._reviewing.say([(words, "")])

    def _wanted(self, action_id: str) -> None:
        """Do an action of the review layer, here."""
        name = action_id.removeprefix("review-")
        if name in ("find", "next-match", "previous-match"):
            self._find(-1 if name == "previous-match" else 1, ask=name == "find")
        elif action_id in ACTING:
            self._act(action_id)
        else:
            self._reviewing.perform(action_id)

    def _act(self, action_id: str) -> None:
        view, item = self._view, self._view.item
        entry = view.entry
        if entry and item and item.box and entry.result.request.target.source.on_screen:
            self.close()
            perform = self._reviewing.perform
            QTimer.singleShot(OUT_OF_THE_WAY_MS, lambda: perform(action_id))
        else:
            self._reviewing.perform(action_id)

    def _find(self, step: int, *, ask: bool = False) -> None:
        words = self._parts.words.text().strip()
        if ask or not words:
            self._parts.words.setFocus()
            self._parts.words.selectAll()
        else:
            self._parts.text.setFocus()
            self._reviewing.search(words, step)

    def _delete_all(self) -> None:
        question = _("Delete all answers, also those on the disk?")

        def decided(yes: bool) -> None:
            if yes:
                self._reviewing.forget()

        ask_yes_or_no(self, question, decided, self._tell, self._tell, self._reviewing.voiced)

    def _deed(self, name: str) -> None:
        """Do what a button or an entry of the menus of that name does."""
        self._deeds()[name]()

    def _deeds(self) -> dict[str, Callable[[], object]]:
        looks = self._looks
        deeds: dict[str, Callable[[], object]] = {
            entry.removeprefix("review-"): lambda entry=entry: self._wanted(entry)  # type: ignore[misc]
            for entry in REVIEW_LAYER.keys.values()
        }
        return deeds | {
            "delete-all": self._delete_all,
            "close": self.reject,
            "larger": lambda: looks.zoom(1),
            "smaller": lambda: looks.zoom(-1),
            "usual": lambda: looks.zoom(0),
            "font": looks.ask_font,
            "crop-larger": lambda: looks.zoom_crop(1),
            "crop-smaller": lambda: looks.zoom_crop(-1),
        }

    # How it looks

    def _save(self, settings: ReviewSettings) -> None:
        problem = self._reviewing.save(settings)
        if problem:
            self._reviewing.say([(problem, "")])

    def _wear(self, settings: ReviewSettings, font: QFont) -> None:
        colours = palette(settings.colours)
        self.setPalette(colours)
        self.setStyleSheet(frames(settings.colours))
        for each in self.findChildren(QWidget):
            # Menus are windows of their own, and inherit nothing.
            each.setPalette(colours)
        self._parts.text.set_looks(font, colours)
        self._parts.line.set_looks(settings.crop_size, settings.crop_colours)
        self._menus.check("theme", settings.colours)
        self._menus.check("crop", settings.crop_colours)
