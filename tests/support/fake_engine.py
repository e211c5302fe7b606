"""An OCR engine that knows the page beforehand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from assistant.core.backends import USABLE, Availability
from assistant.core.findings import Line
from assistant.reading.base import ReadOptions

if TYPE_CHECKING:
    from assistant.reading.base import Pixels


class FakeEngine:
    """Reads `lines` from every picture that is not of one colour."""

    def __init__(
        self,
        lines: list[Line],
        name: str = "fake",
        languages: tuple[str, ...] = ("en",),
        availability: Availability = USABLE,
    ) -> None:
        self.name = name
        self._lines = lines
        self._languages = languages
        self._availability = availability

    def availability(self) -> Availability:
        return self._availability

    def supports(self, language: str) -> bool:
        return language in self._languages

    def warm_up(self) -> None:
        pass

    def read(
        self, pixels: Pixels, options: ReadOptions, cancelled: Callable[[], bool]
    ) -> Iterator[Line]:
        if pixels.min() == pixels.max():
            return
        for line in self._lines:
            if cancelled():
                return
            yield line
