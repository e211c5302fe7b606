"""Qt's own words, and the direction of its windows, in the language that EarSight talks in."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from assistant.core.i18n import language
from assistant.core.languages import is_right_to_left

_NAME = "qtbase"


def use_language_in_qt() -> None:
    """Translate standard buttons and turn layouts, for all windows that are made from now on."""
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        return
    for old in application.findChildren(QTranslator, _NAME):
        application.removeTranslator(old)
        old.deleteLater()
    tag = language()
    translator = QTranslator(application)
    translator.setObjectName(_NAME)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    # English too, because Qt would else go by the language of the system.
    translator.load(QLocale(tag), _NAME, "_", folder)
    application.installTranslator(translator)
    application.setLayoutDirection(
        Qt.LayoutDirection.RightToLeft if is_right_to_left(tag) else Qt.LayoutDirection.LeftToRight
    )
