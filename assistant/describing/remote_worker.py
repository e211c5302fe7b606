"""The remote worker, a child of the desktop: `python -m assistant.describing.remote_worker`.

A process of its own, because the HTTP library, TLS and the keyring take 37 MB of memory, which the
desktop process does not have to give; because the worker's end closes every connection; and because
so the desktop process still never opens one. The key is read here and crosses no pipe.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from assistant.core.errors import BadInputError
from assistant.core.findings import Done, Finding, Progress
from assistant.core.i18n import _
from assistant.describing.endpoint import endpoint
from assistant.describing.remote_job import RemoteJob
from assistant.describing.worker import findings
from assistant.workers.host import serve


class RemoteHandler:
    """Asks the endpoint that a job names."""

    def warm_up(self) -> None:
        """Import the HTTP library; nothing is sent."""
        from assistant.describing import remote

        _imported = remote

    def handle(
        self, job: RemoteJob, payload: bytearray, cancelled: Callable[[], bool]
    ) -> Iterator[Finding]:
        """Yield progress, sentences as they come, and a `Done`."""
        from PIL.Image import frombuffer

        from assistant.describing.remote import RemoteDescriber
        from assistant.describing.remote_key import stored_key

        started = time.perf_counter()
        if len(payload) != job.size:
            raise BadInputError(_("The picture is incomplete."), _("Try again."))
        place = endpoint(job.url, job.model, job.timeout, allow_http=job.allow_http)
        describer = RemoteDescriber(place, stored_key(place.host))
        yield Progress("thinking")
        image = frombuffer("RGB", (job.width, job.height), payload, "raw", "RGB", 0, 1)
        first: float | None = None
        try:
            for finding in findings(describer, image, job.task, cancelled):
                first = first or time.perf_counter() - started
                yield finding
        finally:
            describer.close()
        yield Done(describer.name, 0, time.perf_counter() - started, first)


def main() -> None:
    """Serve until the desktop process is gone."""
    serve(RemoteHandler, RemoteJob, network=True)


if __name__ == "__main__":
    main()
