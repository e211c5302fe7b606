"""Labels as they are shown and said, and lists as people type them."""

from __future__ import annotations

import re

_ADDED = re.compile(r"\s*\(&\w\)")
"""A mnemonic of a language whose own letters are on no key: "窗口(&W)"."""
_COMMAS = re.compile("[,\uff0c\u3001\u060c]")
"""Of Latin, Chinese (full-width and enumeration) and Arabic script."""


def without_mnemonic(label: str) -> str:
    """A label as it is said."""
    return _ADDED.sub("", label).replace("&", "")


def separated(text: str) -> list[str]:
    """What a person typed with commas between, without spaces around; nothing empty."""
    return [part.strip() for part in _COMMAS.split(text) if part.strip()]
