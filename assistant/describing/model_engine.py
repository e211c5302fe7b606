"""The OCR engine "trocr": an installed model that reads lines, in the describing worker."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from assistant.core.backends import USABLE, Availability
from assistant.core.errors import BadInputError, EarSightError, MissingPartError
from assistant.core.findings import Finding
from assistant.core.i18n import _
from assistant.describing.base import Ability, Task
from assistant.describing.folder import inspect
from assistant.models.choice import InstalledModels
from assistant.reading.languages import Language, languages

if TYPE_CHECKING:
    from assistant.core.frame import Frame
    from assistant.describing.client import DescribingClient

FAMILY = "trocr"
LINE_FAMILIES = (FAMILY, "florence2")
"""Families that tell where the lines are; any model of them may be named as an engine, too."""
LANGUAGES = ("en",)
"""Of a model that the catalogue does not know: the published ones were trained on English."""


class ModelEngine:
    """Reads printed or handwritten lines, slowly; never chosen unless asked for.

    All methods may be called from any thread. `make` makes the client at the first reading.
    """

    name = FAMILY

    def __init__(self, models: InstalledModels, make: Callable[[], DescribingClient]) -> None:
        self._models = models
        self._make = make
        self._client: DescribingClient | None = None

    def availability(self) -> Availability:
        """Whether a model is installed; loads nothing."""
        if self._model(self.name):
            return USABLE
        missing = _missing()
        return Availability(False, missing.message, missing.remedy)

    def supports(self, language: str, engine: str = name) -> bool:
        """Whether the engine's model was trained on the language, or all joined by "+"."""
        try:
            wanted = languages(language)
        except BadInputError:
            return False
        model = self._model(engine)
        return bool(model) and self._reads(model, wanted)

    def known(self) -> list[str]:
        """What may be named as an engine: this one, and every model that reads lines."""
        installed = [name for name in self._models.names() if self._family(name)]
        return list(dict.fromkeys([self.name, *self._models.catalogued(LINE_FAMILIES), *installed]))

    def read(self, frame: Frame, language: str, engine: str = name) -> Iterator[Finding]:
        """Yield `Progress`, lines and a `Done`, as `FrameReader` says.

        Raises:
            MissingPartError: no such model is installed, or it does not know the language.
            BadInputError, DamagedModelError: it is damaged or unsafe.

        """
        model = self._model(engine)
        if not model:
            raise _missing()
        folder = self._models.checked(model)
        wanted = languages(language)
        if not self._reads(model, wanted):
            told = _("The recogniser {name} cannot read {language}.")
            raise MissingPartError(
                told.format(name=model, language=wanted[0].name), _("Use the recogniser tesseract.")
            )
        if self._client is None:
            self._client = self._make()
        return self._client.describe(frame, folder, Task(Ability.READ))

    def cancel(self) -> None:
        """End the reading under way."""
        if self._client is not None:
            self._client.cancel()

    def close(self) -> None:
        """End the worker."""
        if self._client is not None:
            self._client.close()

    def _model(self, engine: str) -> str:
        """The model that an engine's name stands for; empty where none is installed for it."""
        if engine != self.name:
            return engine
        return next((name for name in self._models.names() if self._family(name) == FAMILY), "")

    def _family(self, name: str) -> str:
        """Which of the families that read lines a model is of; empty for the others."""
        entry = self._models.entry(name)
        family = entry.family if entry is not None else _family_by_files(self._models, name)
        return family if family in LINE_FAMILIES else ""

    def _reads(self, model: str, wanted: list[Language]) -> bool:
        entry = self._models.entry(model)
        known = LANGUAGES if entry is None else entry.languages
        return all(language.tag in known for language in wanted)


def _family_by_files(models: InstalledModels, name: str) -> str:
    try:
        return inspect(models.folder(name)).family
    except EarSightError:
        return ""


def _missing() -> MissingPartError:
    return MissingPartError(
        _("No TrOCR model is installed."),
        _("`earsight models install trocr-printed` or `trocr-handwritten` installs one."),
    )
