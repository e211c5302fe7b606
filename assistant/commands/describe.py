"""`earsight describe`, `ask`, `find` and `classify`: from a picture to sentences."""

from __future__ import annotations

import argparse
from contextlib import ExitStack, closing

import msgspec

from assistant.commands.display import check_x_server
from assistant.commands.output import Spoken, print_json
from assistant.commands.read import target_of
from assistant.commands.talk_file import load_history, save_history
from assistant.composition.parts import Parts
from assistant.core.conversation import Turn
from assistant.core.errors import BadInputError
from assistant.core.findings import Finding, Sentence
from assistant.core.frame import Source
from assistant.core.i18n import _
from assistant.core.presets import prompt_of
from assistant.core.request import Detail, Request, Target, Verb
from assistant.core.result import Result


def run(options: argparse.Namespace) -> int:
    """Print (and speak) the sentences; `EarSightError` tells why there are none."""
    target = target_of(options)
    history = getattr(options, "history", None)
    turns = load_history(history) if history is not None else ()
    if target.source is not Source.FILE:
        check_x_server()
    with ExitStack() as stack:
        parts = stack.enter_context(closing(Parts()))
        request = _request(options, target, parts)
        spoken = stack.enter_context(
            Spoken(parts, request.language, aloud=options.speak, wave=options.wav)
        )
        frame = parts.capturer().capture(target)
        result = Result(request, frame.title, frame.application)
        for finding in parts.answers().answer(frame, request, turns):
            _show(finding, as_json=options.json)
            spoken.feed(finding)
            result.add(finding)
        if history is not None and result.answer:
            save_history(history, [*turns, Turn(request.question, result.answer)])
    return 0


def _request(options: argparse.Namespace, target: Target, parts: Parts) -> Request:
    request = Request(
        Verb(options.command),
        target,
        options.lang or parts.settings.reading.text_language,
        options.engine or parts.engine,
        options.question.strip(),
        getattr(options, "detail", Detail.SHORT),
        options.model,
        getattr(options, "preset", ""),
    )
    if request.lacks_question:
        raise BadInputError(_("There is no question."), _("Give one in words."))
    if not request.preset:
        return request
    prompt = prompt_of(request.preset, parts.settings.describing.presets)
    return msgspec.structs.replace(request, question=prompt)


def _show(finding: Finding, *, as_json: bool) -> None:
    if as_json:
        print_json(finding)
    elif isinstance(finding, Sentence):
        print(finding.text, flush=True)
