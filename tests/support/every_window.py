"""Every window there is, shown and filled, by its name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QListWidget, QWidget
from pytestqt.qtbot import QtBot
from support.fake_cues import FakeCues
from support.fake_focus import FakeFocus
from support.fake_models import FakeClient
from support.fake_speech import FakeSpeech
from support.question_person import picture
from support.review_person import PAGE, Reader
from support.setup_kit import Program

from assistant.core.i18n import _
from assistant.core.layers import REGION_LAYER
from assistant.core.presets import ready_prompts
from assistant.guide.keys import key_tables
from assistant.guide.page import guide
from assistant.models.catalogue import load_catalogue
from assistant.models.errands import Errands, View
from assistant.models.store import ModelStore
from assistant.onboarding.steps import Walk
from assistant.regions.base import Naming
from assistant.settings.schema import Settings
from assistant.ui import setup_window
from assistant.ui.bridge import MainThread
from assistant.ui.guide_window import GuideWindow
from assistant.ui.layer_window import LayerWindow
from assistant.ui.main_window import MainWindow
from assistant.ui.menu import ActionMenu
from assistant.ui.models_window import ModelsWindow
from assistant.ui.question_window import Asking, QuestionWindow
from assistant.ui.region_name_window import RegionNameWindow
from assistant.ui.sample_window import SampleWindow
from assistant.ui.search_window import SearchWindow
from assistant.ui.setup_page import SetupPage
from assistant.ui.setup_window import SetupWindow
from assistant.ui.shell import DesktopShell
from assistant.ui.text_window import Shown, TextWindow
from assistant.ui.windows import Around, Windows
from assistant.ui.yes_or_no import ask_yes_or_no

KEYS = {"stop": "Super+Shift+X"}
SETUP_STEPS = 12

Make = Callable[[QtBot], QWidget]


def nothing(*_arguments: object) -> str:
    """Do nothing, and have no problem with it."""
    return ""


def ignore(_action_id: str) -> None:
    """Nothing is chosen."""


def around() -> Around:
    """A program without anything."""
    return Around(
        settings=Settings,
        save=nothing,
        errands=_errands,
        find=nothing,
        tell=nothing,
        voiced=lambda: False,
        open_now=lambda: ["Memo"],
        own_keys=nothing,
    )


def _errands(view: View) -> Errands:
    store = ModelStore(Path("nowhere"))
    return Errands(store, load_catalogue(), FakeClient(), FakeSpeech(), FakeCues(), view)


def _shown(bot: QtBot, window: QWidget) -> QWidget:
    bot.addWidget(window)
    window.show()
    bot.waitExposed(window)
    return window


def _main(bot: QtBot) -> QWidget:
    return _shown(bot, MainWindow(ignore, lambda: True, KEYS))


def _menu(bot: QtBot) -> QWidget:
    return _shown(bot, ActionMenu(ignore, KEYS, ignore))


def _models(bot: QtBot) -> QWidget:
    window = ModelsWindow(_errands, FakeFocus(), nothing, lambda: False)
    bot.addWidget(window)
    window.show_and_focus()
    models = window.findChild(QListWidget, "models")
    assert isinstance(models, QListWidget)
    bot.waitUntil(lambda: models.count() > 0)
    return window


def _question(bot: QtBot) -> QWidget:
    asking = Asking(nothing, nothing, nothing, lambda: False, lambda: ready_prompts({}))
    window = QuestionWindow(asking, FakeFocus(), nothing)
    window.open_for(picture())
    return _shown(bot, window)


def _search(bot: QtBot) -> QWidget:
    return _shown(bot, SearchWindow(nothing, FakeFocus(), nothing, lambda: False))


def _settings(bot: QtBot) -> QWidget:
    main_thread = MainThread()
    shell = DesktopShell(main_thread, ignore, KEYS)
    window = Windows(shell, around())._settings()
    shell.close()
    main_thread.close()
    return _shown(bot, window)


def _review(bot: QtBot) -> QWidget:
    reader = Reader(bot)
    reader.gets(*PAGE)
    reader.open()
    return reader.window


def _region_name(bot: QtBot) -> QWidget:
    naming = Naming("Memo", lambda _name, _holds: None)
    return _shown(bot, RegionNameWindow(lambda: naming, FakeFocus(), nothing, lambda: False))


def _layer(bot: QtBot) -> QWidget:
    window = LayerWindow(REGION_LAYER, _("Choose an area"), ignore, nothing, FakeFocus())
    window.tell(_("Choose an area. {where}. The digits 1 to 9 choose a part of it."))
    return _shown(bot, window)


def _text(bot: QtBot) -> QWidget:
    shown = Shown(_("Report a problem"), _("&Report"), str, str, [(_("&Save"), nothing)])
    window = TextWindow(shown, FakeFocus(), nothing, lambda: False)
    window.show_and_focus()
    return _shown(bot, window)


def _guide(bot: QtBot) -> QWidget:
    page = guide([], key_tables(KEYS, {}, {}))
    window = GuideWindow(lambda: page, FakeFocus(), nothing, lambda: False)
    window.show_and_focus()
    return _shown(bot, window)


def _sample(bot: QtBot) -> QWidget:
    return _shown(bot, SampleWindow())


def _yes_or_no(bot: QtBot) -> QWidget:
    window = _search(bot)
    question = _("Set all settings back to their defaults?")
    ask_yes_or_no(window, question, nothing, nothing, nothing, lambda: False)
    return _dialog_over(bot, window)


def _delete_all(bot: QtBot) -> QWidget:
    window = _review(bot)
    _entry(window, "delete-all").trigger()
    return _dialog_over(bot, window)


def _font(bot: QtBot) -> QWidget:
    window = _review(bot)
    _entry(window, "font").trigger()
    return _dialog_over(bot, window)


def _entry(window: QWidget, name: str) -> QAction:
    return next(entry for entry in window.findChildren(QAction) if entry.objectName() == name)


def _dialog_over(bot: QtBot, window: QWidget) -> QWidget:
    bot.waitUntil(lambda: any(each.isVisible() for each in window.findChildren(QDialog)))
    dialog = next(each for each in window.findChildren(QDialog) if each.isVisible())
    bot.waitUntil(dialog.isActiveWindow)
    return dialog


def _has_page(window: QWidget) -> bool:
    """Whether the page of the step is there, and the one before is gone."""
    pages = window.findChildren(SetupPage)
    return len(pages) == 1 and bool(pages[0].page.text)


def _setup(step: int) -> Make:
    def make(bot: QtBot) -> QWidget:
        kit = Program().kit(open_models=lambda: None)
        window = SetupWindow(
            setup_window.Around(
                main=MainThread(),
                walk=lambda: Walk(kit, setup_window.WAYS),
                focus=FakeFocus(),
                tell=nothing,
                add=nothing,
                voiced=lambda: False,
                own_keys=nothing,
                again=lambda: "F2",
            )
        )
        bot.addWidget(window)
        window.show_and_focus()
        bot.waitUntil(window.isActiveWindow)
        bot.waitUntil(lambda: _has_page(window))
        for _step in range(step):
            QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
            bot.waitUntil(lambda: _has_page(window))
        return window

    return make


WINDOWS: dict[str, Make] = {
    "delete all": _delete_all,
    "font": _font,
    "guide": _guide,
    "main": _main,
    "menu": _menu,
    "models": _models,
    "question": _question,
    "region name": _region_name,
    "region keys": _layer,
    "review": _review,
    "sample": _sample,
    "search": _search,
    "settings": _settings,
    "text": _text,
    "yes or no": _yes_or_no,
    **{f"set-up {step + 1}": _setup(step) for step in range(SETUP_STEPS)},
}
