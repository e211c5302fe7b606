"""Help: the guide, what EarSight is, and the report of a problem."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from assistant.core.errors import EarSightError
from assistant.core.i18n import _, language
from assistant.core.layers import LAYERS
from assistant.core.private_files import replace_private
from assistant.core.resources import resource
from assistant.desktop.autostart.base import own_command
from assistant.desktop.registry import window_focus
from assistant.guide.browser import has_browser
from assistant.guide.chapters import chapters_in
from assistant.guide.keys import key_tables
from assistant.guide.page import guide
from assistant.reporting.about import about, first_line
from assistant.reporting.checks import checked
from assistant.reporting.recent import RecentErrors
from assistant.reporting.report import Facts, report
from assistant.reporting.scrubbing import names
from assistant.reporting.versions import versions

if TYPE_CHECKING:
    from assistant.features.base import Program
    from assistant.settings.schema import Settings
    from assistant.ui.guide_window import GuideWindow
    from assistant.ui.text_window import TextWindow

_GUIDE = "guide.html"
_REPORT = "earsight-report.txt"


class Helping:
    """Everything slow is done on a thread of its own; the person hears at once that it begins."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._errors = RecentErrors()
        self._report = ""
        program.listeners.add(self._errors)
        self.deeds: Mapping[str, Callable[[], None]] = {
            "guide": lambda: self._begin(_("Opening the guide."), self._open_guide),
            "about": lambda: program.shell.show_other("about", self._about_window),
            "report": lambda: self._begin(_("Collecting the report."), self._collect),
        }

    def configure(self, settings: Settings) -> None:
        """See `Feature`: nothing of the settings is kept."""

    def close(self) -> None:
        """See `Feature`: the windows are the shell's."""

    def _begin(self, words: str, work: Callable[[], None]) -> None:
        self._program.tell(words)
        threading.Thread(target=work, name="help", daemon=True).start()

    def _open_guide(self) -> None:
        path = self._write_guide() if has_browser() else None
        if path is None:
            self._program.shell.show_other("guide", self._guide_window)
        else:
            self._program.main.call(lambda: self._browse(path))

    def _browse(self, path: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self._program.shell.show_other("guide", self._guide_window)

    def _write_guide(self) -> Path | None:
        from platformdirs import user_cache_path

        path = user_cache_path("earsight", appauthor=False) / _GUIDE
        try:
            replace_private(path, self._page())
        except OSError:
            return None
        return path

    def _page(self) -> str:
        hotkeys = self._program.keys.hotkeys
        layers = {layer.name: hotkeys.spoken_layer(layer) for layer in LAYERS}
        tables = key_tables(hotkeys.spoken_keys(), hotkeys.spoken_chords(), layers)
        return guide(chapters_in(resource("help"), language()), tables)

    def _guide_window(self) -> GuideWindow:
        from assistant.ui.guide_window import GuideWindow

        return GuideWindow(self._page, window_focus(), self._program.tell, self._program.voiced)

    def _about_window(self) -> TextWindow:
        from assistant.ui.text_window import Shown, TextWindow

        shown = Shown(_("About EarSight"), _("&About EarSight"), about, first_line)
        return TextWindow(shown, window_focus(), self._program.tell, self._program.voiced)

    def _collect(self) -> None:
        program = self._program
        facts = Facts(
            versions(),
            checked(own_command()),
            program.settings(),
            self._errors.lines(),
            self._monitors(),
        )
        self._report = report(facts, names())
        program.shell.show_other("report", self._report_window)

    def _monitors(self) -> list[str]:
        try:
            found = self._program.capturer.monitors()
        except EarSightError:
            return []
        return [f"{each.rect.width} x {each.rect.height}, {each.scale:g}" for each in found]

    def _report_window(self) -> TextWindow:
        from assistant.ui.text_window import Shown, TextWindow

        shown = Shown(
            _("Report a problem"),
            _("&Report"),
            lambda: self._report,
            lambda: _("The report. Read it, then save or copy it. Nothing is sent."),
            [(_("&Save"), _save_report)],
        )
        return TextWindow(shown, window_focus(), self._program.tell, self._program.voiced)


def _save_report(window: TextWindow) -> None:
    from PySide6.QtWidgets import QFileDialog

    path, _kind = QFileDialog.getSaveFileName(
        window, _("Save the report"), _REPORT, _("Text (*.txt)")
    )
    if not path:
        return
    try:
        replace_private(Path(path), window.text)
    except OSError as error:
        window.say(
            _("{name} could not be written: {reason}.").format(
                name=Path(path).name, reason=error.strerror
            )
        )
    else:
        window.say(_("The report is in {name}.").format(name=Path(path).name))
