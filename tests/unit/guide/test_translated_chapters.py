"""A translated chapter has everything that the English one has, and the words of the program."""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from assistant.core.resources import resource

HELP = resource("help")
TRANSLATED = sorted(HELP.glob("*/*.md"))
_COUNTED = ("strong_open", "image")

_ONLY_ENGLISH = {"model-families.md"}
"""About the insides of models; whoever reads it reads the English words of models anyway."""

each_chapter = pytest.mark.parametrize(
    "path", TRANSLATED, ids=lambda path: path.relative_to(HELP).as_posix()
)


def parsed(path: Path) -> list[Token]:
    return MarkdownIt("commonmark").enable("table").parse(path.read_text("utf-8"))


def structure(path: Path) -> Iterator[tuple[str, object]]:
    """Each block with what does not change with the language: commands, addresses and emphasis."""
    for token in parsed(path):
        if token.type in ("fence", "code_block"):
            # What explains a command stands behind it, after a gap.
            commands = [re.split(r"\s{2,}", line)[0] for line in token.content.splitlines()]
            yield token.type, [line for line in commands if line]
        elif token.type == "inline":
            yield from within(token.children or [])
        else:
            yield token.type, token.tag


def within(tokens: list[Token]) -> Iterator[tuple[str, object]]:
    """A sentence may tell things in another order."""
    yield "code", sorted(token.content for token in tokens if token.type == "code_inline")
    yield (
        "links",
        sorted(str(token.attrGet("href")) for token in tokens if token.type[:6] == "link_o"),
    )
    for kind in _COUNTED:
        yield kind, sum(token.type == kind for token in tokens)


def cells(path: Path) -> list[str]:
    pairs = pairwise(parsed(path))
    return [text.content for cell, text in pairs if cell.type in ("td_open", "th_open")]


@each_chapter
def test_it_has_the_structure_of_the_english_chapter(path: Path) -> None:
    original = HELP / path.name
    assert original.is_file()
    assert list(structure(path)) == list(structure(original))


@each_chapter
def test_its_tables_use_the_words_of_the_program(path: Path) -> None:
    words = gettext.translation("earsight", resource("translations"), [path.parent.name])
    texts = list(zip(cells(HELP / path.name), cells(path), strict=True))
    known = [(english, told) for english, told in texts if words.gettext(english) != english]
    assert [told for _english, told in known] == [
        words.gettext(english) for english, _told in known
    ]


def test_every_language_of_the_program_has_every_chapter() -> None:
    languages = [path.parent.parent.name for path in resource("translations").glob("*/*/*.po")]
    chapters = {path.name for path in HELP.glob("*.md")} - _ONLY_ENGLISH
    assert languages
    for language in languages:
        assert {path.name for path in (HELP / language).glob("*.md")} == chapters, language
