"""The `earsight` command: runs one command and turns whatever goes wrong into plain words."""

from __future__ import annotations

import importlib
import io
import logging
import os
import signal
import sys
from collections.abc import Sequence

import msgspec

from assistant.core.errors import BadInputError, EarSightError, MissingPartError
from assistant.core.i18n import _

_STRANGE = "\N{REPLACEMENT CHARACTER}"
_WORKERS = {
    "captioning": "assistant.describing.onnx.worker",
    "describing": "assistant.describing.worker",
    "exporter": "assistant.describing.onnx.exporter",
    "models": "assistant.describing.model_worker",
    "reading": "assistant.reading.worker",
    "remote": "assistant.describing.remote_worker",
    "espeak": "assistant.speech.voices.espeak_helper",
    "pyttsx3": "assistant.speech.voices.pyttsx3_helper",
    "tuner": "assistant.describing.tuning.tuner",
    "weights-converter": "assistant.describing.weights_converter",
}
"""What `--worker NAME` runs: a frozen build has no `python -m`."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit status."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments[:1] == ["--worker"] and arguments[1:2] and arguments[1] in _WORKERS:
        return _run_worker(arguments[1], arguments[2:])
    try:
        return _told(arguments)
    except KeyboardInterrupt:
        return 128 + signal.SIGINT
    except BrokenPipeError:
        # The reader of our output has seen enough.
        _drop_output()
        return 0


def _told(arguments: Sequence[str]) -> int:
    """Run, and report what fails."""
    # A trigger is a key press that a compositor binds: it waits for no settings file.
    hurried = arguments[:1] == ["trigger"] and not {"-h", "--help"} & set(arguments)
    if not hurried:
        _use_language()
    try:
        return _run(arguments)
    except BrokenPipeError:
        raise
    except EarSightError as error:
        again = _in_language(error, arguments) if hurried else error
        if again is None:
            return 0
        found = again
    except MemoryError:
        found = EarSightError(
            _("There is not enough memory."), _("Close other programs, or take a smaller picture.")
        )
    except OSError as error:
        # Most often the disk that the output goes to is full; Python would fail again at exit.
        _drop_output()
        found = EarSightError(
            _("EarSight cannot go on: {reason}.").format(reason=error.strerror or error)
        )
    except Exception as error:
        found = _internal(error)
    return _report(found, as_json="--json" in arguments)


def _use_language() -> None:
    from assistant.composition.language import use_language_of_the_file

    use_language_of_the_file()


def _in_language(error: EarSightError, arguments: Sequence[str]) -> EarSightError | None:
    """The same in the person's language, by failing again; None where that went well by now.

    Only errors from before anything was sent: nothing is triggered twice.
    """
    if not isinstance(error, BadInputError | MissingPartError):
        return error
    _use_language()
    try:
        _run(arguments)
    except EarSightError as again:
        return again
    return None


def _run(arguments: Sequence[str]) -> int:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # Text is needed when it is found, and letters that the terminal lacks must not end it.
            stream.reconfigure(errors="replace", line_buffering=True)
    from assistant.commands.arguments import build_parser

    try:
        options = build_parser().parse_args(arguments)
        if options.command:
            # What failed is told in words; only the app, which runs for days, keeps a log.
            logging.getLogger("assistant").addHandler(logging.NullHandler())
        command = importlib.import_module(f"assistant.commands.{options.command or 'start'}")
        status = int(command.run(options))
    except SystemExit as ended:
        # From --help, --version and --print-completion.
        status = int(ended.code or 0)
    if sys.stdout is not None:
        sys.stdout.flush()
    return status


def _internal(error: Exception) -> EarSightError:
    """Name the place in our code, but not the error's own words: those may quote the screen."""
    trace, place = error.__traceback__, ""
    while trace is not None:
        code = trace.tb_frame.f_code
        if "assistant" in code.co_filename:
            place = f"{os.path.basename(code.co_filename)} {trace.tb_lineno}"  # noqa: PTH119
        trace = trace.tb_next
    return EarSightError(
        _("Something went wrong inside EarSight: {kind}, {place}.").format(
            kind=type(error).__name__, place=place
        ),
        _("Try again, and report it if it stays."),
    )


def _report(error: EarSightError, *, as_json: bool) -> int:
    failure = error.as_failure()
    message, remedy = _printable(failure.message), _printable(failure.remedy)
    if as_json:
        failure = msgspec.structs.replace(failure, message=message, remedy=remedy)
        print(msgspec.json.encode(failure).decode(), flush=True)  # noqa: T201
    else:
        print(f"earsight: {message} {remedy}".rstrip(), file=sys.stderr)  # noqa: T201
    return error.exit_status


def _printable(text: str) -> str:
    """Take out what a file's name could do to a terminal, and bytes that are no letters."""
    return "".join(letter if letter.isprintable() else _STRANGE for letter in text)


def _drop_output() -> None:
    """Send what is still to be printed nowhere; else Python complains about it at exit."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run_worker(name: str, arguments: Sequence[str]) -> int:
    import runpy

    sys.argv = [name, *arguments]
    runpy.run_module(_WORKERS[name], run_name="__main__")
    return 0
