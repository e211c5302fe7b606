"""What goes wrong with a remote model, in plain words. Imports no network library."""

from __future__ import annotations

import socket
import ssl
from http import HTTPStatus

import msgspec

from assistant.core.errors import EarSightError
from assistant.core.i18n import _, ngettext
from assistant.describing.endpoint import Endpoint

LONGEST_QUOTE = 160
"""Characters of a service's own words that are passed on."""


class RemoteError(EarSightError):
    """The remote model gave no answer."""

    code = "remote-failed"


class _Words(msgspec.Struct):
    message: str = ""


class _Complaint(msgspec.Struct):
    """`{"error": {"message": …}}` (OpenAI), `{"error": …}` (Ollama) or `{"detail": …}` (vLLM)."""

    error: _Words | str = ""
    detail: str = ""


def refused(
    endpoint: Endpoint, status: int, body: bytes, wait: float | None, *, keyed: bool
) -> RemoteError:
    """A status that is no success; `wait` is what `Retry-After` asks for, in seconds.

    `keyed` tells whether a key was sent.
    """
    host, model = endpoint.host, endpoint.model
    says = own_words(body)
    if status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.PROXY_AUTHENTICATION_REQUIRED):
        told = _("{host} does not accept the key.") if keyed else _("{host} wants a key.")
        remedy = _("Give it with `earsight remote key set`.")
        return RemoteError(told.format(host=host), remedy, code="remote-key")
    if status == HTTPStatus.FORBIDDEN:
        told = _("{host} does not let you use {model}.").format(host=host, model=model)
        remedy = _("Check what your key allows, or choose another model.")
        return RemoteError(_with(told, says), remedy, code="remote-key")
    if status == HTTPStatus.NOT_FOUND:
        told = _("{host} does not have the model {model}.").format(host=host, model=model)
        remedy = _("Check remote.model and remote.url.")
        return RemoteError(_with(told, says), remedy, code="remote-model")
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        remedy = _("Try again later.")
        if wait:
            remedy = ngettext(
                "Try again in {count} second.", "Try again in {count} seconds.", round(wait)
            ).format(count=round(wait))
        told = _("{host} has had too many questions, or your quota is used up.")
        return RemoteError(told.format(host=host), remedy, code="remote-busy")
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        told = _("{host} has a fault of its own, number {status}.")
        remedy = _("Try again later.")
        return RemoteError(_with(told.format(host=host, status=status), says), remedy)
    if status < HTTPStatus.BAD_REQUEST:
        told = _("{host} wants to send the question somewhere else.").format(host=host)
        return RemoteError(told, _("Set remote.url to the full address of the service."))
    told = _("{host} does not take the question, number {status}.")
    remedy = _("Check remote.model, and that it can see pictures.")
    return RemoteError(_with(told.format(host=host, status=status), says), remedy)


def unreachable(endpoint: Endpoint, error: BaseException) -> RemoteError:
    """No connection was made, or it broke before the answer began."""
    host = endpoint.host
    causes = list(_causes(error))
    if any(isinstance(cause, ssl.SSLError) for cause in causes):
        return RemoteError(
            _(
                "The connection to {host} is not safe: its certificate or encryption is wrong."
            ).format(host=host),
            _("Check remote.url and this computer's date; use http only for your own machines."),
            code="remote-tls",
        )
    if any(isinstance(cause, socket.gaierror) for cause in causes):
        return RemoteError(
            _("{host} cannot be found.").format(host=host),
            _("Check that you are online, and remote.url."),
            code="remote-offline",
        )
    return RemoteError(
        _("{host} cannot be reached.").format(host=host),
        _("Check that the service runs and that you are online."),
        code="remote-offline",
    )


def silent(endpoint: Endpoint) -> RemoteError:
    """Nothing came for too long."""
    seconds = round(endpoint.timeout)
    told = ngettext(
        "{host} did not answer within {count} second.",
        "{host} did not answer within {count} seconds.",
        seconds,
    )
    return RemoteError(
        told.format(host=endpoint.host, count=seconds),
        _("Try again, or raise remote.timeout."),
        code="remote-silent",
    )


def cut_off(endpoint: Endpoint) -> RemoteError:
    """The answer ended in the middle."""
    return RemoteError(
        _("The answer of {host} was cut off.").format(host=endpoint.host),
        _("Try again."),
        code="remote-cut",
    )


def not_an_answer(endpoint: Endpoint) -> RemoteError:
    """A page, a picture, or anything else that is not the chat protocol."""
    return RemoteError(
        _("{host} sent something that is not an answer.").format(host=endpoint.host),
        _("Check that remote.url is the address of a chat service."),
        code="remote-answer",
    )


def empty(endpoint: Endpoint) -> RemoteError:
    """It ended well, with no word in it."""
    return RemoteError(
        _("{model} gave an empty answer.").format(model=endpoint.model),
        _("Ask in other words, or choose another model."),
        code="remote-answer",
    )


def own_words(body: bytes) -> str:
    """What the service says about it, in one short line; empty where it says nothing readable."""
    try:
        complaint = msgspec.json.decode(body, type=_Complaint)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return ""
    error = complaint.error if isinstance(complaint.error, str) else complaint.error.message
    words = " ".join(
        "".join(c if c.isprintable() else " " for c in error or complaint.detail).split()
    )
    return words if len(words) <= LONGEST_QUOTE else words[:LONGEST_QUOTE] + "…"


def _with(told: str, says: str) -> str:
    return _("{told} It says: {words}").format(told=told, words=says) if says else told


def _causes(error: BaseException | None) -> list[BaseException]:
    causes: list[BaseException] = []
    while error is not None and error not in causes:
        causes.append(error)
        error = error.__cause__ or error.__context__
    return causes
