"""What tells a failure where no voice works: a tone, a notification and the window."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from assistant.core.errors import EarSightError
from assistant.core.ports import Cue, Cues
from assistant.ui.shell import DesktopShell, TrayNotifier

if TYPE_CHECKING:
    from assistant.desktop.notification import Notifier

log = logging.getLogger(__name__)


class Alarm:
    """Made on the main thread; `tell` may be called from any."""

    def __init__(self, shell: DesktopShell, cues: Cues) -> None:
        from assistant.desktop.registry import notifiers

        self._shell = shell
        self._cues = cues
        found = [candidate.probe() for candidate in notifiers()]
        usable: list[Notifier] = [made for made, answer in found if made and answer.usable]
        self._notifiers = [*usable, TrayNotifier(shell)]

    def tell(self, text: str, error: EarSightError) -> None:
        """`text` could not be spoken, because of `error`."""
        self._cues.play(Cue.FAILED)
        self._shell.show_message(f"{error.spoken}\n\n{text}")
        for notifier in self._notifiers:
            try:
                notifier.notify("EarSight", error.spoken)
            except EarSightError as refused:
                log.warning("notifier %s: %s", notifier.name, refused.error_code)
            else:
                return
