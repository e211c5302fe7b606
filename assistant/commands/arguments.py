"""All commands and options of `earsight`, as `--help` and the shells' completion show them."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from assistant import __version__
from assistant.commands import examples
from assistant.commands.map_options import LABEL_EXAMPLES, MAP_EXAMPLES, add_label, add_map
from assistant.commands.model_options import MODELS_EXAMPLES, add_models
from assistant.commands.parser import Commands, Parser
from assistant.commands.parser import add_command as _add
from assistant.commands.region_options import add_named_sources, add_region_commands
from assistant.commands.remote_options import REMOTE_EXAMPLES, add_remote
from assistant.commands.watch_options import WATCH_EXAMPLES, add_watch
from assistant.core.actions import EVERY_ACTION
from assistant.core.frame import Source
from assistant.core.i18n import _
from assistant.core.presets import PRESETS
from assistant.core.request import Detail, Verb

SHELLS = ("bash", "zsh", "tcsh")
TRIGGER_TARGETS = [source.value for source in Source if source not in (Source.FILE, Source.REGION)]
"""What a running instance can capture without being told more."""


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
        description=_("Press a key anywhere, hear what is on the screen."),
        epilog=_(examples.GENERAL),
    )
    parser.add_argument(
        "--version",
        action="version",
        version=f"earsight {__version__}",
        help=_("show the version and exit"),
    )
    parser.add_argument(
        "--print-completion",
        action=_PrintCompletion,
        choices=SHELLS,
        help=_("print a shell's completion script"),
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=Parser)
    _add_trigger(commands)
    _add_read(commands)
    _add_describe(commands)
    _add_map(commands)
    add_region_commands(commands, _add, _file, _text, _region, _positive)
    watch = _add(commands, "watch", _("tell what is new in a window or region"), WATCH_EXAMPLES)
    add_watch(watch, _region, _positive)
    _add_reading(watch)
    _add_speech(commands)
    _add_settings(commands)
    _add_history(commands)
    add_models(
        _add(commands, "models", _("models that describe pictures"), MODELS_EXAMPLES), _file, _text
    )
    add_remote(
        _add(commands, "remote", _("a model of another program or machine"), REMOTE_EXAMPLES)
    )
    setup = _add(commands, "setup", _("set EarSight up, step by step"), examples.SETUP)
    setup.add_argument("--text", action="store_true", help=_("ask in this terminal"))
    setup.add_argument("--defaults", action="store_true", help=_("ask nothing, change nothing"))
    autostart = _add(commands, "autostart", _("start with the desktop"), examples.AUTOSTART)
    autostart.add_argument("state", nargs="?", choices=["on", "off"], metavar="on|off")
    _add_checks(commands)
    return parser


def _preset_help() -> str:
    names = ", ".join(preset.name for preset in PRESETS)
    return _("{names}, or one of the settings' own").format(names=names)


def _add_json(parser: Parser) -> None:
    parser.add_argument("--json", action="store_true", help=_("one JSON object a line"))


def _add_wave(parser: Parser) -> None:
    parser.add_argument("--wav", type=_file, metavar="OUT", help=_("speak into this file"))


def _add_trigger(commands: Commands) -> None:
    verbs = "\n".join(f"  {entry.id:<23} {_(entry.help)}" for entry in EVERY_ACTION)
    trigger = _add(
        commands,
        "trigger",
        _("ask the running EarSight to do something"),
        examples.TRIGGER,
    )
    trigger.epilog = _(examples.TRIGGER).format(verbs=verbs)
    names = dict.fromkeys([*map(str, Verb), *(entry.id for entry in EVERY_ACTION)])
    trigger.add_argument("verb", choices=list(names), metavar="VERB", help=_("see below"))
    trigger.add_argument(
        "words", nargs="?", type=_text, default="", metavar="WORDS", help=_("question or labels")
    )
    trigger.add_argument(
        "--target",
        choices=TRIGGER_TARGETS,
        metavar="T",
        help=_("what to capture: {targets}; if not given, the window").format(
            targets=", ".join(TRIGGER_TARGETS)
        ),
    )
    trigger.add_argument(
        "--follow-up", action="store_true", help=_("ask about the same picture as before")
    )


def _add_read(commands: Commands) -> None:
    read = _add(commands, "read", _("read a file or the screen"), examples.READ)
    _add_source(read)
    read.add_argument("--page", type=_positive, metavar="N", help=_("one page of a file; else all"))
    _add_reading(read)
    _add_wave(read)


def _add_describe(commands: Commands) -> None:
    describe = _add(commands, "describe", _("describe a picture or the screen"), examples.DESCRIBE)
    describe.add_argument(
        "--detail", choices=list(Detail), default=Detail.SHORT, metavar="D", help=_("short or long")
    )
    prompt = describe.add_mutually_exclusive_group()
    prompt.add_argument("--preset", type=_text, default="", metavar="P", help=_preset_help())
    prompt.add_argument(
        "--prompt",
        type=_text,
        default="",
        dest="question",
        metavar="TEXT",
        help=_("your own words"),
    )
    ask = _add(commands, "ask", _("ask about a picture or the screen"), examples.DESCRIBE)
    ask.add_argument("question", type=_text, metavar="QUESTION")
    ask.add_argument(
        "--history", type=_file, metavar="JSON", help=_("go on with the talk in this file, and add")
    )
    find = _add(commands, "find", _("say where something is"), examples.DESCRIBE)
    find.add_argument("question", type=_text, metavar="WHAT")
    classify = _add(commands, "classify", _("choose one of your labels"), examples.DESCRIBE)
    classify.add_argument(
        "question", type=_text, metavar="LABELS", help=_("with commas between them")
    )
    for parser in (describe, ask, find, classify):
        _add_source(parser)
        parser.add_argument("--page", type=_positive, metavar="N", help=_("one page of a file"))
        parser.add_argument(
            "--model", type=_text, default="", metavar="M", help=_("an installed model, or none")
        )
        _add_reading(parser)
        _add_wave(parser)


def _add_map(commands: Commands) -> None:
    parser = _add(commands, "map", _("what is in a window, and where"), MAP_EXAMPLES)
    add_map(parser, _add_source, _file)
    _add_reading(parser)
    label = _add(commands, "label", _("your own names for icons"), LABEL_EXAMPLES)
    add_label(label, _add_source, _file, _text, _region)


def _add_source(parser: argparse.ArgumentParser) -> None:
    what = parser.add_mutually_exclusive_group()
    what.add_argument("file", nargs="?", type=_file, metavar="FILE", help=_("picture or PDF"))
    what.add_argument("--screen", action="store_true", help=_("the whole desktop"))
    what.add_argument("--window", action="store_true", help=_("the active window"))
    what.add_argument("--monitor", type=_positive, metavar="N", help=_("one monitor, from 1"))
    what.add_argument("--region", type=_region, metavar="X,Y,W,H", help=_("a rectangle, in pixels"))
    add_named_sources(what, _text, _positive)
    what.add_argument("--pointer", action="store_true", help=_("around the mouse pointer"))
    what.add_argument("--focus", action="store_true", help=_("around the keyboard focus"))
    what.add_argument("--clipboard", action="store_true", help=_("the picture on the clipboard"))


def _add_reading(parser: Parser) -> None:
    parser.add_argument(
        "--lang", type=_text, default="", metavar="L", help=_("language of the text, such as de")
    )
    parser.add_argument(
        "--engine", type=_text, default="", metavar="E", help=_("screen, rapid, tesseract or trocr")
    )
    _add_json(parser)
    parser.add_argument("--speak", action="store_true", help=_("speak it, too"))


def _add_speech(commands: Commands) -> None:
    say = _add(commands, "say", _("speak a text"), examples.SAY)
    say.add_argument("text", type=_text, metavar="TEXT")
    _add_wave(say)
    voices = _add(commands, "voices", _("list the installed voices"), examples.VOICES)
    _add_json(voices)


def _add_settings(commands: Commands) -> None:
    settings = _add(commands, "settings", _("show and change the settings"), examples.SETTINGS)
    deeds = settings.add_subparsers(dest="deed", metavar="COMMAND", parser_class=Parser)
    get = deeds.add_parser("get", help=_("print one setting, or all"))
    get.add_argument("key", nargs="?", type=_text, default="", metavar="KEY")
    put = deeds.add_parser("set", help=_("change one setting"))
    put.add_argument("key", type=_text, metavar="KEY")
    put.add_argument("value", type=_text, metavar="VALUE")
    deeds.add_parser("path", help=_("print where the settings file is"))
    reset = deeds.add_parser("reset", help=_("back to the default: one setting, or all"))
    reset.add_argument("key", nargs="?", type=_text, default="", metavar="KEY")
    out = deeds.add_parser("export", help=_("write all into a file, without passwords"))
    out.add_argument("file", type=_file, metavar="FILE")
    back = deeds.add_parser("import", help=_("take all from such a file"))
    back.add_argument("file", type=_file, metavar="FILE")


def _add_history(commands: Commands) -> None:
    history = _add(commands, "history", _("the answers that were saved"), examples.HISTORY)
    deeds = history.add_subparsers(dest="deed", metavar="COMMAND", parser_class=Parser)
    _add_json(deeds.add_parser("list", help=_("list them, the newest first")))
    show = deeds.add_parser("show", help=_("print one, by its number in the list"))
    show.add_argument("number", type=_positive, metavar="N")
    _add_json(show)
    delete = deeds.add_parser("delete", help=_("delete one, by its number in the list"))
    delete.add_argument("number", type=_positive, metavar="N")
    deeds.add_parser("delete-all", help=_("delete all"))


def _add_checks(commands: Commands) -> None:
    words = _("what works here, what does not, and why")
    _add_json(_add(commands, "doctor", words, examples.DOCTOR))
    report = _add(
        commands, "report", _("a text about a problem, with nothing of the screen"), examples.REPORT
    )
    report.add_argument("--output", type=_file, metavar="FILE", help=_("write it into this file"))
    demo = _add(commands, "demo", _("show a sample window, read it, and speak it"), examples.DEMO)
    _add_wave(demo)
