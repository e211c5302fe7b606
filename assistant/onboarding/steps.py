"""The steps in their order, and where one is in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.core.i18n import _
from assistant.onboarding.autostart import StartWithDesktop
from assistant.onboarding.base import Step
from assistant.onboarding.done import Done
from assistant.onboarding.keys import KeysStep
from assistant.onboarding.kit import Kit
from assistant.onboarding.language import Language
from assistant.onboarding.models import Models
from assistant.onboarding.permissions import Permissions
from assistant.onboarding.privacy import Privacy
from assistant.onboarding.reading import FirstReading
from assistant.onboarding.saving import keep
from assistant.onboarding.screen_reader import ScreenReader
from assistant.onboarding.sound_check import SoundCheck
from assistant.onboarding.voice import Voice
from assistant.onboarding.welcome import Welcome


@dataclass(frozen=True, slots=True)
class Ways:
    """How one goes on, in the words of a face: at first, in more detail, and at the end."""

    first: str
    more: str
    last: str


class Walk:
    """Goes through the steps; `index` counts from 0."""

    def __init__(self, kit: Kit, ways: Ways) -> None:
        self._kit = kit
        self.steps: Sequence[Step] = (
            Welcome(ways.first, ways.more),
            Language(kit),
            Voice(kit),
            SoundCheck(kit),
            ScreenReader(kit),
            KeysStep(kit),
            Permissions(kit),
            FirstReading(kit),
            Models(kit),
            StartWithDesktop(kit),
            Privacy(kit),
            Done(kit, ways.last),
        )
        self.index = 0

    @property
    def step(self) -> Step:
        """The one where we are."""
        return self.steps[self.index]

    @property
    def is_last(self) -> bool:
        """Whether none comes after."""
        return self.index == len(self.steps) - 1

    @property
    def heading(self) -> str:
        """The step's title, and how far one is."""
        return _("{title}. Step {number} of {count}.").format(
            title=self.step.title, number=self.index + 1, count=len(self.steps)
        )

    def move(self, by: int) -> bool:
        """Go on (1) or back (-1); False where there is no such step."""
        if not 0 <= self.index + by < len(self.steps):
            return False
        self.step.leave()
        self.index += by
        return True

    def end(self) -> str:
        """Remember that the set-up was gone through or left; returns what went wrong, in words."""
        self.step.leave()
        if self._kit.settings().desktop.set_up:
            return ""
        return keep(self._kit, "desktop", set_up=True)
