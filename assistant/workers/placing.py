"""Boxes of a worker's findings, from the picture's pixels to where they are on the desktop."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from assistant.core.errors import WorkerError
from assistant.core.findings import Finding
from assistant.core.frame import Frame
from assistant.core.i18n import _


def placed(frame: Frame, findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the findings; a box is then of the desktop for a screen, else of the picture as before.

    Raises:
        WorkerError: a box is not inside the picture.

    """
    for finding in findings:
        box = getattr(finding, "box", None)
        if box is None:
            yield finding
            continue
        try:
            yield msgspec.structs.replace(finding, box=frame.place(box))
        except ValueError:
            raise WorkerError(
                _("A part of EarSight found something outside the picture."),
                _("Please try again."),
            ) from None
