"""`earsight settings`: show, change, reset and transfer them."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from assistant.composition.stores import settings_store
from assistant.core.i18n import _
from assistant.settings.schema import Settings
from assistant.settings.store import SettingsStore, get, keys, replaced, reset
from assistant.settings.transfer import read_settings, what_leaves, write_settings


def run(options: argparse.Namespace) -> int:
    """Do the deed; with none, list everything."""
    store = settings_store()
    if options.deed == "path":
        print(store.path)
    elif options.deed == "set":
        store.save(replaced(_load(store), options.key, options.value))
    elif options.deed == "reset":
        store.save(reset(_load(store), options.key) if options.key else Settings())
    elif options.deed == "export":
        write_settings(options.file, _load(store))
        print(_("The settings are in {name}, without passwords.").format(name=options.file))
    elif options.deed == "import":
        _import(store, options.file)
    else:
        _show(_load(store), getattr(options, "key", ""))
    return 0


def _import(store: SettingsStore, file: Path) -> None:
    before = _load(store)
    after = read_settings(file)
    store.save(after)
    print(_("The settings are those of {name}.").format(name=file))
    if warning := what_leaves(before, after):
        print(warning)


def _load(store: SettingsStore) -> Settings:
    loaded = store.load()
    if loaded.problem is not None:
        print(loaded.problem.spoken, file=sys.stderr)
    return loaded.settings


def _show(settings: Settings, key: str) -> None:
    value = get(settings, key) if key else None
    if key and not isinstance(value, dict):
        print(_text(value))
        return
    for name, entry in keys(settings):
        if not key or name.startswith(f"{key}."):
            print(f"{name} = {_text(entry)}")


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return ",".join(value) if isinstance(value, list) else str(value)
