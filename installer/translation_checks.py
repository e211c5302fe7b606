"""What a translation must keep of its original: a list of what is missing, in words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from babel.messages.catalog import Catalog, Message

_PLACEHOLDER = re.compile(r"\{[^{}\s\"]*\}|%\(\w+\)[sdr]|%[sdr]")
_COMMAND = re.compile(r"`[^`]+`")
_MNEMONIC = re.compile(r"&(?=\w)")
_COUNTS = frozenset({"{count}"})
"""Languages with a form for one or two say the number by the word alone."""


def problems(catalogue: Catalog, wanted: Catalog) -> list[str]:
    """Everything that is wrong with a language's catalogue, measured by the wanted texts."""
    found = [f"no longer used: {message.id!r}" for message in _stray(catalogue, wanted)]
    for original in _messages(wanted):
        message = catalogue.get(original.id)
        if message is None:
            found.append(f"missing: {original.id!r}")
        else:
            found += (f"{what}: {original.id!r}" for what in _wrong(message, catalogue.num_plurals))
    return found


def _messages(catalogue: Catalog) -> Iterator[Message]:
    return (message for message in catalogue if message.id)


def _stray(catalogue: Catalog, wanted: Catalog) -> list[Message]:
    return [message for message in _messages(catalogue) if wanted.get(message.id) is None]


def _wrong(message: Message, plurals: int) -> Iterator[str]:
    if message.fuzzy:
        yield "fuzzy"
    originals = [message.id] if isinstance(message.id, str) else list(message.id)
    strings = [message.string] if isinstance(message.string, str) else list(message.string or ())
    if not all(strings) or len(strings) != (plurals if message.pluralizable else 1):
        yield "not translated"
        return
    for string in strings:
        yield from differences(originals, string)


def differences(originals: Sequence[str], translation: str) -> Iterator[str]:
    """What a translation lacks or has too many of; `originals` are the singular and the plural."""
    original = originals[-1]
    spare = _COUNTS if len(originals) > 1 else frozenset()
    for pattern, name in ((_PLACEHOLDER, "placeholder"), (_COMMAND, "command")):
        wanted, found = (Counter(pattern.findall(text)) for text in (original, translation))
        if {key for key in wanted if key not in spare} - set(found) or set(found) - set(wanted):
            yield f"a {name} differs"
    if len(_MNEMONIC.findall(original)) != len(_MNEMONIC.findall(translation)):
        yield "the mnemonic differs"
    if _edges(original) != _edges(translation):
        yield "spaces or lines at the ends differ"


def _edges(text: str) -> tuple[str, str]:
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
