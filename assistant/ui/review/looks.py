"""How large and in which font and colours the answer is shown, and that it stays so."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from PySide6.QtCore import QTimer
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QInputDialog, QWidget

from assistant.core.i18n import _
from assistant.settings.schema import ReviewSettings

STEP = 1.2
"""By which the text grows and shrinks with each key."""
_SIZES, _CROPS = (50, 600), (100, 1600)
"""The limits of the settings."""
_SAVE_MS = 800
"""After the last key; each would write the settings file."""


class Looks:
    """`wear` calls `put_on` with the settings and the font that they mean.

    What the person changes is seen at once and saved a little later.
    """

    def __init__(
        self,
        window: QWidget,
        settings: Callable[[], ReviewSettings],
        save: Callable[[ReviewSettings], object],
        put_on: Callable[[ReviewSettings, QFont], object],
    ) -> None:
        self._window, self._settings, self._save, self._put_on = window, settings, save, put_on
        self._changes: dict[str, object] = {}
        self._worn: tuple[ReviewSettings, QFont] | None = None
        self._timer = QTimer(window, singleShot=True, interval=_SAVE_MS)
        self._timer.timeout.connect(self.keep)

    @property
    def _now(self) -> ReviewSettings:
        return msgspec.structs.replace(self._settings(), **self._changes)

    def wear(self) -> None:
        """Look as the settings say, where they say something new."""
        settings, font = self._now, QFont(self._window.font())
        if settings.font:
            font.setFamily(settings.font)
        size = self._window.font().pointSizeF()
        font.setPointSizeF(size * settings.text_size / 100)
        if (settings, font) != self._worn:
            self._worn = settings, font
            self._put_on(settings, font)

    def zoom(self, step: int) -> None:
        """Larger text (1), smaller (-1), or the usual (0)."""
        self._change(
            text_size=_sized(self._now.text_size, step, _SIZES, ReviewSettings().text_size)
        )

    def zoom_crop(self, step: int) -> None:
        """Enlarge the current line more (1), less (-1), or as usual (0)."""
        self._change(
            crop_size=_sized(self._now.crop_size, step, _CROPS, ReviewSettings().crop_size)
        )

    def choose(self, kind: str, value: str) -> None:
        """Other colours: of the window ("theme") or of the enlarged line ("crop")."""
        self._change(**{"colours" if kind == "theme" else "crop_colours": value})

    def ask_font(self) -> None:
        """Let the person choose a font by its name."""
        families = [_("The system's font"), *QFontDatabase.families()]
        chosen = families.index(self._now.font) if self._now.font in families else 0
        dialog = QInputDialog(self._window)
        dialog.setPalette(self._window.palette())
        dialog.setWindowTitle(_("Font"))
        dialog.setLabelText(_("&Font of the answer"))
        dialog.setComboBoxItems(families)
        dialog.setTextValue(families[chosen])
        dialog.textValueSelected.connect(
            lambda name: self._change(font="" if name == families[0] else name)
        )
        dialog.open()

    def keep(self) -> None:
        """Save what was changed."""
        self._timer.stop()
        if self._changes:
            settings, self._changes = self._now, {}
            self._save(settings)

    def _change(self, **changes: object) -> None:
        self._changes |= changes
        self.wear()
        self._timer.start()


def _sized(size: int, step: int, limits: tuple[int, int], usual: int) -> int:
    lowest, highest = limits
    return max(lowest, min(highest, round(size * STEP**step))) if step else usual
