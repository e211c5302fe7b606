"""`earsight trigger`: ask the running instance. Light, because a person waits for it."""

from __future__ import annotations

import argparse

import msgspec

from assistant.core.actions import ACTIONS, TAKES_WORDS
from assistant.core.errors import BadInputError, EarSightError
from assistant.core.frame import Source
from assistant.core.i18n import _
from assistant.core.request import Request, Target, Verb
from assistant.desktop.messages import Trigger
from assistant.desktop.socket_client import send

TIMEOUT_SECONDS = 5.0
_ACTIONS = {entry.id: entry.request for entry in ACTIONS if entry.request is not None}
_REQUESTS = {str(verb): Request(verb, Target(Source.WINDOW)) for verb in Verb} | _ACTIONS


def run(options: argparse.Namespace) -> int:
    """Send the request; it is acknowledged when it was begun, not when it was spoken."""
    reply = send(_trigger(options), timeout=TIMEOUT_SECONDS)
    if not reply.ok:
        raise EarSightError(reply.message, reply.remedy, code=reply.code)
    return 0


def _trigger(options: argparse.Namespace) -> Trigger:
    request = _REQUESTS.get(options.verb)
    more = {
        name: value
        for name, value in (
            ("target", options.target and Target(Source(options.target))),
            ("question", options.words.strip()),
            ("follow_up", options.follow_up),
        )
        if value
    }
    if request is None:
        if options.verb in TAKES_WORDS and not more.keys() - {"question"}:
            return Trigger(action=options.verb, words=options.words.strip())
        if more:
            raise BadInputError(
                _("{verb} takes no words and no target.").format(verb=options.verb),
                _("Leave them out."),
            )
        return Trigger(action=options.verb)
    request = msgspec.structs.replace(request, **more)
    if request.lacks_question and options.verb not in _ACTIONS:
        raise BadInputError(_("There are no words to look for."), _("Give some after the verb."))
    if not more and options.verb in _ACTIONS:
        return Trigger(action=options.verb)
    return Trigger(request=request)
