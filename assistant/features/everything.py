"""The features there are."""

from __future__ import annotations

from collections.abc import Callable

from assistant.features.base import Feature, Program


def features(program: Program) -> list[Feature]:
    """Make all of them, on the main thread, before any key is bound."""
    makers: tuple[Callable[[Program], Feature], ...] = ()
    return [make(program) for make in makers]
