"""The language of the system, by its environment."""

from __future__ import annotations

import pytest

from assistant.desktop.system_language import from_environment, tag_of


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "POSIX", "LANGUAGE": "de"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "de-DE"),
        ({"LANG": "de_DE.UTF-8", "LC_MESSAGES": "fr_FR"}, "fr-FR"),
        ({"LANG": "de_DE.UTF-8", "LC_ALL": "ar"}, "ar"),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "zh_CN:en"}, "zh-CN"),
        ({"LANG": "de_DE.UTF-8", "LC_ALL": ""}, "de-DE"),
    ],
)
def test_the_order_is_that_of_gettext(environment: dict[str, str], language: str) -> None:
    assert from_environment(environment) == language


@pytest.mark.parametrize(
    ("name", "tag"), [("ca_ES@valencia", "ca-ES"), ("zh-Hans-CN", "zh-Hans"), (None, "en")]
)
def test_a_locale_is_a_tag(name: str | None, tag: str) -> None:
    assert tag_of(name) == tag
