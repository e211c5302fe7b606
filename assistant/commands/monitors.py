"""`earsight monitors`: every monitor, with its place and size."""

from __future__ import annotations

import argparse
from contextlib import closing

from assistant.commands.display import check_x_server
from assistant.commands.output import print_json
from assistant.composition.parts import Parts
from assistant.core.errors import MissingPartError
from assistant.core.geometry import Rect
from assistant.core.i18n import _
from assistant.regions.wording import bounds_words, size_words


def run(options: argparse.Namespace) -> int:
    """Print one line for each."""
    check_x_server()
    with closing(Parts()) as parts:
        found = parts.capturer().monitors()
    if not found:
        raise MissingPartError(_("This desktop does not tell where its monitors are."))
    for monitor in found:
        rect = monitor.rect
        if options.json:
            print_json(
                {
                    "type": "monitor",
                    "number": monitor.number,
                    "box": rect.box,
                    "scale": monitor.scale,
                    "primary": monitor.primary,
                }
            )
        else:
            told = [size_words(rect), bounds_words(rect, Rect(0, 0, 0, 0))]
            told += [_("the main one")] if monitor.primary else []
            print(monitor.number, _(", ").join(told), sep="\t")
    return 0
