"""`bootstrap.py bench`: all benchmarks, or one by name."""

from __future__ import annotations

import pytest
from environment import ROOT
from suite import benchmarks


def test_without_a_name_all_run_and_each_is_there() -> None:
    names = benchmarks([])
    assert list(names) == ["ocr", "desktop", "describing", "screenmap", "watch"]
    for name in names:
        assert (ROOT / "tests" / "bench" / f"{name}_bench.py").is_file()


def test_one_runs_alone_with_its_arguments() -> None:
    wanted = ["describing", "blip-base", "--rounds", "5"]
    assert benchmarks(wanted) == {"describing": ["blip-base", "--rounds", "5"]}


def test_an_unknown_name_is_refused_with_the_known_ones() -> None:
    with pytest.raises(SystemExit, match="reading, desktop, describing"):
        benchmarks(["speed"])
