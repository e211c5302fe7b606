"""The set-up in a real terminal, with neither display nor sound."""

from __future__ import annotations

import os
import select
import sys
import time
from collections.abc import Iterator
from types import TracebackType
from typing import Self

import pytest
from support.console import Console
from support.running_app import EARSIGHT

if sys.platform == "win32":
    pytest.skip("terminals of POSIX", allow_module_level=True)

import pty


class Terminal:
    """A person's terminal with a command running in it. A context manager."""

    def __init__(self, console: Console, *words: str) -> None:
        self.shown = ""
        self._pid, self._file = pty.fork()
        if self._pid == 0:
            os.chdir(console.home)
            os.execve(EARSIGHT, [EARSIGHT, *words], console.env | {"TERM": "dumb"})  # noqa: S606

    def answer(self, text: str) -> str:
        """Wait for the prompt, type, press Return; returns what was shown before it."""
        before = self.wait("\n> ")
        os.write(self._file, f"{text}\n".encode())
        self.shown = ""
        return before

    def wait(self, words: str, timeout: float = 60.0) -> str:
        """Wait (seconds) for words; returns everything shown since the last answer."""
        deadline = time.monotonic() + timeout
        while words not in self.shown:
            left = deadline - time.monotonic()
            ready, _, _ = select.select([self._file], [], [], max(left, 0))
            assert ready, self.shown
            try:
                data = os.read(self._file, 65536)
            except OSError:
                data = b""
            assert data, self.shown
            self.shown += data.decode().replace("\r\n", "\n")
        return self.shown

    def _drain(self) -> None:
        """Wait for the command's end: a closed terminal would hang up on it."""
        while select.select([self._file], [], [], 20.0)[0]:
            try:
                os.read(self._file, 65536)
            except OSError:
                return

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is None:
            self._drain()
        os.close(self._file)
        self.status = os.waitstatus_to_exitcode(os.waitpid(self._pid, 0)[1])


@pytest.fixture
def console() -> Iterator[Console]:
    with Console() as made:
        yield made


def test_everything_is_set_by_typing_alone(console: Console) -> None:
    with Terminal(console, "setup", "--text") as terminal:
        assert "Press Return to go on" in terminal.answer("")
        assert "EarSight talks English to you." in terminal.answer("")
        assert "200 words a minute" in terminal.answer("2")
        terminal.answer("6")
        assert "280 words a minute" in terminal.answer("")
        assert "Did you hear this?" in terminal.answer("")
        assert "No screen reader is running now." in terminal.answer("")
        assert "The leader key is" in terminal.answer("3")
        terminal.answer("Super+Alt+Q")
        assert "Super plus Alt plus Q" in terminal.answer("")
        assert "There is no display" in terminal.answer("")
        assert "EarSight reads all text" in terminal.answer("t")
        assert "EarSight reads the screen aloud" in terminal.answer("q")
        terminal.wait("Set-up was left.")
    assert terminal.status == 0
    for key, value in (
        ("speech.rate", "280"),
        ("hotkeys.chords.leader", "Super+Alt+Q"),
        ("desktop.set_up", "true"),
    ):
        assert console.earsight("settings", "get", key).out.strip() == value
    assert console.left() == []


def test_a_script_may_type_and_the_end_of_its_input_leaves(console: Console) -> None:
    ran = console.earsight("setup", "--text", typed="\n\n2\n6\n")
    assert ran.status == 0
    assert ran.out.endswith("Set-up was left. Type earsight setup to come back to it.\n")
    assert console.earsight("settings", "get", "speech.rate").out.strip() == "280"


def test_without_a_display_the_terminal_asks(console: Console) -> None:
    ran = console.earsight("setup", typed="q\n")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("\nWelcome to EarSight. Step 1 of 12.\n")


def test_defaults_keep_everything(console: Console) -> None:
    ran = console.earsight("setup", "--defaults")
    assert ran.status == 0
    assert ran.out.endswith("Set-up is done.\n")
    assert console.earsight("settings", "get", "desktop.set_up").out.strip() == "true"
    assert console.earsight("settings", "get", "speech.rate").out.strip() == "200"
