"""Saved answers and a real keyring: one process saves, another one reads, nobody else can."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest
from support.keyring_session import KeyringSession, missing_programs

WORDS = "The account number is forty-two"
SAVING = f"""
from assistant.composition.stores import saved_answers
from assistant.core.findings import Line
from assistant.core.frame import Source
from assistant.core.request import Request, Target, Verb
from assistant.core.result import Result
found = [Line({WORDS!r}, (0, 0, 9, 9), 1.0, 1)]
saved_answers().save(Result(Request(Verb.READ, Target(Source.WINDOW)), "Bank", found=found), 1e9)
"""


@pytest.fixture(scope="module")
def session() -> Iterator[KeyringSession]:
    if missing := missing_programs():
        pytest.skip(f"no keyring to test with: {', '.join(missing)} not installed")
    with KeyringSession() as made:
        yield made


def test_what_is_saved_is_encrypted_and_read_again_with_the_keyrings_key(
    session: KeyringSession,
) -> None:
    done = session.run([sys.executable, "-c", SAVING])
    assert done.returncode == 0, done.stderr
    history = session.home / ".local" / "share" / "earsight" / "history"
    (file,) = history.iterdir()
    assert file.suffix == ".fernet"
    written = [each for each in session.files() if each.is_file()]
    for words in (WORDS.encode(), b"Bank"):
        assert [each for each in written if words in each.read_bytes()] == []
    assert session.earsight("settings", "set", "review.save_history", "true").status == 0
    listed = session.earsight("history").out
    assert "Window Bank, read." in listed
    assert "encrypted with a key from the system's keyring" in listed
    assert WORDS in session.earsight("history", "show", "1").out
    assert session.earsight("history", "delete-all").status == 0
    assert list(history.iterdir()) == []
