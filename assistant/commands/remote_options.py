"""The options of `earsight remote`."""

from __future__ import annotations

import argparse

from assistant.core.i18n import N_, _

REMOTE_EXAMPLES = N_("""\
examples:
  earsight settings set remote.url http://localhost:11434/v1
  earsight settings set remote.model qwen2.5vl:3b
  earsight remote test                       sends a small red picture, and tells what came back
  earsight remote key set                    asks for the key, without showing it
  pass show openai | earsight remote key set     or takes it from the standard input
  earsight remote key delete
  earsight settings set remote.enabled true  from now on describe and ask may use it
  earsight remote status

The key is kept in the system's keyring, for this host only, and nowhere else. Only test uses the
network.
""")


def add_remote(remote: argparse.ArgumentParser) -> None:
    """Add the deeds to `remote`."""
    remote.set_defaults(json=False)
    deeds = remote.add_subparsers(dest="deed", metavar="COMMAND")

    def add(name: str, words: str) -> argparse.ArgumentParser:
        deed = deeds.add_parser(name, help=words)
        deed.add_argument("--json", action="store_true", help=_("one JSON object a line"))
        return deed

    add("status", _("whether it is switched on, where it is, and whether a key is kept"))
    add("test", _("ask it about a small picture, and tell what happened"))
    key = deeds.add_parser("key", help=_("keep or forget the service's key"))
    key.add_argument(
        "what", choices=("set", "delete"), metavar="set|delete", help=_("keep it, or forget it")
    )
