"""One sentence on its way to a voice."""

from __future__ import annotations

from dataclasses import dataclass, replace


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
