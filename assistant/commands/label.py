"""`earsight label`: the person's own names for icons and parts of windows."""

from __future__ import annotations

import argparse
from contextlib import closing

from assistant.commands.display import check_x_server
from assistant.commands.map import map_target
from assistant.commands.output import print_json
from assistant.composition.parts import Parts
from assistant.core.errors import BadInputError
from assistant.core.frame import Frame, Source
from assistant.core.i18n import _, ngettext
from assistant.screenmap import boxes
from assistant.screenmap.elements import CONTAINERS, Element, ScreenMap
from assistant.screenmap.labels.applying import label_of, label_of_region
from assistant.screenmap.labels.base import Label
from assistant.screenmap.labels.store import LabelStore
from assistant.screenmap.matching import same_words


def run(options: argparse.Namespace) -> int:
    """Do the deed; with none, list all."""
    with closing(Parts()) as parts:
        store = parts.labels()
        if options.deed == "add":
            _add(options, parts, store)
        elif options.deed == "remove":
            _remove(options.name, store)
        elif options.deed == "export":
            count = store.carry(options.file)
            told = ngettext("{count} label exported.", "{count} labels exported.", count)
            print(told.format(count=count))
        elif options.deed == "import":
            count = store.take_in(options.file)
            print(ngettext("{count} new label.", "{count} new labels.", count).format(count=count))
        else:
            _list(store, as_json=options.json)
    return 0


def _add(options: argparse.Namespace, parts: Parts, store: LabelStore) -> None:
    if not options.name.strip():
        raise BadInputError(_("A label needs a name."), _("Give one in words."))
    target = map_target(options)
    if target.source is not Source.FILE:
        check_x_server()
    frame = parts.capturer().capture(target)
    screen = parts.mapper().look(frame, parts.settings.reading.text_language, parts.engine)
    label = _label(options, frame, screen)
    store.add([label])
    print(_("{name} is labelled.").format(name=label.name))


def _label(options: argparse.Namespace, frame: Frame, screen: ScreenMap) -> Label:
    if options.box:
        x, y, width, height = options.box
        return label_of_region(options.name, frame, screen, (x, y, x + width, y + height))
    found = _called(options.called, screen) if options.called else _at(options.at, screen)
    return label_of(options.name, frame, screen, found)


def _called(name: str, screen: ScreenMap) -> Element:
    found = next((each for each in screen.elements if same_words(each.name, name)), None)
    if found is None:
        raise BadInputError(
            _("Nothing here is called {name}.").format(name=name),
            _("`earsight map` tells all names."),
        )
    return found


def _at(place: tuple[int, int], screen: ScreenMap) -> Element:
    """The smallest thing at a place."""
    there = [
        each
        for each in screen.elements
        if each.kind not in CONTAINERS and boxes.holds(each.box, place)
    ]
    if not there:
        raise BadInputError(
            _("I see nothing to label at that place."), _("Name a part of the window with --box.")
        )
    return min(there, key=lambda each: boxes.area(each.box))


def _remove(name: str, store: LabelStore) -> None:
    if not store.remove(name):
        raise BadInputError(
            _("There is no label {name}.").format(name=name), _("`earsight label` lists them all.")
        )
    print(_("{name} is forgotten.").format(name=name))


def _list(store: LabelStore, *, as_json: bool) -> None:
    for label in store.load():
        if as_json:
            print_json(
                {
                    "type": "label",
                    "name": label.name,
                    "application": label.application,
                    "instead": label.instead,
                }
            )
        elif label.instead:
            told = _("{name}, in {application}, instead of {wrong}")
            print(told.format(name=label.name, application=label.application, wrong=label.instead))
        else:
            print(
                _("{name}, in {application}").format(name=label.name, application=label.application)
            )
