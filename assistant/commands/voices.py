"""`earsight voices`: what is installed, as the settings want it named."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from contextlib import closing

from assistant.commands.output import print_json
from assistant.composition.parts import Parts
from assistant.core.errors import MissingPartError
from assistant.core.i18n import _
from assistant.speech.base import VoiceInfo
from assistant.speech.registry import voices


def run(options: argparse.Namespace) -> int:
    """List the voices of the voice engine in use; a sound device is not needed for that."""
    with closing(Parts()) as parts:
        installed = _installed(parts.settings.speech.backend)
    if not installed:
        raise MissingPartError(
            _("No voice is installed."), _("Install a speech engine, such as espeak-ng.")
        )
    for voice in installed:
        if options.json:
            print_json({"id": voice.id, "name": voice.name, "languages": voice.languages})
        else:
            print(f"{voice.id}\t{', '.join(voice.languages)}\t{voice.name}")
    return 0


def _installed(preferred: str) -> Sequence[VoiceInfo]:
    for candidate in sorted(voices(), key=lambda candidate: candidate.name != preferred):
        voice, _availability = candidate.probe()
        if voice is None:
            continue
        try:
            if found := voice.voices():
                return found
        finally:
            voice.close()
    return ()
