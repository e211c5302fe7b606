"""`earsight remote` with a real keyring and a service on this machine."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from PIL import Image
from support.chat_server import ChatServer, streamed, whole
from support.console import Console
from support.keyring_session import KeyringSession, missing_programs
from support.running_app import EARSIGHT

KEY = "sk-only-for-the-keyring"


@pytest.fixture(scope="module")
def session() -> Iterator[KeyringSession]:
    if missing := missing_programs():
        pytest.skip(f"no keyring to test with: {', '.join(missing)} not installed")
    with KeyringSession() as made:
        yield made


@pytest.fixture(scope="module")
def console() -> Iterator[Console]:
    with Console() as made:
        yield made


def _set_up(console: Console, url: str) -> None:
    for name, value in (("url", url), ("model", "seer"), ("timeout", "20")):
        assert console.earsight("settings", "set", f"remote.{name}", value).status == 0


def test_the_key_is_kept_by_the_keyring_sent_with_a_question_and_forgotten(
    session: KeyringSession,
) -> None:
    with ChatServer([streamed("Red", ".")]) as server:
        _set_up(session, server.url)
        ran = session.earsight("remote", "key", "set", typed=f"{KEY}\n")
        assert (ran.status, ran.err) == (0, "")
        assert "keeps the key for 127.0.0.1" in ran.out
        assert "keeps a key" in session.earsight("remote", "status").out
        ran = session.earsight("remote", "test")
        assert ran.status == 0, ran
        assert "Sending a small test picture to 127.0.0.1." in ran.err
        assert "seer at 127.0.0.1 answered" in ran.out
        assert "it sees pictures" in ran.out
        assert "do not use it yet" in ran.out
        assert session.earsight("remote", "key", "delete").status == 0
        assert session.earsight("remote", "test").status == 0
    with_key, without = server.questions
    assert with_key.headers["Authorization"] == f"Bearer {KEY}"
    assert "Authorization" not in without.headers
    red, green, blue = with_key.picture().getpixel((100, 100))  # type: ignore[misc]
    assert red > 200 > 100 > max(green, blue)
    files = [file for file in session.files() if file.is_file()]
    assert [file for file in files if KEY.encode() in file.read_bytes()] == []


def test_a_typed_key_is_not_shown(session: KeyringSession) -> None:
    _set_up(session, "http://localhost:1/v1")
    if sys.platform == "win32":
        pytest.skip("Windows has no terminals of this kind.")
    master, slave = pty.openpty()
    command = ["setsid", "--ctty", "--wait", EARSIGHT, "remote", "key", "set"]
    with subprocess.Popen(command, env=session.env, stdin=slave, stdout=slave, stderr=slave):
        os.close(slave)
        shown = b""
        while b": " not in shown:
            shown += os.read(master, 1000)
        os.write(master, f"{KEY}\n".encode())
        with suppress(OSError):
            while part := os.read(master, 1000):
                shown += part
    os.close(master)
    text = shown.decode()
    assert "Key for localhost, not shown: " in text
    assert "keeps the key for localhost" in text
    assert KEY not in text


def test_a_model_that_does_not_see_is_told_of(console: Console) -> None:
    with ChatServer([streamed("I cannot see pictures.")]) as server:
        _set_up(console, server.url)
        ran = console.earsight("remote", "test")
        assert ran.status == 0, ran
        assert "may not see pictures" in ran.out
        (answer,) = console.earsight("remote", "test", "--json").objects()
    assert (answer["sees_pictures"], answer["enabled"]) == (False, False)
    assert answer["answer"] == "I cannot see pictures."


def test_failures_are_told_in_words_and_as_json(console: Console) -> None:
    with ChatServer([whole({}, 401)]) as server:
        _set_up(console, server.url)
        ran = console.earsight("remote", "test")
        assert (ran.status, ran.out) == (4, "")
        assert "127.0.0.1 wants a key." in ran.err
        assert "earsight remote key set" in ran.err
        *_, error = console.earsight("remote", "test", "--json").objects()
    assert error["code"] == "remote-key"
    assert "cannot be reached" in console.earsight("remote", "test").err


def test_where_there_is_no_keyring_that_is_told(console: Console) -> None:
    _set_up(console, "http://localhost:1/v1")
    ran = console.earsight("remote", "key", "set", typed=f"{KEY}\n")
    assert ran.status == 3
    assert "no keyring" in ran.err
    assert KEY not in ran.err + ran.out
    assert "no keyring" in console.earsight("remote", "status").out


def test_what_is_not_set_up_or_not_given_is_told(console: Console) -> None:
    for key in ("remote.url", "remote.model"):
        assert console.earsight("settings", "reset", key).status == 0
    for words in (("test",), ("key", "set"), ("key", "delete")):
        ran = console.earsight("remote", *words, typed="x\n")
        assert ran.status == 2
        assert "remote.url" in ran.err
    (status,) = console.earsight("remote", "status", "--json").objects()
    assert (status["enabled"], status["host"]) == (False, "")
    assert status["problem"]
    _set_up(console, "http://localhost:1/v1")
    for typed in ("", "\n", "two words\n"):
        ran = console.earsight("remote", "key", "set", typed=typed)
        assert (ran.status, ran.out) == (2, "")


def test_a_picture_is_never_sent_by_the_other_deeds(console: Console) -> None:
    with ChatServer([streamed("Red.")]) as server:
        _set_up(console, server.url)
        for words in ((), ("status",), ("status", "--json"), ("key", "delete")):
            console.earsight("remote", *words)
    assert server.questions == []


@pytest.fixture
def photo(console: Console) -> Path:
    path = console.home / "photo.png"
    Image.effect_noise((320, 240), 90).convert("RGB").save(path)
    return path


def _switch(console: Console, name: str, value: str) -> None:
    assert console.earsight("settings", "set", f"remote.{name}", value).status == 0


def test_describe_asks_it_only_while_it_is_switched_on_and_names_the_host(
    console: Console, photo: Path
) -> None:
    with ChatServer([streamed("A **grey** wall. It is", " rough.")]) as server:
        _set_up(console, server.url)
        _switch(console, "enabled", "false")
        for words in ((), ("--model", "remote")):
            off = console.earsight("describe", photo, *words)
            assert "grey wall" not in off.out
        assert (off.status, server.questions) == (3, [])
        assert "remote.enabled" in off.err
        _switch(console, "enabled", "true")
        found = console.earsight("describe", photo, "--json").objects()
        told = [each.get("text") for each in found]
        assert told.index("Sending the picture to 127.0.0.1.") < told.index("A grey wall.")
        asked = console.earsight("ask", "What is it?", photo)
        assert "It is rough." in asked.out
        _switch(console, "announce", "false")
        assert "Sending" not in console.earsight("describe", photo).out
        _switch(console, "enabled", "false")
        assert len(server.questions) == 3
        assert "grey wall" not in console.earsight("describe", photo).out
    assert len(server.questions) == 3


def test_an_unencrypted_address_outside_this_network_is_refused(
    console: Console, photo: Path
) -> None:
    _set_up(console, "http://models.example.org/v1")
    _switch(console, "enabled", "true")
    ran = console.earsight("describe", photo)
    asked = console.earsight("ask", "Who is it?", photo)
    _switch(console, "enabled", "false")
    # What can be measured and read needs no model; a question does.
    assert ran.status == 0
    assert "unencrypted" in ran.out
    assert "320 by 240 pixels." in ran.out
    assert asked.status == 2
    assert "unencrypted" in asked.err
