"""Looks at the answer on a thread of its own, as often as it changes, for the window to show it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.core.errors import CancelledError
from assistant.review.viewing import View, Viewer
from assistant.ui.bridge import MainThread
from assistant.ui.review.crops import preview

if TYPE_CHECKING:
    from PIL.Image import Image
    from PySide6.QtGui import QImage

log = logging.getLogger(__name__)

_SECONDS = 5.0
"""How long the window may take to show something before the next look."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A view, and its picture as small as a window needs it. `number` is as `Fresh.look` says."""

    view: View
    preview: QImage | None
    number: int


class Fresh:
    """`show` gets what there is, on the main thread, one after the other and never too many."""

    def __init__(
        self, viewer: Viewer, main_thread: MainThread, show: Callable[[Shown], object]
    ) -> None:
        self._viewer, self._main, self._show = viewer, main_thread, show
        self._worker = ThreadPoolExecutor(1, "review-window")
        self._lock = threading.Lock()
        self._asked = 0
        self._waiting = False
        self._seen: tuple[Image | None, QImage | None] = None, None

    def look(self) -> int:
        """Look, and show it; from any thread. What changes meanwhile is looked at once more.

        What is shown with the number that is returned, or a higher one, is no older than the call.
        """
        with self._lock:
            self._asked += 1
            if not self._waiting:
                self._waiting = True
                self._worker.submit(self._look)
            return self._asked

    def forget(self) -> None:
        """Let the picture go: nobody looks at it any more."""
        self._seen = None, None

    def close(self) -> None:
        """Look no more."""
        self._worker.shutdown(wait=False, cancel_futures=True)

    def _look(self) -> None:
        with self._lock:
            self._waiting, number = False, self._asked
        try:
            shown = self._shown(self._viewer.view(), number)
            self._main.ask(lambda: self._show(shown), _SECONDS)
        except (CancelledError, TimeoutError):
            pass
        except Exception as error:
            # Only the type is logged: a message could carry what was on the screen.
            log.error("review window: %s", type(error).__name__)  # noqa: TRY400

    def _shown(self, view: View, number: int) -> Shown:
        if view.picture is not self._seen[0]:
            small = preview(view.picture) if view.picture is not None else None
            self._seen = view.picture, small
        return Shown(view, self._seen[1], number)
