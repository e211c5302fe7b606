"""What a step of the set-up shows and lets one do, whichever face asks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from assistant.hotkeys.chords import Chord


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose; `words` are what it is called."""

    id: str
    words: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several. `take` gets an option's id and returns what to tell; it may take a while.

    Every `label` here has a mnemonic after "&"; no two controls of a page share one.
    """

    label: str
    options: tuple[Option, ...]
    now: str
    take: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Switch:
    """On or off; `turn` returns what to tell."""

    label: str
    now: bool
    turn: Callable[[bool], str]


@dataclass(frozen=True, slots=True)
class Deed:
    """Something to do. `begun` is told at once, what `do` returns when it is done.

    With `bare` the letter of the mnemonic is enough, without Alt. With `aloud` that must be heard,
    also from a face that speaks nothing.
    """

    label: str
    do: Callable[[], str]
    begun: str = ""
    bare: bool = False
    aloud: bool = False


@dataclass(frozen=True, slots=True)
class Keys:
    """A chord to press or type; `enter` gets None for no chord, and returns what to tell."""

    label: str
    now: str
    enter: Callable[[Chord | None], str]


Control: TypeAlias = Choice | Switch | Deed | Keys


@dataclass(frozen=True, slots=True)
class Page:
    """What a step shows now: what it is about and what is set, then what can be changed.

    With `aloud` the text must be heard, also from a face that speaks no pages.
    """

    text: str
    controls: tuple[Control, ...] = ()
    aloud: bool = False


class Step(Protocol):
    """One step. Everything but `title` may take a while, and is called by one thread at a time."""

    @property
    def title(self) -> str:
        """Its name, translated anew each time: the language is one of the steps."""
        ...

    def page(self) -> Page:
        """How it is now."""
        ...

    def leave(self) -> None:
        """End what is waited for; called from any thread, at once."""
        ...


class Told:
    """A base for steps that wait for nothing."""

    def leave(self) -> None:
        """See `Step`."""


def bare_letter(label: str) -> str:
    """The mnemonic of a label, as a capital letter; empty where it has none."""
    return label.partition("&")[2][:1].upper()
