"""The reading worker: `python -m assistant.reading.worker`, a child of the desktop process."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator

from assistant.core.errors import BadInputError
from assistant.core.findings import Done, Finding, Line
from assistant.core.i18n import _
from assistant.reading.base import ControlFinder, ReadOptions
from assistant.reading.job import CHANNELS, ReadingJob
from assistant.reading.registry import engines
from assistant.reading.selection import Engines, is_photo
from assistant.workers.host import serve


class ReadingHandler:
    """Reads pictures with the engine that suits them, and looks for controls where asked to.

    `make_controls` makes what finds those, when it is first asked for.
    """

    def __init__(self, make_controls: Callable[[], ControlFinder] | None = None) -> None:
        self._engines = Engines(engines())
        self._make_controls = make_controls
        self._controls: ControlFinder | None = None

    def warm_up(self) -> None:
        """Load what most screens are read with."""
        self._engines.default().warm_up()

    def handle(
        self, job: ReadingJob, payload: bytearray, cancelled: Callable[[], bool]
    ) -> Iterator[Finding]:
        """Yield the lines of a picture, the controls if wanted, and a `Done`."""
        import numpy as np

        started = time.perf_counter()
        if len(payload) != job.size:
            raise BadInputError(_("The picture is incomplete."), _("Try again."))
        pixels = np.frombuffer(payload, np.uint8).reshape(job.height, job.width, CHANNELS)
        options = ReadOptions(job.language, job.scale, job.photo)
        photo = is_photo(pixels, options)
        engine = self._engines.select(job.engine, job.language, photo=photo)
        lines: list[Line] = []
        first: float | None = None
        for line in engine.read(pixels, options, cancelled):
            lines.append(line)
            if first is None:
                first = time.perf_counter() - started
            yield line
        if job.controls and not photo and not cancelled() and self._make_controls is not None:
            if self._controls is None:
                self._controls = self._make_controls()
            yield from self._controls.see(pixels, lines)
        yield Done(engine.name, len(lines), time.perf_counter() - started, first)


def _controls() -> ControlFinder:
    from assistant.screenmap.seeing import Seeing

    return Seeing()


def main() -> None:
    """Serve until the desktop process is gone."""
    # openvino sends usage data at import, unless its telemetry package is missing.
    sys.modules["openvino_telemetry"] = None  # type: ignore[assignment]
    serve(lambda: ReadingHandler(_controls), ReadingJob)


if __name__ == "__main__":
    main()
