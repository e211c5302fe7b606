"""Every model that may be asked: the installed ones, and the remote one where it is switched on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import msgspec

from assistant.core.findings import Finding, Kind, Sentence
from assistant.core.frame import Frame
from assistant.core.i18n import language
from assistant.core.request import NO_MODEL
from assistant.describing.answering import Describe
from assistant.describing.base import Ability, Task
from assistant.describing.client import DescribingClient
from assistant.describing.onnx.files import serves
from assistant.describing.remote_client import RemoteClient
from assistant.models.catalogue import Subject
from assistant.models.choice import InstalledModels

ENGLISH = "en"
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
        if name == NO_MODEL:
            return None
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
        entry = self._models.entry(folder.name)
        told = self._local.describe(frame, folder, task, accelerated)
        return _in_language(told, _answers_in(task, entry.languages if entry else (ENGLISH,)))

    def _ask_remote(self, frame: Frame, task: Task) -> Iterator[Finding]:
        if self._announce:
            yield Sentence(self._remote.announcement(), Kind.MEASURED)
        yield from _in_language(self._remote.describe(frame, task), _answers_in(task))


def _answers_in(task: Task, known: Sequence[str] | None = None) -> str:
    """The language of a model's answer, as `Sentence` has it.

    A model answers questions of the person's own in their language where it knows that, as far as
    it is known which ones it does; our prompts are English.
    """
    own = language()
    understood = known is None or own.partition("-")[0] in known
    return "" if task.ability is Ability.ASK and understood else ENGLISH


def _in_language(findings: Iterator[Finding], tag: str) -> Iterator[Finding]:
    for finding in findings:
        if isinstance(finding, Sentence) and finding.kind is Kind.GUESSED:
            yield msgspec.structs.replace(finding, language=tag)
        else:
            yield finding
