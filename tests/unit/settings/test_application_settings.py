"""What is different in one application."""

from __future__ import annotations

import msgspec
import pytest

from assistant.core.errors import BadInputError
from assistant.core.frame import Source
from assistant.core.presets import PRESETS
from assistant.core.request import NO_MODEL, Request, Target, Verb
from assistant.settings.fields import application_fields
from assistant.settings.preferences import (
    complete,
    is_mute,
    own,
    speech_in,
    with_own,
    without_own,
)
from assistant.settings.schema import ApplicationSettings, Settings
from assistant.settings.store import get, keys, replaced, reset

WINDOW = Target(Source.WINDOW)
READ = Request(Verb.READ, WINDOW)
DESCRIBE = Request(Verb.DESCRIBE, WINDOW)
EDITOR = "org.gnome.TextEditor"


def settings(**changes: str) -> Settings:
    made = Settings()
    for name, text in changes.items():
        made = replaced(made, f"applications.{EDITOR}.{name}", text)
    return made


def test_without_anything_the_request_gets_what_is_set_for_all() -> None:
    base = replaced(replaced(Settings(), "reading.engine", "rapid"), "reading.language", "de")
    done = complete(READ, base, EDITOR)
    assert (done.language, done.engine, done.question) == ("de", "rapid", "")


def test_an_application_has_language_and_engine_of_its_own() -> None:
    done = complete(READ, settings(language="fr", engine="tesseract"), EDITOR.upper())
    assert (done.language, done.engine) == ("fr", "tesseract")
    elsewhere = complete(READ, settings(language="fr", engine="tesseract"), "xterm")
    assert (elsewhere.language, elsewhere.engine) == ("en", "")


def test_what_the_request_names_counts_first() -> None:
    named = msgspec.structs.replace(READ, language="es", engine="screen")
    done = complete(named, settings(language="fr", engine="tesseract"), EDITOR)
    assert (done.language, done.engine) == ("es", "screen")


def test_automatic_in_one_application_undoes_the_engine_of_all() -> None:
    base = replaced(settings(engine="auto"), "reading.engine", "rapid")
    assert complete(READ, base, EDITOR).engine == ""


def test_describe_goes_by_the_applications_prompt_or_preset() -> None:
    assert complete(DESCRIBE, settings(preset="chart"), EDITOR).question == PRESETS[2].prompt
    assert complete(DESCRIBE, settings(preset="chart", prompt="Colours?"), EDITOR).question == (
        "Colours?"
    )
    asked = msgspec.structs.replace(DESCRIBE, preset="people")
    assert complete(asked, settings(prompt="Colours?"), EDITOR).question == PRESETS[1].prompt
    without_model = msgspec.structs.replace(DESCRIBE, model=NO_MODEL)
    assert complete(without_model, settings(prompt="Colours?"), EDITOR).question == ""
    assert complete(READ, settings(prompt="Colours?"), EDITOR).question == ""


def test_a_preset_that_does_not_exist_is_told() -> None:
    with pytest.raises(BadInputError, match="nonsense"):
        complete(DESCRIBE, settings(preset="nonsense"), EDITOR)


def test_the_voice_is_quieter_faster_or_silent() -> None:
    base = settings(voice="quiet", rate="300")
    assert speech_in(base, EDITOR).rate == 300
    assert speech_in(base, EDITOR).volume == base.speech.volume // 2
    assert speech_in(base, "xterm") == base.speech
    assert speech_in(settings(rate="5"), EDITOR).rate == 80
    assert is_mute(settings(voice="off"), EDITOR)
    assert not is_mute(settings(voice="off"), "xterm")


def test_a_name_with_dots_is_set_got_and_reset_by_its_key() -> None:
    base = settings(voice="off", rate="250")
    assert get(base, f"applications.{EDITOR}.voice") == "off"
    assert (f"applications.{EDITOR}.rate", 250) in list(keys(base))
    assert reset(base, f"applications.{EDITOR}.voice") == settings(rate="250")
    assert reset(base, f"applications.{EDITOR}") == Settings()


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("applications.xterm.voice", "loud"),
        ("applications.xterm.rate", "fast"),
        ("applications.xterm.language", "not a tag"),
        ("applications.xterm", "off"),
        ("applications", "off"),
        ("applications.xterm.nothing", "off"),
    ],
)
def test_a_wrong_key_or_value_is_bad_input(key: str, text: str) -> None:
    with pytest.raises(BadInputError):
        replaced(Settings(), key, text)


def test_one_thing_is_changed_and_all_go_back() -> None:
    base = with_own(Settings(), "xterm", "voice", "off")
    assert own(base, "XTerm") == ApplicationSettings(voice="off")
    again = with_own(base, "XTERM", "rate", 240)
    assert list(again.applications) == ["XTERM"]
    assert own(again, "xterm") == ApplicationSettings(voice="off", rate=240)
    assert without_own(again, "xterm") == Settings()
    with pytest.raises(msgspec.ValidationError):
        with_own(base, "xterm", "voice", "loud")


def test_every_field_is_described() -> None:
    fields = application_fields()
    assert [field.key for field in fields] == list(ApplicationSettings.__struct_fields__)
    assert all(field.description.endswith(".") for field in fields)
