"""What a person is told of models and of work on them: the same words in every place."""

from __future__ import annotations

from assistant.core.findings import Progress
from assistant.core.i18n import N_, _
from assistant.core.languages import language_name
from assistant.core.places import joined
from assistant.core.request import Verb
from assistant.models.catalogue import Model, Speed
from assistant.models.errors import size_aloud
from assistant.models.inventory import Entry, State

_MB = 1_000_000
_STAGES = {
    "downloading": N_("Downloading"),
    "checking": N_("Checking"),
    "copying": N_("Copying"),
    "converting": N_("Converting"),
    "exporting": N_("Exporting"),
}
_VERBS = {
    Verb.READ: N_("reads lines"),
    Verb.DESCRIBE: N_("describes"),
    Verb.ASK: N_("answers"),
    Verb.FIND: N_("finds"),
}
_STATES = {
    State.READY: N_("installed"),
    State.DAMAGED: N_("damaged"),
    State.PARTLY: N_("partly downloaded"),
    State.ABSENT: N_("not installed"),
}
_SPEEDS = {
    Speed.FAST: N_("fast, about two seconds on an ordinary computer"),
    Speed.MEDIUM: N_("medium, up to ten seconds on an ordinary computer"),
    Speed.SLOW: N_("slow, tens of seconds on an ordinary computer"),
    Speed.ACCELERATOR: N_("for a graphics card; minutes without one"),
}


def stage_in_words(progress: Progress) -> str:
    """Such as "Downloading: 30%"."""
    stage = _STAGES.get(progress.stage)
    return f"{_(stage) if stage else progress.stage}: {int(progress.fraction * 100)}%"


def summary(entry: Entry) -> str:
    """One line for a list: what one chooses by comes first."""
    parts = [entry.title]
    if entry.recommended:
        parts.append(_("recommended"))
    parts.append(state_in_words(entry))
    if entry.model is None:
        parts.append(_("not in the catalogue"))
    else:
        parts += [abilities(entry.model), size_aloud(entry.model.download_mb * _MB)]
        if entry.advice is not None and not entry.advice.suits:
            parts.append(_("does not suit this computer"))
    return _(", ").join(parts)


def abilities(model: Model) -> str:
    """What it can do: "describes and answers"."""
    return joined([_(_VERBS[verb]) for verb in model.verbs if verb in _VERBS])


def details(entry: Entry, free_memory: int = 0) -> list[tuple[str, str]]:
    """All there is to know, as names and values.

    `free_memory` in bytes; 0 where nobody knows.
    """
    lines = [(_("Model"), f"{entry.title} ({entry.name})"), (_("State"), _state(entry))]
    if entry.installed_size:
        lines.append((_("On the disk"), size_aloud(entry.installed_size)))
    if entry.model is not None:
        lines += _catalogued(entry.model, free_memory)
        languages = _(", ").join(map(language_name, entry.model.languages))
        lines.append((_("Languages"), languages))
    if entry.advice is not None:
        lines.append((_("This computer"), _fitness(entry)))
    if entry.model is not None and entry.model.notes:
        lines.append((_("Notes"), _(entry.model.notes)))
    return lines


def state_in_words(entry: Entry) -> str:
    """Such as "not installed"."""
    return _(_STATES[entry.state])


def _state(entry: Entry) -> str:
    state = state_in_words(entry)
    return f"{state}: {entry.problem}" if entry.problem else state


def _catalogued(model: Model, free: int) -> list[tuple[str, str]]:
    needed = model.memory_mb * _MB
    memory = size_aloud(needed)
    if free:
        memory = _("{needed}; {free} are free now").format(needed=memory, free=size_aloud(free))
    return [
        (_("Can"), abilities(model)),
        (_("Download"), _("about {size}").format(size=size_aloud(model.download_mb * _MB))),
        (_("Memory needed"), memory),
        (_("Speed"), _(_SPEEDS[model.speed])),
        (_("Suits"), _(model.machine)),
        (_("Licence"), model.licence),
        (_("From"), model.repository),
    ]


def _fitness(entry: Entry) -> str:
    advice = entry.advice
    if advice is None or not advice.suits:
        return _("not suited: {reason}").format(reason=advice.reason if advice else "")
    return _("suited, and recommended") if entry.recommended else _("suited")


def download_question(title: str, size: int, missing: int, host: str) -> str:
    """What is asked before anything is downloaded. Sizes in bytes, as the hub states them."""
    if missing < size:
        question = _("Download the missing {missing} of {title}, {size}, from {host}?")
    else:
        question = _("Download {title}, {size}, from {host}?")
    asked = question.format(
        title=title, size=size_aloud(size), missing=size_aloud(missing), host=host
    )
    network = _("The network will be used.")
    return f"{asked} {network}"
