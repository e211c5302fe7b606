"""Character by character: their names, and the code words of the spelling alphabet.

The words are data, one file a language (`resources/spelling`); names of emoji come from Unicode's
CLDR through the `emoji` library, what has no name there from the Unicode database.
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import Any

import msgspec

from assistant.core.resources import resource
from assistant.review.units import characters

DEFAULT = "en"
PAUSE = ", "
"""Between two characters, so that each is heard by itself."""

_FLAG_LETTERS = range(0x1F1E6, 0x1F200)
_INVISIBLE = frozenset("\u200b\u200c\u200d\u2060\ufe0e\ufe0f")


class Names(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One language's file; see the comments in `resources/spelling/en.toml`."""

    capital: str
    unknown: str
    flag: str = "{country}"
    own_letters: str = ""
    code_words: Mapping[str, str] = {}
    names: Mapping[str, str] = {}
    marks: Mapping[str, str] = {}


def spelled(text: str, language: str, *, code_words: bool = False) -> str:
    """The characters of a text by name: "capital T, e, n, space, 5, percent"."""
    primary = language.replace("_", "-").partition("-")[0].lower()
    spelling = _spelling(primary)
    name = spelling.code_word if code_words else spelling.name
    return PAUSE.join(name(text[start:end]) for start, end in characters(text))


class Spelling:
    """Names characters in one language."""

    def __init__(self, language: str, words: Names) -> None:
        self._language = language
        self._words = words

    def name(self, cluster: str) -> str:
        """The name of one character (a grapheme cluster); a letter or digit is its own."""
        return self._name(cluster, {})

    def code_word(self, cluster: str) -> str:
        """The word for a letter: "Alfa", "capital Echo acute"; the name of anything else."""
        return self._name(cluster, self._words.code_words)

    def _name(self, cluster: str, code_words: Mapping[str, str]) -> str:
        plain = unicodedata.normalize("NFC", cluster).lower()
        known = code_words.get(plain) or self._words.names.get(plain)
        if known is None:
            known = self._emoji(cluster) or self._letter(cluster, code_words)
        if cluster != cluster.lower():
            return self._words.capital.format(letter=known)
        return known

    def _letter(self, cluster: str, code_words: Mapping[str, str]) -> str:
        if unicodedata.normalize("NFC", cluster).lower() in self._words.own_letters:
            return cluster
        parts = unicodedata.normalize("NFD", cluster) if _is_latin(cluster) else cluster
        return " ".join(
            code_words.get(char.lower()) or self._part(char)
            for char in parts
            if char not in _INVISIBLE or len(parts) == 1
        )

    def _part(self, char: str) -> str:
        if char.isalpha() or char.isdecimal():
            return char
        name = self._words.names.get(char) or self._words.marks.get(char)
        if name is None:
            name = unicodedata.name(char, "").lower().removeprefix("combining ")
        return name or self._words.unknown.format(number=f"{ord(char):X}")

    def _emoji(self, cluster: str) -> str:
        if cluster.isascii() or cluster.isalpha():
            return ""
        import emoji

        if not emoji.is_emoji(cluster):
            return ""
        language = self._language if self._language in emoji.LANGUAGES else DEFAULT
        name = emoji.demojize(cluster, delimiters=("", ""), language=language).replace("_", " ")
        if ord(cluster[0]) in _FLAG_LETTERS:
            return self._words.flag.format(country=name)
        return name


@cache
def _spelling(language: str) -> Spelling:
    path = resource("spelling", f"{language}.toml")
    if not path.is_file():
        path = resource("spelling", f"{DEFAULT}.toml")
    data: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    return Spelling(language, msgspec.convert(data, Names))


def _is_latin(cluster: str) -> bool:
    return unicodedata.name(cluster[0], "").startswith("LATIN")
