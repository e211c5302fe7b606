"""Understands questions by the patterns of one language, which are data."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TypeVar

import msgspec

from assistant.core.resources import resource
from assistant.screenmap.elements import ElementKind
from assistant.screenmap.questions.base import Asked

FALLBACK = "en"
_SPACES = re.compile(r"\s+")
_ENDS = " ?!.…\u00bf\u00a1\u061f\uff1f\u3002\uff01"


class _Question(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    about: str
    ask: list[str]


class _Book(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file's shape."""

    openings: list[str]
    fillers: list[str]
    called: list[str]
    numbers: dict[str, int]
    kinds: dict[str, list[ElementKind]]
    plurals: dict[str, list[str]]
    states: dict[str, str]
    sides: dict[str, str]
    question: list[_Question]


class Phrasebook:
    """One language's questions."""

    def __init__(self, book: _Book) -> None:
        self._book = book
        self._fillers = frozenset(book.fillers)
        self._elided = tuple(filler for filler in book.fillers if filler.endswith("'"))
        self._openings = sorted(book.openings, key=len, reverse=True)
        endings = "|".join(map(re.escape, book.plurals.get("endings", [])))
        self._endings = f"(?:{endings})?" if endings else ""
        parts = {
            "{x}": "(?P<x>.+?)",
            "{y}": "(?P<y>.+?)",
            "{kind}": f"(?P<kind>{_any(book.kinds)}){self._endings}",
            "{state}": f"(?P<state>{_any(book.states)})",
            "{side}": f"(?P<side>{_any(book.sides)})",
        }
        self._patterns = [
            (entry.about, re.compile(_expanded(pattern, parts)))
            for entry in book.question
            for pattern in entry.ask
        ]

    @property
    def topics(self) -> set[str]:
        """What one can ask about, and the kinds, states and sides that there are words for."""
        kinds = {kind for kinds in self._book.kinds.values() for kind in kinds}
        return {
            *(entry.about for entry in self._book.question),
            *kinds,
            *self._book.states.values(),
            *self._book.sides.values(),
        }

    def understood(self, question: str) -> Iterator[Asked]:
        """Every way to understand it, the likeliest first."""
        text = self.essence(question)
        for about, pattern in self._patterns:
            found = pattern.fullmatch(text)
            if found is not None:
                yield self._asked(about, found.groupdict(default=""))

    def essence(self, text: str) -> str:
        """The words that matter, in lower case."""
        text = _SPACES.sub(" ", text.casefold().replace("\u2019", "'")).strip(_ENDS)
        for opening in self._openings:
            text = text.removeprefix(f"{opening} ").removeprefix(f"{opening}, ")
        return self.without_fillers(text)

    def without_fillers(self, text: str) -> str:
        """The words without articles and the like, unless nothing else is there."""
        kept = [word for word in text.split() if word.strip(",") not in self._fillers]
        return " ".join(map(self._without_article, kept)) or text

    def _without_article(self, word: str) -> str:
        """Without what is written together with the word, as in "l'icône"."""
        return next((word[len(each) :] for each in self._elided if word.startswith(each)), word)

    def kind_in(self, words: str) -> tuple[str, Sequence[ElementKind]]:
        """Split "save button" into the name "save" and the kinds that "button" means."""
        called = _any(self._book.called)
        for pattern, kinds in sorted(self._book.kinds.items(), key=lambda entry: -len(entry[0])):
            kind = f"(?:{pattern}){self._endings}"
            found = re.fullmatch(f"(?P<name>.*?)[ -]?{kind}", words) or re.fullmatch(
                f"{kind} (?:(?:{called}) )?(?P<name>.+)", words
            )
            if found is not None:
                return found["name"].strip(), kinds
        return words, ()

    def number(self, word: str) -> int:
        """The number that a word or digits say; 0 where it is none."""
        return int(word) if word.isdecimal() else self._book.numbers.get(word, 0)

    def _asked(self, about: str, parts: dict[str, str]) -> Asked:
        return Asked(
            about,
            {name: text for name, text in parts.items() if text},
            _meaning(self._book.kinds, parts.get("kind", ""), []),
            _meaning(self._book.states, parts.get("state", ""), ""),
            _meaning(self._book.sides, parts.get("side", ""), ""),
            self.number(parts.get("n", "")),
        )


@lru_cache(maxsize=4)
def phrasebook(language: str = FALLBACK) -> Phrasebook:
    """The language's questions; the English ones where there are none in it."""
    primary = language.replace("_", "-").partition("-")[0].lower()
    path = resource("questions", f"{primary}.toml")
    if not primary.isalpha() or not path.is_file():
        path = resource("questions", f"{FALLBACK}.toml")
    return Phrasebook(msgspec.convert(tomllib.loads(path.read_text("utf-8")), _Book))


M = TypeVar("M")


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


def _expanded(pattern: str, parts: dict[str, str]) -> str:
    for mark, expression in parts.items():
        pattern = pattern.replace(mark, expression)
    return pattern


def _meaning(vocabulary: Mapping[str, M], words: str, unknown: M) -> M:
    return next(
        (meaning for pattern, meaning in vocabulary.items() if re.fullmatch(pattern, words)),
        unknown,
    )
