"""`earsight models accelerate`: makes an installed model faster on this machine."""

from __future__ import annotations

import argparse

from assistant.commands.model_output import watch_for
from assistant.commands.output import print_json
from assistant.core.i18n import _
from assistant.describing.acceleration import accelerate
from assistant.models.catalogue import Catalogue
from assistant.models.errors import size_in_words
from assistant.models.store import ModelStore


def accelerate_model(store: ModelStore, _catalogue: Catalogue, options: argparse.Namespace) -> int:
    """Export it for the fast runtime; short descriptions use that from now on."""
    lock = accelerate(store, options.name, watch_for(options))
    if options.json:
        print_json({"type": "accelerated", "name": lock.name, "size": lock.size})
    else:
        told = _("{name} describes faster from now on; that takes {size} of the disk.")
        print(told.format(name=lock.name, size=size_in_words(lock.size)))
    return 0
