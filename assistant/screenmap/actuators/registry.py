"""The ways to act on controls, by platform."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from assistant.core.backends import Candidate
from assistant.screenmap.actuators.base import Actuator


def _atspi() -> Actuator:
    from assistant.screenmap.actuators.atspi import AtspiActuator

    return AtspiActuator()


def _uia() -> Actuator:
    from assistant.screenmap.actuators.uia import UiaActuator

    return UiaActuator()


def _ax() -> Actuator:
    from assistant.screenmap.actuators.ax import AxActuator

    return AxActuator()


def _none() -> Actuator:
    from assistant.screenmap.actuators.none import NoActuator

    return NoActuator()


def actuators() -> Sequence[Candidate[Actuator]]:
    """The candidates of this platform; the last is always usable."""
    candidates = {
        "linux": [Candidate("at-spi", _atspi)],
        "win32": [Candidate("ui-automation", _uia)],
        "darwin": [Candidate("ax", _ax)],
    }
    return [*candidates.get(sys.platform, []), Candidate("none", _none)]
