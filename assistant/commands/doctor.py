"""`earsight doctor`: what works here, what does not, why, and what to install."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from assistant import __version__
from assistant.commands.display import check_x_server
from assistant.commands.output import print_json
from assistant.composition.parts import Parts
from assistant.core.backends import Candidate, Verdict, survey
from assistant.core.errors import EarSightError, MissingPartError
from assistant.core.i18n import N_, _

ANSWER_SECONDS = 1.0
"""How long the running EarSight may take to take up a connection."""
_NOT_NEEDED = N_("screen reader")
_LAST_RESORTS = frozenset({"none", "silent", "unknown"})
"""Backends that are always usable and do nothing."""


@dataclass(frozen=True, slots=True)
class _Facts:
    """What is not a choice between backends. `language_packs` are tesseract's names."""

    running: str
    display: str
    language_packs: Sequence[str]


def run(options: argparse.Namespace) -> int:
    """Probe every backend of every concern; changes nothing."""
    with closing(Parts()) as parts:
        facts = _Facts(_running(), display(), _language_packs())
        found = list(verdicts(parts))
        if options.json:
            _print_json(parts, facts, found)
        else:
            _print_text(parts, facts, found)
    return 0


def verdicts(parts: Parts) -> Iterator[Verdict]:
    """Probe every backend of every concern, the one to be used first; may take seconds."""
    for concern, candidates, preferred in _concerns(parts):
        chosen = preferred if preferred != "auto" else ""
        ordered = sorted(candidates, key=lambda candidate: candidate.name != chosen)
        yield from survey(concern, ordered)


def _concerns(parts: Parts) -> Iterator[tuple[str, Sequence[Candidate[Any]], str]]:
    from assistant.capture.clipboard_command import CommandClipboard
    from assistant.capture.registry import screens, window_finders
    from assistant.describing.model_engine import ModelEngine
    from assistant.desktop.registry import notifiers, pointers
    from assistant.hotkeys.registry import candidates as hotkeys
    from assistant.reading.registry import engines
    from assistant.screenmap.actuators.registry import actuators
    from assistant.screenmap.sources.registry import accessibility_sources
    from assistant.speech.registry import cue_players, screen_readers, voices, wave_writers

    settings = parts.settings
    yield N_("screen"), screens(), ""
    yield N_("windows"), window_finders(), ""
    yield N_("clipboard"), [Candidate(CommandClipboard.name, CommandClipboard)], ""
    models = Candidate(ModelEngine.name, parts.model_engine)
    yield N_("programs' own descriptions"), accessibility_sources(), ""
    yield N_("reading"), [*engines(), models], settings.reading.engine
    if settings.speech.use_screen_reader:
        yield _NOT_NEEDED, screen_readers(), ""
    yield N_("voice"), voices(), settings.speech.backend
    yield N_("wave file"), wave_writers(), ""
    yield N_("sounds"), cue_players(), ""
    yield N_("keys"), hotkeys(), ""
    yield N_("mouse"), pointers(), ""
    yield N_("pressing without the mouse"), actuators(), ""
    yield N_("notifications"), notifiers(), ""


def _running() -> str:
    """Whether EarSight runs, as "yes", "no" or the reason why that is not known."""
    from assistant.desktop.transport import NotRunningError, local_transport

    try:
        local_transport().connect(ANSWER_SECONDS).close()
    except NotRunningError:
        return "no"
    except EarSightError as error:
        return error.spoken
    except OSError as error:
        return error.strerror or type(error).__name__
    return "yes"


def display() -> str:
    """What windows are drawn on: the name on Linux, elsewhere the platform's own.

    An X server that does not answer is taken out of the environment: what is asked next would wait
    for it for ever.
    """
    if sys.platform != "linux":
        return sys.platform
    names = (os.environ.get(variable, "") for variable in ("WAYLAND_DISPLAY", "DISPLAY"))
    try:
        check_x_server()
    except MissingPartError as error:
        del os.environ["DISPLAY"]
        return error.message
    return ", ".join(filter(None, names)) or "none"


def _language_packs() -> list[str]:
    from assistant.reading.tessdata import packs

    return sorted(packs())


def _print_json(parts: Parts, facts: _Facts, verdicts: Iterable[Verdict]) -> None:
    for verdict in verdicts:
        print_json(
            {
                "concern": verdict.concern,
                "name": verdict.name,
                "used": verdict.used,
                "usable": verdict.availability.usable,
                "reason": verdict.availability.reason,
                "remedy": verdict.availability.remedy,
            }
        )
    print_json(
        {
            "concern": "earsight",
            "version": __version__,
            "settings": os.fsencode(parts.store.path).decode("utf-8", "replace"),
            "running": facts.running,
            "display": facts.display,
            "language_packs": facts.language_packs,
        }
    )


def _print_text(parts: Parts, facts: _Facts, verdicts: Sequence[Verdict]) -> None:
    print(f"EarSight {__version__}, Python {sys.version.split()[0]}, {sys.platform}")
    print(_broken(verdicts))
    print(_("Running: {answer}").format(answer=_(facts.running)))
    print(_("Display: {name}").format(name=_(facts.display)))
    packs = ", ".join(facts.language_packs) or _("none")
    print(_("Language packs of tesseract: {names}").format(names=packs))
    print(_("Settings: {path}").format(path=parts.store.path))
    if parts.settings_problem is not None:
        print(parts.settings_problem.spoken)
    concern = ""
    for verdict in verdicts:
        if verdict.concern != concern:
            concern = verdict.concern
            print(f"\n{_(concern)}")
        print(f"  {verdict.name}: {_status(verdict)}")


def _broken(verdicts: Iterable[Verdict]) -> str:
    """Say first what the person came to hear: the concerns for which nothing works."""
    works: dict[str, bool] = {}
    for verdict in verdicts:
        works.setdefault(verdict.concern, False)
        works[verdict.concern] |= verdict.used and verdict.name not in _LAST_RESORTS
    broken = [_(name) for name, fine in works.items() if not fine and name != _NOT_NEEDED]
    if not broken:
        return _("Everything works here.")
    return _("Does not work here: {names}. The reasons are below.").format(names=", ".join(broken))


def _status(verdict: Verdict) -> str:
    if verdict.used:
        return _("used")
    found = verdict.availability
    if found.usable:
        return _("usable")
    return " ".join([_("not usable: {reason}").format(reason=found.reason), found.remedy]).strip()
