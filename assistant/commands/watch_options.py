"""The options of `earsight watch`."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from assistant.core.i18n import N_, _

WATCH_EXAMPLES = N_("""\
examples:
  earsight watch                           the active window, until it is closed or Control+C
  earsight watch --region 0,600,1280,120   subtitles, such as
  earsight watch --speak --seconds 600
  earsight watch --json                    one JSON object for each new line

Only what is new is printed. Where more came than was seen, that is said.

JSON objects:
  {"type": "line", "text", "box": [x0, y0, x1, y1], "confidence", "block"}
  {"type": "sentence", "text", "kind": "measured"}    what is said of the watch itself
""")


def add_watch(
    parser: argparse.ArgumentParser,
    region: Callable[[str], tuple[int, int, int, int]],
    positive: Callable[[str], int],
) -> None:
    """Add what `watch` takes beside the options of reading."""
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--window", action="store_true", help=_("the active window"))
    what.add_argument("--region", type=region, metavar="X,Y,W,H", help=_("a rectangle, in pixels"))
    parser.add_argument(
        "--seconds", type=positive, default=0, metavar="N", help=_("end after so many seconds")
    )
