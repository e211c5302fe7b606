"""Cuts a text where its script changes, so that each part is spoken by a voice that can read it.

The table is taken from Scripts.txt of the Unicode Character Database 16.0, without characters that
no living language needs; of it only letters count.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from assistant.core.languages import primary
from assistant.core.sentences import split

LATIN = "Latin"

_RANGES = (
    (0x0041, 0x024F, LATIN), (0x0250, 0x02AF, LATIN), (0x0370, 0x03FF, "Greek"),
    (0x0400, 0x052F, "Cyrillic"), (0x0531, 0x058F, "Armenian"), (0x0591, 0x05F4, "Hebrew"),
    (0x0600, 0x06FF, "Arabic"), (0x0700, 0x074F, "Syriac"), (0x0750, 0x077F, "Arabic"),
    (0x0780, 0x07B1, "Thaana"), (0x0870, 0x08FF, "Arabic"), (0x0900, 0x097F, "Devanagari"),
    (0x0980, 0x09FE, "Bengali"), (0x0A01, 0x0A76, "Gurmukhi"), (0x0A81, 0x0AFF, "Gujarati"),
    (0x0B01, 0x0B77, "Oriya"), (0x0B82, 0x0BFA, "Tamil"), (0x0C00, 0x0C7F, "Telugu"),
    (0x0C80, 0x0CF3, "Kannada"), (0x0D00, 0x0D7F, "Malayalam"), (0x0D81, 0x0DF4, "Sinhala"),
    (0x0E01, 0x0E5B, "Thai"), (0x0E81, 0x0EDF, "Lao"), (0x0F00, 0x0FDA, "Tibetan"),
    (0x1000, 0x109F, "Myanmar"), (0x10A0, 0x10FF, "Georgian"), (0x1100, 0x11FF, "Hangul"),
    (0x1200, 0x139F, "Ethiopic"), (0x13A0, 0x13FD, "Cherokee"), (0x1780, 0x17F9, "Khmer"),
    (0x1820, 0x18AA, "Mongolian"), (0x1C90, 0x1CBF, "Georgian"), (0x1E00, 0x1EFF, LATIN),
    (0x1F00, 0x1FFE, "Greek"), (0x2C60, 0x2C7F, LATIN), (0x2D00, 0x2D2D, "Georgian"),
    (0x3005, 0x3007, "Han"), (0x3041, 0x30FF, "Kana"), (0x3131, 0x318E, "Hangul"),
    (0x31F0, 0x31FF, "Kana"), (0x3400, 0x4DBF, "Han"), (0x4E00, 0x9FFF, "Han"),
    (0xA640, 0xA69F, "Cyrillic"), (0xA722, 0xA7CA, LATIN), (0xA960, 0xA97C, "Hangul"),
    (0xAC00, 0xD7FB, "Hangul"), (0xF900, 0xFAD9, "Han"), (0xFB00, 0xFB06, LATIN),
    (0xFB13, 0xFB17, "Armenian"), (0xFB1D, 0xFB4F, "Hebrew"), (0xFB50, 0xFDFF, "Arabic"),
    (0xFE70, 0xFEFC, "Arabic"), (0xFF21, 0xFF5A, LATIN), (0xFF66, 0xFF9D, "Kana"),
    (0x20000, 0x323AF, "Han"),
)  # fmt: skip
_STARTS = [start for start, _end, _script in _RANGES]

_WRITTEN_IN = {
    LATIN: ("en",), "Greek": ("el",), "Cyrillic": ("ru", "uk", "be", "bg", "kk", "ky", "mk", "mn",
    "sr", "tg", "tt"), "Armenian": ("hy",), "Hebrew": ("he", "iw", "yi"),
    "Arabic": ("ar", "fa", "ps", "sd", "ug", "ur"), "Syriac": ("syr",), "Thaana": ("dv",),
    "Devanagari": ("hi", "mr", "ne", "sa"), "Bengali": ("bn", "as"), "Gurmukhi": ("pa",),
    "Gujarati": ("gu",), "Oriya": ("or",), "Tamil": ("ta",), "Telugu": ("te",),
    "Kannada": ("kn",), "Malayalam": ("ml",), "Sinhala": ("si",), "Thai": ("th",),
    "Lao": ("lo",), "Tibetan": ("bo", "dz"), "Myanmar": ("my",), "Georgian": ("ka",),
    "Hangul": ("ko",), "Ethiopic": ("am", "ti"), "Cherokee": ("chr",), "Khmer": ("km",),
    "Mongolian": ("mn",), "Han": ("zh", "yue", "cmn", "ja", "ko"), "Kana": ("ja",),
}  # fmt: skip
"""Languages by script; the first is taken where nothing says which one it is."""


def script_of(language: str) -> str:
    """The script that a language is mainly written in: "Arabic" for "fa", "Latin" for "sr-Latn"."""
    if language.replace("_", "-").lower().endswith("-latn"):
        return LATIN
    tag = primary(language)
    return next((script for script, tags in _WRITTEN_IN.items() if tag in tags), LATIN)


def is_written_in(text: str, script: str) -> bool:
    """Whether any word of the text is in that script."""
    return any(_script(word) == script for word in text.split())


def parts(text: str, language: str, *others: str) -> list[tuple[str, str]]:
    """Cut a text of a `language` into (text, language) where the script changes, between words.

    Of languages that share a script the one among `language` and `others` is taken. Latin words
    stay with a text in another script, whose voices know them, unless they fill a sentence.
    """
    marked: list[tuple[str, str]] = []
    for sentence in split(text):
        marked += _marked(sentence, (language, *others))
    return [
        (" ".join(word for word, _tag in group), tag)
        for tag, group in groupby(marked, key=lambda pair: pair[1])
    ]


def main_language(text: str, language: str) -> str:
    """The language of most of a text of a `language`, for what is spoken by one voice."""
    lengths: Counter[str] = Counter()
    for part, tag in parts(text, language):
        lengths[tag] += len(part)
    return lengths.most_common(1)[0][0] if lengths else language


def _marked(sentence: str, languages: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Each word with its language; what has no letters goes with the word before it."""
    words = sentence.split()
    scripts = [_script(word) for word in words]
    if len(words) > 1:
        # A letter by itself is a sign, such as an angle called alpha, and every voice names those.
        scripts = [
            "" if _is_sign(word) else script for word, script in zip(words, scripts, strict=True)
        ]
    kana = "Kana" in scripts
    others = {script for script in scripts if script}
    mixed = script_of(languages[0]) != LATIN and len(others) > 1
    present = languages[0]
    # Quotes and numbers before the first letters go with those.
    first = next((script for script in scripts if script), "")
    for word, script in zip(words, scripts, strict=True):
        counted = script or first
        first = ""
        if counted and not (mixed and counted == LATIN):
            present = _language_of("Kana" if kana and counted == "Han" else counted, languages)
        elif counted:
            present = languages[0]
        yield word, present


def _language_of(script: str, languages: tuple[str, ...]) -> str:
    known = _WRITTEN_IN[script]
    for tag in languages:
        if script_of(tag) == script or primary(tag) in known:
            return tag
    return known[0]


def _script(word: str) -> str:
    """The script of most letters of a word; empty where it has none that is known."""
    if word.isascii():
        return LATIN if any(map(str.isalpha, word)) else ""
    found = Counter(script for letter in word if (script := _letter_script(letter)))
    if "Kana" in found:
        return "Kana"
    return found.most_common(1)[0][0] if found else ""


def _is_sign(word: str) -> bool:
    return not word.isascii() and sum(map(str.isalpha, word)) == 1


def _letter_script(letter: str) -> str:
    if not letter.isalpha():
        return ""
    place = bisect_right(_STARTS, ord(letter)) - 1
    if place < 0 or ord(letter) > _RANGES[place][1]:
        return ""
    return _RANGES[place][2]
