"""The language that the person chose for their system."""

from __future__ import annotations

import locale
import os
import re
import subprocess
import sys
from collections.abc import Mapping

ORIGINAL = "en"
"""What is taken where the system does not tell."""

_LOCALE = re.compile(r"([a-z]{2,3})(?:[_-]([A-Za-z0-9]{2,8}))?")
_DEFAULTS_SECONDS = 2.0


def system_language() -> str:
    """The language as a tag such as "de" or "pt-BR"."""
    if sys.platform == "win32":
        import ctypes

        return tag_of(locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage()))
    if sys.platform == "darwin":
        return tag_of(_macos_language())
    return from_environment(os.environ)


def from_environment(environment: Mapping[str, str]) -> str:
    """The language by the variables that gettext goes by, in its order."""
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    locale_name = next((environment[name] for name in names if environment.get(name)), "")
    if not _LOCALE.match(locale_name):
        # With the locale C, no list of languages counts.
        return ORIGINAL
    return tag_of(environment.get("LANGUAGE", "").partition(":")[0] or locale_name)


def tag_of(locale_name: str | None) -> str:
    """The tag of a locale's name: "zh-CN" for "zh_CN.UTF-8"."""
    match = _LOCALE.match(locale_name or "")
    return "-".join(filter(None, match.groups())) if match else ORIGINAL


def _macos_language() -> str:
    """The first of the list in the system's settings; programs of the dock have no environment."""
    command = ["/usr/bin/defaults", "read", "-g", "AppleLanguages"]
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, check=True, timeout=_DEFAULTS_SECONDS
        )
    except (OSError, subprocess.SubprocessError):
        return ORIGINAL
    found = _LOCALE.search(done.stdout)
    return found[0] if found else ORIGINAL
