"""What becomes of words before a model gets them: no more than it has places for, no orders."""

from __future__ import annotations

import re
from typing import Any

from assistant.core.errors import BadInputError
from assistant.core.i18n import _

LEAST_ANSWER = 8
"""Tokens that must be left for an answer."""
UNLIMITED = 1 << 30
_TASK = re.compile(r"<(?=[A-Z_]+>)")


def window(config: Any) -> int:
    """How many tokens a model has places for; a very large number where it has no such limit."""
    words = config.get_text_config(decoder=True)
    return int(getattr(words, "max_position_embeddings", 0) or UNLIMITED)


def check_length(name: str, tokens: int, room: int) -> None:
    """Look whether a model has places for so many tokens.

    Raises:
        BadInputError: no.

    """
    if tokens > room:
        raise BadInputError(
            _("These are too many words for the model {name}.").format(name=name),
            _("Say it in fewer words."),
        )


def without_tokens(text: str, tokenizer: Any) -> str:
    """The text with no word that the tokenizer would take for one of its own marks.

    A screen may show "<image>" or "<|im_end|>", and a person may ask about it; as a mark it would
    end the question, or promise one more picture. Florence-2's tasks are not in its tokenizer.
    """
    for mark in tokenizer.get_added_vocab():
        if len(mark) > 1 and not mark.isalnum() and mark in text:
            text = text.replace(mark, f"{mark[0]} {mark[1:]}")
    return _TASK.sub("< ", text)
