"""Chat templates are programs of strangers: what they may compute, and for how long."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable
from types import FrameType
from typing import Any, TypeVar

from assistant.core.errors import BadInputError
from assistant.core.i18n import _

MAX_CHARACTERS = 100_000
SECONDS = 2.0
"""Rendering a conversation takes milliseconds."""

_GENERATION_TAG = re.compile(r"\{%-?\s*(?:end)?generation\s*-?%\}")
"""Marks an assistant's words; transformers' own extension of Jinja."""

R = TypeVar("R")


class _EndlessTemplateError(Exception):
    pass


def check_template(template: str) -> None:
    """Refuse a chat template that is not valid, is huge, or multiplies (`'a' * 10**10`).

    Attributes such as `__class__` are refused by Jinja's sandbox when it is rendered.

    Raises:
        BadInputError: with the reason in plain words.

    """
    from jinja2 import Environment, TemplateError, nodes

    if len(template) > MAX_CHARACTERS:
        raise _refused()
    try:
        # Only parsed: nothing runs, so nothing needs escaping.
        jinja = Environment(extensions=["jinja2.ext.loopcontrols"])  # noqa: S701
        tree = jinja.parse(_GENERATION_TAG.sub("", template))
    except (TemplateError, RecursionError):
        raise _refused() from None
    if next(tree.find_all((nodes.Mul, nodes.Pow)), None) is not None:
        raise _refused()


def bounded(render: Callable[[], R]) -> R:
    """Run `render`, which fills in a chat template, and stop it after `SECONDS`.

    Every line of a compiled template is an event for the tracing function, so loops end as well.

    Raises:
        BadInputError: it took too long, or did what the sandbox forbids.

    """
    from jinja2 import TemplateError

    deadline = time.monotonic() + SECONDS

    def trace(frame: FrameType, _event: str, _argument: Any) -> Any:
        if frame.f_code.co_filename not in ("<template>", "<unknown>"):
            return None
        if time.monotonic() > deadline:
            raise _EndlessTemplateError
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        return render()
    except (_EndlessTemplateError, TemplateError, OverflowError, RecursionError):
        raise _refused() from None
    finally:
        sys.settrace(before)


def _refused() -> BadInputError:
    return BadInputError(
        _("The model's chat template is not safe to use."), _("Install another model.")
    )
