"""Which engine reads a picture: the one asked for, or the best for its kind and language."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.core.backends import Candidate
from assistant.core.errors import BadInputError, MissingPartError
from assistant.core.i18n import _
from assistant.reading import tessdata
from assistant.reading.base import Engine, ReadOptions
from assistant.reading.languages import languages

if TYPE_CHECKING:
    from assistant.reading.base import Pixels

AUTOMATIC = ("", "auto")
PHOTO_ENGINE = "rapid"
RENDERED = 0.5
"""A picture in which at least this part of the pixels equals its right neighbour was drawn by a
program, not taken by a camera: noise makes neighbours differ."""


class Engines:
    """Makes each engine once, when it is first needed."""

    def __init__(self, candidates: Sequence[Candidate[Engine]]) -> None:
        self._candidates = {candidate.name: candidate for candidate in candidates}
        self._made: dict[str, Engine] = {}

    def default(self) -> Engine:
        """The first usable engine: what most screens are read with.

        Raises:
            MissingPartError: none is usable.

        """
        return self.select("", "en", photo=False)

    def select(self, name: str, language: str, *, photo: bool) -> Engine:
        """The engine `name`; or where that is empty the best one that reads the language.

        Raises:
            BadInputError: there is no such engine or language.
            MissingPartError: it, or the language pack, is not installed.

        """
        languages(language)
        if name not in AUTOMATIC:
            return self._named(name, language)
        best_first = sorted(self._candidates, key=lambda key: photo and key != PHOTO_ENGINE)
        for key in best_first[:-1]:
            with contextlib.suppress(MissingPartError):
                return self._named(key, language)
        # The last one reads most languages, so it knows best what is missing.
        return self._named(best_first[-1], language)

    def _named(self, name: str, language: str) -> Engine:
        engine = self._engine(name)
        if not engine.supports(language):
            wanted = languages(language)
            if name == "tesseract":
                raise tessdata.missing_pack(wanted)
            told = _("The recogniser {name} cannot read {language}.")
            raise MissingPartError(
                told.format(name=name, language=wanted[0].name), _("Use the recogniser tesseract.")
            )
        return engine

    def _engine(self, name: str) -> Engine:
        if name in self._made:
            return self._made[name]
        if name not in self._candidates:
            raise BadInputError(
                _("There is no recogniser called {name}.").format(name=name),
                _("Choose one of: {names}.").format(names=", ".join(self._candidates)),
            )
        engine, availability = self._candidates[name].probe()
        if engine is None or not availability.usable:
            raise MissingPartError(availability.reason, availability.remedy)
        self._made[name] = engine
        return engine


def is_photo(pixels: Pixels, options: ReadOptions) -> bool:
    """Whether a picture that is not of this screen was taken by a camera or scanner."""
    if not options.photo or pixels.shape[1] < 2:
        return False
    return float((pixels[:, 1:] == pixels[:, :-1]).all(axis=2).mean()) < RENDERED
