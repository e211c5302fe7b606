"""Keeping what a step has changed."""

from __future__ import annotations

from typing import Any

from assistant.onboarding.kit import Kit
from assistant.settings.changing import changed


def keep(kit: Kit, section: str, **values: Any) -> str:
    """Save these values of a section; returns what went wrong, in words."""
    return kit.save(changed(kit.settings(), section, **values))
