"""All commands and options of `earsight`, as `--help` and the shells' completion show them."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn, TypeAlias

from assistant import __version__
from assistant.commands import examples
from assistant.commands.map_options import LABEL_EXAMPLES, MAP_EXAMPLES, add_label, add_map
from assistant.commands.model_options import MODELS_EXAMPLES, add_models
from assistant.commands.remote_options import REMOTE_EXAMPLES, add_remote
from assistant.core.actions import EVERY_ACTION
from assistant.core.errors import BadInputError
from assistant.core.frame import Source
from assistant.core.i18n import _
from assistant.core.presets import PRESETS
from assistant.core.request import Detail, Verb

SHELLS = ("bash", "zsh", "tcsh")
TRIGGER_TARGETS = [source.value for source in Source if source not in (Source.FILE, Source.REGION)]
"""What a running instance can capture without being told more."""
_PRESET_HELP = f"{', '.join(preset.name for preset in PRESETS)}, or one of the settings' own"


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
        if action.option_strings:
            told, name = _("{value} is no value for {name}."), action.option_strings[0]
        else:
            told, name = _("There is no {name} {value}."), str(action.metavar).lower()
        raise BadInputError(
            told.format(value=value or '""', name=name),
            _("Choose one of: {names}.").format(names=", ".join(map(str, action.choices))),
        )


# The only name argparse has for what `add_subparsers` returns.
_Commands: TypeAlias = "argparse._SubParsersAction[Parser]"  # noqa: SLF001


class _PrintCompletion(argparse.Action):
    """Prints the completion script of a shell, made from the parser."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        _namespace: argparse.Namespace,
        values: str | Sequence[Any] | None,
        _option: str | None = None,
    ) -> None:
        import shtab

        _complete_files(parser, shtab.FILE)
        print(shtab.complete(parser, shell=str(values)))
        parser.exit()


def _complete_files(parser: argparse.ArgumentParser, how: object) -> None:
    """Have the shell complete file names wherever a path is wanted."""
    for action in parser._actions:  # noqa: SLF001 - there is no public list
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
            for each in action.choices.values():
                _complete_files(each, how)
        elif action.type in (Path, _file):
            action.complete = how  # type: ignore[attr-defined]


def _file(text: str) -> Path:
    if not text:
        raise argparse.ArgumentTypeError(_("a file name is needed"))
    return Path(text)


def _text(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise argparse.ArgumentTypeError(_("these bytes are no UTF-8 text")) from error
    return text


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
    if not (text.isascii() and text.isdecimal()) or len(text) > 9 or int(text) < 1:
        raise argparse.ArgumentTypeError(_("a number from 1 is needed"))
    return int(text)


def build_parser() -> Parser:
    """Make the parser of the whole command line."""
    parser = Parser(
        prog="earsight",
        description="Press a key anywhere, hear what is on the screen.",
        epilog=examples.GENERAL,
    )
    parser.add_argument("--version", action="version", version=f"earsight {__version__}")
    parser.add_argument(
        "--print-completion",
        action=_PrintCompletion,
        choices=SHELLS,
        help="print a shell's completion script",
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=Parser)
    _add_trigger(commands)
    _add_read(commands)
    _add_describe(commands)
    _add_map(commands)
    _add_speech(commands)
    _add_settings(commands)
    add_models(
        _add(commands, "models", "models that describe pictures", MODELS_EXAMPLES), _file, _text
    )
    add_remote(_add(commands, "remote", "a model of another program or machine", REMOTE_EXAMPLES))
    autostart = _add(commands, "autostart", "start with the desktop", examples.AUTOSTART)
    autostart.add_argument("state", nargs="?", choices=["on", "off"], metavar="on|off")
    _add_checks(commands)
    return parser


def _add(commands: _Commands, name: str, words: str, epilog: str) -> Parser:
    return commands.add_parser(
        name, help=words, description=f"{words[0].upper()}{words[1:]}.", epilog=epilog
    )


def _add_json(parser: Parser) -> None:
    parser.add_argument("--json", action="store_true", help="one JSON object a line")


def _add_wave(parser: Parser) -> None:
    parser.add_argument("--wav", type=_file, metavar="OUT", help="speak into this file")


def _add_trigger(commands: _Commands) -> None:
    verbs = "\n".join(f"  {entry.id:<23} {entry.help}" for entry in EVERY_ACTION)
    trigger = _add(
        commands,
        "trigger",
        "ask the running EarSight to do something",
        examples.TRIGGER.format(verbs=verbs),
    )
    names = dict.fromkeys([*map(str, Verb), *(entry.id for entry in EVERY_ACTION)])
    trigger.add_argument("verb", choices=list(names), metavar="VERB", help="see below")
    trigger.add_argument(
        "words", nargs="?", type=_text, default="", metavar="WORDS", help="question or labels"
    )
    trigger.add_argument(
        "--target",
        choices=TRIGGER_TARGETS,
        metavar="T",
        help=f"what to capture: {', '.join(TRIGGER_TARGETS)}; if not given, the window",
    )
    trigger.add_argument(
        "--follow-up", action="store_true", help="ask about the same picture as before"
    )


def _add_read(commands: _Commands) -> None:
    read = _add(commands, "read", "read a file or the screen", examples.READ)
    _add_source(read)
    read.add_argument("--page", type=_positive, metavar="N", help="one page of a file; else all")
    _add_reading(read)
    _add_wave(read)


def _add_describe(commands: _Commands) -> None:
    describe = _add(commands, "describe", "describe a picture or the screen", examples.DESCRIBE)
    describe.add_argument(
        "--detail", choices=list(Detail), default=Detail.SHORT, metavar="D", help="short or long"
    )
    prompt = describe.add_mutually_exclusive_group()
    prompt.add_argument("--preset", type=_text, default="", metavar="P", help=_PRESET_HELP)
    prompt.add_argument(
        "--prompt", type=_text, default="", dest="question", metavar="TEXT", help="your own words"
    )
    ask = _add(commands, "ask", "ask about a picture or the screen", examples.DESCRIBE)
    ask.add_argument("question", type=_text, metavar="QUESTION")
    ask.add_argument(
        "--history", type=_file, metavar="JSON", help="go on with the talk in this file, and add"
    )
    find = _add(commands, "find", "say where something is", examples.DESCRIBE)
    find.add_argument("question", type=_text, metavar="WHAT")
    classify = _add(commands, "classify", "choose one of your labels", examples.DESCRIBE)
    classify.add_argument("question", type=_text, metavar="LABELS", help="with commas between them")
    for parser in (describe, ask, find, classify):
        _add_source(parser)
        parser.add_argument("--page", type=_positive, metavar="N", help="one page of a file")
        parser.add_argument(
            "--model", type=_text, default="", metavar="M", help="an installed model"
        )
        _add_reading(parser)
        _add_wave(parser)


def _add_map(commands: _Commands) -> None:
    parser = _add(commands, "map", "what is in a window, and where", MAP_EXAMPLES)
    add_map(parser, _add_source, _file)
    _add_reading(parser)
    label = _add(commands, "label", "your own names for icons", LABEL_EXAMPLES)
    add_label(label, _add_source, _file, _text, _region)


def _add_source(parser: argparse.ArgumentParser) -> None:
    what = parser.add_mutually_exclusive_group()
    what.add_argument("file", nargs="?", type=_file, metavar="FILE", help="picture or PDF")
    what.add_argument("--screen", action="store_true", help="the whole desktop")
    what.add_argument("--window", action="store_true", help="the active window")
    what.add_argument("--monitor", type=_positive, metavar="N", help="one monitor, from 1")
    what.add_argument("--region", type=_region, metavar="X,Y,W,H", help="a rectangle, in pixels")
    what.add_argument("--pointer", action="store_true", help="around the mouse pointer")
    what.add_argument("--focus", action="store_true", help="around the keyboard focus")
    what.add_argument("--clipboard", action="store_true", help="the picture on the clipboard")


def _add_reading(parser: Parser) -> None:
    parser.add_argument(
        "--lang", type=_text, default="", metavar="L", help="language of the text, such as de"
    )
    parser.add_argument(
        "--engine", type=_text, default="", metavar="E", help="screen, rapid, tesseract or trocr"
    )
    _add_json(parser)
    parser.add_argument("--speak", action="store_true", help="speak it, too")


def _add_speech(commands: _Commands) -> None:
    say = _add(commands, "say", "speak a text", examples.SAY)
    say.add_argument("text", type=_text, metavar="TEXT")
    _add_wave(say)
    voices = _add(commands, "voices", "list the installed voices", examples.VOICES)
    _add_json(voices)


def _add_settings(commands: _Commands) -> None:
    settings = _add(commands, "settings", "show and change the settings", examples.SETTINGS)
    deeds = settings.add_subparsers(dest="deed", metavar="COMMAND", parser_class=Parser)
    get = deeds.add_parser("get", help="print one setting, or all")
    get.add_argument("key", nargs="?", type=_text, default="", metavar="KEY")
    put = deeds.add_parser("set", help="change one setting")
    put.add_argument("key", type=_text, metavar="KEY")
    put.add_argument("value", type=_text, metavar="VALUE")
    deeds.add_parser("path", help="print where the settings file is")
    reset = deeds.add_parser("reset", help="back to the default: one setting, or all")
    reset.add_argument("key", nargs="?", type=_text, default="", metavar="KEY")


def _add_checks(commands: _Commands) -> None:
    words = "what works here, what does not, and why"
    _add_json(_add(commands, "doctor", words, examples.DOCTOR))
    demo = _add(commands, "demo", "show a sample window, read it, and speak it", examples.DEMO)
    _add_wave(demo)
