"""The OCR engines there are, best for screens first."""

from __future__ import annotations

from assistant.core.backends import Candidate
from assistant.reading.base import Engine

THREADS = 2
"""More do not read a line faster, and leave nothing to the voice and the focused application."""


def engines() -> list[Candidate[Engine]]:
    """Every engine. Making one imports no runtime: that happens at its first use."""
    return [
        Candidate("screen", _screen),
        Candidate("rapid", _rapid),
        Candidate("tesseract", _tesseract),
    ]


def _screen() -> Engine:
    from assistant.reading.engines.screen import ScreenEngine

    return ScreenEngine(THREADS)


def _rapid() -> Engine:
    from assistant.reading.engines.rapid import RapidEngine

    return RapidEngine(THREADS)


def _tesseract() -> Engine:
    from assistant.reading.engines.tesseract import TesseractEngine

    return TesseractEngine()
