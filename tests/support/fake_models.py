"""The models worker's client without a worker: does as a test tells it, downloads nothing."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

from assistant.core.errors import CancelledError, EarSightError
from assistant.core.findings import Offer, Progress
from assistant.models.client import ModelsClient

NAME = "smolvlm-256m"
OFFER = Offer(NAME, "hub.example", "1" * 40, 518_000_000, 518_000_000)


class FakeClient(ModelsClient):
    """Does what it is told to, and keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[object] = []
        self.problem: EarSightError | None = None
        self.stopped = threading.Event()
        self.hold = False
        self.hold_offer = threading.Event()
        self.hold_offer.set()

    @property
    def host(self) -> str:
        return "hub.example"

    def offer(self, name: str) -> Offer:
        self.asked.append(("offer", name))
        assert self.hold_offer.wait(10)
        if self.problem is not None:
            raise self.problem
        return OFFER

    def install(self, offer: Offer) -> Iterator[Progress]:
        return self._work(("install", offer))

    def verify(self, name: str) -> Iterator[Progress]:
        return self._work(("verify", name))

    def bring(self, folder: Path) -> Iterator[Progress]:
        return self._work(("bring", folder))

    def cancel(self) -> None:
        self.stopped.set()

    def close(self) -> None:
        self.asked.append("close")

    def _work(self, asked: object) -> Iterator[Progress]:
        self.asked.append(asked)
        yield Progress("downloading", 0.3)
        if self.hold:
            assert self.stopped.wait(10)
            raise CancelledError
        if self.problem is not None:
            raise self.problem
