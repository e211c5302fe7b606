"""`earsight models install`: asks before anything is downloaded, and names the host."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from typing import TypeVar

from assistant.commands.model_output import say, tell, watch_for
from assistant.core.errors import BadInputError, EarSightError
from assistant.core.i18n import _
from assistant.describing.conversion import check_converter, convert_weights
from assistant.models.catalogue import Catalogue, Model, Weights, folder_name
from assistant.models.errors import DownloadError, size_in_words
from assistant.models.hub import PUBLIC_HUB, Hub
from assistant.models.install import Plan, install, installed, make_plan
from assistant.models.lock import Lock
from assistant.models.store import ModelStore
from assistant.models.watch import Watch

_T = TypeVar("_T")


def install_model(store: ModelStore, catalogue: Catalogue, options: argparse.Namespace) -> int:
    """Have the model, whole; a second time nobody is asked and nothing is downloaded."""
    model = catalogue.find(options.name)
    name = model.name if model else folder_name(options.name)
    watch = watch_for(options)
    lock = installed(store, name, watch)
    if lock is None:
        _check_allowed(model, options)
        lock = _download(store, name, model, options, watch)
    elif not options.json:
        print(_("The model {name} is installed already, and whole.").format(name=name))
    tell(store, lock, options)
    return 0


def _check_allowed(model: Model | None, options: argparse.Namespace) -> None:
    """Refuse before anything goes over the network."""
    if model is not None and model.weights is Weights.PICKLE:
        check_converter()
    if not options.yes and (options.json or not sys.stdin.isatty()):
        raise BadInputError(
            _("Nothing is downloaded without your word."),
            _("Run this in a terminal, or add --yes."),
        )


def _download(
    store: ModelStore,
    name: str,
    model: Model | None,
    options: argparse.Namespace,
    watch: Watch,
) -> Lock:
    repository = model.repository if model else options.name
    revision = model.revision if model else "main"
    endpoint = options.hub or PUBLIC_HUB
    host = Hub(endpoint).host
    say(_("Asking {host} what {name} consists of.").format(host=host, name=name))
    plan = _with_token(
        endpoint, lambda hub: make_plan(hub, name, repository, revision, convert_weights)
    )
    if plan.pickled:
        check_converter()
    _ask(plan, host, model, options)
    try:
        return _with_token(endpoint, lambda hub: install(store, hub, plan, watch))
    except KeyboardInterrupt:
        say(_("Stopped. The same command goes on where it stopped."))
        raise


def _with_token(endpoint: str, work: Callable[[Hub], _T]) -> _T:
    """Do it as nobody; only a model that wants an accepted licence learns who asks."""
    try:
        return work(Hub(endpoint))
    except DownloadError as error:
        if error.error_code != "licence":
            raise
        from huggingface_hub import get_token

        token = get_token()
        if not token:
            raise
    return work(Hub(endpoint, token))


def _ask(plan: Plan, host: str, model: Model | None, options: argparse.Namespace) -> None:
    """Name size, host and licence, and go on only with a yes."""
    licence = model.licence if model else _("unknown, see its page")
    question = _("Download {size} from {host}? Licence: {licence}.").format(
        size=size_in_words(plan.size), host=host, licence=licence
    )
    say(question)
    if options.yes:
        return
    try:
        answer = input(_("Type yes to download: "))
    except EOFError:
        answer = ""
    if answer.strip().lower() not in (_("yes"), "yes", "y"):
        raise EarSightError(_("Nothing was downloaded."))
