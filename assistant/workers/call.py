"""One job of a worker, as the desktop's side keeps it."""

from __future__ import annotations

from collections import deque

import msgspec

from assistant.core.errors import WorkerError
from assistant.core.findings import Finding
from assistant.workers.messages import Accepted, Ended, Found, Job, ProtocolError, WarmUp

MAX_FINDINGS = 50_000
"""Most findings of one job; a page has some hundred lines."""
MAX_BYTES = 16 << 20
"""Most bytes of all findings of one job, as JSON."""


class Call:
    """One job, from the moment it is wanted to the worker's `Ended`. Guarded by its client's lock.

    `unheard` means that the worker died before it began the job, so that it may be sent again.
    """

    def __init__(self, message: Job | WarmUp) -> None:
        self.message = message
        self.error: WorkerError | None = None
        self.sent = False
        self.accepted = False
        self.unheard = False
        self.cancelled = False
        self.abandoned = False
        self.ended = False
        self._inbox: deque[Finding] = deque()
        self._findings = 0
        self._bytes = 0

    @property
    def warming(self) -> bool:
        """Whether this is a warm-up, which a cancelled request leaves alone."""
        return isinstance(self.message, WarmUp)

    @property
    def has_news(self) -> bool:
        """Whether there is something for the caller."""
        return bool(self._inbox) or self.ended

    def take(self) -> Finding | None:
        """The oldest finding that the caller has not had; None where there is none."""
        return self._inbox.popleft() if self._inbox else None

    def receive(self, message: Accepted | Found | Ended) -> None:
        """Keep what the worker says about this job; nothing more once it was cancelled.

        Raises:
            ProtocolError: it is about another job, comes after the end, or is too much.

        """
        if not self.sent or self.ended or message.id != self.message.id:
            raise ProtocolError("not about the job under way")
        if isinstance(message, Accepted):
            self.accepted = True
        elif isinstance(message, Ended):
            self.ended = True
        elif not self.abandoned:
            self._keep(message.finding)

    def lose(self, error: WorkerError, *, died: bool) -> None:
        """The worker is gone; `died` of itself, not killed for what it did."""
        if not self.ended:
            self.error = error
            self.unheard = died and self.sent and not self.accepted

    def again(self) -> None:
        """Make ready to be sent once more."""
        self.error = None
        self.sent = False

    def _keep(self, finding: Finding) -> None:
        self._findings += 1
        self._bytes += len(msgspec.json.encode(finding))
        if self._findings > MAX_FINDINGS or self._bytes > MAX_BYTES:
            raise ProtocolError("too much")
        self._inbox.append(finding)
