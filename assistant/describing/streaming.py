"""Text by the piece from the one thread that computes, which can be interrupted."""

from __future__ import annotations

import queue
import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

_HELD_WORDS = re.compile(r"\S+\s*(?:\S+\s*)?$")
_HELD_CHARACTERS = 24
_UNFINISHED = "\ufffd"
"""What a tokenizer decodes half of a character to."""
_LOOK_SECONDS = 0.01
"""How often is asked whether the rest is still wanted."""
T = TypeVar("T")
R = TypeVar("R")
_GENERATION = ThreadPoolExecutor(1, thread_name_prefix="generation")


class StoppedError(Exception):
    """Generation was interrupted."""


class TextFlow:
    """Decodes tokens as they come and hands on the text that will not change any more.

    Tokenizers put spaces and apostrophes of the last words right when the next ones come, so that
    two words are held back, and half characters. Joined, the pieces are the text of all tokens.
    """

    def __init__(self, decode: Callable[[list[int]], str], on_text: Callable[[str], None]) -> None:
        self._decode = decode
        self._on_text = on_text
        self._sent = 0
        self.tokens: list[int] = []

    def put(self, tokens: list[int]) -> None:
        """Take the next tokens."""
        self.tokens += tokens
        text = self._text()
        self._send(text, _stable(text))

    def end(self) -> None:
        """Hand on what was held back."""
        text = self._text()
        self._send(text, len(text))

    def _text(self) -> str:
        return self._decode(self.tokens).lstrip()

    def _send(self, text: str, end: int) -> None:
        if end > self._sent:
            self._on_text(text[self._sent : end])
            self._sent = end


def _stable(text: str) -> int:
    held = _HELD_WORDS.search(text)
    end = len(text) if held is None else held.start()
    end = max(end, len(text) - _HELD_CHARACTERS)
    broken = text.find(_UNFINISHED, end - _HELD_CHARACTERS if end > _HELD_CHARACTERS else 0)
    return end if broken < 0 else min(end, broken)


def on_generation_thread(work: Callable[[], R]) -> R:
    """Do it on the thread that generates, and return or raise what it does.

    A model is loaded there, too: OpenMP keeps a set of threads for every thread that computes, and
    with more of them than cores all wait asleep. Measured: a caption takes a third less time.
    """
    return _GENERATION.submit(work).result()


def interruptible(
    generate: Callable[[Callable[[T], None]], None],
    cancelled: Callable[[], bool],
    interrupt: Callable[[], None],
) -> Iterator[T]:
    """Run `generate` on its thread and yield what it hands to its callback, until `cancelled()`.

    `interrupt` is called when nobody wants more; then `generate` raises `StoppedError` soon.

    Raises:
        Exception: what else `generate` raised.

    """
    pieces: queue.SimpleQueue[tuple[T] | BaseException | None] = queue.SimpleQueue()

    def work() -> None:
        try:
            generate(lambda piece: pieces.put((piece,)))
            pieces.put(None)
        except StoppedError:
            pieces.put(None)
        except BaseException as error:
            pieces.put(error)

    under_way = _GENERATION.submit(work)
    try:
        while (piece := _next(pieces, cancelled)) is not None:
            if isinstance(piece, BaseException):
                raise piece
            yield piece[0]
    finally:
        interrupt()
        under_way.result()


def _next(
    pieces: queue.SimpleQueue[tuple[T] | BaseException | None], cancelled: Callable[[], bool]
) -> tuple[T] | BaseException | None:
    while not cancelled():
        try:
            return pieces.get(timeout=_LOOK_SECONDS)
        except queue.Empty:
            continue
    return None
