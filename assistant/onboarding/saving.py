"""Changing one setting, and what to tell of it."""

from __future__ import annotations

from typing import Any

import msgspec

from assistant.onboarding.kit import Kit
from assistant.settings.schema import Settings


def changed(settings: Settings, section: str, **values: Any) -> Settings:
    """The settings with some values of a section replaced."""
    part = msgspec.structs.replace(getattr(settings, section), **values)
    return msgspec.structs.replace(settings, **{section: part})


def keep(kit: Kit, section: str, **values: Any) -> str:
    """Save them; returns what went wrong, in words."""
    return kit.save(changed(kit.settings(), section, **values))
