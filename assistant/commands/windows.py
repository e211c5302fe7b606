"""`earsight windows`: every window, from front to back."""

from __future__ import annotations

import argparse
from contextlib import closing, suppress

from assistant.commands.named_targets import finder
from assistant.commands.output import print_json
from assistant.composition.parts import Parts
from assistant.core.errors import EarSightError, MissingPartError
from assistant.core.i18n import _
from assistant.regions.wording import listed_words


def run(options: argparse.Namespace) -> int:
    """Print one line for each."""
    windows = finder()
    found, active = windows.windows(), windows.active_window()
    if not found:
        raise MissingPartError(
            _("There is no window, or this desktop does not tell."),
            _("Read the whole screen instead."),
        )
    monitors = []
    with closing(Parts()) as parts, suppress(EarSightError):
        monitors = list(parts.capturer().monitors())
    for window in found:
        rect = window.rect
        if options.json:
            print_json(
                {
                    "type": "window",
                    "id": window.handle,
                    "title": window.title,
                    "application": window.application,
                    "box": rect.box,
                    "minimised": window.minimised,
                    "active": active is not None and active.handle == window.handle,
                }
            )
        else:
            print(window.handle, listed_words(window, monitors), sep="\t")
    return 0
