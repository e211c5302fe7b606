"""JSON of what holds paths, which msgspec does not know."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")


def to_json(value: object) -> bytes:
    """One line of JSON, without the newline; a path is its text.

    Raises:
        NotImplementedError: it holds something that is neither a path nor known to msgspec.

    """
    return msgspec.json.encode(value, enc_hook=_path_to_text)


def from_json(data: bytes, shape: type[T]) -> T:
    """What `to_json` wrote, checked against its shape.

    Raises:
        msgspec.DecodeError: it is no JSON, or of another shape.
        UnicodeDecodeError: it is no UTF-8.

    """
    return msgspec.json.decode(data, type=shape, dec_hook=_text_to_path)


def _path_to_text(value: Any) -> Any:
    if isinstance(value, Path):
        return str(value)
    raise NotImplementedError(type(value).__name__)


def _text_to_path(expected: type, value: Any) -> Any:
    if expected is not Path:
        raise NotImplementedError(expected.__name__)
    return Path(value)
