"""Whether there is a browser that can show the guide."""

from __future__ import annotations

import shutil
import subprocess
import sys

_ASK = ("xdg-mime", "query", "default", "x-scheme-handler/https")
_SECONDS = 3.0


def has_browser() -> bool:
    """Whether the desktop knows a browser; Windows and macOS come with one. May take seconds."""
    if sys.platform != "linux":
        return True
    if shutil.which(_ASK[0]) is None or shutil.which("xdg-open") is None:
        return False
    try:
        answer = subprocess.run(_ASK, capture_output=True, check=False, timeout=_SECONDS)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return bool(answer.stdout.strip())
