"""Everything that is done with a picture, behind one door."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from assistant.core.request import Request, Verb

if TYPE_CHECKING:
    from assistant.core.conversation import Turn
    from assistant.core.findings import Finding
    from assistant.core.frame import Frame
    from assistant.core.ports import FrameReader
    from assistant.describing.answering import Answering


class Answers:
    """The session's `Answerer`. What describes is made when first asked for: most people only read,
    and the desktop process shall stay small.
    """

    def __init__(self, reader: FrameReader, make: Callable[[], Answering]) -> None:
        self._reader = reader
        self._make = make
        self._answering: Answering | None = None

    def answer(
        self, frame: Frame, request: Request, history: Sequence[Turn] = ()
    ) -> Iterator[Finding]:
        """See `core.ports.Answerer`."""
        if request.verb is Verb.READ:
            return self._reader.read(frame, request.language, request.engine)
        if self._answering is None:
            self._answering = self._make()
        return self._answering.answer(frame, request, history)

    def cancel(self) -> None:
        """End what is under way, from any thread."""
        self._reader.cancel()
        if self._answering is not None:
            self._answering.cancel()

    def renew(self) -> None:
        """Describe by the present settings from the next request on."""
        old, self._answering = self._answering, None
        if old is not None:
            old.close()

    close = renew
