"""The window in which a person asks about a picture, and reads the answers again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from assistant.core.conversation import Conversation
from assistant.core.errors import EarSightError
from assistant.core.findings import Sentence
from assistant.core.frame import Source
from assistant.core.i18n import N_, _
from assistant.core.labels import without_mnemonic
from assistant.core.listening import State
from assistant.core.request import Request, Target, Verb
from assistant.desktop.dictation import dictation_hint
from assistant.desktop.focus.base import WindowFocus
from assistant.ui.focus_returning import FocusReturningDialog
from assistant.ui.opening_size import room_for, within_screen
from assistant.ui.reading_area import reading_area
from assistant.ui.self_voice import SelfVoice
from assistant.ui.to_front import to_front
from assistant.ui.transcript import Transcript, past

_LINES = 4
_COLUMNS = 64

_VERBS = {
    Verb.ASK: (N_("A&nswer"), N_("&Question")),
    Verb.FIND: (N_("&Find"), N_("&What to find")),
    Verb.CLASSIFY: (N_("C&lassify"), N_("&Words to choose from, with commas")),
}
"""The label of the choice, and of what is typed for it."""
_VERB_HELP = {
    Verb.ASK: N_("Answers a question about the picture."),
    Verb.FIND: N_("Says where something is in the picture."),
    Verb.CLASSIFY: N_("Says which of your words fits the picture best."),
}


@dataclass(frozen=True, slots=True)
class Asking:
    """What the window calls, on the main thread.

    `ask` gets the request and the picture it is about; `stop` silences; `say` speaks a short word
    about what the window did; `voiced` tells whether to speak what a screen reader would tell by
    itself; `presets` are the ready questions by name.
    """

    ask: Callable[[Request, Conversation], object]
    stop: Callable[[], object]
    say: Callable[[str], object]
    voiced: Callable[[], bool]
    presets: Callable[[], Mapping[str, str]]


def invitation(conversation: Conversation) -> str:
    """What is said when the window opens."""
    return _("{title}. Type your question.").format(title=_title(conversation))


class QuestionWindow(FocusReturningDialog):
    """One field, and the conversation about one picture. It opens only where a person asked.

    Return asks. Escape silences an answer, else closes; closing gives the keyboard back to what
    `focus` remembers. `on_active` is told whether the window has the keyboard.
    """

    def __init__(
        self, asking: Asking, focus: WindowFocus, on_active: Callable[[bool], object]
    ) -> None:
        super().__init__(focus)
        self._asking, self._on_active = asking, on_active
        self._conversation: Conversation | None = None
        self._transcript = Transcript()
        self._busy = self._ours = False
        self._label = QLabel()
        self._question = QLineEdit()
        self._verbs = {verb: QRadioButton(_(name)) for verb, (name, _label) in _VERBS.items()}
        self._chosen = QButtonGroup(self)
        self._presets = QComboBox()
        self._said = reading_area("conversation", _("Conversation"), _LINES)
        self._said.setAccessibleDescription(_("What was asked and answered, a sentence a line."))
        self._lay_out()
        SelfVoice(self, asking.say, asking.voiced)
        self.resize(self.sizeHint())

    def open_for(self, conversation: Conversation) -> None:
        """Come to the front with the keyboard in the field, for a picture that was just taken."""
        self._conversation = conversation
        self._transcript = Transcript()
        self._said.clear()
        self._question.clear()
        self._verbs[Verb.ASK].setChecked(True)
        self._show_presets()
        self.setWindowTitle(_title(conversation))
        self.come_back()

    def go_on(self, conversation: Conversation) -> None:
        """Come to the front for a picture that was taken before, with what was said about it."""
        held = self._conversation
        if held is not None and held.frame is conversation.frame:
            self.come_back()
            return
        self.open_for(conversation)
        self._show(past(conversation.turns))

    def come_back(self) -> None:
        """Come to the front as it is."""
        to_front(self, self._focus)
        self._back_to_field()

    def set_state(self, state: State) -> None:
        """Follow the session: a capture or the end of all work ends the question under way."""
        self._busy = state is not State.IDLE
        if state in (State.IDLE, State.CAPTURING):
            self._show(self._transcript.drop())

    def begun(self, conversation: Conversation) -> None:
        """The session works on a picture from now on; on another than ours is the end for us."""
        self._ours = conversation is self._conversation
        if not self._ours:
            self._show(self._transcript.drop())

    def add(self, sentence: Sentence) -> None:
        """Show a sentence of the answer; it is being spoken."""
        if self._ours:
            self._show(self._transcript.add(sentence))

    def answered(self, conversation: Conversation) -> None:
        """Go on with what was said, where it was about our picture."""
        held = self._conversation
        if held is not None and held.frame is conversation.frame:
            self._conversation = conversation
            self._transcript.finish()

    def fail(self, error: EarSightError) -> None:
        """Show why there is no answer; it has been spoken."""
        self._show(self._transcript.fail(error))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape silences, and closes where there is nothing to silence."""
        if event.key() == Qt.Key.Key_Escape and self._busy:
            self._asking.stop()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Tell whether the window has the keyboard."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.ActivationChange:
            self._on_active(self.isActiveWindow())

    def done(self, result: int) -> None:
        """Close, however it was asked for. An answer under way is heard to its end."""
        super().done(result)
        if not self._busy:
            self._asking.stop()

    def sizeHint(self) -> QSize:
        """Room for some lines of conversation, where the screen has it."""
        wide = room_for(self, _COLUMNS)
        return within_screen(self, super().sizeHint().expandedTo(wide))

    def _ask(self) -> None:
        words = self._question.text().strip()
        self._back_to_field()
        if self._conversation is None or not words:
            self._asking.say(_("Type something first."))
            return
        verb = self._verb
        self._show(self._transcript.ask(verb, words))
        self._ours = False
        request = Request(verb, Target(Source.WINDOW), question=words, follow_up=True)
        self._asking.ask(request, self._conversation)

    def _copy(self) -> None:
        if self._transcript.answer:
            QGuiApplication.clipboard().setText(self._transcript.answer)
            self._asking.say(_("Answer copied."))
        else:
            self._asking.say(_("There is no answer yet."))

    def _take_preset(self) -> None:
        prompt = self._presets.currentData()
        if prompt:
            self._verbs[Verb.ASK].setChecked(True)
            self._question.setText(prompt)

    @property
    def _verb(self) -> Verb:
        return next(verb for verb, button in self._verbs.items() if button.isChecked())

    def _name_field(self) -> None:
        label = _(_VERBS[self._verb][1])
        self._label.setText(label)
        self._question.setAccessibleName(without_mnemonic(label))

    def _show_presets(self) -> None:
        self._presets.clear()
        self._presets.addItem(_("My own words"), "")
        for name, prompt in self._asking.presets().items():
            self._presets.addItem(name, prompt)

    def _show(self, lines: Sequence[str]) -> None:
        # Appending leaves the caret of whoever is reading where it is.
        for line in lines:
            self._said.appendPlainText(line)

    def _back_to_field(self) -> None:
        self._question.setFocus()
        self._question.selectAll()

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        self._label.setBuddy(self._question)
        self._question.setObjectName("question")
        how = _("Return asks. Escape stops the answer, or closes.")
        self._question.setAccessibleDescription(f"{how} {dictation_hint()}".strip())
        self._question.textEdited.connect(lambda _text: self._presets.setCurrentIndex(0))
        presets = QLabel(_("&Ready questions"))
        presets.setBuddy(self._presets)
        self._presets.setObjectName("presets")
        self._presets.setAccessibleName(_("Ready questions"))
        self._presets.setAccessibleDescription(_("Puts the question into the field above."))
        self._presets.activated.connect(lambda _index: self._take_preset())
        said = QLabel(_("Con&versation"))
        said.setBuddy(self._said)
        rows: tuple[QWidget, ...] = (self._label, self._question, self._verb_choice())
        for widget in (*rows, presets, self._presets, said):
            whole.addWidget(widget)
        whole.addWidget(self._said, 1)
        whole.addLayout(self._buttons())

    def _verb_choice(self) -> QGroupBox:
        box = QGroupBox(_("What to do"))
        row = QHBoxLayout(box)
        for verb, button in self._verbs.items():
            button.setObjectName(verb.value)
            button.setAccessibleDescription(_(_VERB_HELP[verb]))
            button.toggled.connect(lambda checked: self._name_field() if checked else None)
            self._chosen.addButton(button)
            row.addWidget(button)
        row.addStretch()
        self._verbs[Verb.ASK].setChecked(True)
        return box

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch()
        for name, text, deed in (
            ("ask", _("&Ask"), self._ask),
            ("stop", _("&Stop"), self._asking.stop),
            ("copy", _("&Copy answer"), self._copy),
            ("close", _("Clos&e"), self.reject),
        ):
            button = QPushButton(text)
            button.setObjectName(name)
            button.setDefault(name == "ask")
            button.clicked.connect(lambda _checked, deed=deed: deed())
            row.addWidget(button)
        return row


def _title(conversation: Conversation) -> str:
    frame = conversation.frame
    about = frame.title or frame.application or _("the picture")
    return _("Ask about {title}").format(title=about)
