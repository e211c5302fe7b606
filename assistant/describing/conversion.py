"""Has pickle weights converted to safetensors, in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from assistant.core.errors import BadInputError, EarSightError, MissingPartError
from assistant.core.i18n import _
from assistant.models.conversion import Converter

_SECONDS = 900.0
"""More than the slowest disk needs for the largest pickle anybody still publishes."""


def check_converter() -> None:
    """Look whether weights can be converted here, before they are downloaded.

    Raises:
        MissingPartError: no.

    """
    if find_spec("torch") is None:
        raise MissingPartError(
            _("This model's weights must be converted, and torch is not installed for that."),
            _("Choose a model with safetensors weights."),
        )


def convert_weights(source: Path, target: Path) -> None:
    """Write the tensors of the pickle `source` to the safetensors file `target`.

    Raises:
        BadInputError: it is no plain table of tensors; nothing in it was run.
        EarSightError: it took too long.

    """
    if getattr(sys, "frozen", False):
        command = [sys.executable, "--worker", "weights-converter"]
    else:
        command = [sys.executable, "-P", "-m", "assistant.describing.weights_converter"]
    try:
        done = subprocess.run(
            [*command, str(source), str(target)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise EarSightError(
            _("Converting the model's weights took too long."), _("Choose another model.")
        ) from error
    if done.returncode != 0:
        raise BadInputError(
            _("{file} holds more than weights, or is damaged; nothing in it was run.").format(
                file=source.name
            ),
            _("Choose another model."),
        )


CONVERTER = Converter(check_converter, convert_weights)
