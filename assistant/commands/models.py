"""`earsight models`: what there is, what suits this machine, and what is installed."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from assistant.commands.model_install import install_model
from assistant.commands.model_output import say, tell, watch_for
from assistant.commands.model_speed import accelerate_model, tune_model
from assistant.commands.output import print_json
from assistant.core.i18n import _
from assistant.describing.conversion import convert_weights
from assistant.models.catalogue import Catalogue, load_catalogue
from assistant.models.errors import DamagedModelError, size_in_words
from assistant.models.inventory import Entry, inventory
from assistant.models.portable import export, import_folder
from assistant.models.recommend import Advice, best_by_verb, free_memory, recommend, this_machine
from assistant.models.store import ModelStore, models_folder
from assistant.models.watch import Watch
from assistant.models.wording import details, state_in_words

_MB = 1_000_000


def run(options: argparse.Namespace) -> int:
    """Do the deed; with none, list everything. Only `install` uses the network."""
    store = ModelStore(models_folder())
    deed = _DEEDS[options.deed or "list"]
    return deed(store, load_catalogue(), options)


def _list(store: ModelStore, catalogue: Catalogue, options: argparse.Namespace) -> int:
    for entry in inventory(store, catalogue, this_machine()):
        if options.json:
            print_json(_facts(entry))
        else:
            print("\t".join(_row(entry)))
    return 0


def _facts(entry: Entry) -> dict[str, Any]:
    facts: dict[str, Any] = msgspec.to_builtins(entry.model) if entry.model else {}
    return facts | {
        "name": entry.name,
        "installed": entry.installed,
        "state": entry.state.value,
        "recommended": entry.recommended,
    }


def _row(entry: Entry) -> Iterator[str]:
    yield entry.name
    yield state_in_words(entry)
    model = entry.model
    if model is None:
        yield _("not in the catalogue")
        return
    yield ", ".join(model.verbs)
    yield _("downloads {size}").format(size=size_in_words(model.download_mb * _MB))
    yield _("needs {size} of memory").format(size=size_in_words(model.memory_mb * _MB))
    yield model.licence


def _recommend(_store: ModelStore, catalogue: Catalogue, options: argparse.Namespace) -> int:
    advice = recommend(catalogue.models, this_machine())
    if options.json:
        for each in advice:
            print_json({"name": each.model.name, "suits": each.suits, "reason": each.reason})
        return 0
    best = best_by_verb(advice)
    for verb, model in best.items():
        size = size_in_words(model.download_mb * _MB)
        print(f"{verb}: {model.name}, " + _("downloads {size}").format(size=size))
    if not best:
        print(_("No model suits this machine."))
    for each in advice:
        print(_verdict(each))
    return 0


def _verdict(advice: Advice) -> str:
    if advice.suits:
        return _("{name} suits: {machine}.").format(
            name=advice.model.name, machine=advice.model.machine
        )
    return _("{name} does not suit: {reason}.").format(name=advice.model.name, reason=advice.reason)


def _remove(store: ModelStore, _catalogue: Catalogue, options: argparse.Namespace) -> int:
    freed = store.remove(options.name)
    if options.json:
        print_json({"type": "removed", "name": options.name, "size": freed})
    else:
        print(
            _("The model {name} was removed, {size} are free.").format(
                name=options.name, size=size_in_words(freed)
            )
        )
    return 0


def _verify(store: ModelStore, _catalogue: Catalogue, options: argparse.Namespace) -> int:
    names = [options.name] if options.name else store.installed()
    status = 0
    for name in names:
        problem = _problem(store, name, watch_for(options))
        status = problem.exit_status if problem else status
        if options.json:
            found = {"file": problem.file, "message": problem.message} if problem else {}
            print_json({"type": "verified", "name": name, "whole": problem is None, **found})
        else:
            print(problem.spoken if problem else _("{name} is whole.").format(name=name))
    if not names:
        say(_("No model is installed."))
    return status


def _problem(store: ModelStore, name: str, watch: Watch) -> DamagedModelError | None:
    try:
        store.verified(name, watch)
    except DamagedModelError as error:
        return error
    return None


def _import(store: ModelStore, _catalogue: Catalogue, options: argparse.Namespace) -> int:
    watch = watch_for(options)
    lock = import_folder(store, options.folder, options.name, watch, convert_weights)
    tell(store, lock, options)
    return 0


def _export(store: ModelStore, _catalogue: Catalogue, options: argparse.Namespace) -> int:
    target = export(store, options.name, options.folder, watch_for(options))
    if options.json:
        print_json({"type": "exported", "name": options.name, "folder": str(target)})
    else:
        print(_("The model is in {folder}.").format(folder=target))
    return 0


def _info(store: ModelStore, catalogue: Catalogue, options: argparse.Namespace) -> int:
    entries = {entry.name: entry for entry in inventory(store, catalogue, this_machine())}
    entry = entries.get(options.name)
    if entry is None:
        catalogue.get(options.name)
        return 0
    lock = store.lock(entry.name) if entry.installed else None
    if options.json:
        carried = (
            msgspec.to_builtins(lock) | {"folder": str(store.folder(lock.name))} if lock else {}
        )
        print_json(_facts(entry) | carried)
        return 0
    for name, value in details(entry, free_memory()):
        print(f"{name}: {value}")
    if lock is not None:
        print(_("Revision: {revision}").format(revision=lock.revision or _("unknown")))
        print(_("Folder: {folder}").format(folder=store.folder(lock.name)))
        for file in lock.files:
            print(f"{file.path}\t{size_in_words(file.size)}\t{file.sha256}")
    return 0


_DEEDS: dict[str, Callable[[ModelStore, Catalogue, argparse.Namespace], int]] = {
    "list": _list,
    "recommend": _recommend,
    "install": install_model,
    "remove": _remove,
    "verify": _verify,
    "import": _import,
    "export": _export,
    "info": _info,
    "accelerate": accelerate_model,
    "tune": tune_model,
}
