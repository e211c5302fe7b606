"""What is said of an error that nobody foresaw."""

from __future__ import annotations

import logging

from assistant.core.errors import EarSightError
from assistant.core.i18n import _

log = logging.getLogger(__name__)


def unexpected(error: Exception) -> EarSightError:
    """The error in words. Only its type is logged: a message could carry what was on the screen."""
    log.error("watching failed: %s", type(error).__name__)
    return EarSightError(
        _("Something went wrong inside EarSight: {kind}.").format(kind=type(error).__name__),
        _("Try again."),
    )
