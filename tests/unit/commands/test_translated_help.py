"""Every word of the command line's help can be translated, argparse's own too."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.pseudo_locale import untranslated, write_catalogue

from assistant.commands.arguments import build_parser
from assistant.core import i18n
from assistant.core.errors import BadInputError

_NAMES = re.compile(
    r"earsight|EarSight|Super\+[\w+]+|\b[A-Z]{2,}\b|[a-z]+(?:-[a-z]+)+|screen|monitor|window|pointer|focus|clipboard|region|file|scene|people|chart|diagram|form|error|code|comic|product"
)
"""Commands, options, and what is typed as it is."""


@pytest.fixture(autouse=True)
def pseudo_german(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    write_catalogue(tmp_path, "de")
    monkeypatch.setattr(i18n, "resource", lambda _name: tmp_path)
    i18n.use_language("de")
    yield
    i18n.use_language("en")


def _parsers(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    yield parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for each in dict.fromkeys(action.choices.values()):
                yield from _parsers(each)


def _texts(parser: argparse.ArgumentParser) -> Iterator[str]:
    yield from filter(None, (parser.description, parser.epilog))
    yield from (group.title or "" for group in parser._action_groups if group._group_actions)
    for action in parser._actions:
        if action.help and action.help is not argparse.SUPPRESS:
            yield action.help
        if isinstance(action, argparse._SubParsersAction):
            yield from (choice.help or "" for choice in action._choices_actions)


def _foreign(text: str) -> str:
    return " ".join(re.findall(r"[^\W\d_]{2,}", _NAMES.sub("", untranslated(text))))


def test_every_word_is_translated() -> None:
    found = {
        f"{parser.prog}: {text}": _foreign(text)
        for parser in _parsers(build_parser())
        for text in _texts(parser)
    }
    assert len(found) > 100
    assert {text: words for text, words in found.items() if words} == {}


@pytest.mark.parametrize(
    "arguments",
    [["fly"], ["say"], ["read", "--page"], ["read", "a", "b", "c"], ["read", "--page", "x"]],
)
def test_what_is_wrong_is_told_in_the_language(arguments: list[str]) -> None:
    with pytest.raises(BadInputError) as caught:
        build_parser().parse_args(arguments)
    assert _foreign(caught.value.message.replace(arguments[-1], "")) == ""
