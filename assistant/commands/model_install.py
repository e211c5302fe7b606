"""`earsight models install`: asks before anything is downloaded, and names the host."""

from __future__ import annotations

import argparse
import sys

from assistant.commands.model_output import say, tell, watch_for
from assistant.composition.stores import settings_store
from assistant.core.errors import BadInputError, EarSightError
from assistant.core.i18n import _
from assistant.describing.conversion import CONVERTER
from assistant.models.catalogue import Catalogue, Model, folder_name
from assistant.models.install import Plan, installed
from assistant.models.installer import Installer
from assistant.models.lock import Lock
from assistant.models.store import ModelStore
from assistant.models.watch import Watch
from assistant.models.wording import download_question


def install_model(store: ModelStore, catalogue: Catalogue, options: argparse.Namespace) -> int:
    """Have the model, whole; a second time nobody is asked and nothing is downloaded."""
    model = catalogue.find(options.name)
    name = model.name if model else folder_name(options.name)
    watch = watch_for(options)
    lock = installed(store, name, watch)
    if lock is None:
        _check_allowed(options)
        hub = options.hub or settings_store().load().settings.describing.hub
        lock = _download(Installer(store, catalogue, CONVERTER, hub), model, options, watch)
    elif not options.json:
        print(_("The model {name} is installed already, and whole.").format(name=name))
    tell(store, lock, options)
    return 0


def _check_allowed(options: argparse.Namespace) -> None:
    """Refuse before anything goes over the network."""
    if not options.yes and (options.json or not sys.stdin.isatty()):
        raise BadInputError(
            _("Nothing is downloaded without your word."),
            _("Run this in a terminal, or add --yes."),
        )


def _download(
    installer: Installer, model: Model | None, options: argparse.Namespace, watch: Watch
) -> Lock:
    title = model.title if model else options.name
    say(_("Asking {host} what {name} consists of.").format(host=installer.host, name=title))
    plan = installer.plan(options.name)
    _ask(installer, plan, model, options)
    try:
        return installer.install(plan, watch)
    except KeyboardInterrupt:
        say(_("Stopped. The same command goes on where it stopped."))
        raise


def _ask(
    installer: Installer, plan: Plan, model: Model | None, options: argparse.Namespace
) -> None:
    """Name size, host and licence, and go on only with a yes."""
    title = model.title if model else options.name
    say(download_question(title, plan.size, installer.remaining(plan), installer.host))
    say(_("Licence: {licence}.").format(licence=model.licence if model else _("see its page")))
    if options.yes:
        return
    try:
        answer = input(_("Type yes to download: "))
    except EOFError:
        answer = ""
    if answer.strip().lower() not in (_("yes"), "yes", "y"):
        raise EarSightError(_("Nothing was downloaded."))
