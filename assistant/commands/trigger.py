"""`earsight trigger`: ask the running instance. Light, because a person waits for it."""

from __future__ import annotations

import argparse

from assistant.core.errors import BadInputError, EarSightError
from assistant.core.frame import Source
from assistant.core.i18n import _
from assistant.core.request import Request, Target, Verb
from assistant.desktop.messages import Trigger
from assistant.desktop.socket_client import send

TIMEOUT_SECONDS = 5.0


def run(options: argparse.Namespace) -> int:
    """Send the request; it is acknowledged when it was begun, not when it was spoken."""
    takes_target = options.verb in (Verb.READ, Verb.DESCRIBE)
    if options.target and not takes_target:
        raise BadInputError(
            _("Only the verbs read and describe take a target."), _("Leave --target out.")
        )
    if options.verb == Verb.READ or options.target:
        target = Target(Source(options.target or Source.WINDOW))
        trigger = Trigger(request=Request(Verb(options.verb), target))
    else:
        trigger = Trigger(action=options.verb)
    reply = send(trigger, timeout=TIMEOUT_SECONDS)
    if not reply.ok:
        raise EarSightError(reply.message, reply.remedy, code=reply.code)
    return 0
