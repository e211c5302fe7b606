"""Which addresses a picture may be sent to, and where the key is kept."""

from __future__ import annotations

import subprocess
import sys

import pytest

from assistant.core.errors import BadInputError, EarSightError, MissingPartError
from assistant.describing.endpoint import endpoint
from assistant.describing.remote_key import SERVICE, store_key, stored_key

keyring = pytest.importorskip("keyring", reason="the package keyring is not installed")


class _Keeper(keyring.backend.KeyringBackend):  # type: ignore[name-defined, misc]
    """A keyring in memory."""

    priority = 1.0

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


class _Locked(_Keeper):
    def get_password(self, service: str, username: str) -> str | None:
        raise keyring.errors.KeyringLocked("secret words")

    def set_password(self, service: str, username: str, password: str) -> None:
        raise keyring.errors.KeyringLocked(f"secret words {password}")


@pytest.mark.parametrize(
    ("url", "chat"),
    [
        ("http://localhost:11434", "http://localhost:11434/v1/chat/completions"),
        ("http://localhost:11434/", "http://localhost:11434/v1/chat/completions"),
        (" https://example.org/v1/ ", "https://example.org/v1/chat/completions"),
        ("https://example.org/api/v1/chat/completions", "https://example.org/api/v1/chat/completions"),
        ("http://192.168.1.7:8080/v1", "http://192.168.1.7:8080/v1/chat/completions"),
        ("http://[::1]:8080/v1", "http://[::1]:8080/v1/chat/completions"),
        ("http://box.local/v1", "http://box.local/v1/chat/completions"),
    ],
)  # fmt: skip
def test_addresses_as_people_give_them(url: str, chat: str) -> None:
    assert endpoint(url, "m").chat_address == chat


@pytest.mark.parametrize(
    "url",
    [
        "", "localhost", "localhost:11434", "ftp://localhost/v1", "file:///etc/passwd", "http://",
        "https://[::1/v1", "http://localhost:99999999/", "https://exa mple.org/v1",
        "https://example.org/\nX: y", "https://me:secret@example.org/v1",
        "https://example.org/v1?key=secret", "https://example.org/v1#secret",
        "http://example.org/v1", "http://8.8.8.8/v1", "http://localhost.example.org/v1",
        "http://192.168.1.1.example.org/v1",
    ],
)  # fmt: skip
def test_addresses_that_are_refused(url: str) -> None:
    with pytest.raises(BadInputError) as caught:
        endpoint(url, "m")
    assert caught.value.remedy
    assert "secret" not in caught.value.spoken


def test_http_to_the_internet_only_when_allowed() -> None:
    assert endpoint("http://example.org/v1", "m", allow_http=True).host == "example.org"


def test_a_model_is_needed() -> None:
    with pytest.raises(BadInputError, match="No remote model"):
        endpoint("http://localhost:1/v1", "  ")


def test_each_host_has_its_own_key(monkeypatch: pytest.MonkeyPatch) -> None:
    keeper = _Keeper()
    monkeypatch.setattr(keyring, "get_keyring", lambda: keeper)
    store_key("a.example", " sk-1\n")
    assert (stored_key("a.example"), stored_key("b.example")) == ("sk-1", "")
    assert keeper.kept == {(SERVICE, "a.example"): "sk-1"}
    store_key("a.example", "")
    store_key("a.example", "")
    assert keeper.kept == {}


@pytest.mark.parametrize("key", ["a b", "a\r\nX-Y: z", "schlüssel", "a\x00b"])
def test_what_is_no_key_is_not_kept(monkeypatch: pytest.MonkeyPatch, key: str) -> None:
    keeper = _Keeper()
    monkeypatch.setattr(keyring, "get_keyring", lambda: keeper)
    with pytest.raises(BadInputError):
        store_key("a.example", key)
    assert keeper.kept == {}


def test_without_a_keyring_nothing_is_kept_and_that_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from keyring.backends.fail import Keyring

    monkeypatch.setattr(keyring, "get_keyring", Keyring)
    assert stored_key("a.example") == ""
    with pytest.raises(MissingPartError, match="no keyring") as caught:
        store_key("a.example", "sk-1")
    assert caught.value.remedy


def test_a_locked_keyring_is_told_without_its_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyring, "get_keyring", _Locked)
    for use in (lambda: stored_key("a.example"), lambda: store_key("a.example", "sk-1")):
        with pytest.raises(EarSightError, match="KeyringLocked") as caught:
            use()
        assert "secret" not in caught.value.spoken
        assert "sk-1" not in caught.value.spoken


def test_the_desktop_side_imports_no_network_library() -> None:
    code = (
        "import sys; import assistant.describing.remote_client;"
        "sys.exit(bool({'httpx', 'ssl', 'keyring', 'http.client', 'numpy'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
