"""What the person wants where a request does not say: as set, and as set for one application."""

from __future__ import annotations

from typing import Any

import msgspec

from assistant.core.presets import prompt_of
from assistant.core.request import NO_MODEL, Request, Verb
from assistant.settings.schema import ApplicationSettings, Settings, SpeechSettings

_SLOWEST = 80
_QUIET = 2
"""By this the loudness is divided where an application is to be quiet."""


def own(settings: Settings, application: str) -> ApplicationSettings:
    """What is different in an application, by the name that a capture gives it, in any case."""
    wanted = application.casefold()
    for name, found in settings.applications.items():
        if name.casefold() == wanted:
            return found
    return ApplicationSettings()


def complete(request: Request, settings: Settings, application: str = "") -> Request:
    """The request with language, engine and prompt where it names none.

    What it names counts first, then what is set for the application, then what is set for all.

    Raises:
        BadInputError: it, or the application, names a preset that does not exist.

    """
    here, reading = own(settings, application), settings.reading
    engine = next(
        (
            name
            for name in (request.engine, here.engine, reading.engine)
            if name not in ("", "same")
        ),
        "auto",
    )
    question, preset = request.question, request.preset
    freely = request.verb is Verb.DESCRIBE and request.model != NO_MODEL
    if freely and not (question or preset):
        question, preset = here.prompt, here.preset
    if preset and not question:
        question = prompt_of(preset, settings.describing.presets)
    return msgspec.structs.replace(
        request,
        language=request.language or here.language or reading.text_language,
        engine="" if engine == "auto" else engine,
        preset=preset,
        question=question,
    )


def speech_in(settings: Settings, application: str) -> SpeechSettings:
    """How to speak about an application."""
    here, speech = own(settings, application), settings.speech
    quiet = here.voice == "quiet"
    return msgspec.structs.replace(
        speech,
        rate=max(here.rate, _SLOWEST) if here.rate else speech.rate,
        volume=speech.volume // _QUIET if quiet else speech.volume,
    )


def is_mute(settings: Settings, application: str) -> bool:
    """Whether what is found in an application is not spoken by itself."""
    return own(settings, application).voice == "off"


def with_own(settings: Settings, application: str, name: str, value: Any) -> Settings:
    """The settings with one thing made different in an application.

    Raises:
        msgspec.ValidationError: the value is not one of that setting's.

    """
    data = msgspec.to_builtins(own(settings, application)) | {name: value}
    changed = msgspec.convert(data, ApplicationSettings)
    return _with_applications(settings, _others(settings, application) | {application: changed})


def without_own(settings: Settings, application: str) -> Settings:
    """The settings with everything in an application as everywhere."""
    return _with_applications(settings, _others(settings, application))


def _others(settings: Settings, application: str) -> dict[str, ApplicationSettings]:
    wanted = application.casefold()
    return {name: kept for name, kept in settings.applications.items() if name.casefold() != wanted}


def _with_applications(settings: Settings, found: dict[str, ApplicationSettings]) -> Settings:
    return msgspec.structs.replace(settings, applications=dict(sorted(found.items())))
