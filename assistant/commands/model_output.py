"""How the models' commands tell what they do, in words or as JSON lines."""

from __future__ import annotations

import argparse
import sys

from assistant.commands.output import print_json
from assistant.core.i18n import _
from assistant.models.errors import size_in_words
from assistant.models.lock import Lock
from assistant.models.store import ModelStore
from assistant.models.watch import Watch, by_parts
from assistant.models.wording import stage_in_words


def tell(store: ModelStore, lock: Lock, options: argparse.Namespace) -> None:
    """Say that a model is ready, and where."""
    folder = store.folder(lock.name)
    if options.json:
        print_json(
            {
                "type": "model",
                "name": lock.name,
                "repository": lock.repository,
                "revision": lock.revision,
                "size": lock.size,
                "folder": str(folder),
            }
        )
    else:
        print(
            _("{name} is ready: {size} in {folder}.").format(
                name=lock.name, size=size_in_words(lock.size), folder=folder
            )
        )


def watch_for(options: argparse.Namespace) -> Watch:
    """Tell every tenth on the standard error, or every hundredth as JSON."""
    if options.json:
        return Watch(by_parts(100, print_json))
    return Watch(by_parts(10, lambda progress: say(stage_in_words(progress))))


def say(text: str) -> None:
    """Tell the person, apart from the answer."""
    print(text, file=sys.stderr, flush=True)
