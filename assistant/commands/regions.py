"""`earsight regions`: the saved regions."""

from __future__ import annotations

import argparse

from assistant.commands.named_targets import region_store, window_of
from assistant.commands.output import print_json
from assistant.core.errors import BadInputError
from assistant.core.geometry import Rect
from assistant.core.i18n import _, ngettext
from assistant.regions.anchors import Hold
from assistant.regions.placing import Pick
from assistant.regions.store import NamedRegion, RegionStore
from assistant.regions.wording import follows_words, size_words


def run(options: argparse.Namespace) -> int:
    """Do the deed; with none, list all."""
    store = region_store()
    match options.deed:
        case "add":
            _add(options, store)
        case "rename":
            region = store.named(options.name, options.application)
            store.rename(region, options.new)
            print(_("It is called {name} now.").format(name=options.new))
        case "delete":
            region = store.named(options.name, options.application)
            store.remove([region])
            print(_("{name} is forgotten.").format(name=region.name))
        case "export":
            count = store.carry(options.file)
            told = ngettext("{count} region exported.", "{count} regions exported.", count)
            print(told.format(count=count))
        case "import":
            count = store.take_in(options.file)
            told = ngettext("{count} new region.", "{count} new regions.", count)
            print(told.format(count=count))
        case _:
            for region in store.load():
                _show(region, as_json=options.json)
    return 0


def _add(options: argparse.Namespace, store: RegionStore) -> None:
    rect = Rect(*options.region)
    pick = Pick(rect)
    if not options.desktop:
        window = window_of(options.window_id)
        if rect.intersection(window.rect) != rect:
            raise BadInputError(
                _("The rectangle is not inside the window {title}.").format(title=window.title),
                _("Name another window, or use --desktop."),
            )
        across, down = Pick(rect, window).follows
        holds = Hold(options.across or across), Hold(options.down or down)
        pick = Pick(rect, window, holds)
    region = pick.named(options.name)
    store.add([region])
    print(_("Saved as {name}.").format(name=region.name))
    if region.window is not None:
        print(follows_words((region.across, region.down)))


def _show(region: NamedRegion, *, as_json: bool) -> None:
    if as_json:
        print_json(
            {
                "type": "region",
                "name": region.name,
                "application": region.application,
                "place": region.place,
                "window": region.window,
                "across": region.across,
                "down": region.down,
            }
        )
        return
    size = size_words(Rect(*region.place))
    if region.application:
        told = _("{name}, in {application}, {size}")
        print(told.format(name=region.name, application=region.application, size=size))
    else:
        print(_("{name}, on the desktop, {size}").format(name=region.name, size=size))
