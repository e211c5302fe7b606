"""Has an installed captioner exported for ONNX Runtime in 8 bits, in a process of its own."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from assistant.core.errors import BadInputError, EarSightError, MissingPartError
from assistant.core.findings import Progress
from assistant.core.i18n import _
from assistant.describing.folder import architecture, inspect
from assistant.describing.onnx.files import FILES
from assistant.models.accelerated import AcceleratedModels
from assistant.models.lock import Lock
from assistant.models.store import ModelStore
from assistant.models.watch import Watch

_SERVED = "BlipForConditionalGeneration"
_LOOK_SECONDS = 0.1
_NEEDED = ("onnx", "onnxruntime", "torch", "transformers")
_UNLIKE, _ROUNDED_AWAY = 5, 6
"""Exit statuses, as `assistant.describing.onnx.exporter.Outcome` has them."""


def accelerate(store: ModelStore, name: str, watch: Watch) -> Lock:
    """Export the model, check that it still says the same, and keep it beside the model.

    Raises:
        MissingPartError: the model or a library is not installed.
        BadInputError: models of this kind cannot be accelerated.
        EarSightError: it failed, or changes what the model says; nothing was kept.
        CancelledError: as `watch` says.

    """
    store.lock(name)
    config = inspect(store.folder(name)).config
    if architecture(config) != _SERVED:
        raise BadInputError(
            _("{name} cannot be accelerated.").format(name=name),
            _("This is for BLIP models that describe."),
        )
    for library in _NEEDED:
        if find_spec(library) is None:
            raise MissingPartError(
                _("Accelerating needs {library}, which is not installed.").format(library=library),
                _("`pip install 'earsight[accelerate]'` installs it."),
            )

    def build(source: Path, target: Path) -> None:
        with _exporter(source, target) as child:
            _follow(child, watch)
            _judge(child.wait(), name)

    return AcceleratedModels(store).make(name, FILES, build, watch)


@contextmanager
def _exporter(source: Path, target: Path) -> Iterator[subprocess.Popen[str]]:
    if getattr(sys, "frozen", False):
        command = [sys.executable, "--worker", "exporter"]
    else:
        command = [sys.executable, "-P", "-m", "assistant.describing.onnx.exporter"]
    child = subprocess.Popen(
        [*command, str(source), str(target)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        with child:
            yield child
    finally:
        child.kill()


def _follow(child: subprocess.Popen[str], watch: Watch) -> None:
    """Tell the stages; kill the child where nobody wants it any more."""
    stages: list[str] = []

    def listen() -> None:
        stages.extend(line.strip() for line in child.stdout or ())

    reading = threading.Thread(target=listen, daemon=True)
    reading.start()
    told = 0
    try:
        while reading.is_alive():
            reading.join(_LOOK_SECONDS)
            watch.check()
            for stage in stages[told:]:
                watch.told(Progress(stage))
            told = len(stages)
    except BaseException:
        child.kill()
        raise


def _judge(status: int, name: str) -> None:
    if status == _UNLIKE:
        told = _("{name} does not say the same after the export, so nothing was kept.")
    elif status == _ROUNDED_AWAY:
        told = _("{name} loses too much in 8 bits, so nothing was kept.")
    elif status:
        told = _("{name} could not be accelerated; nothing was kept.")
    else:
        return
    raise EarSightError(told.format(name=name), _("It works as before."))
