"""The first step: what EarSight is, and how to get through the set-up."""

from __future__ import annotations

from assistant.core.i18n import _
from assistant.onboarding.base import Page, Told


class Welcome(Told):
    """`ways` says how to go on and leave in this face; it comes first."""

    def __init__(self, ways: str, more_ways: str) -> None:
        self._ways, self._more_ways = ways, more_ways

    @property
    def title(self) -> str:
        """See `Step`."""
        return _("Welcome to EarSight")

    def page(self) -> Page:
        """See `Step`."""
        return Page(
            "\n".join(
                (
                    _(self._ways),
                    _("You press a key anywhere, and EarSight speaks what is on the screen."),
                    _(
                        "Everything has a sensible setting already, so you can just go on. "
                        "Each step says what is set now."
                    ),
                    _(self._more_ways),
                )
            )
        )
