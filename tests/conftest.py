"""What holds for every test: no real display, and desktop tests one at a time."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

# Windows of Qt tests are drawn to memory. Tests of the real thing make a desktop of their own.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
# What is expected of a text is in English, whichever language the machine is in.
os.environ["LC_ALL"] = "C.UTF-8"

_E2E = Path(__file__).parent / "e2e"
_BY_EAR = ("test_voices_contract.py", "test_cue_players_contract.py")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the end-to-end tests in one group: two desktops at once would slow each other."""
    for item in items:
        if _E2E in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("desktop"))
        if _E2E in item.path.parents or item.path.name in _BY_EAR:
            # A busy machine makes recorded sound stutter. A second try is told in the summary.
            item.add_marker(pytest.mark.flaky(reruns=1))
