"""Finds what an icon means by its file's name, with the table in concepts.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

OTHER = "other"
"""An icon of none of the concepts."""
_ENDING = re.compile(
    r"-(outlined?|line|fill|filled|regular|solid|sharp|round|rounded|duotone|thin|light|bold"
    r"|symbolic|12|16|20|24|28|32|48|96|color|twotone|ltr)$"
)


@cache
def _tables() -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    """Return concept by name ("" is to be left out), and by family what a name means instead."""
    text = (Path(__file__).parent / "concepts.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    names: dict[str, str] = dict.fromkeys(table["left_out"], "")
    for concept, aliases in table["concepts"].items():
        for alias in aliases:
            names.setdefault(alias, concept)
    return names, table["exceptions"]


def concepts() -> list[str]:
    """All concepts, sorted; "other" is none of them."""
    return sorted(set(_tables()[0].values()) - {""})


@cache
def alike() -> dict[str, str]:
    """Return for concepts that look like another the name that both count as."""
    text = (Path(__file__).parent / "concepts.toml").read_text(encoding="utf-8")
    table: dict[str, str] = tomllib.loads(text)["alike"]
    return table


def _plain(stem: str) -> str:
    name = stem.lower().replace("_", "-").replace("--", "-")
    return name.removeprefix("ic-fluent-")


def _shortened(name: str) -> Iterator[str]:
    """Yield the name, then without its last ending, and so on."""
    yield name
    while match := _ENDING.search(name):
        name = name[: match.start()]
        yield name


def concept_of(family: str, stem: str) -> str | None:
    """Return the concept of a file name without suffix, "other", or None: leave this icon out.

    Left out are the names that `exceptions` says, mirrored icons, and those that only begin or end
    with a known name: too near to a concept to be an example of none.
    """
    names, exceptions = _tables()
    name = _plain(stem)
    if "-rtl" in name:
        return None
    for short in _shortened(name):
        if short in exceptions.get(family, {}):
            return exceptions[family][short] or None
        if short in names:
            return names[short] or None
    parts = name.split("-")
    near = any("-".join(parts[:k]) in names for k in range(1, len(parts) + 1))
    return None if near or parts[-1] in names else OTHER
