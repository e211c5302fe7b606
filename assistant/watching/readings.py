"""Whether two readings are of the same line, and which words of a line are new."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from difflib import SequenceMatcher

from assistant.watching.rows import Row

SURE = 0.9
"""Confidence of both readings from which a small difference is the line's, not the reader's."""
MISREAD = 0.15
"""Part of the letters that a reading may have wrong."""
SHORT = 6
"""Letters up to which a single one may make another word."""
RELATED = 0.5
"""Part of the words in common from which one line is the other, changed."""

CARETS = "il1|"
"""What a caret is read as."""
CARET_FROM = 4
"""Letters from which one more or less may be a caret's."""

_CONFUSED = str.maketrans({"0": "o", "1": "l", "i": "l", "|": "l", "5": "s", "8": "b", "2": "z"})
"""Letters that look alike; both sides are mapped, after case was folded."""
_NUMBER = re.compile(r"\d+")
_NO_LETTER = re.compile(r"[\W_]+")


def plain(text: str) -> str:
    """The letters and digits alone, in lower case."""
    return _NO_LETTER.sub("", unicodedata.normalize("NFKC", text).casefold())


def same_reading(one: Row, other: Row) -> bool:
    """Whether both say the same to a person: equal, or but for reading errors.

    Equal pixels are read equally, so only other pixels can be another reading of the same line: a
    caret on it, a moving picture behind it. A digit more or less is always something new.
    """
    if one.text == other.text or (one.pixels and one.pixels == other.pixels):
        return True
    first, second = plain(one.text), plain(other.text)
    if first == second:
        return bool(first)
    if first.translate(_CONFUSED) == second.translate(_CONFUSED):
        return True
    if _NUMBER.findall(first) != _NUMBER.findall(second):
        return False
    if _caret_apart(first, second):
        return True
    if min(one.confidence, other.confidence) >= SURE or min(len(first), len(second)) <= SHORT:
        return False
    return similar(first, second, 1 - MISREAD)


def _caret_apart(first: str, second: str) -> bool:
    """Whether a caret may make the difference: it is read as a thin letter, or hides the first."""
    shorter, longer = sorted((first, second), key=len)
    if len(shorter) < CARET_FROM or len(longer) != len(shorter) + 1:
        return False
    if shorter == longer[1:]:
        return True
    place = next(n for n, letter in enumerate(longer) if n == len(shorter) or shorter[n] != letter)
    return longer[place] in CARETS and longer[:place] + longer[place + 1 :] == shorter


def similar(one: Sequence[str], other: Sequence[str], least: float) -> bool:
    """Whether two texts, or lists of words, are alike by at least that part."""
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return (
        matcher.real_quick_ratio() >= least
        and matcher.quick_ratio() >= least
        and matcher.ratio() >= least
    )


def related(one: str, other: str) -> bool:
    """Whether one line may be the other, changed: one begins the other, or half the words are."""
    first, second = plain(one), plain(other)
    if first and (second.startswith(first) or first.startswith(second)):
        return True
    return similar(pattern(one).split(), pattern(other).split(), RELATED)


def pattern(text: str) -> str:
    """The text with a "#" for each number, which is how a line is known whose numbers change."""
    return _NUMBER.sub("#", text)


def new_words(before: str, now: str) -> str:
    """The words of a changed line that were not there; empty where some only went."""
    old, new = before.split(), now.split()
    first, second = ([plain(word) or word for word in words] for words in (old, new))
    changes = SequenceMatcher(None, first, second, autojunk=False).get_opcodes()
    return " ".join(word for kind, _a, _b, c, d in changes if kind != "equal" for word in new[c:d])
