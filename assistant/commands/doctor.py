"""`earsight doctor`: what works here, what does not, why, and what to install."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import Any

from assistant import __version__
from assistant.commands.output import print_json
from assistant.composition import Parts
from assistant.core.backends import Candidate, Verdict, survey
from assistant.core.i18n import _
from assistant.settings.schema import Settings


def run(options: argparse.Namespace) -> int:
    """Probe every backend of every concern; changes nothing."""
    with closing(Parts()) as parts:
        verdicts = list(_verdicts(parts.settings))
        if options.json:
            _print_json(parts, verdicts)
        else:
            _print_text(parts, verdicts)
    return 0


def _verdicts(settings: Settings) -> Iterator[Verdict]:
    for concern, candidates, preferred in _concerns(settings):
        chosen = preferred if preferred != "auto" else ""
        ordered = sorted(candidates, key=lambda candidate: candidate.name != chosen)
        yield from survey(concern, ordered)


def _concerns(settings: Settings) -> Iterator[tuple[str, Sequence[Candidate[Any]], str]]:
    from assistant.capture.registry import screens, window_finders
    from assistant.desktop.registry import notifiers
    from assistant.hotkeys.registry import candidates as hotkeys
    from assistant.reading.registry import engines
    from assistant.speech.registry import cue_players, screen_readers, voices, wave_writers

    yield _("screen"), screens(), ""
    yield _("windows"), window_finders(), ""
    yield _("reading"), engines(), settings.reading.engine
    if settings.speech.use_screen_reader:
        yield _("screen reader"), screen_readers(), ""
    yield _("voice"), voices(), settings.speech.backend
    yield _("wave file"), wave_writers(), ""
    yield _("sounds"), cue_players(), ""
    yield _("keys"), hotkeys(), ""
    yield _("notifications"), notifiers(), ""


def _print_json(parts: Parts, verdicts: Sequence[Verdict]) -> None:
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
    print_json({"concern": "settings", "path": str(parts.store.path), "version": __version__})


def _print_text(parts: Parts, verdicts: Sequence[Verdict]) -> None:
    print(f"EarSight {__version__}, Python {sys.version.split()[0]}, {sys.platform}")
    print(_("Settings: {path}").format(path=parts.store.path))
    if parts.settings_problem is not None:
        print(parts.settings_problem.spoken)
    concern = ""
    for verdict in verdicts:
        if verdict.concern != concern:
            concern = verdict.concern
            print(f"\n{concern}")
        print(f"  {verdict.name}: {_status(verdict)}")


def _status(verdict: Verdict) -> str:
    if verdict.used:
        return _("used")
    found = verdict.availability
    if found.usable:
        return _("usable")
    return " ".join([_("not usable: {reason}").format(reason=found.reason), found.remedy]).strip()
