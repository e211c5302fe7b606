"""What holds for every test: no real display, and desktop tests one at a time."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

# Windows of Qt tests are drawn to memory. Tests of the real thing make a desktop of their own.
os.environ["QT_QPA_PLATFORM"] = "offscreen"

_E2E = Path(__file__).parent / "e2e"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the end-to-end tests in one group: two desktops at once would slow each other."""
    for item in items:
        if _E2E in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("desktop"))
