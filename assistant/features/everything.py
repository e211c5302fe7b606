"""The features there are."""

from __future__ import annotations

from collections.abc import Callable

from assistant.features.applications import ApplicationVoices
from assistant.features.base import Feature, Program
from assistant.features.language import ChosenLanguage
from assistant.features.regions import Regions
from assistant.features.review_window import ReviewWindowFeature
from assistant.features.setup import Setup
from assistant.features.watching import WatchKey


def features(program: Program) -> list[Feature]:
    """Make all of them, on the main thread, before any key is bound."""
    makers: tuple[Callable[[Program], Feature], ...] = (
        ApplicationVoices,
        ChosenLanguage,
        ReviewWindowFeature,
        Regions,
        Setup,
        WatchKey,
    )
    return [make(program) for make in makers]
