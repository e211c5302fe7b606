"""No window shows a word that cannot be translated, and all of them turn with the language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import ClassVar, TypeVar

import pytest
import translate
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot
from support.accessibility import audit, mnemonic
from support.every_window import KEYS, WINDOWS, around, ignore
from support.pseudo_locale import untranslated, write_catalogue
from support.shown_texts import shown_texts

from assistant.core import i18n
from assistant.core.languages import OWN_NAMES
from assistant.models.catalogue import load_catalogue
from assistant.ui.bridge import MainThread
from assistant.ui.main_window import MainWindow
from assistant.ui.qt_language import use_language_in_qt
from assistant.ui.search_window import SearchWindow
from assistant.ui.settings_window import SettingsWindow
from assistant.ui.shell import DesktopShell
from assistant.ui.windows import Windows

_CHORD = re.compile(r"\b(?:Super|Ctrl|Alt|Shift)\+[\w+]+")
"""As it is written in settings and shown; as it is said it is translated."""
W = TypeVar("W", bound=QWidget)
PROPER_NAMES = (
    *OWN_NAMES.values(),
    *(name for model in load_catalogue().models for name in (model.title, model.licence)),
    *("EarSight", "Memo", "pyttsx3", "speech-dispatcher", "espeak-ng"),
    *("rapid", "tesseract", "trocr"),
    *("Apache", "MIT", "CC BY", "GB", "MB"),
)


@pytest.fixture(scope="session")
def catalogues(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("translations")
    for language in ("ar", "de"):
        write_catalogue(folder, language)
    return folder


@pytest.fixture
def language(
    catalogues: Path, monkeypatch: pytest.MonkeyPatch, qapp: QApplication
) -> Iterator[Callable[[str], None]]:
    """Switches to a language all of whose texts are marked."""
    monkeypatch.setattr(i18n, "resource", lambda _name: catalogues)

    def switch(tag: str) -> None:
        i18n.use_language(tag)
        use_language_in_qt()

    yield switch
    switch("en")
    monkeypatch.undo()


def _foreign(text: str) -> str:
    """The words that are not translated, without those that need none."""
    left = untranslated(text)
    for name in PROPER_NAMES:
        left = left.replace(name, "")
    return " ".join(re.findall(r"[^\W\d_]{2,}", _CHORD.sub("", left)))


@pytest.mark.parametrize("name", [name for name in WINDOWS if name != "font"])  # Names of fonts.
@pytest.mark.parametrize("tag", ["de", "ar"])
def test_every_word_is_translated(
    name: str, tag: str, language: Callable[[str], None], qtbot: QtBot
) -> None:
    language(tag)
    window = WINDOWS[name](qtbot)
    assert {text: found for text in shown_texts(window) if (found := _foreign(text))} == {}


@pytest.mark.parametrize("name", [name for name in WINDOWS if name != "menu"])
def test_a_language_from_right_to_left_turns_the_window(
    name: str, language: Callable[[str], None], qtbot: QtBot
) -> None:
    language("ar")
    window = WINDOWS[name](qtbot)
    assert window.layoutDirection() is Qt.LayoutDirection.RightToLeft
    # With longer words, nothing is cut and no mnemonic is used twice.
    assert audit(window) == []


@pytest.fixture
def shell(qtbot: QtBot) -> Iterator[DesktopShell]:
    main_thread = MainThread()
    shell = DesktopShell(main_thread, ignore, KEYS)
    yield shell
    shell.close()
    main_thread.close()


def _shown(kind: type[W]) -> list[W]:
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]


def test_open_windows_are_made_anew_with_the_keyboard_where_it_was(
    shell: DesktopShell, language: Callable[[str], None], qtbot: QtBot
) -> None:
    windows = Windows(shell, around())
    shell.show_window()
    windows.show_settings()
    qtbot.waitUntil(lambda: bool(_shown(SettingsWindow)) and bool(_shown(MainWindow)))
    (before,) = _shown(SettingsWindow)
    qtbot.waitUntil(before.isActiveWindow)
    sections = before.findChild(QListWidget)
    assert isinstance(sections, QListWidget)
    sections.setCurrentRow(sections.count() - 1)
    chooser = before.findChild(QComboBox, "desktop.language")
    assert isinstance(chooser, QComboBox)
    chooser.setFocus()
    place = before.geometry()
    i18n.use_language("ar")
    shell.retranslate()
    qtbot.waitUntil(lambda: before not in _shown(SettingsWindow) and bool(_shown(SettingsWindow)))
    (after,) = _shown(SettingsWindow)
    assert _foreign(after.windowTitle()) == ""
    assert after.geometry() == place
    assert after.layoutDirection() is Qt.LayoutDirection.RightToLeft
    qtbot.waitUntil(after.isActiveWindow)
    focused = QApplication.focusWidget()
    assert isinstance(focused, QComboBox)
    assert (focused.objectName(), focused.isVisible()) == ("desktop.language", True)
    (main,) = _shown(MainWindow)
    assert {text for text in shown_texts(main) if _foreign(text)} == set()
    i18n.use_language("en")
    shell.retranslate()
    qtbot.waitUntil(
        lambda: [w.windowTitle() for w in _shown(SettingsWindow)] == ["EarSight settings"]
    )


def test_a_window_behind_is_made_anew_when_one_goes_to_it(
    shell: DesktopShell, language: Callable[[str], None], qtbot: QtBot
) -> None:
    windows = Windows(shell, around())
    windows.show_search()
    windows.show_settings()
    qtbot.waitUntil(lambda: bool(_shown(SettingsWindow)) and bool(_shown(SearchWindow)))
    (before,) = _shown(SearchWindow)
    qtbot.waitUntil(lambda: _shown(SettingsWindow)[0].isActiveWindow())
    i18n.use_language("de")
    shell.retranslate()
    qtbot.waitUntil(lambda: _foreign(_shown(SettingsWindow)[0].windowTitle()) == "")
    assert _shown(SearchWindow) == [before]
    before.activateWindow()
    qtbot.waitUntil(lambda: before not in _shown(SearchWindow) and bool(_shown(SearchWindow)))
    (after,) = _shown(SearchWindow)
    assert {text for text in shown_texts(after) if _foreign(text)} == set()


class _Download(QWidget):
    """A window in which something is under way."""

    made: ClassVar[int] = 0

    def __init__(self) -> None:
        super().__init__()
        type(self).made += 1
        self.is_working = True

    def show_and_focus(self) -> None:
        self.show()


def test_a_window_is_kept_while_it_works(shell: DesktopShell, qtbot: QtBot) -> None:
    _Download.made = 0
    shell.show_other("download", _Download)
    qtbot.waitUntil(lambda: bool(_shown(_Download)))
    (window,) = _shown(_Download)
    shell.retranslate()
    shell.show_other("download", _Download)
    qtbot.waitUntil(lambda: _shown(_Download) == [window])
    window.is_working = False
    shell.show_other("download", _Download)
    qtbot.waitUntil(lambda: _Download.made == 2)
    assert window not in _shown(_Download)


def _mnemonics(window: QWidget) -> list[str]:
    """What has one, for translators to see what to change."""
    shown = [widget for widget in window.findChildren(QWidget) if widget.isVisibleTo(window)]
    texts = [widget.text() for widget in shown if isinstance(widget, QAbstractButton | QLabel)]
    return sorted((text for text in texts if mnemonic(text)), key=mnemonic)


@pytest.mark.parametrize("name", [name for name in WINDOWS if name != "menu"])
@pytest.mark.parametrize(
    "tag", translate.languages() or [pytest.param("", marks=pytest.mark.skip("no catalogue yet"))]
)
def test_windows_are_sound_in_every_language_there_is(
    name: str, tag: str, qtbot: QtBot, qapp: QApplication
) -> None:
    """No mnemonic twice in a window, nothing cut, everything named."""
    i18n.use_language(tag)
    use_language_in_qt()
    try:
        window = WINDOWS[name](qtbot)
        assert audit(window) == [], _mnemonics(window)
    finally:
        i18n.use_language("en")
        use_language_in_qt()


def test_the_test_sees_what_is_not_translated(
    language: Callable[[str], None], qtbot: QtBot
) -> None:
    language("de")
    assert _foreign(i18n._("EarSight is ready.")) == ""
    assert _foreign("EarSight is ready.") == "is ready"


def test_qt_speaks_the_language_too(language: Callable[[str], None], qtbot: QtBot) -> None:
    def cancel() -> str:
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        qtbot.addWidget(box)
        return box.button(QDialogButtonBox.StandardButton.Cancel).text().replace("&", "")

    language("de")
    assert cancel() == "Abbrechen"
    language("en")
    assert cancel() == "Cancel"
