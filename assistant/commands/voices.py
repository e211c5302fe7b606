"""`earsight voices`: what is installed, as the settings want it named."""

from __future__ import annotations

import argparse
from contextlib import closing

from assistant.commands.output import print_json
from assistant.composition import Parts
from assistant.core.errors import MissingPartError
from assistant.core.i18n import _


def run(options: argparse.Namespace) -> int:
    """List the voices of the own voice engine in use."""
    with closing(Parts()) as parts:
        voices = parts.speech().installed()
    if not voices:
        raise MissingPartError(
            _("No voice is installed."), _("Install a speech engine, such as espeak-ng.")
        )
    for voice in voices:
        if options.json:
            print_json({"id": voice.id, "name": voice.name, "languages": voice.languages})
        else:
            print(f"{voice.id}\t{', '.join(voice.languages)}\t{voice.name}")
    return 0
