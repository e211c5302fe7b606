"""`earsight report`: a text about a problem, without anything from the screen."""

from __future__ import annotations

import argparse
from contextlib import closing

from assistant.commands.doctor import display, verdicts
from assistant.composition.parts import Parts
from assistant.core.errors import EarSightError
from assistant.core.i18n import _
from assistant.core.private_files import replace_private
from assistant.reporting.report import Facts, report
from assistant.reporting.scrubbing import names
from assistant.reporting.versions import versions


def run(options: argparse.Namespace) -> int:
    """Print it, or write it into a file."""
    with closing(Parts()) as parts:
        # A dead X server is taken out of the environment: the checks would wait for it.
        display()
        text = report(Facts(versions(), list(verdicts(parts)), parts.settings), names())
    if options.output is None:
        print(text, end="")
        return 0
    try:
        replace_private(options.output, text)
    except OSError as error:
        raise EarSightError(
            _("{name} could not be written: {reason}.").format(
                name=options.output, reason=error.strerror
            )
        ) from error
    print(_("The report is in {name}.").format(name=options.output))
    return 0
