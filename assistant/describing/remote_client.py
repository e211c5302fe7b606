"""Asks a remote model through its worker; the desktop process itself opens no connection."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from assistant.core.errors import MissingPartError
from assistant.core.findings import Finding
from assistant.core.i18n import N_, _
from assistant.describing.base import Task
from assistant.describing.endpoint import Endpoint, endpoint
from assistant.describing.remote_job import RemoteJob
from assistant.workers.client import WorkerClient
from assistant.workers.process import WorkerSpec

if TYPE_CHECKING:
    from assistant.core.frame import Frame

IDLE_SECONDS = 120.0
MEMORY_MB = 1024
"""Twice what the largest picture takes."""
ATTEMPTS_SECONDS = 120.0
"""More than the worker's connecting and waiting between its attempts take."""


class RemoteClient:
    """Describes and answers. All methods may be called from any thread.

    The arguments are the settings' section `remote`. The worker is started by the first question
    and never before, and only while `enabled`.
    """

    def __init__(
        self,
        *,
        enabled: bool = False,
        url: str = "",
        model: str = "",
        timeout: float = 60.0,
        allow_http: bool = False,
    ) -> None:
        self._enabled = enabled
        self._url, self._model = url, model
        self._timeout = timeout
        self._allow_http = allow_http
        spec = WorkerSpec(
            name="remote",
            module="assistant.describing.remote_worker",
            title=N_("The remote model"),
            memory_mb=MEMORY_MB,
            message_seconds=3 * timeout + ATTEMPTS_SECONDS,
            idle_seconds=IDLE_SECONDS,
        )
        self._worker = WorkerClient(spec)

    def endpoint(self) -> Endpoint:
        """Where a question would go.

        Raises:
            MissingPartError: remote models are switched off.
            BadInputError: the address or model cannot be used.

        """
        if not self._enabled:
            raise MissingPartError(
                _("Remote models are switched off."),
                _("`earsight settings set remote.enabled true` switches them on."),
            )
        return endpoint(self._url, self._model, self._timeout, allow_http=self._allow_http)

    def announcement(self) -> str:
        """What to say before a question: where the picture goes. Raises as `endpoint` does."""
        place = self.endpoint()
        return _("Sending the picture to {host}.").format(host=place.host)

    def describe(self, frame: Frame, task: Task) -> Iterator[Finding]:
        """Yield `Progress`, `Sentence`s (guessed) and a `Done`.

        Raises:
            CancelledError: `cancel` was called.
            MissingPartError: remote models are switched off.
            BadInputError: the address cannot be used, or a remote model cannot do this task.
            EarSightError: the endpoint gave no answer, and why; code "remote-…".
            WorkerError: the worker died or hung.

        """
        self.endpoint()
        width, height = frame.image.size
        job = RemoteJob(
            width, height, task, self._url, self._model, self._timeout, self._allow_http
        )
        yield from self._worker.stream(job, frame.rgb)

    def cancel(self) -> None:
        """End the questions under way; their iterators raise CancelledError at once."""
        self._worker.cancel()

    def close(self) -> None:
        """End every question and the worker."""
        self._worker.close()
