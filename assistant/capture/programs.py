"""Runs small programs of the desktop: bounded in time, their children ended with them."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence

from assistant.core.backends import USABLE, Availability
from assistant.core.errors import CaptureError
from assistant.core.i18n import _


def run(arguments: Sequence[str], timeout: float) -> bytes:
    """Run a program to its end and return what it wrote to standard output.

    Raises:
        CaptureError: it is not there, failed, or took longer than `timeout` seconds.

    """
    name = arguments[0]
    try:
        process = subprocess.Popen(
            arguments,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise CaptureError(_("{program} cannot be started.").format(program=name)) from error
    with process:
        try:
            output, _errors = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            raise CaptureError(_("{program} does not answer.").format(program=name)) from None
        finally:
            if process.poll() is None:
                _end(process)
    if process.returncode != 0:
        raise CaptureError(_("{program} failed.").format(program=name))
    return output


def installed(program: str) -> Availability:
    """Whether the program is on the search path."""
    if shutil.which(program):
        return USABLE
    return Availability(
        False,
        _("{program} is not installed.").format(program=program),
        _("Install the package {program}.").format(program=program),
    )


def _end(process: subprocess.Popen[bytes]) -> None:
    if sys.platform == "win32":
        process.kill()
    else:
        # Its own session is its own process group.
        os.killpg(process.pid, signal.SIGKILL)
