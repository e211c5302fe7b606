"""The entry in the desktop's menu, in every language that has a catalogue."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from babel.messages.catalog import Catalog
from environment import ROOT

PATH = ROOT / "resources" / "earsight.desktop"
_TEXT = re.compile(r"^(Name|GenericName|Comment|Keywords)=(.*)$")
_TRANSLATED = re.compile(r"^\w+\[\w+\]=")
_SAME_EVERYWHERE = frozenset({"EarSight"})


def texts() -> Iterator[str]:
    """What can be translated."""
    for line in PATH.read_text("utf-8").splitlines():
        found = _TEXT.match(line)
        if found and found[2] not in _SAME_EVERYWHERE:
            yield found[2]


def translated(catalogues: Mapping[str, Catalog]) -> str:
    """The entry with what the catalogues, by language, have of it."""
    lines: list[str] = []
    for line in PATH.read_text("utf-8").splitlines():
        if _TRANSLATED.match(line):
            continue
        lines.append(line)
        if found := _TEXT.match(line):
            for language in sorted(catalogues):
                message = catalogues[language].get(found[2])
                if message is not None and message.string:
                    lines.append(f"{found[1]}[{language}]={message.string}")
    return "\n".join(lines) + "\n"
