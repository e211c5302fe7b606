"""The schema as fields that a window or a guide can show."""

from __future__ import annotations

import msgspec
import pytest

from assistant.settings.fields import (
    Field,
    FieldKind,
    matching,
    sections,
    value_of,
    with_value,
)
from assistant.settings.schema import Settings
from assistant.settings.store import get

FIELDS = [field for section in sections() for field in section.fields]


def field(key: str) -> Field:
    return next(each for each in FIELDS if each.key == key)


def test_every_setting_is_a_field_with_its_default_and_meaning() -> None:
    builtins = msgspec.to_builtins(Settings())
    keys = {
        f"{section}.{name}"
        for section, inner in builtins.items()
        if section != "version"
        for name in inner
    }
    assert {each.key for each in FIELDS} == keys
    for each in FIELDS:
        assert each.default == get(Settings(), each.key)
        assert value_of(Settings(), each) == each.default
        assert each.description.endswith("."), each.key
    assert all(section.description.endswith(".") for section in sections())


def test_kinds_and_limits_come_from_the_types() -> None:
    rate = field("speech.rate")
    assert (rate.kind, rate.lowest, rate.highest) == (FieldKind.INTEGER, 80, 450)
    assert field("remote.timeout").kind is FieldKind.DECIMAL
    assert field("speech.use_screen_reader").kind is FieldKind.SWITCH
    assert "tesseract" in field("reading.engine").choices
    assert field("speech.languages").kind is FieldKind.LIST
    assert field("hotkeys.chords").kind is FieldKind.TABLE
    assert field("remote.url").kind is FieldKind.TEXT
    assert field("describing.idle_minutes").label == "Idle minutes"


def test_a_value_is_checked_by_the_schema() -> None:
    changed = with_value(Settings(), field("speech.rate"), 300)
    assert changed.speech.rate == 300
    with pytest.raises(msgspec.ValidationError):
        with_value(Settings(), field("speech.rate"), 30)
    with pytest.raises(msgspec.ValidationError):
        with_value(Settings(), field("speech.language"), "not a tag")


def test_a_search_takes_every_word_anywhere() -> None:
    found = [
        each.key for section in matching(sections(), "Words minute") for each in section.fields
    ]
    assert found == ["speech.rate"]
    assert matching(sections(), "no such words") == ()
    assert matching(sections(), "") == sections()
