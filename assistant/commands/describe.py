"""`earsight describe`, `ask` and `find`: from a picture to sentences."""

from __future__ import annotations

import argparse
from contextlib import ExitStack, closing

from assistant.commands.display import check_x_server
from assistant.commands.output import Spoken, print_json
from assistant.commands.read import target_of
from assistant.composition import Parts
from assistant.core.errors import BadInputError
from assistant.core.findings import Finding, Sentence
from assistant.core.frame import Source
from assistant.core.i18n import _
from assistant.core.request import Detail, Request, Verb


def run(options: argparse.Namespace) -> int:
    """Print (and speak) the sentences; `EarSightError` tells why there are none."""
    target = target_of(options)
    verb = Verb(options.command)
    question = getattr(options, "question", "").strip()
    if verb is not Verb.DESCRIBE and not question:
        raise BadInputError(_("There is no question."), _("Give one in words."))
    if target.source is not Source.FILE:
        check_x_server()
    with ExitStack() as stack:
        parts = stack.enter_context(closing(Parts()))
        language = options.lang or parts.settings.reading.language
        spoken = stack.enter_context(Spoken(parts, language, aloud=options.speak, wave=options.wav))
        request = Request(
            verb,
            target,
            language,
            options.engine or parts.engine,
            question,
            getattr(options, "detail", Detail.SHORT),
            options.model,
        )
        frame = parts.capturer().capture(target)
        for finding in parts.answers().answer(frame, request):
            _show(finding, as_json=options.json)
            spoken.feed(finding)
    return 0


def _show(finding: Finding, *, as_json: bool) -> None:
    if as_json:
        print_json(finding)
    elif isinstance(finding, Sentence):
        print(finding.text, flush=True)
