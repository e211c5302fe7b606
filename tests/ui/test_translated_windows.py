"""No window shows a word that cannot be translated, and all of them turn with the language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import ClassVar, TypeVar

import pytest
import translate
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QDialogButtonBox, QListWidget, QWidget
from pytestqt.qtbot import QtBot
from support.accessibility import audit
from support.fake_focus import FakeFocus
from support.fake_models import FakeClient
from support.pseudo_locale import untranslated, write_catalogue
from support.question_person import picture
from support.shown_texts import shown_texts

from assistant.core import i18n
from assistant.core.languages import OWN_NAMES
from assistant.core.presets import ready_prompts
from assistant.models.catalogue import load_catalogue
from assistant.models.errands import Errands, View
from assistant.models.store import ModelStore
from assistant.settings.schema import Settings
from assistant.ui.bridge import MainThread
from assistant.ui.main_window import MainWindow
from assistant.ui.menu import ActionMenu
from assistant.ui.models_window import ModelsWindow
from assistant.ui.qt_language import use_language_in_qt
from assistant.ui.question_window import Asking, QuestionWindow
from assistant.ui.search_window import SearchWindow
from assistant.ui.settings_window import SettingsWindow
from assistant.ui.shell import DesktopShell
from assistant.ui.windows import Around, Windows

W = TypeVar("W", bound=QWidget)
KEYS = {"stop": "Super+Shift+X"}
PROPER_NAMES = (
    *OWN_NAMES.values(),
    *(name for model in load_catalogue().models for name in (model.title, model.licence)),
    *("EarSight", "Super+Shift+X", "Memo", "pyttsx3", "speech-dispatcher", "espeak-ng"),
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


def _nothing(*_arguments: object) -> str:
    return ""


def _ignore(_action_id: str) -> None:
    """Nothing is chosen."""


def _around() -> Around:
    return Around(
        settings=Settings,
        save=_nothing,
        errands=_errands,
        find=_nothing,
        tell=_nothing,
        voiced=lambda: False,
        open_now=lambda: ["Memo"],
        own_keys=_nothing,
    )


def _errands(view: View) -> Errands:
    store = ModelStore(Path("nowhere"))
    return Errands(store, load_catalogue(), FakeClient(), _Silent(), _Silent(), view)


class _Silent:
    def say(
        self, text: str, *, interrupt: bool = False, language: str = "", remember: bool = True
    ) -> None:
        """Nobody listens."""

    def stop(self) -> None:
        """Nobody speaks."""

    def wait(self, timeout: float | None = None) -> bool:
        return True

    def play(self, cue: object) -> None:
        """Nobody listens."""


def _question_window() -> QWidget:
    asking = Asking(_nothing, _nothing, _nothing, lambda: False, lambda: ready_prompts({}))
    window = QuestionWindow(asking, FakeFocus(), _nothing)
    window.open_for(picture())
    return window


def _from_windows(name: str) -> Callable[[], QWidget]:
    def make() -> QWidget:
        main_thread = MainThread()
        shell = DesktopShell(main_thread, _ignore, KEYS)
        made: QWidget = getattr(Windows(shell, _around()), name)()
        shell.close()
        main_thread.close()
        return made

    return make


def _wait_for_contents(window: QWidget, qtbot: QtBot) -> None:
    if isinstance(window, ModelsWindow):
        window.show_and_focus()
        models = window.findChild(QListWidget, "models")
        assert isinstance(models, QListWidget)
        qtbot.waitUntil(lambda: models.count() > 0)


WINDOWS: dict[str, Callable[[], QWidget]] = {
    "main": lambda: MainWindow(_ignore, lambda: True, KEYS),
    "menu": lambda: ActionMenu(_ignore, KEYS),
    "models": lambda: ModelsWindow(_errands, FakeFocus(), _nothing, lambda: False),
    "question": _question_window,
    "search": lambda: SearchWindow(_nothing, FakeFocus(), _nothing),
    "settings": _from_windows("_settings"),
}


def _foreign(text: str) -> str:
    """The words that are not translated, without those that need none."""
    left = untranslated(text)
    for name in PROPER_NAMES:
        left = left.replace(name, "")
    return " ".join(re.findall(r"[^\W\d_]{2,}", left))


@pytest.mark.parametrize("name", list(WINDOWS))
@pytest.mark.parametrize("tag", ["de", "ar"])
def test_every_word_is_translated(
    name: str, tag: str, language: Callable[[str], None], qtbot: QtBot
) -> None:
    language(tag)
    window = WINDOWS[name]()
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    _wait_for_contents(window, qtbot)
    assert {text: found for text in shown_texts(window) if (found := _foreign(text))} == {}


@pytest.mark.parametrize("name", [name for name in WINDOWS if name != "menu"])
def test_a_language_from_right_to_left_turns_the_window(
    name: str, language: Callable[[str], None], qtbot: QtBot
) -> None:
    language("ar")
    window = WINDOWS[name]()
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    _wait_for_contents(window, qtbot)
    assert window.layoutDirection() is Qt.LayoutDirection.RightToLeft
    # With longer words, nothing is cut and no mnemonic is used twice.
    assert audit(window) == []


@pytest.fixture
def shell(qtbot: QtBot) -> Iterator[DesktopShell]:
    main_thread = MainThread()
    shell = DesktopShell(main_thread, _ignore, KEYS)
    yield shell
    shell.close()
    main_thread.close()


def _shown(kind: type[W]) -> list[W]:
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]


def test_open_windows_are_made_anew_with_the_keyboard_where_it_was(
    shell: DesktopShell, language: Callable[[str], None], qtbot: QtBot
) -> None:
    windows = Windows(shell, _around())
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
        window = WINDOWS[name]()
        qtbot.addWidget(window)
        window.show()
        qtbot.waitExposed(window)
        _wait_for_contents(window, qtbot)
        assert audit(window) == []
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
