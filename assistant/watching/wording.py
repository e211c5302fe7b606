"""What is said of a watch itself."""

from __future__ import annotations

from assistant.core.errors import EarSightError
from assistant.core.i18n import N_, _
from assistant.watching.news import Told
from assistant.watching.subject import Sight, Subject
from assistant.watching.watch import Ending

_SIGHTS = {
    Sight.CLEAR: N_("Watching goes on."),
    Sight.COVERED: N_("Watching is paused: another window covers it."),
    Sight.BEHIND: N_("Watching is paused: another window is in front."),
    Sight.HIDDEN: N_("Watching is paused: the window is minimised."),
}
_ENDINGS = {
    Ending.CLOSED: N_("Watching has ended: the window was closed."),
    Ending.LOCKED: N_("Watching has ended: the screen is locked."),
    Ending.TIME: N_("Watching has ended: the time is up."),
    Ending.FAILED: N_("Watching has ended."),
}


def begun(subject: Subject) -> str:
    """That it is watched from now on."""
    return _("Watching {name}.").format(name=subject.name)


def stopped() -> str:
    """That the person ended it."""
    return _("Watching has ended.")


def sighted(sight: Sight) -> str:
    """That it is not to be seen, or is again."""
    return _(_SIGHTS[sight])


def ended(ending: Ending, error: EarSightError | None) -> str:
    """That it ended by itself, and why."""
    words = _(_ENDINGS[ending])
    return f"{error.spoken} {words}" if error is not None else words


def news(told: Told) -> str:
    """A new line, or that some were missed."""
    return told.text if told.row is not None else _("Some lines were missed.")
