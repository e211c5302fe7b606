"""Waits about as long as a screen reader speaks, for those that do not tell when they have ended.

Sentences are handed over one by one, so that little is lost on a stop. The estimate is a little
short: a sentence that is handed over early only waits in the screen reader's queue, one that is
late leaves a gap.
"""

from __future__ import annotations

import threading
import unicodedata

USUAL_WORDS_PER_MINUTE = 200
_LETTERS_IN_A_WORD = 6
"""With the space after it."""
_WIDE_LETTERS = 3
"""One Chinese, Japanese or Korean character takes about as long as so many Latin letters."""
_SHORT_BY = 0.9


def seconds(text: str, words_per_minute: float) -> float:
    """About how long it takes to speak the text."""
    letters = sum(_WIDE_LETTERS if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
    return _SHORT_BY * 60 * letters / (_LETTERS_IN_A_WORD * words_per_minute)


class Pace:
    """The wait; `cut` ends it from any thread."""

    def __init__(self) -> None:
        self._cut = threading.Event()

    def begin(self) -> None:
        """Forget earlier cuts; to be called before the text is handed over."""
        self._cut.clear()

    def wait(self, text: str, words_per_minute: float = USUAL_WORDS_PER_MINUTE) -> None:
        """Return when the text has about been heard, or was cut since `begin`."""
        self._cut.wait(seconds(text, words_per_minute))

    def cut(self) -> None:
        """End the wait."""
        self._cut.set()
