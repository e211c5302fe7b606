"""The desktop's way to the long deeds with models, which a worker does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from assistant.core.errors import WorkerError
from assistant.core.findings import Offer, Progress
from assistant.core.i18n import N_, _
from assistant.models.hub import PUBLIC_HUB, Hub
from assistant.models.job import Deed, ModelJob
from assistant.workers.client import WorkerClient
from assistant.workers.process import WorkerSpec

IDLE_SECONDS = 20.0
NICE = 5


class ModelsClient:
    """Asks and installs from what `hub` tells (empty: the public one), from any thread.

    The worker is started by the first deed, and only `offer` and `install` use the network.
    The errors are those of `Installer`, `ModelStore.verified` and `import_folder`; besides,
    CancelledError after `cancel`, and WorkerError where the worker died or hung.
    """

    def __init__(self, hub: Callable[[], str] = str) -> None:
        self._hub = hub
        self._worker = WorkerClient(
            WorkerSpec(
                name="models",
                module="assistant.describing.model_worker",
                title=N_("The model installer"),
                nice=NICE,
                idle_seconds=IDLE_SECONDS,
            )
        )

    @property
    def host(self) -> str:
        """Who is asked, as the person is told.

        Raises:
            BadInputError: the address of the hub is not safe.

        """
        return Hub(self._hub() or PUBLIC_HUB).host

    def offer(self, name: str) -> Offer:
        """Ask the hub what a model's download would bring; downloads nothing."""
        found = list(self._worker.stream(ModelJob(Deed.OFFER, name, hub=self._hub()), bytes))
        for finding in found:
            if isinstance(finding, Offer):
                return finding
        raise WorkerError(_("The model installer gave no answer."), _("Please try again."))

    def install(self, offer: Offer) -> Iterator[Progress]:
        """Install exactly what was offered."""
        return self._run(ModelJob(Deed.INSTALL, offer.name, offer.revision, hub=self._hub()))

    def verify(self, name: str) -> Iterator[Progress]:
        """Compare every file of a model with its lock."""
        return self._run(ModelJob(Deed.VERIFY, name))

    def bring(self, folder: Path) -> Iterator[Progress]:
        """Copy a model's folder into the store."""
        return self._run(ModelJob(Deed.IMPORT, folder=str(folder)))

    def cancel(self) -> None:
        """End the deed under way; its iterator raises CancelledError at once."""
        self._worker.cancel()

    def close(self) -> None:
        """End every deed and the worker."""
        self._worker.close()

    def _run(self, job: ModelJob) -> Iterator[Progress]:
        for finding in self._worker.stream(job, bytes):
            if isinstance(finding, Progress):
                yield finding
