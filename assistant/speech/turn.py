"""What is on its way to a voice: a sentence, or the part of it in one script."""

from __future__ import annotations

from dataclasses import dataclass, replace

from assistant.core.sentences import cut
from assistant.speech.scripts import parts


@dataclass(slots=True, eq=False)
class Turn:
    """`first` begins an answer; a `dropped` one is to be silenced and forgotten.

    `language` is the text's, empty for that of the settings; `pace` a part of the usual rate.
    """

    text: str
    language: str
    first: bool
    pace: float = 1.0
    dropped: bool = False

    def again(self) -> Turn:
        """The same, to be said once more."""
        return replace(self, dropped=False)


def turns(
    text: str, language: str, own: str, *, first: bool, pace: float, screen_reader: bool
) -> list[Turn]:
    """Cut a text as voices take it best; `own` is the language of the settings.

    A screen reader gets the scripts together, because it has voices of its own for them, and a slow
    text word by word, because its rate is its own.
    """
    text = text.strip()
    main = language or own
    if screen_reader:
        pieces = [(piece, main) for piece in (text.split() if pace < 1.0 else cut(text))]
    else:
        pieces = [part for piece in cut(text) for part in parts(piece, main, own)]
    return [
        Turn(piece, language if tag == main else tag, first and number == 0, pace)
        for number, (piece, tag) in enumerate(pieces)
    ]
