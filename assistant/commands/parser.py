"""The parser of the command line, whose every word can be translated."""

from __future__ import annotations

import argparse
from typing import Any, NoReturn, TypeAlias

from assistant.core.errors import BadInputError
from assistant.core.i18n import N_, NN_, _, ngettext

ARGPARSE_TEXTS = (
    N_("usage: "),
    N_("positional arguments"),
    N_("options"),
    N_("show this help message and exit"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("unrecognized arguments: %s"),
    N_("not allowed with argument %s"),
    N_("ignored explicit argument %r"),
    N_("the following arguments are required: %s"),
    N_("one of the arguments %s is required"),
    N_("expected one argument"),
    N_("expected at most one argument"),
    N_("expected at least one argument"),
    *NN_("expected %s argument", "expected %s arguments"),
    N_("invalid %(type)s value: %(value)r"),
)
"""What argparse itself says of our command line."""

# argparse looks its texts up in a catalogue that only environment variables choose; by these two
# names of its module it finds them in ours.
argparse._ = _  # type: ignore[attr-defined]
argparse.ngettext = ngettext  # type: ignore[attr-defined]


class Parser(argparse.ArgumentParser):
    """Raises what a person can hear, instead of printing a usage line and exiting."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("formatter_class", argparse.RawDescriptionHelpFormatter)
        # A shortened option would be another one as soon as a new one begins likewise.
        super().__init__(allow_abbrev=False, **options)

    def error(self, message: str) -> NoReturn:
        """Raise BadInputError."""
        sentence = message[:1].upper() + message[1:].rstrip(".") + "."
        raise BadInputError(sentence, _("`{program} --help` shows how.").format(program=self.prog))

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        if action.choices is None or value in action.choices:
            return
        name = action.option_strings[0] if action.option_strings else str(action.metavar)
        told = {
            "COMMAND": N_("There is no command {value}."),
            "VERB": N_("There is no verb {value}."),
        }.get(name, N_("{value} is no value for {name}."))
        raise BadInputError(
            _(told).format(value=value or '""', name=name),
            _("Choose one of: {names}.").format(names=_(", ").join(map(str, action.choices))),
        )


# The only name argparse has for what `add_subparsers` returns.
Commands: TypeAlias = "argparse._SubParsersAction[Parser]"  # noqa: SLF001


def add_command(commands: Commands, name: str, words: str, epilog: str) -> Parser:
    """Add a command: `words` are its help in the list, translated; `epilog` is marked for it."""
    sentence = _("{words}.").format(words=words[:1].upper() + words[1:])
    return commands.add_parser(name, help=words, description=sentence, epilog=_(epilog))
