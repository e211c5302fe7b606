"""The options of `earsight models`."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from assistant.core.i18n import N_, _

MODELS_EXAMPLES = N_("""\
examples:
  earsight models                            every model: verbs, size, memory, licence
  earsight models recommend                  what suits this machine
  earsight models install smolvlm-256m       asks before it downloads
  earsight models install blip-base --yes    for scripts
  earsight models verify                     compare every file with its lock
  earsight models export blip-base /media/stick
  earsight models import /media/stick/blip-base      on a machine that is offline
  earsight models accelerate blip-base       describes faster from then on
  earsight models tune smolvlm-256m          measures; it is also done by itself, when all is idle

Only install uses the network, and only after it has asked.
""")


def add_models(
    models: argparse.ArgumentParser, path: Callable[[str], Path], text: Callable[[str], str]
) -> None:
    """Add the deeds to `models`; `path` and `text` turn arguments into values."""
    models.set_defaults(json=False)
    deeds = models.add_subparsers(dest="deed", metavar="COMMAND")

    def add(name: str, words: str, model: str | None = None) -> argparse.ArgumentParser:
        deed = deeds.add_parser(name, help=words)
        if model is not None:
            deed.add_argument("name", type=text, metavar="NAME", help=model)
        deed.add_argument("--json", action="store_true", help=_("one JSON object a line"))
        return deed

    add("list", _("all models of the catalogue, and all that are installed"))
    add("recommend", _("what suits this machine's memory and processor"))
    install = add("install", _("download a model"), _("from the list, or OWNER/NAME of a hub"))
    install.add_argument("--yes", action="store_true", help=_("download without a question"))
    install.add_argument(
        "--hub",
        type=text,
        default="",
        metavar="URL",
        help=_("another model hub than the public one"),
    )
    add(
        "remove",
        _("delete a model, and what an interrupted download left"),
        _("an installed model"),
    )
    verify = add("verify", _("compare every file of a model, or of all, with its lock"))
    verify.add_argument("name", nargs="?", type=text, default="", metavar="NAME")
    bring = add("import", _("install a model from a folder that was copied by hand"))
    bring.add_argument("folder", type=path, metavar="FOLDER", help=_("holds config.json"))
    bring.add_argument("--name", type=text, default="", metavar="NAME", help=_("what to call it"))
    take = add(
        "export", _("copy a model into a folder, to carry it elsewhere"), _("an installed model")
    )
    take.add_argument("folder", type=path, metavar="FOLDER")
    add("info", _("all that is known about a model"), _("from the list, or installed"))
    add(
        "accelerate",
        _("make an installed model describe faster"),
        _("an installed BLIP that describes"),
    )
    add("tune", _("measure how an installed model is fastest here"), _("an installed model"))
