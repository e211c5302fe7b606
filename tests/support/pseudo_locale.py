"""A language that shows what is not translated: accents, longer, in brackets."""

from __future__ import annotations

import re
from pathlib import Path

import translate
from babel.messages.catalog import Catalog

_KEPT = re.compile(r"\{\w*\}|%\(\w+\)[sdr]|%[sdr]|`[^`]+`|&\w|\n")
_ACCENTS = str.maketrans("aceinorsuyzACEINORSUYZ", "áčéíňóŕšúýžÁČÉÍŇÓŔŠÚÝŽ")
_LONGER = 0.4
OPENING, CLOSING = "⟦", "⟧"


def pseudo(text: str) -> str:
    """The text as this language has it; placeholders, mnemonics and commands stay."""
    start = len(text) - len(text.lstrip())
    end = len(text.rstrip())
    if start >= end:
        return text
    inner, place, made = text[start:end], 0, ""
    for kept in _KEPT.finditer(inner):
        made += inner[place : kept.start()].translate(_ACCENTS) + kept[0]
        place = kept.end()
    made += inner[place:].translate(_ACCENTS)
    padding = "~" * round(len(inner) * _LONGER)
    return f"{text[:start]}{OPENING}{made}{padding}{CLOSING}{text[end:]}"


def write_catalogue(folder: Path, language: str) -> None:
    """Put a catalogue of all texts into a folder of translations."""
    catalogue = Catalog(language)
    for message in translate.template():
        if not message.id:
            continue
        forms = [message.id] if isinstance(message.id, str) else list(message.id)
        strings = [pseudo(form) for form in forms]
        more = catalogue.num_plurals - len(strings)
        catalogue.add(
            message.id,
            (*strings, *strings[-1:] * more)[: catalogue.num_plurals]
            if message.pluralizable
            else strings[0],
        )
    path = folder / language / "LC_MESSAGES" / "earsight.mo"
    path.parent.mkdir(parents=True)
    path.write_bytes(translate.compiled(catalogue))


def untranslated(text: str) -> str:
    """What of a text is outside all brackets; only signs where everything was translated.

    Of one that was cut, the bracket that is left tells what is inside.
    """
    depth, outside = 0, ""
    for letter in text:
        if letter == OPENING:
            depth += 1
        elif letter == CLOSING and depth:
            depth -= 1
        elif letter == CLOSING:
            outside = ""
        elif depth == 0:
            outside += letter
    return outside
