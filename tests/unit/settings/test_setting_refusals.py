"""Why a value is none for its setting is said in words, not in types and patterns."""

from __future__ import annotations

import pytest

from assistant.core.errors import BadInputError
from assistant.settings.schema import Settings
from assistant.settings.store import replaced


@pytest.mark.parametrize(
    ("key", "value", "reason"),
    [
        ("speech.rate", "x", "it must be a whole number"),
        ("speech.rate", "9", "the lowest is 80"),
        ("speech.rate", "999", "the highest is 450"),
        ("remote.timeout", "x", "it must be a number"),
        ("remote.timeout", "0.1", "the lowest is 1.0"),
        ("sounds.enabled", "ja", "it must be true or false"),
        ("speech.language", "x y", "it must be a language tag, or auto"),
        ("speech.languages", "xx yy", "it must be a language tag, such as en, de or ar"),
        ("reading.engine", "moon", "moon is no choice"),
    ],
)
def test_reasons(key: str, value: str, reason: str) -> None:
    with pytest.raises(BadInputError) as caught:
        replaced(Settings(), key, value)
    assert caught.value.message == f"{value} is no value for {key}: {reason}."


def test_every_reason_is_in_words() -> None:
    """A new kind of limit in the schema must get its words."""
    for key, value in (
        ("review.keep", "-1"),
        ("hotkeys.leader_seconds", "no"),
        ("desktop.language", "pl"),
    ):
        with pytest.raises(BadInputError) as caught:
            replaced(Settings(), key, value)
        assert "`" not in caught.value.message
