"""The options of `earsight regions`, `windows` and `monitors`."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from assistant.commands.parser import Commands, Parser
from assistant.core.i18n import N_, _
from assistant.regions.anchors import Hold

REGION_EXAMPLES = N_("""\
examples:
  earsight regions                                    all saved regions
  earsight regions add "News" --region 900,600,300,200 --window-id 23068673
  earsight regions add "Clock" --region 1800,0,120,30 --desktop
  earsight read --region-name News --speak
  earsight regions rename News Headlines
  earsight regions delete Headlines
  earsight regions export regions.json
  earsight regions import regions.json

A region belongs to a program and follows its window; --across and --down say how: start keeps the
distance from the left or upper edge, end from the right or lower one, both grows with the window,
share keeps the proportions. Without them the nearest edge counts. `earsight windows` tells the ids.
""")
WINDOW_EXAMPLES = N_("""\
examples:
  earsight windows                         the id of each window, its title and place
  earsight windows --json
  earsight read --window-id 23068673       also where it is not in front

JSON objects:
  {"type": "window", "id", "title", "application", "box": [x0, y0, x1, y1], "minimised", "active"}
""")
MONITOR_EXAMPLES = N_("""\
examples:
  earsight monitors                        the number of each monitor, and its size
  earsight read --monitor 2

JSON objects:
  {"type": "monitor", "number", "box": [x0, y0, x1, y1], "scale", "primary"}
""")

Region = tuple[int, int, int, int]


class Sources(Protocol):
    """A group of options that exclude each other."""

    def add_argument(self, *names: str, **options: Any) -> object:
        """As argparse's."""
        ...


def add_named_sources(
    what: Sources, text: Callable[[str], str], number: Callable[[str], int]
) -> None:
    """Add what names a window or a region instead of measuring it."""
    what.add_argument(
        "--region-name", type=text, default="", metavar="NAME", help=_("a saved region")
    )
    what.add_argument("--window-id", type=number, metavar="ID", help=_("a window, by its id"))


def add_region_commands(
    commands: Commands,
    add: Callable[[Commands, str, str, str], Parser],
    path: Callable[[str], Path],
    text: Callable[[str], str],
    region: Callable[[str], Region],
    number: Callable[[str], int],
) -> None:
    """Add `regions`, `windows` and `monitors`."""
    regions = add(commands, "regions", _("saved parts of windows"), REGION_EXAMPLES)
    _add_regions(regions, path, text, region, number)
    for name, words, epilog in (
        ("windows", _("list the open windows"), WINDOW_EXAMPLES),
        ("monitors", _("list the monitors"), MONITOR_EXAMPLES),
    ):
        add(commands, name, words, epilog).add_argument(
            "--json", action="store_true", help=_("one JSON object a line")
        )


def _add_regions(
    regions: argparse.ArgumentParser,
    path: Callable[[str], Path],
    text: Callable[[str], str],
    region: Callable[[str], Region],
    number: Callable[[str], int],
) -> None:
    regions.set_defaults(json=False)
    deeds = regions.add_subparsers(dest="deed", metavar="COMMAND")
    listed = deeds.add_parser("list", help=_("all saved regions"))
    listed.add_argument("--json", action="store_true", help=_("one JSON object a line"))
    add = deeds.add_parser("add", help=_("save a region under a name"))
    add.add_argument("name", type=text, metavar="NAME")
    add.add_argument(
        "--region", type=region, metavar="X,Y,W,H", required=True, help=_("a rectangle, in pixels")
    )
    where = add.add_mutually_exclusive_group()
    where.add_argument(
        "--window-id", type=number, metavar="ID", help=_("the window it is in; else the active one")
    )
    where.add_argument("--desktop", action="store_true", help=_("a fixed place of the desktop"))
    for name in ("--across", "--down"):
        add.add_argument(
            name, choices=[hold.value for hold in Hold], metavar="H", help=_("how it follows")
        )
    rename = deeds.add_parser("rename", help=_("give a region another name"))
    delete = deeds.add_parser("delete", help=_("forget a region"))
    for parser in (rename, delete):
        parser.add_argument("name", type=text, metavar="NAME")
        parser.add_argument(
            "--application", type=text, default="", metavar="A", help=_("the program it belongs to")
        )
    rename.add_argument("new", type=text, metavar="NEW")
    export = deeds.add_parser("export", help=_("write all regions to a file"))
    export.add_argument("file", type=path, metavar="FILE")
    import_ = deeds.add_parser("import", help=_("add the regions of a file"))
    import_.add_argument("file", type=path, metavar="FILE")
