"""The clipboard through Qt."""

from __future__ import annotations

from PIL import Image
from PySide6.QtGui import QGuiApplication, QImage

from assistant.core.errors import CaptureError, EarSightError
from assistant.core.i18n import _
from assistant.ui.bridge import MainThread

TIMEOUT_SECONDS = 6.0
"""Qt itself waits up to five seconds for the program that owns the clipboard."""


class QtClipboard:
    """Implements `capture.base.Clipboard`; may be used from any thread."""

    def __init__(self, main_thread: MainThread, timeout: float = TIMEOUT_SECONDS) -> None:
        self._main_thread = main_thread
        self._timeout = timeout

    def image(self) -> Image.Image | None:
        """The picture on the clipboard, RGB or RGBA; None where there is none.

        Raises:
            CaptureError: the program that owns the clipboard does not hand it over.

        """
        try:
            picture = self._main_thread.ask(_clipboard_image, self._timeout)
        except TimeoutError as error:
            raise CaptureError(
                _("The clipboard does not answer."), _("Copy the picture again.")
            ) from error
        return None if picture.isNull() else to_pillow(picture)

    def set_text(self, text: str) -> None:
        """Put a text on it.

        Raises:
            EarSightError: the clipboard does not answer.

        """
        try:
            self._main_thread.ask(lambda: QGuiApplication.clipboard().setText(text), self._timeout)
        except TimeoutError as error:
            raise EarSightError(_("The clipboard does not answer."), _("Try again.")) from error


def _clipboard_image() -> QImage:
    return QGuiApplication.clipboard().image()


def to_pillow(picture: QImage) -> Image.Image:
    """The same pixels: RGBA (not premultiplied) where the picture has alpha, else RGB."""
    if picture.hasAlphaChannel():
        mode, layout = "RGBA", QImage.Format.Format_RGBA8888
    else:
        mode, layout = "RGB", QImage.Format.Format_RGB888
    pixels = picture.convertToFormat(layout)
    size = (pixels.width(), pixels.height())
    rows = pixels.constBits()
    return Image.frombytes(mode, size, bytes(rows), "raw", mode, pixels.bytesPerLine(), 1)
