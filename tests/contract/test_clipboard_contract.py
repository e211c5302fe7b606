"""What every clipboard must do: the fake, and the programs of X11."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image
from support.fake_desktop import FakeClipboard, striped
from support.processes import wait_until
from support.xdisplay import XDisplay, missing_programs

from assistant.capture.base import Clipboard
from assistant.capture.clipboard_command import CommandClipboard
from assistant.core.errors import BadInputError, MissingPartError

Copy = Callable[[str, bytes], None]


@pytest.fixture
def copy(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Copy]:
    """Copies bytes of a kind to the clipboard of a display of its own."""
    missing = [*missing_programs(), *(["xclip"] if shutil.which("xclip") is None else [])]
    if missing:
        pytest.skip(f"the X11 clipboard is not checked: {', '.join(missing)} not installed")
    with XDisplay() as display:
        monkeypatch.setenv("DISPLAY", display.name)
        monkeypatch.setenv("XDG_SESSION_TYPE", "x11")

        def copy_bytes(kind: str, data: bytes) -> None:
            (tmp_path / "copied").write_bytes(data)
            clipboard = ["xclip", "-selection", "clipboard"]
            put = [*clipboard, "-t", kind, "-i", str(tmp_path / "copied")]
            subprocess.run(put, env=display.env, check=True, timeout=10)
            # It goes on in the background before the display knows that the clipboard is its own.
            look = [*clipboard, "-t", "TARGETS", "-o"]
            wait_until(lambda: kind in _output(look, display.env), f"{kind} on the clipboard")

        yield copy_bytes


def _output(command: list[str], environment: dict[str, str]) -> str:
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=10, check=False
    )
    return done.stdout


def png(picture: Image.Image) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()


@pytest.mark.parametrize("kind", ["fake", "xclip"])
def test_a_picture(kind: str, request: pytest.FixtureRequest) -> None:
    clipboard: Clipboard = FakeClipboard(striped(50, 40))
    if kind == "xclip":
        request.getfixturevalue("copy")("image/png", png(striped(50, 40)))
        clipboard = CommandClipboard()
    found = clipboard.image()
    assert found is not None
    assert found.tobytes() == striped(50, 40).tobytes()


@pytest.mark.parametrize("kind", ["fake", "xclip"])
def test_an_empty_clipboard(kind: str, request: pytest.FixtureRequest) -> None:
    clipboard: Clipboard = FakeClipboard()
    if kind == "xclip":
        request.getfixturevalue("copy")
        clipboard = CommandClipboard()
    assert clipboard.image() is None


def test_text_is_no_picture(copy: Copy) -> None:
    copy("UTF8_STRING", b"just words")
    assert CommandClipboard().image() is None


def test_a_picture_of_another_kind(copy: Copy) -> None:
    buffer = io.BytesIO()
    striped(50, 40).save(buffer, "WEBP", lossless=True)
    copy("image/webp", buffer.getvalue())
    found = CommandClipboard().image()
    assert found is not None
    assert found.size == (50, 40)


def test_a_damaged_picture(copy: Copy) -> None:
    copy("image/png", b"rubbish")
    with pytest.raises(BadInputError):
        CommandClipboard().image()


def test_a_missing_program_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("XDG_SESSION_TYPE", "wayland")
    with pytest.raises(MissingPartError) as caught:
        CommandClipboard().image()
    assert "wl-paste" in caught.value.message
    assert caught.value.remedy
    assert not CommandClipboard().availability().usable
