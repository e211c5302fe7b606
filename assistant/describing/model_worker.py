"""The models worker, a child of the desktop: `python -m assistant.describing.model_worker`.

A process of its own, because the hub's client and TLS take tens of megabytes that the desktop
process does not have to give, and because its end closes every connection. It lives here and not
beside the models, because it can have weights converted.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from assistant.core.errors import CancelledError
from assistant.core.findings import Done, Finding, Offer
from assistant.describing.conversion import CONVERTER
from assistant.models.catalogue import load_catalogue
from assistant.models.following import follow
from assistant.models.installer import Installer
from assistant.models.job import Deed, ModelJob
from assistant.models.portable import import_folder
from assistant.models.store import ModelStore, models_folder
from assistant.models.watch import Watch
from assistant.workers.host import serve


class ModelHandler:
    """Works on the person's folder of models."""

    def __init__(self) -> None:
        self._store = ModelStore(models_folder())
        self._offer: Offer | None = None

    def warm_up(self) -> None:
        """Nothing is needed before the first job."""

    def handle(
        self, job: ModelJob, _payload: bytearray, cancelled: Callable[[], bool]
    ) -> Iterator[Finding]:
        """Yield progress, for `Deed.OFFER` an `Offer`, and a `Done`."""
        started = time.perf_counter()
        with suppress(CancelledError):
            yield from follow(self._work(job), cancelled)
        if job.deed is Deed.OFFER and self._offer is not None:
            yield self._offer
        yield Done("models", 0, time.perf_counter() - started)

    def _work(self, job: ModelJob) -> Callable[[Watch], object]:
        if job.deed is Deed.OFFER:
            return lambda _watch: self._ask(job)
        if job.deed is Deed.INSTALL:
            installer = self._installer(job)
            return lambda watch: installer.install(installer.plan(job.name, job.revision), watch)
        if job.deed is Deed.IMPORT:
            folder, convert = Path(job.folder), CONVERTER.convert
            return lambda watch: import_folder(self._store, folder, job.name, watch, convert)
        return lambda watch: self._store.verified(job.name, watch)

    def _ask(self, job: ModelJob) -> None:
        self._offer = None
        installer = self._installer(job)
        plan = installer.plan(job.name)
        missing = installer.remaining(plan)
        revision = plan.listing.revision
        self._offer = Offer(job.name, installer.host, revision, plan.size, missing)

    def _installer(self, job: ModelJob) -> Installer:
        return Installer(self._store, load_catalogue(), CONVERTER, job.hub)


def main() -> None:
    """Serve until the desktop process is gone."""
    serve(ModelHandler, ModelJob, network=True)


if __name__ == "__main__":
    main()
