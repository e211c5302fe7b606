"""Whether two names are the same to a person, and how well words name an element."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from assistant.screenmap.elements import Element

ALIKE = 0.8
"""Similarity from which two names are the same but for reading errors."""
SHORT = 4
"""Names of up to this many letters must be equal: "Cut" and "Cup" are not the same."""

_SPACE = re.compile(r"\s+")
_EDGE = ":…. *＊\u200b\u200e\u200f\u00a0"


def plain(text: str) -> str:
    """The words in lower case, without colons, dots, mnemonic marks and double spaces."""
    return _SPACE.sub(" ", text.replace("_", " ").replace("&", " ")).strip(_EDGE).casefold()


def words_of(text: str) -> list[str]:
    """Its words in lower case, each without punctuation at its ends."""
    return [word for each in plain(text).split() if (word := each.strip(_EDGE + ",;!?()"))]


def same_words(one: str, other: str) -> bool:
    """Whether both say the same, apart from case and punctuation at the ends."""
    return bool(one) and plain(one) == plain(other)


def similarity(one: str, other: str) -> float:
    """How alike two texts are, 0 to 1."""
    first, second = plain(one), plain(other)
    if first == second:
        return 1.0 if first else 0.0
    return SequenceMatcher(None, first, second, autojunk=False).ratio()


def alike(one: str, other: str) -> bool:
    """Whether they are the same but for a letter that was read wrongly."""
    if min(len(plain(one)), len(plain(other))) <= SHORT:
        return same_words(one, other)
    return similarity(one, other) >= ALIKE


def score(wanted: str, name: str) -> float:
    """How well `wanted` names something called `name`: 1 exactly, 0 not at all."""
    asked, called = plain(wanted), plain(name)
    if not asked or not called:
        return 0.0
    if asked == called:
        return 1.0
    words, have = asked.split(), called.split()
    if _begins(words, have):
        return 0.9
    if all(word in have for word in words):
        return 0.8
    if min(len(asked), len(called)) > SHORT and similarity(asked, called) >= ALIKE:
        return 0.75
    if len(asked) >= SHORT and asked in called:
        return 0.7
    return 0.0


def best(wanted: str, elements: Iterable[Element]) -> list[Element]:
    """The elements that `wanted` names best, all that do so equally well, in their order."""
    scored = [(max(score(wanted, each.name), score(wanted, each.value) * 0.95), each)
              for each in elements]  # fmt: skip
    top = max((points for points, _each in scored), default=0.0)
    return [each for points, each in scored if points == top] if top > 0 else []


def nearest_name(wanted: str, elements: Iterable[Element]) -> str:
    """The name that is most like `wanted`, to suggest it; empty where none is near."""
    names = {each.name for each in elements if each.name}
    close = [(similarity(wanted, name), name) for name in names]
    likeness, name = max(close, default=(0.0, ""))
    return name if likeness >= 0.6 else ""


def _begins(words: Sequence[str], have: Sequence[str]) -> bool:
    return list(have[: len(words)]) == list(words)
