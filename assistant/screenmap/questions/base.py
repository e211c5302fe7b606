"""What is asked, about what, and what an answer is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from assistant.screenmap.elements import Element, ElementKind, ScreenMap


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that was understood.

    `about` is one of the kinds of questions of `resources/questions`; `words` are its parts, such
    as {"x": "save button"}; `kinds` the kinds of elements it names; `state` and `side` are of that
    file's vocabulary; `number` counts from 1, or is -1 for the last.
    """

    about: str
    words: Mapping[str, str] = field(default_factory=dict)
    kinds: Sequence[ElementKind] = ()
    state: str = ""
    side: str = ""
    number: int = 0

    @property
    def thing(self) -> str:
        """What it is about, in the person's words."""
        return self.words.get("x", "")


@dataclass(frozen=True, slots=True)
class Answer:
    """Sentences, and the elements they are about, which tell how surely it is known and where."""

    texts: Sequence[str]
    elements: Sequence[Element] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """The screen that is asked about, how it was at the last look, and how names are found.

    `find` gives the elements that some words name best, in reading order; `number` the number that
    a word says, or 0.
    """

    screen: ScreenMap
    find: Callable[[str], list[Element]]
    number: Callable[[str], int]
    before: ScreenMap | None = None


Answering = Callable[[Asked, Context], Answer | None]
"""Answers one kind of question; None where it turns out to be another kind."""
