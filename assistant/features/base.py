"""What a feature gets of the running program, and what the program wants of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from assistant.capture.capturer import ScreenCapturer
    from assistant.composition.parts import Parts
    from assistant.composition.speech import Speech
    from assistant.core.listening import Listeners
    from assistant.core.ports import Cues
    from assistant.core.request import Request
    from assistant.core.session import Session
    from assistant.features.keys import Keys
    from assistant.review.reviewer import Reviewer
    from assistant.settings.schema import Settings
    from assistant.ui.bridge import MainThread
    from assistant.ui.questions import Questions
    from assistant.ui.shell import DesktopShell


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """The running program, as features see it.

    `submit` starts a request with what the settings say, `save` writes settings, lets them count
    and returns what is wrong, in words. `tell` speaks at once and is not remembered; `voiced` says
    whether to speak what a screen reader tells by itself. Whoever is added to
    `listeners` hears of every request.
    """

    parts: Parts
    main: MainThread
    shell: DesktopShell
    session: Session
    speech: Speech
    cues: Cues
    capturer: ScreenCapturer
    questions: Questions
    reviewer: Reviewer
    listeners: Listeners
    keys: Keys
    settings: Callable[[], Settings]
    save: Callable[[Settings], str]
    submit: Callable[[Request], None]
    perform: Callable[[str], None]
    tell: Callable[[str], None]
    voiced: Callable[[], bool]


class Feature(Protocol):
    """One ability. `deeds` are what it does, by the action's id; all return at once."""

    @property
    def deeds(self) -> Mapping[str, Callable[[], None]]:
        """What it does, by the action's id."""
        ...

    def configure(self, settings: Settings) -> None:
        """Go by these settings from now on. On the main thread."""
        ...

    def close(self) -> None:
        """End what is under way and let everything go. On the main thread."""
        ...
