"""Paths in JSON: there and back, and nothing else let through."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from assistant.core.frame import Source
from assistant.core.json_with_paths import from_json, to_json
from assistant.core.request import Request, Target, Verb


@pytest.mark.parametrize("path", [None, Path("picture.png"), Path("/tmp/ärger/two words.pdf")])
def test_a_request_comes_back_as_it_was(path: Path | None) -> None:
    request = Request(Verb.READ, Target(Source.FILE, path=path))
    assert from_json(to_json(request), Request) == request


def test_it_is_one_line() -> None:
    data = to_json(Target(Source.FILE, path=Path("two\nlines.png")))
    assert b"\n" not in data
    assert from_json(data, Target).path == Path("two\nlines.png")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b'{"source": "file", "path": 7}',
        b'{"source": "nowhere"}',
        b'{"source": "file", "colour": "red"}',
    ],
)
def test_another_shape_is_refused(data: bytes) -> None:
    with pytest.raises(msgspec.DecodeError):
        from_json(data, Target)


def test_broken_text_is_refused() -> None:
    with pytest.raises((msgspec.DecodeError, UnicodeDecodeError)):
        from_json(b'{"source": "file", "path": "\xff"}', Target)


def test_only_paths_are_put_into_words() -> None:
    with pytest.raises(NotImplementedError, match="complex"):
        to_json({"number": 1j})
    with pytest.raises(NotImplementedError, match="complex"):
        from_json(b'"1"', complex)
