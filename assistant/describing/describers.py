"""Every model that may be asked: the installed ones, and the remote one where it is switched on."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from assistant.core.findings import Finding, Kind, Sentence
from assistant.core.frame import Frame
from assistant.describing.answering import Describe
from assistant.describing.base import Ability, Task
from assistant.describing.client import DescribingClient
from assistant.describing.onnx.files import serves
from assistant.describing.remote_client import RemoteClient
from assistant.models.catalogue import Subject
from assistant.models.choice import InstalledModels

REMOTE = "remote"
"""The name by which a request asks for the remote model."""


class Describers:
    """Implements `answering.ModelChoice`. An installed model comes before the remote one."""

    def __init__(
        self,
        models: InstalledModels,
        local: DescribingClient,
        remote: RemoteClient,
        *,
        remote_enabled: bool,
        announce: bool,
    ) -> None:
        self._models = models
        self._local = local
        self._remote = remote
        self._remote_enabled = remote_enabled
        self._announce = announce

    def describe_with(self, name: str, ability: Ability, subject: Subject) -> Describe | None:
        """See `ModelChoice`."""
        if name == REMOTE:
            return self._ask_remote
        folder = self._models.folder_for(name, ability, subject)
        if folder is not None:
            return partial(self._ask_local, folder)
        return self._ask_remote if self._remote_enabled and ability is not Ability.FIND else None

    def cancel(self) -> None:
        """End the job under way."""
        self._local.cancel()
        self._remote.cancel()

    def close(self) -> None:
        """End both workers."""
        self._local.close()
        self._remote.close()

    def _ask_local(self, folder: Path, frame: Frame, task: Task) -> Iterator[Finding]:
        accelerated = self._models.accelerated(folder.name) if serves(task) else None
        return self._local.describe(frame, folder, task, accelerated)

    def _ask_remote(self, frame: Frame, task: Task) -> Iterator[Finding]:
        if self._announce:
            yield Sentence(self._remote.announcement(), Kind.MEASURED)
        yield from self._remote.describe(frame, task)
