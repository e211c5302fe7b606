"""The report of a problem: a text that a person reads before anybody else does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.core.actions import EVERY_ACTION, LEADER
from assistant.core.backends import Verdict
from assistant.core.errors import EarSightError
from assistant.core.i18n import _, language
from assistant.hotkeys.chords import Chord
from assistant.reporting.scrubbing import Names
from assistant.settings.fields import Field, FieldKind, sections, value_of
from assistant.settings.schema import Settings

_CHORDS = "hotkeys.chords"
_TELLING = frozenset({FieldKind.SWITCH, FieldKind.INTEGER, FieldKind.DECIMAL, FieldKind.CHOICE})
"""Settings with a value that the schema made up, not the person."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a report is made of; nothing of it comes from the screen.

    `verdicts` are the rows of `earsight doctor`, `errors` the kinds of the last ones, the newest
    first; `monitors` are sizes. None of `errors` and `monitors`: they are not known here.
    """

    versions: Mapping[str, str]
    verdicts: Sequence[Verdict]
    settings: Settings
    errors: Sequence[str] | None = None
    monitors: Sequence[str] | None = None


def report(facts: Facts, names: Names) -> str:
    """The whole text, without what says who somebody is."""
    return names.taken_out("\n".join(_lines(facts))) + "\n"


def _lines(facts: Facts) -> Iterator[str]:
    yield _("Report of EarSight")
    yield _("It holds no picture, no text from the screen, no window title and no name of yours.")
    yield from ("", _("Versions"))
    yield from (f"{name}: {number}" for name, number in facts.versions.items())
    yield f"Language: {language()}"
    if facts.monitors is not None:
        yield f"Monitors: {', '.join(facts.monitors) or '?'}"
    yield from ("", _("Last errors, with how long ago"))
    yield from _errors(facts.errors)
    yield from ("", _("What works here"))
    yield from map(_verdict, facts.verdicts)
    yield from ("", _("Settings that are not as they come"))
    yield from _settings(facts.settings)


def _errors(errors: Sequence[str] | None) -> Sequence[str]:
    if errors is None:
        return [_("Not known: only the running EarSight keeps them.")]
    return errors or [_("none")]


def _verdict(verdict: Verdict) -> str:
    found = verdict.availability
    if verdict.used:
        status = _("used")
    elif found.usable:
        status = _("usable")
    else:
        status = _("not usable: {reason}").format(reason=found.reason)
    return f"{verdict.concern}, {verdict.name}: {status}"


def _settings(settings: Settings) -> Iterator[str]:
    defaults = Settings()
    changed = [
        f"{field.key}: {_value(field, settings)}"
        for section in sections()
        for field in section.fields
        if value_of(settings, field) != value_of(defaults, field)
    ]
    if settings.applications:
        changed.append(f"applications: {len(settings.applications)}")
    yield from changed or [_("none")]


def _value(field: Field, settings: Settings) -> str:
    """The value, where it can be nothing personal; else only that there is one."""
    value = value_of(settings, field)
    if field.key == _CHORDS:
        return ", ".join(_chords(value))
    if field.kind in _TELLING:
        return str(value).lower() if isinstance(value, bool) else str(value)
    if isinstance(value, (list, dict)):
        return _("{count} of your own").format(count=len(value))
    return _("set") if value else _("empty")


def _chords(chords: Mapping[str, str]) -> Iterator[str]:
    known = {LEADER, *(entry.id for entry in EVERY_ACTION)}
    for name, text in chords.items():
        if name in known:
            yield f"{name} {_chord(text)}"


def _chord(text: str) -> str:
    try:
        return str(Chord.parse(text)) if text else "-"
    except EarSightError:
        return "?"
