"""The `earsight` command: options, help, and which command module runs."""

from __future__ import annotations

import argparse
import importlib
import json
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn, TypeAlias

import msgspec

from assistant import __version__
from assistant.core.actions import ACTIONS
from assistant.core.errors import BadInputError, EarSightError
from assistant.core.frame import Source
from assistant.core.i18n import _

TRIGGER_TARGETS = [source.value for source in Source if source is not Source.FILE]

_EXAMPLES = """\
examples:
  earsight                              start: tray, keys, voice
  earsight trigger read --target window read the active window (bind this in a compositor)
  earsight read letter.pdf --speak      read a file aloud
  earsight read --screen --json         the whole screen, one JSON object a line
  earsight read scan.png --lang ar      Arabic, if its language pack is installed
  earsight say "Hello" --wav hello.wav  speak into a file
  earsight doctor                       what works here, what does not, and why

exit status: 0 done, 2 bad input, 3 a part is missing, 4 failed
"""


class _Parser(argparse.ArgumentParser):
    """Raises what a person can hear instead of printing a usage line and exiting."""

    def error(self, message: str) -> NoReturn:
        raise BadInputError(message, _("`{program} --help` shows how.").format(program=self.prog))


def _region(text: str) -> tuple[int, int, int, int]:
    parts = text.split(",")
    try:
        x, y, width, height = (int(part) for part in parts)
    except ValueError as error:
        raise argparse.ArgumentTypeError(_("a region is X,Y,W,H in pixels")) from error
    if width <= 0 or height <= 0:
        raise argparse.ArgumentTypeError(_("a region is at least one pixel wide and high"))
    return x, y, width, height


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(_("a number from 1 is needed"))
    return int(text)


def build_parser() -> argparse.ArgumentParser:
    """All commands and options, as `--help` and the shells' completion show them."""
    import shtab

    parser = _Parser(
        prog="earsight",
        description="Press a key anywhere, hear what is on the screen.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"earsight {__version__}")
    shtab.add_argument_to(parser, ["--print-completion"], help="print a shell completion script")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)
    _add_trigger(commands)
    _add_read(commands)
    _add_speech(commands)
    _add_settings(commands)
    doctor = commands.add_parser("doctor", help="what works here, what does not, and why")
    doctor.add_argument("--json", action="store_true", help="one JSON object a line")
    demo = commands.add_parser("demo", help="show a sample window, read it, and speak it")
    demo.add_argument("--wav", type=Path, metavar="OUT", help="speak into this file")
    return parser


# The only name argparse has for what `add_subparsers` returns.
_Commands: TypeAlias = "argparse._SubParsersAction[_Parser]"  # noqa: SLF001


def _add_trigger(commands: _Commands) -> None:
    trigger = commands.add_parser("trigger", help="ask the running EarSight to do something")
    trigger.add_argument("verb", choices=["read", *[entry.id for entry in ACTIONS]])
    trigger.add_argument("--target", choices=TRIGGER_TARGETS, default=Source.WINDOW.value)


def _add_read(commands: _Commands) -> None:
    import shtab

    read = commands.add_parser("read", help="read a file or the screen")
    what = read.add_mutually_exclusive_group(required=True)
    file = what.add_argument("file", nargs="?", type=Path, help="picture or PDF")
    file.complete = shtab.FILE  # type: ignore[attr-defined]
    what.add_argument("--screen", action="store_true", help="the whole desktop")
    what.add_argument("--window", action="store_true", help="the active window")
    what.add_argument("--monitor", type=_positive, metavar="N", help="one monitor, from 1")
    what.add_argument("--region", type=_region, metavar="X,Y,W,H", help="a rectangle, in pixels")
    what.add_argument("--pointer", action="store_true", help="around the mouse pointer")
    what.add_argument("--focus", action="store_true", help="around the keyboard focus")
    what.add_argument("--clipboard", action="store_true", help="the picture on the clipboard")
    read.add_argument("--page", type=_positive, metavar="N", help="one page of a PDF; else all")
    read.add_argument("--lang", default="", metavar="L", help='language of the text, as "de"')
    read.add_argument("--engine", default="", metavar="E", help="screen, rapid or tesseract")
    read.add_argument("--json", action="store_true", help="one JSON object a line")
    read.add_argument("--speak", action="store_true", help="speak it, too")
    read.add_argument("--wav", type=Path, metavar="OUT", help="speak into this file")


def _add_speech(commands: _Commands) -> None:
    say = commands.add_parser("say", help="speak a text")
    say.add_argument("text")
    say.add_argument("--wav", type=Path, metavar="OUT", help="speak into this file")
    voices = commands.add_parser("voices", help="list the installed voices")
    voices.add_argument("--json", action="store_true", help="one JSON object a line")


def _add_settings(commands: _Commands) -> None:
    settings = commands.add_parser("settings", help="show and change the settings")
    deeds = settings.add_subparsers(dest="deed", metavar="DEED", parser_class=_Parser)
    get = deeds.add_parser("get", help="print one setting, or all")
    get.add_argument("key", nargs="?", default="")
    put = deeds.add_parser("set", help="change one setting")
    put.add_argument("key")
    put.add_argument("value")
    deeds.add_parser("path", help="print where the settings file is")
    reset = deeds.add_parser("reset", help="back to the default: one setting, or all")
    reset.add_argument("key", nargs="?", default="")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit status."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments[:1] == ["--worker"]:
        return _run_worker(arguments[1:])
    try:
        options = build_parser().parse_args(arguments)
        command = importlib.import_module(f"assistant.commands.{options.command or 'start'}")
        return int(command.run(options))
    except EarSightError as error:
        return _report(error, as_json="--json" in arguments)
    except KeyboardInterrupt:
        return 128 + signal.SIGINT
    except BrokenPipeError:
        # The reader of our output went away; without this Python complains once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _report(error: EarSightError, *, as_json: bool) -> int:
    if as_json:
        print(json.dumps(msgspec.to_builtins(error.as_failure()), ensure_ascii=False), flush=True)  # noqa: T201
    else:
        print(f"earsight: {error.spoken}", file=sys.stderr)  # noqa: T201
    return error.exit_status


def _run_worker(arguments: list[str]) -> int:
    """Be a child process of a frozen build, which has no `python -m`."""
    import runpy

    module, *rest = arguments
    if not module.startswith("assistant."):
        raise BadInputError(_("There is no worker {name}.").format(name=module))
    sys.argv = [module, *rest]
    runpy.run_module(module, run_name="__main__")
    return 0
