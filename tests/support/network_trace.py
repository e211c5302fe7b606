"""Watches a program and all its children for use of the network."""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from pathlib import Path

_ADDRESS = re.compile(r'sa_family=AF_INET6?,.*?(?:inet_addr\(|inet_pton\(AF_INET6, )"([^"]+)"')
_LOCAL = re.compile(r"127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+")


def missing_programs() -> list[str]:
    """The programs that this needs and this machine lacks."""
    return [name for name in ("strace",) if shutil.which(name) is None]


def traced(command: Sequence[str], trace: Path) -> list[str]:
    """The command that runs `command` and writes its network calls to the file `trace`."""
    strace = ["strace", "--follow-forks", "--seccomp-bpf", "--quiet=all", "--trace=network"]
    return [*strace, f"--output={trace}", "--", *command]


def remote_calls(trace: Path) -> list[str]:
    """The traced calls that name an address of another machine, or of no machine in particular."""
    lines = trace.read_text(encoding="utf-8", errors="replace").splitlines()
    return [line for line in lines if any(not _LOCAL.fullmatch(a) for a in _ADDRESS.findall(line))]
