"""The options of `earsight map` and `earsight label`."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from assistant.core.i18n import N_, _

MAP_EXAMPLES = N_("""\
examples:
  earsight map                             the active window: two sentences, then everything in it
  earsight map --window --speak
  earsight map shot.png --json             one JSON object for each thing
  earsight map --overlay map.png           a picture with what was found, for sighted helpers
  earsight map --html map.html

Without --json, --html or --overlay the text is for people. Nothing is saved but what you name.

JSON objects:
  {"type": "control", "kind", "name", "state", "box": [x0, y0, x1, y1],
   "source": "told|read|recognised", "confidence"}
  {"type": "sentence", …}, {"type": "done", …} or {"type": "error", …} as in describe
""")
LABEL_EXAMPLES = N_("""\
examples:
  earsight label add "Boost" --at 812,40           the icon at this place of the active window
  earsight label add "Search" --called key         correct a wrong name
  earsight label add "Equaliser" --box 20,60,200,90
  earsight label                                   all labels
  earsight label remove "Boost"
  earsight label export labels.json
  earsight label import labels.json

A label is kept by how the icon looks and its application, on this computer only.
""")

Add = Callable[[argparse.ArgumentParser], None]


def add_map(parser: argparse.ArgumentParser, add_source: Add, path: Callable[[str], Path]) -> None:
    """Add what `map` takes beside the options of reading."""
    add_source(parser)
    parser.add_argument("--html", type=path, metavar="OUT", help=_("write a page with the map"))
    parser.add_argument("--overlay", type=path, metavar="OUT.png", help=_("write a marked picture"))
    parser.add_argument(
        "--pixels", action="store_true", help=_("do not ask the application, only look")
    )
    parser.set_defaults(page=None, wav=None)


def add_label(
    label: argparse.ArgumentParser,
    add_source: Add,
    path: Callable[[str], Path],
    text: Callable[[str], str],
    region: Callable[[str], tuple[int, int, int, int]],
) -> None:
    """Add the deeds of `label`."""
    label.set_defaults(json=False)
    deeds = label.add_subparsers(dest="deed", metavar="COMMAND")
    add = deeds.add_parser("add", help=_("name an icon or a part of a window"))
    add.add_argument("name", type=text, metavar="NAME")
    add_source(add)
    what = add.add_mutually_exclusive_group(required=True)
    what.add_argument("--at", type=_place, metavar="X,Y", help=_("a place on it, in pixels"))
    what.add_argument("--box", type=region, metavar="X,Y,W,H", help=_("a part of the window"))
    what.add_argument("--called", type=text, metavar="OLD", help=_("what has this wrong name"))
    add.set_defaults(page=None)
    listed = deeds.add_parser("list", help=_("all labels"))
    listed.add_argument("--json", action="store_true", help=_("one JSON object a line"))
    remove = deeds.add_parser("remove", help=_("forget the labels of this name"))
    remove.add_argument("name", type=text, metavar="NAME")
    for name, words in (
        ("export", _("write all labels to a file")),
        ("import", _("add a file's labels")),
    ):
        deed = deeds.add_parser(name, help=words)
        deed.add_argument("file", type=path, metavar="FILE")


def _place(text: str) -> tuple[int, int]:
    try:
        x, y = (int(part) for part in text.split(","))
    except ValueError as error:
        raise argparse.ArgumentTypeError(_("a place is X,Y in pixels")) from error
    return x, y
