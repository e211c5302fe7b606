"""Files that are the person's own business: readable by nobody else, and never half written."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def replace_private(path: Path, content: str | bytes) -> None:
    """Write a file with mode 0600, making its folder; a crash leaves the old file or the new one.

    Text is written as UTF-8, its line ends as they are.

    Raises:
        OSError: the folder or file cannot be written.

    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    # mkstemp makes the file 0600.
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem}-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content.encode() if isinstance(content, str) else content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
