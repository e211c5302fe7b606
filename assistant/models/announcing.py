"""Tells how far a long job is: always shown, and spoken now and then."""

from __future__ import annotations

import time
from collections.abc import Callable

from assistant.core.findings import Progress
from assistant.core.i18n import N_, _, ngettext

PER_CENT = 10
"""So much further, it is told again ..."""
AT_MOST_EVERY = 10.0
"""... but not sooner than after so many seconds: people go on working meanwhile ..."""
AT_LEAST_EVERY = 60.0
"""... and not later."""
_SURE_AFTER = 5.0
"""Seconds from the start until the time that is left can be estimated."""
_MANY_MINUTES = 90

_STAGES = {
    "starting": N_("Starting with {title}"),
    "downloading": N_("Downloading {title}"),
    "checking": N_("Checking {title}"),
    "copying": N_("Copying {title}"),
    "converting": N_("Converting the weights of {title}"),
}


class Announcer:
    """One job's progress in words. `say` gets what is to be spoken."""

    def __init__(
        self,
        title: str,
        say: Callable[[str], object],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._title = title
        self._say = say
        self._clock = clock
        self._told = (clock(), 0)
        self._began: tuple[str, float, float] = ("", clock(), 0.0)
        self.text = _("Starting with {title}.").format(title=title)

    def hear(self, progress: Progress) -> None:
        """Take the next news."""
        now, per_cent = self._clock(), int(progress.fraction * 100)
        if progress.stage != self._began[0]:
            self._began = (progress.stage, now, progress.fraction)
            self._told = (self._told[0], 0)
        self.text = self._words(progress, now)
        waited = now - self._told[0]
        further = per_cent - self._told[1] >= PER_CENT
        if waited >= AT_LEAST_EVERY or (waited >= AT_MOST_EVERY and further):
            self._told = (now, per_cent)
            self._say(self.text)

    def _words(self, progress: Progress, now: float) -> str:
        stage = _(_STAGES.get(progress.stage, "{title}")).format(title=self._title)
        words = _("{stage}: {count} percent").format(
            stage=stage, count=int(progress.fraction * 100)
        )
        left = self._seconds_left(progress, now)
        if left is None:
            return f"{words}."
        return f"{words}, {_left(left)}."

    def _seconds_left(self, progress: Progress, now: float) -> float | None:
        _stage, since, start = self._began
        seconds, done = now - since, progress.fraction - start
        if seconds < _SURE_AFTER or done <= 0.0 or progress.fraction >= 1.0:
            return None
        return seconds / done * (1.0 - progress.fraction)


def _left(seconds: float) -> str:
    minutes = round(seconds / 60)
    if minutes < 1:
        return _("less than a minute left")
    if minutes > _MANY_MINUTES:
        hours = round(minutes / 60)
        return ngettext("about {count} hour left", "about {count} hours left", hours).format(
            count=hours
        )
    return ngettext("about {count} minute left", "about {count} minutes left", minutes).format(
        count=minutes
    )
