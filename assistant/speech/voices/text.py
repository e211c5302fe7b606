"""What is given to an engine: text it does not choke on, and how long saying it may take."""

from __future__ import annotations

import unicodedata

LONGEST_WORD = 60
"""Characters without a space that engines take well; espeak-ng cuts words of about 160 bytes."""

SPOKEN_CATEGORIES = frozenset("LNSP")
"""Unicode major categories of which engines say something: letters, numbers, symbols, marks."""

USUAL_RATE = 200
"""Words per minute for which the seconds below hold."""


def speakable(text: str) -> str:
    """Return `text` as one line of well-formed characters, "" where nothing can be said.

    Control and formatting characters, lone surrogates, private and unassigned code points become
    spaces; very long words are cut. "[[" is parted, because macOS voices take what follows it as a
    command; "<" stays, because engines are never asked to parse markup.
    """
    if not text.isprintable():
        text = "".join(_replacement(character) for character in text)
    text = text.replace("[[", "[ [").replace("]]", "] ]")
    text = " ".join(part for word in text.split() for part in _cut(word))
    return text if any(unicodedata.category(char)[0] in SPOKEN_CATEGORIES for char in text) else ""


def shortest_seconds(text: str, rate: int) -> float:
    """A bound that no engine which makes a sound stays under, for text that says something.

    Only words of ASCII letters count: each takes every voice at least a quarter of its usual time.
    """
    words = sum(word.isascii() and word.isalpha() for word in text.split())
    return max(0, words - 1) * 0.25 * 60 / max(rate, USUAL_RATE)


def longest_seconds(text: str, rate: int) -> float:
    """A bound that only an engine that hangs exceeds: twice the slow reading, and three seconds.

    Latin letters take about 0.08 seconds each; digits, symbols and all others up to 0.8, because
    a voice of another script says them by name.
    """
    letters = sum(char.isspace() or (char.isalpha() and ord(char) < 0x250) for char in text)
    usual = 0.08 * letters + 0.8 * (len(text) - letters)
    return 3 + 2 * usual * USUAL_RATE / rate


def _replacement(character: str) -> str:
    category = unicodedata.category(character)
    return (
        " " if category[0] in "CZ" and category != "Cf" else "" if category == "Cf" else character
    )


def _cut(word: str) -> list[str]:
    return [word[start : start + LONGEST_WORD] for start in range(0, len(word), LONGEST_WORD)]
