"""`earsight remote`: the key of a remote model, a trial of it, and how it is set up."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from getpass import getpass

from assistant.commands.model_output import say
from assistant.commands.output import print_json
from assistant.composition.parts import Parts
from assistant.core.errors import BadInputError, EarSightError
from assistant.core.findings import Done, Sentence
from assistant.core.frame import Frame, Source
from assistant.core.i18n import _
from assistant.describing.base import Ability, Task
from assistant.describing.endpoint import service_host
from assistant.describing.remote_key import store_key, stored_key
from assistant.desktop.secrets import has_keyring

_QUESTION = "What colour is this picture? Answer with one word."
_COLOUR = "red"
_SIDE = 224
"""Pixels: large enough for services that refuse tiny pictures."""


def run(options: argparse.Namespace) -> int:
    """Do the deed; with none, tell the status. Only `test` uses the network."""
    with closing(Parts()) as parts:
        _DEEDS[options.deed or "status"](parts, options)
    return 0


def _key(parts: Parts, options: argparse.Namespace) -> None:
    host = service_host(parts.settings.remote.url)
    if options.what == "set":
        key = _given(host)
        store_key(host, key)
        print(_("The keyring keeps the key for {host}.").format(host=host))
    else:
        store_key(host, "")
        print(_("The keyring keeps no key for {host} any more.").format(host=host))


def _given(host: str) -> str:
    """The key, from a prompt that shows nothing, or from the standard input."""
    if sys.stdin.isatty():
        key = getpass(_("Key for {host}, not shown: ").format(host=host))
    else:
        key = sys.stdin.readline()
    if not key.strip():
        raise BadInputError(
            _("No key was given."), _("`earsight remote key delete` forgets the kept one.")
        )
    return key


@dataclass
class _Trial:
    """What came back. Times in seconds; `first` until the first sentence."""

    answer: str = ""
    seconds: float = 0.0
    first: float = 0.0

    @property
    def sees(self) -> bool:
        """Whether the answer tells what only the picture told."""
        return _COLOUR in self.answer.casefold()


def _test(parts: Parts, options: argparse.Namespace) -> None:
    remote = parts.remote(enabled=True)
    place = remote.endpoint()
    say(_("Sending a small test picture to {host}.").format(host=place.host))
    trial = _Trial()
    for finding in remote.describe(_picture(), Task(Ability.ASK, _QUESTION)):
        if isinstance(finding, Sentence):
            trial.answer = f"{trial.answer} {finding.text}".lstrip()
        elif isinstance(finding, Done):
            trial.seconds = finding.seconds
            trial.first = finding.first_line_seconds or finding.seconds
    if options.json:
        print_json(
            {
                "type": "remote-test",
                "host": place.host,
                "model": place.model,
                "answer": trial.answer,
                "sees_pictures": trial.sees,
                "first_seconds": round(trial.first, 3),
                "seconds": round(trial.seconds, 3),
                "enabled": parts.settings.remote.enabled,
            }
        )
        return
    for sentence in _told(trial, place.host, place.model):
        print(sentence)
    if not parts.settings.remote.enabled:
        print(
            _("Describe and ask do not use it yet: `{command}`.").format(
                command="earsight settings set remote.enabled true"
            )
        )


def _told(trial: _Trial, host: str, model: str) -> list[str]:
    answered = _("{model} at {host} answered after {seconds} seconds: {answer}").format(
        model=model, host=host, seconds=f"{trial.seconds:.1f}", answer=trial.answer
    )
    if trial.sees:
        return [answered, _("That is right: it sees pictures.")]
    return [
        answered,
        _("The picture was red: this model may not see pictures. Choose another one."),
    ]


def _picture() -> Frame:
    from PIL import Image

    return Frame(Image.new("RGB", (_SIDE, _SIDE), (220, 20, 20)), Source.FILE)


def _status(parts: Parts, options: argparse.Namespace) -> None:
    settings = parts.settings.remote
    host = problem = ""
    try:
        host = parts.remote(enabled=True).endpoint().host
    except EarSightError as error:
        problem = error.spoken
    if options.json:
        print_json(
            {
                "type": "remote",
                "enabled": settings.enabled,
                "host": host,
                "model": settings.model,
                "key": _kept(host)[0],
                "announce": settings.announce,
                "problem": problem,
            }
        )
        return
    print(
        _("Remote models are switched on.")
        if settings.enabled
        else _("Remote models are switched off; nothing is sent anywhere.")
    )
    if problem:
        print(problem)
        return
    print(
        _("Questions go to {host}, to the model {model}.").format(host=host, model=settings.model)
    )
    print(_kept(host)[1])
    if settings.announce:
        print(_("Each time it is said where the picture goes."))
    else:
        print(_("It is not said where the picture goes (remote.announce)."))


def _kept(host: str) -> tuple[str, str]:
    """Whether a key is kept, for programs and for people."""
    if not has_keyring():
        return "no-keyring", _("This system has no keyring: only models without a key can be used.")
    try:
        kept = bool(host) and bool(stored_key(host))
    except EarSightError as error:
        return "locked", error.spoken
    if kept:
        return "kept", _("The keyring keeps a key for it.")
    return "none", _("No key is kept for it; many local services need none.")


_DEEDS: dict[str, Callable[[Parts, argparse.Namespace], None]] = {
    "key": _key,
    "test": _test,
    "status": _status,
}
