"""What works here, asked of a process of its own: the checks load what this one must not."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence

from assistant.core.backends import Availability, Verdict

_SECONDS = 60.0


def checked(command: Sequence[str]) -> list[Verdict]:
    """The rows of `earsight doctor`; empty where it does not end well. Takes seconds.

    `command` runs EarSight, without any arguments.
    """
    try:
        done = subprocess.run(
            [*command, "doctor", "--json"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=_SECONDS,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        rows = [json.loads(line) for line in done.stdout.decode().splitlines() if line[:1] == "{"]
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return []
    return [
        Verdict(
            row["concern"],
            row["name"],
            row["used"],
            Availability(row["usable"], row["reason"], row["remedy"]),
        )
        for row in rows
        if "usable" in row
    ]
