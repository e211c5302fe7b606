"""The features there are."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from assistant.features.applications import ApplicationVoices
from assistant.features.base import Feature, Program
from assistant.features.follow_up import FollowUp
from assistant.features.helping import Helping
from assistant.features.language import ChosenLanguage
from assistant.features.regions import Regions
from assistant.features.review_window import ReviewWindowFeature
from assistant.features.setup import Setup
from assistant.features.watching import WatchKey


def features(program: Program) -> list[Feature]:
    """Make all of them, on the main thread, before any key is bound."""
    watch = WatchKey(program)
    makers: tuple[Callable[[Program], Feature], ...] = (
        ApplicationVoices,
        FollowUp,
        Helping,
        ChosenLanguage,
        ReviewWindowFeature,
        partial(Regions, watch=watch.watching.start),
        Setup,
    )
    return [*(make(program) for make in makers), watch]
