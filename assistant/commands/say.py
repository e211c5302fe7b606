"""`earsight say`: speak a text, aloud or into a file."""

from __future__ import annotations

import argparse
from contextlib import closing

from assistant.commands.output import wait_until_heard
from assistant.composition.parts import Parts
from assistant.core.errors import BadInputError
from assistant.core.i18n import _


def run(options: argparse.Namespace) -> int:
    """Return when it was heard, or is written."""
    if not options.text.strip():
        raise BadInputError(_("There is nothing to say."), _("Give a text."))
    with closing(Parts()) as parts:
        if options.wav is not None:
            parts.write_wave(options.text, options.wav)
        else:
            speech = parts.speech()
            speech.say(options.text)
            wait_until_heard(speech)
    return 0
