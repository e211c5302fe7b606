"""Settings with something changed: they are never changed in place."""

from __future__ import annotations

from typing import Any

import msgspec

from assistant.settings.schema import Settings


def changed(settings: Settings, section: str, **values: Any) -> Settings:
    """The settings with some values of a section replaced. The values are not checked.

    Raises:
        AttributeError: there is no such section.
        TypeError: the section has no such value.

    """
    part = msgspec.structs.replace(getattr(settings, section), **values)
    return msgspec.structs.replace(settings, **{section: part})
