"""`earsight read FILE` with what is no good picture, and with good ones of unusual kinds."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from support.bad_files import BAD, GOOD, WORDS, picture, png, saved
from support.console import Console, Ran
from support.running_app import EARSIGHT

if sys.platform == "win32":
    pytest.skip("signals and permissions of POSIX", allow_module_level=True)

MOST_MB = 1500
"""Generous: the largest picture has 150 MB, and a few copies of it are made."""


@pytest.fixture(scope="module")
def console() -> Iterator[Console]:
    with Console() as made:
        yield made


def check_refusal(ran: Ran, words: str) -> None:
    """One plain line, with a remedy after the message."""
    assert ran.status == 2, ran
    assert ran.out == ""
    assert ran.err.startswith("earsight: ")
    assert words in ran.err
    assert ran.err.count("\n") == 1
    assert len(ran.err.rstrip().split(". ")) >= 2, "there is no remedy"
    assert ran.peak_mb < MOST_MB


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_told_in_one_line(console: Console, tmp_path: Path, name: str) -> None:
    make, words = BAD[name]
    make(tmp_path / name)
    check_refusal(console.earsight("read", tmp_path / name), words)
    assert console.left() == []


@pytest.mark.parametrize("name", ["/dev/zero", "/dev/null", "/proc/self/mem", "/", "."])
def test_what_is_no_file_of_a_person_is_refused(console: Console, name: str) -> None:
    check_refusal(console.earsight("read", name), " is ")


def test_a_very_long_name_is_not_repeated(console: Console) -> None:
    ran = console.earsight("read", "x" * 5000)
    check_refusal(ran, "cannot be opened")
    assert len(ran.err) < 250


def test_an_empty_name_is_no_name(console: Console) -> None:
    check_refusal(console.earsight("read", ""), "a file name is needed")


def test_a_file_of_somebody_else_may_not_be_read(console: Console, tmp_path: Path) -> None:
    """As a user who has no rights; root may read everything."""
    setpriv = shutil.which("setpriv")
    if os.geteuid() != 0 or setpriv is None:
        pytest.skip("only root can become another user")
    file = console.root / "private.png"
    file.write_bytes(png())
    file.chmod(stat.S_IRUSR)
    for folder in (console.root, console.home):
        folder.chmod(0o777)
    nobody = (setpriv, "--reuid=65534", "--regid=65534", "--clear-groups")
    if subprocess.run(
        [*nobody, EARSIGHT, "--version"], check=False, capture_output=True
    ).returncode:
        pytest.skip("another user cannot start this checkout")
    check_refusal(console.earsight("read", file, before=nobody), "may not read")


@pytest.mark.parametrize("name", GOOD)
def test_an_unusual_picture_is_read(console: Console, tmp_path: Path, name: bytes) -> None:
    path = tmp_path / os.fsdecode(name)
    path.write_bytes(GOOD[name]())
    ran = console.earsight("read", "--engine", "tesseract", "--", path.name, cwd=tmp_path)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.split() == WORDS.split()


def test_a_name_cannot_play_tricks_with_the_terminal(console: Console) -> None:
    ran = console.earsight("read", b"red\x1b[31m\n\xff.png")
    check_refusal(ran, "There is no file")
    assert "\x1b" not in ran.err
    (told,) = console.earsight("read", "--json", b"red\x1b[31m\n\xff.png").objects()
    assert told["code"] == "bad-input"


@pytest.mark.parametrize("engine", ["screen", "tesseract"])
def test_the_largest_picture_is_read_within_bounds(
    console: Console, tmp_path: Path, engine: str
) -> None:
    """49 million pixels with one line of text in a corner."""
    large = Image.new("RGB", (7000, 7000), "white")
    large.paste(picture(), (200, 300))
    path = tmp_path / "large.png"
    path.write_bytes(saved("PNG", large))
    ran = console.earsight("read", path, "--engine", engine)
    assert ran.status == 0, ran
    assert WORDS in ran.out
    assert ran.peak_mb < MOST_MB
