"""A page of a PDF becomes a picture."""

from __future__ import annotations

import math
import threading
from typing import IO, TYPE_CHECKING, Any

from assistant.capture.pictures import MAX_PIXELS, check_page
from assistant.core.errors import BadInputError
from assistant.core.i18n import _

if TYPE_CHECKING:
    from PIL.Image import Image

DPI = 192
"""Dots per inch: twice a screen's 96, so that small print has enough pixels."""

_POINTS_PER_INCH = 72
_PASSWORD_ERROR = 4  # FPDF_ERR_PASSWORD, fpdfview.h

_pdfium = threading.Lock()
"""PDFium is not thread-safe."""


def is_pdf(head: bytes) -> bool:
    """Whether these first bytes (1,024 are enough) are of a PDF."""
    return b"%PDF-" in head


def render_page(stream: IO[bytes], page: int) -> tuple[Image, float, int]:
    """Draw page `page` (from 1): an RGB picture, its pixels per 1/96 inch, and the page count.

    The resolution is lowered where the page would have more than `MAX_PIXELS` pixels.

    Raises:
        BadInputError: damaged, protected by a password, or no such page.

    """
    import pypdfium2

    with _pdfium:
        try:
            document = pypdfium2.PdfDocument(stream)
        except pypdfium2.PdfiumError as error:
            raise _refused(error) from error
        try:
            check_page(page, max(len(document), 1))
            return *_render(document[page - 1]), len(document)
        except (pypdfium2.PdfiumError, ValueError, OverflowError, MemoryError) as error:
            raise _damaged() from error
        finally:
            document.close()


def _render(page: Any) -> tuple[Image, float]:
    width, height = page.get_size()
    if not (math.isfinite(width) and math.isfinite(height) and width > 0 and height > 0):
        raise _damaged()
    scale = min(DPI / _POINTS_PER_INCH, math.sqrt(MAX_PIXELS / (width * height)))
    bitmap = page.render(scale=scale, rev_byteorder=True)
    try:
        # `convert` copies, because PDFium frees the pixels below.
        picture = bitmap.to_pil().convert("RGB").copy()
    finally:
        bitmap.close()
        page.close()
    return picture, scale * _POINTS_PER_INCH / 96


def _refused(error: Exception) -> BadInputError:
    if getattr(error, "err_code", None) == _PASSWORD_ERROR:
        return BadInputError(
            _("The PDF is protected by a password."), _("Save a copy without the password.")
        )
    return _damaged()


def _damaged() -> BadInputError:
    return BadInputError(_("The PDF is damaged."), _("Make or fetch it again."))
