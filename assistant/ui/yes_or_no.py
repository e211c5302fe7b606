"""A question that is answered by yes or no, asked aloud."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from assistant.core.i18n import _
from assistant.ui.self_voice import SelfVoice


def ask_yes_or_no(
    parent: QWidget,
    question: str,
    decided: Callable[[bool], object],
    ask: Callable[[str], object],
    tell: Callable[[str], object],
    voiced: Callable[[], bool],
) -> None:
    """Ask over a window, with "no" chosen, and tell `decided` later.

    `ask` speaks the question, `tell` at once where the keyboard goes then; `voiced` says whether
    to: a screen reader reads the question itself.
    """
    box = QMessageBox(QMessageBox.Icon.Question, parent.windowTitle(), question, parent=parent)
    # A window of its own takes over no colours that the person chose for its parent.
    box.setPalette(parent.palette())
    box.setTextFormat(Qt.TextFormat.PlainText)
    yes = box.addButton(_("&Yes"), QMessageBox.ButtonRole.YesRole)
    no = box.addButton(_("&No"), QMessageBox.ButtonRole.NoRole)
    box.setDefaultButton(no)
    box.setEscapeButton(no)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    # The person may have gone elsewhere in the meantime.
    box.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, not parent.isActiveWindow())
    box.finished.connect(lambda _result: decided(box.clickedButton() is yes))
    box.open()
    if voiced():
        ask(_("{question} Yes or no?").format(question=question))
    SelfVoice(box, tell, voiced)
