"""What travels over the local socket: one JSON line to ask, one to answer."""

from __future__ import annotations

import msgspec

from assistant.core.actions import EVERY_ACTION, TAKES_WORDS
from assistant.core.errors import BadInputError
from assistant.core.i18n import _
from assistant.core.json_with_paths import from_json, to_json
from assistant.core.request import Request

MAX_BYTES = 64 * 1024
"""Longest message, its newline included."""

_ACTION_IDS = frozenset(entry.id for entry in EVERY_ACTION)


class Trigger(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Ask the running instance for an action of the table, or for a request of one's own.

    With neither, it says that EarSight was started a second time: raise the window. `words` go
    with an action that takes some.
    """

    action: str = ""
    request: Request | None = None
    words: str = ""


class Reply(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Whether the request was taken up; if not, the code, what happened and the remedy."""

    ok: bool
    code: str = ""
    message: str = ""
    remedy: str = ""


def encode(message: Trigger | Reply) -> bytes:
    """One JSON line."""
    return to_json(message) + b"\n"


def decode_trigger(data: bytes) -> Trigger:
    """Check and decode what a client sent.

    Raises:
        BadInputError: it is no such message, or names an action that does not exist.

    """
    try:
        trigger = from_json(data, Trigger)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BadInputError(_("EarSight did not understand the message.")) from error
    if trigger.action and trigger.request is not None:
        raise BadInputError(_("A message asks for an action or for a request, not for both."))
    if trigger.action and trigger.action not in _ACTION_IDS:
        raise BadInputError(_("There is no such action."), ", ".join(sorted(_ACTION_IDS)))
    if trigger.words and trigger.action not in TAKES_WORDS:
        raise BadInputError(_("This action takes no words."))
    return trigger


def decode_reply(data: bytes) -> Reply:
    """Check and decode what the server answered.

    Raises:
        BadInputError: it is no reply.

    """
    try:
        return msgspec.json.decode(data, type=Reply)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BadInputError(_("EarSight gave an answer that cannot be understood.")) from error
