"""What the system must allow, whether it does, and trying again."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from assistant.capture.session_type import has_x11, is_wayland
from assistant.core.backends import Verdict, survey
from assistant.core.errors import EarSightError
from assistant.core.i18n import N_, _
from assistant.onboarding.base import Deed, Page, Told
from assistant.onboarding.kit import Kit

_LAST_RESORTS = frozenset({"none", "silent", "unknown"})
"""Backends that are always usable and do nothing."""


class Permissions(Told):
    """Tells each part that works or not; the test takes a picture and throws it away."""

    def __init__(self, kit: Kit) -> None:
        self._kit = kit

    @property
    def title(self) -> str:
        """See `Step`."""
        return _("Permissions")

    def page(self) -> Page:
        """See `Step`."""
        return Page(
            "\n".join((_wanted(), *_told(self._kit.survey()))),
            (
                Deed(
                    _("&Test again"),
                    self._test,
                    begun=_("Testing. If the system asks, allow it."),
                    bare=True,
                ),
            ),
        )

    def _test(self) -> str:
        try:
            self._kit.look()
        except EarSightError as error:
            picture = error.spoken
        else:
            picture = _("Taking a picture of the screen works.")
        return "\n".join((picture, *_told(self._kit.survey(), only_faults=True)))


def survey_parts() -> list[Verdict]:
    """Ask every backend that a permission may be missing for."""
    from assistant.capture.registry import screens, window_finders
    from assistant.desktop.registry import pointers
    from assistant.hotkeys.registry import candidates
    from assistant.screenmap.sources.registry import accessibility_sources

    return [
        *survey(N_("Pictures of the screen"), screens()),
        *survey(N_("The window in front"), window_finders()),
        *survey(N_("Keys"), candidates()),
        *survey(N_("Clicking"), pointers()),
        *survey(N_("What programs tell themselves"), accessibility_sources()),
    ]


def _wanted() -> str:
    if sys.platform == "darwin":
        return _(
            "macOS wants you to allow Screen Recording, and Accessibility for clicking, in the "
            "System Settings, Privacy and Security."
        )
    if is_wayland():
        return _(
            "On Wayland the desktop asks you before EarSight may see the screen or hold keys. "
            "Allow it when it asks."
        )
    if has_x11():
        return _("No permission is needed on this desktop.")
    if sys.platform == "win32":
        return _("No permission is needed on Windows.")
    return _("There is no desktop here to give permissions.")


def _told(verdicts: Iterable[Verdict], *, only_faults: bool = False) -> list[str]:
    """One sentence for each concern: works, or the reason and remedy of its best backend."""
    best: dict[str, Verdict] = {}
    for verdict in verdicts:
        if verdict.name in _LAST_RESORTS:
            continue
        known = best.get(verdict.concern)
        if known is None or (verdict.availability.usable and not known.availability.usable):
            best[verdict.concern] = verdict
    return [
        _sentence(name, verdict)
        for name, verdict in best.items()
        if not (only_faults and verdict.availability.usable)
    ]


def _sentence(name: str, verdict: Verdict) -> str:
    found = verdict.availability
    if found.usable:
        return _("{name}: works.").format(name=_(name))
    reason = _("{name}: {reason}").format(name=_(name), reason=found.reason)
    return f"{reason} {found.remedy}".strip()
