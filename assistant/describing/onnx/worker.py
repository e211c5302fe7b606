"""The captioning worker, a child of the desktop: `python -m assistant.describing.onnx.worker`.

It serves accelerated models, and imports neither torch nor transformers.
"""

from __future__ import annotations

from pathlib import Path

from assistant.core.errors import BadInputError
from assistant.core.i18n import _
from assistant.describing.base import Describer
from assistant.describing.job import DescribingJob
from assistant.describing.worker import DescribingHandler
from assistant.workers.host import serve


class CaptioningHandler(DescribingHandler):
    """Keeps one accelerated model in memory: the last one used."""

    def warm_up(self) -> None:
        """Import the runtime."""
        from assistant.describing.onnx import captioner

        _imported = captioner

    def _loaded(self, job: DescribingJob) -> Describer:
        from assistant.describing.onnx.captioner import Captioner

        folder = Path(job.folder)
        try:
            return Captioner(folder, folder.name, job.threads)
        except Exception as error:
            raise BadInputError(
                _("The accelerated model {name} cannot be loaded: {kind}.").format(
                    name=folder.name, kind=type(error).__name__
                ),
                _("`earsight models accelerate {name}` mends it.").format(name=folder.name),
            ) from None

    def _prepare(self, job: DescribingJob) -> None:
        """Its threads were chosen when it was loaded."""


def main() -> None:
    """Serve until the desktop process is gone."""
    serve(CaptioningHandler, DescribingJob)


if __name__ == "__main__":
    main()
